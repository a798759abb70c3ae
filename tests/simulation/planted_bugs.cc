#include "tests/simulation/planted_bugs.h"

#include <algorithm>
#include <regex>

namespace tijdig::simulation {
namespace {

using ports::Provenance;
using ports::Watermark;
using runtime::FenceVerdict;

FenceVerdict let_all_pass(const Watermark&, const Provenance&) { return FenceVerdict::fresh; }

// A fence that counts only what it let pass: no holes, so that the wrong comparison shows in results.
FenceVerdict let_equal_pass(const Watermark& newest, const Provenance& cause) {
  const bool older = std::pair(cause.offset, cause.ordinal) < std::pair(newest.offset, newest.ordinal);
  return newest.lane_sequence != 0 && older ? FenceVerdict::repeat : FenceVerdict::fresh;
}

FenceVerdict look_at_offset_only(const Watermark& newest, const Provenance& cause) {
  return newest.lane_sequence != 0 && cause.offset <= newest.offset ? FenceVerdict::repeat : FenceVerdict::fresh;
}

// What the judges of both towns say: toy_run.cc, real_run.cc, world.cc, and the engine itself.
const std::string missing = "the report differs from the model: [1-9][0-9]* facts missing";
const std::string too_many = "the report differs from the model: .*, [1-9][0-9]* too many";
const std::string hole = "a source left out a record";
const std::string log_is_short = "the inbox ends before what was applied from it";
const std::string other_state = "the rebuilt state differs from the live state";
const std::string other_outputs = "the rebuild derives other outputs";
const std::string no_such_case = "there is no case with this number";
const std::string no_policy = "no policy is active";
const std::string other_matches = "the matches are not those of the plain rule";
const std::string other_walk_list = "the walk list differs";
const std::string other_report = "the report differs from that of another seed";

}  // namespace

PlantedBugs NamedBug::alone() const {
  PlantedBugs bugs;
  bugs.*on = true;
  return bugs;
}

const std::vector<NamedBug>& named_bugs() {
  using Bugs = PlantedBugs;
  static const std::vector<NamedBug> bugs{
      {"commit_before_state",
       &Bugs::commit_before_state,
       {missing, too_many, other_state, hole},
       {other_state, no_such_case, no_policy, hole}},
      {"state_before_publish", &Bugs::state_before_publish, {hole, missing}, {hole, other_outputs}},
      {"skip_fence", &Bugs::skip_fence, {too_many}, {other_state}},
      {"equal_is_newer", &Bugs::equal_is_newer, {too_many}, {other_state}},
      {"drop_ordinal", &Bugs::drop_ordinal, {missing}, {other_state}},
      {"wall_clock", &Bugs::wall_clock, {missing, too_many}, {}},
      {"map_order", &Bugs::map_order, {other_outputs, hole}, {}},
      {"acknowledge_before_sync",
       &Bugs::acknowledge_before_sync,
       {missing},
       {other_matches, other_walk_list, no_policy, no_such_case}},
      {"believe_torn_writes", &Bugs::believe_torn_writes, {log_is_short, hole}, {log_is_short, other_state}},
      {"retry_commit_in_place", &Bugs::retry_commit_in_place, {hole, other_outputs}, {hole, other_outputs}},
      // A signal, or a caseworker's entry, comes before the day that it waited for.
      {"doors_overtake_days", &Bugs::doors_overtake_days, {missing, too_many}, {no_such_case}},
      {"believe_days_closed", &Bugs::believe_days_closed, {missing, too_many}, {other_report}},
  };
  return bugs;
}

bool is_among(const std::string& complaint, const std::vector<std::string>& expected) {
  return std::any_of(expected.begin(), expected.end(),
                     [&](const std::string& one) { return std::regex_search(complaint, std::regex(one)); });
}

runtime::FenceRule fence_with(const PlantedBugs& bugs) {
  if (bugs.skip_fence) return &let_all_pass;
  if (bugs.equal_is_newer) return &let_equal_pass;
  if (bugs.drop_ordinal) return &look_at_offset_only;
  return &runtime::fence;
}

}  // namespace tijdig::simulation
