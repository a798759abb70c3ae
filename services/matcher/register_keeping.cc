#include "services/matcher/register_keeping.h"

#include <algorithm>
#include <tuple>

#include "libs/domain/address_id.h"
#include "libs/residents/households.h"
#include "services/matcher/homes.h"
#include "services/matcher/looking_ahead.h"
#include "services/matcher/register_in_state.h"
#include "services/matcher/run_lists.h"
#include "services/matcher/state_keys.h"

namespace tijdig::matcher {
namespace {

using residents::Key;
using residents::ResidentForm;

constexpr std::size_t residents_looked_at = 256;  // more behind one door is an institution: everybody on their own

Bytes due_doors(MunicipalityCode municipality) { return flow::tables::due_doors.first_bytes(municipality); }
Bytes due_addresses(MunicipalityCode municipality) { return flow::tables::due_addresses.first_bytes(municipality); }

// Pseudonyms of one municipality mean nothing in another.
Bytes salt_of(MunicipalityCode municipality) { return Bytes(municipality.to_string()); }

bool is_before(const Statement& a, const Statement& b) {
  if (const auto left = std::tie(a.form.valid_from, a.form.revision),
      right = std::tie(b.form.valid_from, b.form.revision);
      left != right)
    return left < right;
  return residents::to_bytes(a.form) < residents::to_bytes(b.form);  // contradictory: arbitrary, but always the same
}

// False when it was said before.
bool insert(std::vector<Statement>& statements, Statement said) {
  const auto at = std::lower_bound(statements.begin(), statements.end(), said, is_before);
  if (at != statements.end() && *at == said) return false;
  statements.insert(at, std::move(said));
  return true;
}

ResidentForm folded(const std::vector<Statement>& statements) {
  std::vector<ResidentForm> forms;
  for (const Statement& statement : statements) forms.push_back(statement.form);
  return residents::folded(forms);
}

residents::Keys keys_filed(const KnownResident& known) {
  return known.today.door.is_set() ? residents::keys_of(known.today) : residents::Keys{};
}

// Adds or takes away one resident under each key, and marks who may have been looked for there.
class Refiling {
 public:
  Refiling(MunicipalityCode municipality, const residents::PersonRef& person, runtime::Turn& turn)
      : municipality_(municipality), person_(person), turn_(turn) {}

  Result<> leave(const residents::Keys& before, const residents::Keys& after) {
    for (const Key key : before) {
      if (after.holds(key)) continue;
      TIJDIG_TRY(auto* filing, turn_.change<Filing>(filing_key(municipality_, key)));
      std::erase(filing->residents, person_);
    }
    return {};
  }

  Result<> enter(const residents::Keys& before, const residents::Keys& after) {
    for (const Key key : after) {
      if (before.holds(key)) continue;
      TIJDIG_TRY(auto* filing, turn_.change<Filing>(filing_key(municipality_, key)));
      const auto at = std::lower_bound(filing->residents.begin(), filing->residents.end(), person_);
      if (at != filing->residents.end() && *at == person_) continue;
      if (filing->residents.size() >= filed_max)
        ++filing->left_out;
      else
        filing->residents.insert(at, person_);
    }
    return {};
  }

 private:
  MunicipalityCode municipality_;
  residents::PersonRef person_;
  runtime::Turn& turn_;
};

Result<> refile(MunicipalityCode municipality, const residents::PersonRef& person, const residents::Keys& before,
                const residents::Keys& after, runtime::Turn& turn) {
  Refiling refiling(municipality, person, turn);
  TIJDIG_DO(refiling.leave(before, after));
  TIJDIG_DO(refiling.enter(before, after));
  for (const Key key : before) TIJDIG_DO(mark_named_under(municipality, key, turn));
  for (const Key key : after)
    if (!before.holds(key)) TIJDIG_DO(mark_named_under(municipality, key, turn));
  return {};
}

Result<> count(MunicipalityCode municipality, std::uint64_t term, int by, runtime::Turn& turn) {
  TIJDIG_TRY(auto* counted, turn.change<TermCount>(term_key(municipality, term)));
  counted->residents += static_cast<std::uint32_t>(by);
  return {};
}

Result<> count_names(MunicipalityCode municipality, const ResidentForm& form, int by, runtime::Turn& turn) {
  if (!form.lives_here()) return {};
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(municipality)));
  town->residents += static_cast<std::uint32_t>(by);
  for (const auto& part : form.names.own) TIJDIG_DO(count(municipality, part.hash(), by, turn));
  for (const auto& part : form.names.partner) TIJDIG_DO(count(municipality, part.hash(), by, turn));
  if (!form.names.firsts.empty())
    TIJDIG_DO(count(municipality, residents::first_name_term(form.names.firsts[0]), by, turn));
  return {};
}

