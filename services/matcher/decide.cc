#include "services/matcher/decide.h"

#include <algorithm>
#include <map>
#include <set>

#include "libs/domain/address_id.h"
#include "services/matcher/explain.h"
#include "services/matcher/household_ids.h"
#include "services/matcher/window.h"

namespace tijdig::matcher {
namespace {

using Lines = std::vector<const CustomerLine*>;

Lines lines_of(const AddressState& state, const Group& group) {
  Lines lines;
  for (const Member& member : group.members) lines.push_back(&state.lines[member.line]);
  return lines;
}

// From the place and its smallest signal. Both may have served a household that has since fallen apart, moved or fallen
// silent: then the hash of that id is the next.
HouseholdId new_household_id(AddressId address, const std::vector<MatchedSignal>& signals, const AddressState& state,
                             std::vector<HouseholdId> used) {
  for (const MadeMatch& made : state.made) used.push_back(made.household);
  for (const CustomerLine& line : state.lines) used.push_back(line.household);
  const auto smallest = std::min_element(signals.begin(), signals.end(),
                                         [](const MatchedSignal& a, const MatchedSignal& b) { return a.id < b.id; });
  auto id = HouseholdId::of(StableHasher("household").add(address.bytes()).add(smallest->id.bytes()));
  while (std::find(used.begin(), used.end(), id) != used.end())
    id = HouseholdId::of(StableHasher("household").add(id.bytes()));
  return id;
}

std::uint64_t hash_of(const std::vector<MatchedSignal>& signals) {
  Bytes said;
  for (const MatchedSignal& signal : signals) {
    said.append(signal.id.bytes());
    append_big_endian(said, static_cast<std::uint64_t>(signal.amount.count()));
    append_big_endian(said, static_cast<std::uint32_t>(signal.signal_date.days_since_epoch()));
  }
  return stable_hash64(said);
}

// Whom the signals name: of each customer the description that came with the latest signal.
std::vector<Person> persons_of(const Lines& lines, YearMonth first, YearMonth last) {
  struct Latest {
    Date date;
    const Person* person;
  };
  std::map<CustomerId, Latest> latest;
  for (const CustomerLine* line : lines)
    for (const KeptSignal& signal : line->signals) {
      if (signal.month() < first || signal.month() > last) continue;
      auto [at, fresh] = latest.try_emplace(line->customer, Latest{signal.signal_date, &line->person});
      if (!fresh && signal.signal_date > at->second.date) at->second = {signal.signal_date, &line->person};
    }
  std::vector<Person> persons;
  for (const auto& [customer, said] : latest) persons.push_back(*said.person);
  return persons;
}

bool was_made(const AddressState& state, const HouseholdId& household, YearMonth month, std::uint64_t signals_hash) {
  return std::any_of(state.made.begin(), state.made.end(), [&](const MadeMatch& made) {
    return made.household == household && made.month == month && made.signals_hash == signals_hash;
  });
}

FoundMatch make_match(const AddressState& state, const Group& group, MatchClass match_class, const Run& run,
                      std::vector<HouseholdId>& ids, std::size_t place) {
  const Lines lines = lines_of(state, group);
  FoundMatch found;
  found.group = place;
  Match& match = found.match;
  match.municipality = run.municipality;
  match.address = state.address;
  match.month = run.month;
  match.match_class = match_class;
  match.divosa_multiple = divosa_multiple(state, run.month);
  match.divosa_consecutive = divosa_consecutive(state, run.month);
  match.matched_on = run.day;
  match.signals = signals_in_window(lines, run.month, run.rules);
  match.persons = persons_of(lines, window_start(run.month, run.rules), run.month);
  if (!ids[place].is_set())
    ids[place] = new_household_id(address_id_of(run.municipality, state.address), match.signals, state, ids);
  match.household = ids[place];
  match.id = match_id_of(match.household, run.month);
  match.policy_version = run.policy_version;
  for (const Member& member : group.members) found.lines.push_back(member.line);
  found.signals_hash = hash_of(match.signals);
  return found;
}

std::vector<CustomerId> customers_of(const AddressState& state, const Group& group) {
  std::set<CustomerId> customers;
  for (const Member& member : group.members) customers.insert(state.lines[member.line].customer);
  return {customers.begin(), customers.end()};
}

FoundDoubt make_doubt(const AddressState& state, const Grouping& grouping, const Doubt& doubt, const Run& run,
                      const Linker& linker) {
  const Group& left = grouping.groups[doubt.left];
  const Group& right = grouping.groups[doubt.right];
  FoundDoubt found;
  found.review.left = customers_of(state, left);
  found.review.right = customers_of(state, right);
  ReviewTask& task = found.task;
  task.municipality = run.municipality;
  task.address = address_id_of(run.municipality, state.address);
  const auto [one, other] = std::minmax(found.review.left.front(), found.review.right.front());
  task.id = StableHasher("review").add(task.address.bytes()).add(one.bytes()).add(other.bytes()).finish();
  found.review.task = task.id;
  task.month = run.month;
  Lines both = lines_of(state, left);
  for (const CustomerLine* line : lines_of(state, right)) both.push_back(line);
  for (const MatchedSignal& signal : signals_in_window(both, run.month, run.rules)) task.signals.push_back(signal.id);
  task.evidence = explain_doubt(state, grouping, doubt, run, linker);
  task.policy_version = run.policy_version;
  return found;
}

bool was_asked(const AddressState& state, const Hash128& task) {
  return std::any_of(state.reviews.begin(), state.reviews.end(),
                     [&](const Review& review) { return review.task == task; });
}

}  // namespace

MatchId match_id_of(const HouseholdId& household, YearMonth month) {
  return MatchId::of(StableHasher("match").add(household.bytes()).add(static_cast<std::int64_t>(month.index())));
}

Decision decide(const AddressState& state, const Run& run, const Linker& linker) {
  Grouping grouping = group_of_speaking(state, linker);
  Decision decision;
  std::vector<bool> matches_alone;
  std::vector<HouseholdId> ids = household_ids(state, grouping, linker);
  for (std::size_t place = 0; place < grouping.groups.size(); ++place) {
    const Group& group = grouping.groups[place];
    const auto found_class = match_class(lines_of(state, group), run.month, run.rules);
    matches_alone.push_back(found_class.has_value());
    if (!found_class) continue;
    FoundMatch found = make_match(state, group, *found_class, run, ids, place);
    if (!was_made(state, found.match.household, run.month, found.signals_hash))
      decision.matches.push_back(std::move(found));
  }
  for (const Doubt& doubt : grouping.doubts) {
    if (matches_alone[doubt.left] || matches_alone[doubt.right]) continue;
    Lines both = lines_of(state, grouping.groups[doubt.left]);
    for (const CustomerLine* line : lines_of(state, grouping.groups[doubt.right])) both.push_back(line);
    if (!match_class(both, run.month, run.rules)) continue;
    FoundDoubt found = make_doubt(state, grouping, doubt, run, linker);
    if (!was_asked(state, found.review.task)) decision.doubts.push_back(std::move(found));
  }
  decision.groups = std::move(grouping.groups);
  return decision;
}

void evolve(AddressState& state, const Decision& decision) {
  for (const FoundMatch& found : decision.matches) {
    const AddressId door = address_id_of(found.match.municipality, found.match.address);
    for (const std::size_t place : found.lines) {
      CustomerLine& line = state.lines[place];
      line.household = found.match.household;
      line.household_at = door;
      line.is_apart = false;
    }
    std::erase_if(state.made, [&](const MadeMatch& made) {
      return made.household == found.match.household && made.month == found.match.month;
    });
    state.made.push_back({found.match.household, found.match.month, found.signals_hash});
  }
  for (const FoundDoubt& found : decision.doubts) state.reviews.push_back(found.review);
}

}  // namespace tijdig::matcher
