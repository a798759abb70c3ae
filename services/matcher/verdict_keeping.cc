#include "services/matcher/verdict_keeping.h"

#include <algorithm>
#include <set>

#include "libs/domain/address_id.h"
#include "services/matcher/register_keeping.h"
#include "services/matcher/state_keys.h"

namespace tijdig::matcher {
namespace {

using residents::Because;
using residents::Verdict;

residents::VersionId version_of(const residents::CustomerForm& form) {
  return residents::VersionId::of(StableHasher("customer-version").add(residents::to_bytes(form)));
}

Because because_of(UnlinkReason reason) {
  switch (reason) {
    case UnlinkReason::wrong_person:
      return Because::wrong_person;
    case UnlinkReason::wrong_household:
      return Because::wrong_household;
    case UnlinkReason::register_wrong:
      return Because::register_wrong;
    case UnlinkReason::partner_wrong:
      return Because::partner_wrong;
    case UnlinkReason::count_:
      break;
  }
  TIJDIG_CHECK(false);
}

residents::GivenBy given_by(const EmployeeRef& employee, Date day) {
  return {day, 0, residents::ActorRef::from_hash(employee.hash())};
}

residents::CustomerText text_of(const CustomerLine& line, const Address& named_at) {
  return {line.customer, version_of(residents::customer_form(line.person, named_at, line.kind))};
}

LinkLabel label_record(const residents::Label& label, MunicipalityCode municipality, Date day) {
  return {municipality,
          label.kind,
          label.levels.name,
          static_cast<std::uint32_t>(label.levels.birth),
          static_cast<std::uint32_t>(label.levels.door),
          label.same_person,
          label.same_household,
          label.model_hash,
          day};
}

Result<> keep(const Verdict& verdict, const residents::Decision& seen, MunicipalityCode municipality,
              runtime::Turn& turn) {
  TIJDIG_TRY(auto* kept, turn.change<Verdicts>(verdicts_key(municipality, verdict.about.customer)));
  const auto at = std::lower_bound(kept->all.begin(), kept->all.end(), verdict, residents::is_before);
  if (at != kept->all.end() && *at == verdict) return {};
  kept->all.insert(at, verdict);
  if (const auto label = residents::label_of(verdict, seen))
    turn.emit(flow::topics::link_labels, {municipality}, label_record(*label, municipality, verdict.given.on));
  return {};
}

Result<residents::Decision> seen_on(const CustomerLine& line) {
  auto seen = residents::decision_from_bytes(line.link);
  if (!seen) return Error::fatal("matcher state: a link cannot be read; run `tijdig rebuild --repair`");
  return *seen;
}

bool has_one_of(const CustomerLine& line, const std::vector<SignalId>& signals) {
  return std::any_of(line.signals.begin(), line.signals.end(), [&](const KeptSignal& signal) {
    return std::find(signals.begin(), signals.end(), signal.id) != signals.end();
  });
}

void leave_household(CustomerLine& line) {
  line.household = {};
  line.household_at = {};
  line.is_apart = false;
}

// What is remembered of these customers must not bring them back to the household.
void forget_silent(AddressState& state, const std::set<CustomerId>& denied, const HouseholdId& household) {
  std::erase_if(state.lines, [&](const CustomerLine& line) {
    return line.is_silent() && line.household == household && denied.contains(line.customer);
  });
}

// Linked by address only: from now on these customers are two households, as if somebody had answered so.
void part(CustomerLine& line, AddressState& state, const LinkDenied& denied) {
  Review apart;
  apart.task = StableHasher("unlink").add(id_text(denied.entry)).add(line.customer.bytes()).finish();
  for (const CustomerLine& other : state.lines)
    if (other.household == denied.household && other.customer != line.customer) apart.left.push_back(other.customer);
  apart.right = {line.customer};
  apart.answered = true;
  apart.same_household = false;
  leave_household(line);
  if (!apart.left.empty()) state.reviews.push_back(std::move(apart));
}

// Takes the signals from the household wherever this address keeps them.
Result<bool> deny_at(AddressId address, const LinkDenied& denied, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* before, turn.look<AddressState>(address_key(address)));
  const auto is_meant = [&](const CustomerLine& line) { return has_one_of(line, denied.signals); };
  if (before == nullptr || std::none_of(before->lines.begin(), before->lines.end(), is_meant)) return false;
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(address)));
  std::set<AddressId> again;
  std::set<CustomerId> customers;
  for (CustomerLine& line : state->lines) {
    if (!is_meant(line)) continue;
    customers.insert(line.customer);
    if (line.link.empty()) {
      part(line, *state, denied);
      continue;
    }
    leave_household(line);
    TIJDIG_TRY(const residents::Decision seen, seen_on(line));
    const Address named_at = line.named_at.value_or(state->address);
    // Whatever the reason, it is this household that is not meant: nobody behind this door.
    Verdict undone = residents::unlink_of(seen, text_of(line, named_at), Because::wrong_household,
                                          given_by(denied.employee, denied.day));
    undone.because = because_of(denied.reason);
    TIJDIG_DO(keep(undone, seen, denied.municipality, turn));
    again.insert(address_id_of(denied.municipality, named_at));
  }
  forget_silent(*state, customers, denied.household);
  for (const AddressId own : again) TIJDIG_DO(mark_address(denied.municipality, own, turn));
  return true;
}