struct Living {
  KnownResident* known = nullptr;
  const ResidentForm* form() const { return &known->today; }
};

// Whom the lines named at this door give one contact (hearing.h).
Result<std::vector<residents::Together>> together_at(MunicipalityCode municipality, const KnownResident& resident,
                                                     runtime::Turn& turn) {
  const auto here = std::find_if(resident.statements.rbegin(), resident.statements.rend(),
                                 [&](const Statement& said) { return said.form.door == resident.today.door; });
  if (here == resident.statements.rend()) return std::vector<residents::Together>{};
  TIJDIG_TRY(const auto* state, turn.look<AddressState>(address_key(address_id_of(municipality, here->address))));
  return state == nullptr ? std::vector<residents::Together>{} : state->together;
}

Result<> settle_door(MunicipalityCode municipality, const std::vector<Living>& living, Date today,
                     runtime::Turn& turn) {
  residents::DoorHouseholds found;
  std::vector<const ResidentForm*> forms;
  for (const Living& one : living) forms.push_back(one.form());
  if (forms.size() > residents_looked_at) {
    found.is_shared_dwelling = true;
    for (const ResidentForm* form : forms) found.household.push_back(residents::short_ref(form->person));
  } else {
    TIJDIG_TRY(const auto together, together_at(municipality, *living.front().known, turn));
    found = residents::households_at(forms, together, today);
  }
  for (std::size_t i = 0; i < living.size(); ++i) {
    ResidentForm& form = living[i].known->today;
    const auto flags =
        static_cast<std::uint8_t>((form.flags & ~unsigned{residents::shared_dwelling}) |
                                  (found.is_shared_dwelling ? unsigned{residents::shared_dwelling} : 0U));
    if (form.household == found.household[i] && form.flags == flags) continue;
    form.household = found.household[i];
    form.flags = flags;
    for (const Key key : residents::keys_of(form)) TIJDIG_DO(mark_named_under(municipality, key, turn));
  }
  return {};
}

// Everybody with this postcode and number, door by door.
Result<> settle_number(MunicipalityCode municipality, Key key, Date today, runtime::Turn& turn) {
  TIJDIG_TRY(auto* filing, turn.change<Filing>(filing_key(municipality, key)));
  filing->is_due = false;
  std::vector<Living> living;
  for (const residents::PersonRef& person : filing->residents) {
    TIJDIG_TRY(auto* known, turn.change<KnownResident>(resident_key(municipality, person)));
    if (known->today.lives_here() && residents::door_key(known->today.door) == key) living.push_back({known});
  }
  std::stable_sort(living.begin(), living.end(),
                   [](const Living& a, const Living& b) { return a.form()->door < b.form()->door; });
  for (auto from = living.begin(); from != living.end();) {
    const auto until =
        std::find_if(from, living.end(), [&](const Living& one) { return one.form()->door != from->form()->door; });
    TIJDIG_DO(settle_door(municipality, {from, until}, today, turn));
    from = until;
  }
  return {};
}

}  // namespace

void need_for_entry(const RegisterEntry& entry, runtime::KeySink& keys) {
  if (!entry.person.bsn) return;
  const residents::RegisterChange change = residents::change_of(entry, salt_of(entry.municipality));
  const ResidentForm form = residents::resident_form(change);
  keys.need(resident_key(entry.municipality, change.person));
  if (!form.door.is_set()) return;
  for (const Key key : residents::keys_of(form)) keys.need(filing_key(entry.municipality, key));
  for (const auto& part : form.names.own) keys.need(term_key(entry.municipality, part.hash()));
  if (!form.names.firsts.empty())
    keys.need(term_key(entry.municipality, residents::first_name_term(form.names.firsts[0])));
}

