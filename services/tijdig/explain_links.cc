#include "services/tijdig/explain_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "libs/domain/address_id.h"
#include "libs/residents/waterfall.h"
#include "services/tijdig/stage_state.h"

namespace tijdig::commands {
namespace {

bool is_in(const matcher::CustomerLine& line, const Match& match) {
  return std::any_of(line.signals.begin(), line.signals.end(), [&](const matcher::KeptSignal& signal) {
    return std::any_of(match.signals.begin(), match.signals.end(),
                       [&](const MatchedSignal& matched) { return matched.id == signal.id; });
  });
}

ExplainedLink explained(const PartnerId& partner, const residents::Decision& decision,
                        const residents::LinkModel& model) {
  ExplainedLink link{partner, std::string(code_of(decision.band)), {}, {}, residents::waterfall_of(decision, model)};
  for (const EvidenceRow& row : residents::explain(decision, model))
    if (row.what == "posterior") link.posterior = row.found;
  for (const std::string_view reason : residents::reasons_of(decision.vetoes)) link.vetoes.emplace_back(reason);
  return link;
}

}  // namespace

Result<std::vector<ExplainedLink>> links_of(ports::BackEnd& back_end, const Match& match) {
  const AddressId address = address_id_of(match.municipality, match.address);
  TIJDIG_TRY(const auto state, address_state(back_end, match.municipality, address));
  std::vector<ExplainedLink> links;
  const residents::LinkModel& model = residents::built_in_model();
  for (const matcher::CustomerLine& line : state.lines) {
    if (line.link.empty() || !is_in(line, match)) continue;
    TIJDIG_TRY(const auto decision, residents::decision_from_bytes(line.link));
    links.push_back(explained(line.partner, decision, model));
  }
  return links;
}

std::string text_of(const std::vector<ExplainedLink>& links) {
  std::string out = "\nlinks to the household\n";
  if (links.empty()) out += "  none stored: linked by address, or moved on since\n";
  for (const ExplainedLink& link : links) {
    out += fmt::format("\n{}: {}; {}\n", link.partner.text(), link.band, link.posterior);
    for (const std::string& veto : link.vetoes) out += fmt::format("  {}\n", veto);
    out += link.why.to_text();
  }
  return out;
}

std::string json_of(const std::vector<ExplainedLink>& links) {
  auto out = nlohmann::ordered_json::array();
  for (const ExplainedLink& link : links)
    out.push_back({{"partner", link.partner.text()},
                   {"band", link.band},
                   {"posterior", link.posterior},
                   {"vetoes", link.vetoes},
                   {"waterfall", nlohmann::ordered_json::parse(link.why.to_json())}});
  return out.dump(2);
}

}  // namespace tijdig::commands
