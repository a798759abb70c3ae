#include "services/tijdig/listed.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "libs/runtime/kept.h"
#include "services/assignment/state.h"
#include "services/outcome_tracker/clocks.h"
#include "services/outcome_tracker/processor.h"
#include "services/outcome_tracker/rules.h"
#include "services/outcome_tracker/state.h"
#include "services/tijdig/outlet.h"
#include "services/tijdig/stage_state.h"

namespace tijdig::commands {
namespace {

template <class TextOf>
std::vector<std::string> each_once(const std::vector<Person>& persons, const TextOf& text_of) {
  std::vector<std::string> texts;
  for (const Person& person : persons) {
    std::string text(text_of(person));
    if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

Result<assignment::Pool> pool_of(ports::BackEnd& back_end, MunicipalityCode municipality) {
  const auto lane = lane_of(back_end, flow::assignment, flow::MunicipalityKey{municipality});
  TIJDIG_TRY(const auto wire, load_one(back_end, lane, assignment::pool_key(municipality)));
  return wire ? runtime::read_kept<assignment::Pool>(*wire) : assignment::Pool{};
}

// One address of a municipality at a time.
class Today {
 public:
  Today(ports::BackEnd& back_end, const policy::Policy& policy, const assignment::Pool& pool)
      : back_end_(back_end), policy_(policy), pool_(pool) {}

  Result<Listed> of(Assignment assignment) const {
    const CaseId& id = assignment.enriched.id;
    TIJDIG_TRY(auto found, case_today(back_end_, policy_.municipality, id));
    if (!found) return reserve(std::move(assignment));
    outcome_tracker::CaseFile& file = found->file;
    Listed listed;
    listed.status = outcome_tracker::name_of(file.status);
    listed.ended = file.status == outcome_tracker::Status::closed;
    if (!listed.ended) listed.known_since = outcome_tracker::reason_to_stop(file);
    if (listed.known_since.empty())
      listed.next_step = outcome_tracker::next_step(file, policy_.contact, found->as_of.month());
    listed.assignment = std::move(file.assignment);
    return listed;
  }

 private:
  Listed reserve(Assignment assignment) const {
    const CaseId& id = assignment.enriched.id;
    const bool waits = std::find(pool_.reserves.begin(), pool_.reserves.end(), id) != pool_.reserves.end();
    return {std::move(assignment), "reserve", "", !waits, ""};
  }

  ports::BackEnd& back_end_;
  const policy::Policy& policy_;
  const assignment::Pool& pool_;
};

}  // namespace

Result<std::vector<Listed>> read_walk_list(ports::BackEnd& back_end, const std::vector<policy::Policy>& policies) {
  std::vector<Listed> all;
  for (const policy::Policy& policy : policies) {
    TIJDIG_TRY(const assignment::Pool pool, pool_of(back_end, policy.municipality));
    const Today today(back_end, policy, pool);
    Outlet outlet(back_end, flow::topics::walk_list, {policy.municipality});
    TIJDIG_TRY(auto made, outlet.read_new());
    std::set<CaseId> seen;
    for (Assignment& one : made) {
      if (!seen.insert(one.enriched.id).second) continue;
      TIJDIG_TRY(Listed listed, today.of(std::move(one)));
      all.push_back(std::move(listed));
    }
  }
  return all;
}

std::vector<std::string> names_of(const Match& match) { return each_once(match.persons, name_for_contact); }

std::vector<std::string> telephones_of(const Match& match) {
  return each_once(match.persons, [](const Person& person) { return person.telephone.reveal(Purpose::contact); });
}

std::vector<MatchedSignal> arrears_of(const Match& match) {
  std::vector<MatchedSignal> current;
  std::copy_if(match.signals.begin(), match.signals.end(), std::back_inserter(current),
               [](const MatchedSignal& signal) { return signal.current; });
  return current;
}

}  // namespace tijdig::commands
