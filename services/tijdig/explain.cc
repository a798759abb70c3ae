#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "services/outcome_tracker/explain.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/explain_links.h"
#include "services/tijdig/stage_state.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

// One picture per link: <case>-<n>-<partner>.svg.
Result<> draw(const std::vector<ExplainedLink>& links, const ExplainOptions& options) {
  std::error_code failed;
  std::filesystem::create_directories(options.svg, failed);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const auto path = options.svg / fmt::format("{}-{}-{}.svg", options.case_number, i + 1, links[i].partner.text());
    std::ofstream out(path);
    out << links[i].why.to_svg();
    if (!out.flush()) return Error::fatal(path.string() + " cannot be written");
  }
  return {};
}

Result<std::string> with_links(std::string text, ports::BackEnd& back_end, const Match& match,
                               const ExplainOptions& options) {
  if (!options.links && options.svg.empty()) return text;
  TIJDIG_TRY(const auto links, links_of(back_end, match));
  if (!options.svg.empty()) TIJDIG_DO(draw(links, options));
  if (!options.links) return text;
  if (!options.json) return text + text_of(links);
  auto whole = nlohmann::ordered_json::parse(text);
  whole["links"] = nlohmann::ordered_json::parse(json_of(links));
  return whole.dump(2) + "\n";
}

Result<std::string> explanation(const ExplainOptions& options) {
  TIJDIG_TRY(const CaseId id, CaseId::parse(options.case_number));
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  for (const policy::Policy& policy : policies) {
    TIJDIG_TRY(const auto found, case_today(*back_end, policy.municipality, id));
    if (!found) continue;
    std::string text = options.json ? outcome_tracker::explain_json(found->file, policy, found->as_of)
                                    : outcome_tracker::explain_text(found->file, policy, found->as_of);
    return with_links(std::move(text), *back_end, found->file.assignment.enriched.match, options);
  }
  return Error::refused(
      "there is no case with this number; `tijdig walk-list` shows them, and a reserve address is none yet");
}

}  // namespace

int explain(const ExplainOptions& options) {
  const auto text = explanation(options);
  if (!text) return failed(text.error());
  fmt::print("{}{}", *text, text->empty() || text->back() != '\n' ? "\n" : "");
  return exit_done;
}

}  // namespace tijdig::commands