// Where the lines of a door may be now: here, where they were named, and where those addresses keep them.
Result<std::set<AddressId>> doors_around(AddressId address, runtime::Turn& turn) {
  std::set<AddressId> doors{address};
  TIJDIG_TRY(const auto* here, turn.look<AddressState>(address_key(address)));
  if (here == nullptr) return doors;
  doors.insert(here->away.begin(), here->away.end());
  const std::vector<AddressId> guests = here->guests;
  for (const AddressId own : guests) {
    doors.insert(own);
    TIJDIG_TRY(const auto* there, turn.look<AddressState>(address_key(own)));
    if (there != nullptr) doors.insert(there->away.begin(), there->away.end());
  }
  return doors;
}

}  // namespace

Bytes verdicts_key(MunicipalityCode municipality, const CustomerId& customer) {
  return flow::tables::verdicts.key(municipality, customer);
}

Result<residents::Standing> standing_of(MunicipalityCode municipality, const CustomerId& customer,
                                        const residents::CustomerForm& form, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* said, turn.look<Verdicts>(verdicts_key(municipality, customer)));
  if (said == nullptr) return residents::Standing{};
  return residents::standing_of(said->all, version_of(form));
}

Result<> deny(const LinkDenied& denied, runtime::Turn& turn) {
  TIJDIG_TRY(const auto doors, doors_around(denied.address, turn));
  bool found = false;
  for (const AddressId door : doors) {
    TIJDIG_TRY(const bool here, deny_at(door, denied, turn));
    found = found || here;
  }
  if (!found) return Error::refused("unlink: the signals of the case are gone; nothing is linked by them any more");
  return {};
}

Result<> hear_answer(const ReviewAnswer& given, runtime::Turn& turn) {
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(given.address)));
  const auto asked = std::find_if(state->reviews.begin(), state->reviews.end(),
                                  [&](const Review& review) { return review.task == given.task; });
  TIJDIG_CHECK(asked != state->reviews.end());
  std::set<AddressId> again;
  for (const CustomerLine& line : state->lines) {
    if (line.link.empty() || line.is_silent()) continue;
    if (std::find(asked->right.begin(), asked->right.end(), line.customer) == asked->right.end()) continue;
    TIJDIG_TRY(const residents::Decision seen, seen_on(line));
    if (seen.band != residents::Band::review) continue;  // another text of this customer, which was in no doubt
    const Address named_at = line.named_at.value_or(state->address);
    const Verdict answer = residents::answer_to(seen, text_of(line, named_at), given.same_household,
                                                given_by(given.employee, given.answered));
    TIJDIG_DO(keep(answer, seen, given.municipality, turn));
    again.insert(address_id_of(given.municipality, named_at));
  }
  for (const AddressId own : again) TIJDIG_DO(mark_address(given.municipality, own, turn));
  return {};
}

}  // namespace tijdig::matcher
