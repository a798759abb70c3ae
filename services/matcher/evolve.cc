#include "services/matcher/evolve.h"

#include <algorithm>
#include <tuple>

#include "libs/domain/entry_refusals.h"
#include "services/matcher/window.h"

namespace tijdig::matcher {
namespace {

bool signal_before(const KeptSignal& a, const KeptSignal& b) {
  return std::tie(a.signal_date, a.id) < std::tie(b.signal_date, b.id);
}

bool speaks(const CustomerLine& line) { return !line.is_silent(); }

Result<CustomerLine*> line_of(AddressState& state, const Signal& signal) {
  CustomerLine wanted;
  wanted.customer = signal.customer;
  wanted.partner = signal.partner;
  wanted.kind = signal.kind;
  wanted.person = signal.person;
  auto at = std::lower_bound(state.lines.begin(), state.lines.end(), wanted, line_before);
  if (at == state.lines.end() || line_before(wanted, *at)) {
    if (std::count_if(state.lines.begin(), state.lines.end(), speaks) >= static_cast<std::ptrdiff_t>(lines_max))
      return refused(entry_refusals::customers_crowded);
    at = state.lines.insert(at, std::move(wanted));
  }
  return &*at;
}

// What stays with a signal when its text changes: the household of its line, and whether it was late.
struct Kept {
  HouseholdId household;
  AddressId household_at;
  bool is_apart = false;
  bool late = false;
};

std::optional<Kept> kept_of(const AddressState& state, const SignalId& id) {
  for (const CustomerLine& line : state.lines)
    for (const KeptSignal& signal : line.signals)
      if (signal.id == id) return Kept{line.household, line.household_at, line.is_apart, signal.late};
  return std::nullopt;
}

// The line that said it, which may have nothing left to say.
CustomerLine* take_out(AddressState& state, const SignalId& id, Date& signal_date) {
  for (CustomerLine& line : state.lines) {
    const auto at = std::find_if(line.signals.begin(), line.signals.end(),
                                 [&](const KeptSignal& signal) { return signal.id == id; });
    if (at == line.signals.end()) continue;
    signal_date = at->signal_date;
    line.signals.erase(at);
    return &line;
  }
  return nullptr;
}

// Who left the household has nothing to come back to.
bool remembers_household(const CustomerLine& line, Date oldest) {
  return line.household.is_set() && !line.is_apart && line.withdrawn && *line.withdrawn >= oldest;
}

void forget_silent(AddressState& state, Date oldest) {
  std::erase_if(state.lines,
                [&](const CustomerLine& line) { return line.is_silent() && !remembers_household(line, oldest); });
}

void forget_old_months(AddressState& state) {
  Date newest;
  for (const CustomerLine& line : state.lines)
    if (!line.signals.empty()) newest = std::max(newest, line.signals.back().signal_date);
  const YearMonth oldest = newest.month().plus_months(1 - months_remembered);
  for (CustomerLine& line : state.lines) {
    const auto recent =
        std::find_if(line.signals.begin(), line.signals.end(),
                     [from = oldest.first_day()](const KeptSignal& signal) { return signal.signal_date >= from; });
    line.signals.erase(line.signals.begin(), recent);
  }
  forget_silent(state, oldest.first_day());
  std::erase_if(state.made, [&](const MadeMatch& made) { return made.month < oldest; });
}

}  // namespace

Result<bool> add(AddressState& state, const Signal& signal, bool late) {
  state.address = signal.address;
  const std::optional<Kept> before = kept_of(state, signal.id);
  if (before) {
    late = before->late;
    Date said_before;
    take_out(state, signal.id, said_before);
  }
  TIJDIG_TRY(CustomerLine * line, line_of(state, signal));
  if (before && before->household.is_set()) {
    line->household = before->household;
    line->household_at = before->household_at;
    line->is_apart = before->is_apart;
  }
  const KeptSignal kept{signal.id, signal.signal_date, signal.received, signal.amount, signal.crisis, late};
  line->signals.insert(std::lower_bound(line->signals.begin(), line->signals.end(), kept, signal_before), kept);
  forget_old_months(state);
  return !before;
}

bool withdraw(AddressState& state, const SignalId& id) {
  Date signal_date;
  CustomerLine* line = take_out(state, id, signal_date);
  if (line == nullptr) return false;
  if (line->household.is_set()) line->withdrawn = std::max(line->withdrawn.value_or(signal_date), signal_date);
  forget_silent(state, {});
  return true;
}

bool knows(const AddressState& state, const SignalId& id) { return kept_of(state, id).has_value(); }

HouseholdId household_of(const AddressState& state, const SignalId& id) {
  const auto kept = kept_of(state, id);
  return kept ? kept->household : HouseholdId();
}

bool answer(AddressState& state, const ReviewAnswer& given) {
  const auto asked = std::find_if(state.reviews.begin(), state.reviews.end(),
                                  [&](const Review& review) { return review.task == given.task; });
  if (asked == state.reviews.end()) return false;
  asked->answered = true;
  asked->same_household = given.same_household;
  return true;
}

std::vector<YearMonth> months_worth_a_look(const AddressState& state, const policy::Matching& rules, YearMonth after) {
  if (!can_match(state.lines.size(), rules)) return {};  // most addresses have one line
  std::vector<const CustomerLine*> everybody;
  std::vector<YearMonth> months;
  const Date last_settled = after.last_day();
  for (const CustomerLine& line : state.lines) {
    everybody.push_back(&line);
    for (const KeptSignal& signal : line.signals)
      if (signal.signal_date > last_settled) months.push_back(signal.month());
  }
  std::sort(months.begin(), months.end());
  months.erase(std::unique(months.begin(), months.end()), months.end());
  std::erase_if(months, [&](YearMonth month) { return !match_class(everybody, month, rules); });
  return months;
}

}  // namespace tijdig::matcher
