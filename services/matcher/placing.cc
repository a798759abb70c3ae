#include "services/matcher/placing.h"

#include <algorithm>
#include <set>

#include "libs/domain/address_id.h"
#include "libs/residents/hearsay.h"
#include "libs/residents/residents.h"
#include "services/matcher/hearing_ties.h"
#include "services/matcher/homes.h"
#include "services/matcher/looking_ahead.h"
#include "services/matcher/register_in_state.h"
#include "services/matcher/register_keeping.h"
#include "services/matcher/state_keys.h"
#include "services/matcher/verdict_keeping.h"

namespace tijdig::matcher {
namespace {

// From now on a register entry under one of these keys asks for the lines of `own` again, and for what they tell.
Result<> file_named(MunicipalityCode municipality, const residents::Keys& keys, AddressId own, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  if (!town->is_named) {
    TIJDIG_TRY(auto* first_named, turn.change<MunicipalityState>(town_key(municipality)));
    first_named->is_named = true;
  }
  for (const residents::Key key : keys) {
    const Bytes at_key = filing_key(municipality, key);
    TIJDIG_TRY(const auto* filed, turn.look<Filing>(at_key));
    if (filed != nullptr && std::binary_search(filed->named.begin(), filed->named.end(), own)) continue;
    TIJDIG_TRY(auto* filing, turn.change<Filing>(at_key));
    filing->named.insert(std::lower_bound(filing->named.begin(), filing->named.end(), own), own);
  }
  return {};
}

Result<Door> place(CustomerLine& line, const Door& own, MunicipalityCode municipality, const RegisterInState& view,
                   const residents::LinkModel& model, runtime::Turn& turn) {
  residents::CustomerForm customer = residents::customer_form(line.person, own.address, line.kind);
  TIJDIG_DO(tie_to_others(municipality, customer, turn));
  TIJDIG_TRY(const residents::Standing said, standing_of(municipality, line.customer, customer, turn));
  residents::Keys keys = residents::near_keys_of(customer);
  for (const residents::Key key : residents::telling_keys(customer)) keys.add_new(key);
  if (residents::is_strange_at_its_door(customer, view))  // hearing.h asked for them
    for (const residents::Key key : residents::far_keys_of(customer)) keys.add_new(key);
  const auto lookup = [&](const residents::PersonRef& person) { return view.find(person); };
  const residents::Decision found = residents::link_settled(customer, said, view, model, lookup, &keys);
  if (view.failure()) return *view.failure();
  line.link = residents::to_bytes(found);
  std::optional<Address> home;
  if (found.may_contact() && !found.best.empty()) home = view.address_of(found.best[0].person);
  TIJDIG_DO(file_named(municipality, keys, own.id, turn));
  if (!home || *home == own.address) return own;
  return Door{address_id_of(municipality, *home), *home};
}

Result<> place_lines(MunicipalityCode municipality, Date day, AddressId own, const residents::LinkModel& model,
                     std::set<AddressId>& touched, runtime::Turn& turn) {
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(own)));
  state->is_due = false;
  touched.insert(own);
  touched.insert(state->away.begin(), state->away.end());
  TIJDIG_TRY(AddressState named, take_named(own, turn));
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  const RegisterInState view(municipality, day, *town, turn);
  std::vector<Door> homes;
  for (CustomerLine& line : named.lines) {
    TIJDIG_TRY(homes.emplace_back(), place(line, {own, named.address}, municipality, view, model, turn));
    touched.insert(homes.back().id);
  }
  return put_named(own, std::move(named), homes, turn);
}

// Who may be meant in the whole town, for the lines that nobody near is found for.
Result<> look_ahead_in_town(MunicipalityCode municipality, Date day, const std::vector<AddressId>& marked,
                            const residents::LinkModel& model, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  const RegisterInState view(municipality, day, *town, turn);
  std::vector<residents::Key> keys;
  for (const AddressId own : marked) {
    TIJDIG_TRY(auto texts, texts_named_at(municipality, own, turn));
    for (NamedText& text : texts) {
      TIJDIG_DO(tie_to_others(municipality, text.form, turn));
      if (residents::is_found_near(text.form, view, model)) continue;
      const residents::Keys far = residents::far_keys_of(text.form);
      keys.insert(keys.end(), far.begin(), far.end());
    }
  }
  if (view.failure()) return *view.failure();
  return look_ahead_at_residents(municipality, keys, turn);
}

}  // namespace

Result<std::vector<AddressId>> place_marked(MunicipalityCode municipality, Date day, std::vector<AddressId> marked,
                                            const residents::LinkModel& model, runtime::Turn& turn) {
  std::set<AddressId> touched;
  TIJDIG_TRY(const auto since, take_marked_addresses(municipality, turn));
  TIJDIG_DO(look_ahead_at_lines(municipality, since, turn));  // the others were heard
  marked.insert(marked.end(), since.begin(), since.end());
  std::sort(marked.begin(), marked.end());
  TIJDIG_DO(look_ahead_in_town(municipality, day, marked, model, turn));
  for (const AddressId own : marked) TIJDIG_DO(place_lines(municipality, day, own, model, touched, turn));
  return std::vector<AddressId>(touched.begin(), touched.end());
}

}  // namespace tijdig::matcher