Result<> take_entry(const RegisterEntry& entry, runtime::Turn& turn) {
  const MunicipalityCode municipality = entry.municipality;
  if (!entry.person.bsn) return Error::refused("a register entry without citizen number");
  const residents::RegisterChange change = residents::change_of(entry, salt_of(municipality));
  TIJDIG_TRY(auto* known, turn.change<KnownResident>(resident_key(municipality, change.person)));
  const ResidentForm before = known->statements.empty() ? ResidentForm{} : known->today;
  const residents::Keys keys_before = known->statements.empty() ? residents::Keys{} : keys_filed(*known);
  if (!insert(known->statements, {residents::resident_form(change), entry.address})) return {};
  known->today = folded(known->statements);
  known->today.heard = heard_doors_of(*known);
  const residents::Keys keys_after = keys_filed(*known);
  TIJDIG_DO(refile(municipality, change.person, keys_before, keys_after, turn));
  TIJDIG_DO(count_names(municipality, before, -1, turn));
  TIJDIG_DO(count_names(municipality, known->today, 1, turn));
  TIJDIG_DO(mark_door(municipality, before.door, turn));
  return mark_door(municipality, known->today.door, turn);
}

Result<> set_told(MunicipalityCode municipality, const residents::PersonRef& person, const Telling& telling,
                  runtime::Turn& turn) {
  TIJDIG_TRY(auto* known, turn.change<KnownResident>(resident_key(municipality, person)));
  const auto at = std::lower_bound(known->told.begin(), known->told.end(), telling.address,
                                   [](const ToldAt& told, AddressId address) { return told.address < address; });
  const bool is_there = at != known->told.end() && at->address == telling.address;
  if (is_there && !telling.door)
    known->told.erase(at);
  else if (!is_there && telling.door)
    known->told.insert(at, {telling.address, *telling.door});
  const residents::Keys keys_before = keys_filed(*known);
  const auto heard_before = std::exchange(known->today.heard, heard_doors_of(*known));
  if (known->today.heard == heard_before) return {};
  TIJDIG_DO(refile(municipality, person, keys_before, keys_filed(*known), turn));
  return mark_door(municipality, known->today.door, turn);
}

Result<> derive_households(MunicipalityCode municipality, Date today, runtime::Turn& turn) {
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(municipality)));
  TIJDIG_TRY(const auto doors, take_ids(due_doors(municipality), town->due_doors, sizeof(Key), turn));
  std::vector<Key> keys;
  for (const Bytes& door : doors) keys.push_back(read_big_endian<Key>(door));
  TIJDIG_DO(look_ahead_at_doors(municipality, keys, turn));
  for (const Key key : keys) TIJDIG_DO(settle_number(municipality, key, today, turn));
  return {};
}

Result<> mark_door(MunicipalityCode municipality, const residents::Door& door, runtime::Turn& turn) {
  if (!door.is_set()) return {};
  const Key key = residents::door_key(door);
  TIJDIG_TRY(auto* filing, turn.change<Filing>(filing_key(municipality, key)));
  if (std::exchange(filing->is_due, true)) return {};
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(municipality)));
  Bytes id;
  append_big_endian(id, key);
  return append_id(due_doors(municipality), town->due_doors, id, turn);
}

Result<> mark_named_under(MunicipalityCode municipality, Key key, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  if (!town->is_named) return {};  // a whole register comes in before the first signal
  TIJDIG_TRY(const auto* filing, turn.look<Filing>(filing_key(municipality, key)));
  if (filing == nullptr) return {};
  for (const AddressId address : filing->named) TIJDIG_DO(mark_address(municipality, address, turn));
  return {};
}

Result<> mark_address(MunicipalityCode municipality, AddressId address, runtime::Turn& turn) {
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(address)));
  return mark_address(municipality, address, *state, turn);
}

Result<> mark_address(MunicipalityCode municipality, AddressId address, AddressState& state, runtime::Turn& turn) {
  if (std::exchange(state.is_due, true)) return {};
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(municipality)));
  return append_id(due_addresses(municipality), town->due_addresses, address.bytes(), turn);
}

Result<std::vector<AddressId>> take_marked_addresses(MunicipalityCode municipality, runtime::Turn& turn) {
  TIJDIG_TRY(auto* town, turn.change<MunicipalityState>(town_key(municipality)));
  TIJDIG_TRY(const auto ids, take_ids(due_addresses(municipality), town->due_addresses, sizeof(Hash128), turn));
  std::vector<AddressId> addresses;
  for (const Bytes& id : ids) addresses.push_back(address_id_from(id));
  return addresses;
}

}  // namespace tijdig::matcher
