// `tijdig tasks`: the questions of the matcher that nobody answered yet, and the possible data breaches.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "services/tijdig/commands.h"
#include "services/tijdig/outlet.h"
#include "services/tijdig/stage_state.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

using Json = nlohmann::ordered_json;

struct Question {
  ReviewTask task;
  std::string address;
  std::vector<std::string> left, right;  // who stand on either side
};

struct Tasks {
  std::vector<Question> questions;
  std::vector<BreachTask> breaches;
};

std::vector<std::string> customers_named(const std::vector<CustomerId>& customers, const matcher::AddressState& state) {
  std::set<std::string> names;
  for (const matcher::CustomerLine& line : state.lines) {
    if (line.is_silent()) continue;
    if (std::find(customers.begin(), customers.end(), line.customer) == customers.end()) continue;
    std::string name = name_for_contact(line.person);
    if (line.person.birth_date) name += ", " + line.person.birth_date->to_string();
    names.insert(fmt::format("{} ({})", name, line.partner.text()));
  }
  return {names.begin(), names.end()};
}

Result<std::optional<Question>> open_question(ports::BackEnd& back_end, const ReviewTask& task) {
  TIJDIG_TRY(const auto state, address_state(back_end, task.municipality, task.address));
  for (const matcher::Review& review : state.reviews)
    if (review.task == task.id && !review.answered)
      return std::optional(Question{task, std::string(state.address.reveal(Purpose::contact)),
                                    customers_named(review.left, state), customers_named(review.right, state)});
  return std::optional<Question>();
}

Result<Tasks> read_tasks(const StoreOptions& options) {
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  Tasks tasks;
  for (const policy::Policy& policy : policies) {
    Outlet asked(*back_end, flow::topics::review_tasks, {policy.municipality});
    TIJDIG_TRY(const auto all, asked.read_new());
    for (const ReviewTask& task : all) {
      TIJDIG_TRY(auto question, open_question(*back_end, task));
      if (question) tasks.questions.push_back(*std::move(question));
    }
    Outlet breaches(*back_end, flow::topics::breach_tasks, {policy.municipality});
    TIJDIG_TRY(const auto found, breaches.read_new());
    tasks.breaches.insert(tasks.breaches.end(), found.begin(), found.end());
  }
  return tasks;
}

std::string number_of(const ReviewTask& task) { return QuestionId{task.id, task.address}.to_string(); }

Json json_of(const Question& question) {
  Json rows = Json::array();
  for (const EvidenceRow& row : question.task.evidence)
    rows.push_back({{"what", row.what}, {"found", row.found}, {"weightMillibits", row.weight}});
  return {{"question", number_of(question.task)},
          {"month", question.task.month.to_string()},
          {"address", question.address},
          {"left", question.left},
          {"right", question.right},
          {"evidence", std::move(rows)}};
}

Json json_of(const BreachTask& task) {
  return {{"case", task.case_id.to_string()},
          {"partner", task.partner.text()},
          {"reason", code_of(task.reason)},
          {"learnedOn", task.learned_on.to_string()},
          {"reportBy", task.report_by.to_string()},
          {"attempts", task.attempts},
          {"reached", task.reached}};
}

void print(const Question& question) {
  fmt::print("question {}\n  {}, {}\n  one side:   {}\n  other side: {}\n", number_of(question.task), question.address,
             question.task.month.to_string(), fmt::join(question.left, "; "), fmt::join(question.right, "; "));
  for (const EvidenceRow& row : question.task.evidence)
    fmt::print("    {}: {}{}\n", row.what, row.found,
               row.weight == 0 ? "" : fmt::format(" ({:+} milli-bits)", row.weight));
}

void print(const BreachTask& task) {
  fmt::print("possible breach, case {}\n  link of {} undone on {} ({}); {} attempts, {}; assess and report by {}\n",
             task.case_id.to_string(), task.partner.text(), task.learned_on.to_string(), code_of(task.reason),
             task.attempts, task.reached ? "somebody was reached" : "nobody was reached", task.report_by.to_string());
}

}  // namespace

int tasks(const DataOptions& options) {
  const auto found = read_tasks(options);
  if (!found) return failed(found.error());
  if (options.json) {
    Json out{{"questions", Json::array()}, {"breaches", Json::array()}};
    for (const Question& question : found->questions) out["questions"].push_back(json_of(question));
    for (const BreachTask& task : found->breaches) out["breaches"].push_back(json_of(task));
    fmt::print("{}\n", out.dump(2));
    return exit_done;
  }
  for (const Question& question : found->questions) print(question);
  for (const BreachTask& task : found->breaches) print(task);
  if (found->questions.empty() && found->breaches.empty()) fmt::print("nothing to look at\n");
  return exit_done;
}

}  // namespace tijdig::commands
