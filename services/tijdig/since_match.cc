#include "services/tijdig/since_match.h"

#include "services/enrichment/decide.h"
#include "services/enrichment/register_desk.h"
#include "services/signal_ingest/state.h"
#include "services/tijdig/stored.h"

namespace tijdig::commands {
namespace {

Result<bool> is_withdrawn(ports::BackEnd& back_end, MunicipalityCode municipality, const MatchedSignal& signal) {
  const auto lane = lane_of(back_end, flow::signal_ingest, flow::PartnerKey{municipality, signal.partner});
  TIJDIG_TRY(const auto wire, load_one(back_end, lane, signal_ingest::state_key(signal.id)));
  if (!wire) return false;
  TIJDIG_TRY(const auto known, signal_ingest::decode_known_signal(*wire));
  return known.withdrawn;
}

// All that the case stands on.
Result<bool> are_withdrawn(ports::BackEnd& back_end, const Match& match) {
  bool any = false;
  for (const MatchedSignal& signal : match.signals) {
    if (!signal.current) continue;
    TIJDIG_TRY(const bool withdrawn, is_withdrawn(back_end, match.municipality, signal));
    if (!withdrawn) return false;
    any = true;
  }
  return any;
}

}  // namespace

Result<std::string> known_since(ports::BackEnd& back_end, const EnrichedCase& enriched) {
  const Match& match = enriched.match;
  const auto lane = lane_of(back_end, flow::register_desk, flow::MunicipalityKey{match.municipality});
  std::optional<Bytes> wire;
  const auto load = [&](const Bytes& key) -> Result<std::optional<BytesView>> {
    TIJDIG_TRY(wire, load_one(back_end, lane, key));
    return wire ? std::optional<BytesView>(*wire) : std::nullopt;
  };
  TIJDIG_TRY(const LookupAnswer answer, enrichment::RegisterDesk::look_up(enrichment::request_for(match), load));
  std::string reason = enrichment::reason_to_stay_away(enriched, answer);
  if (!reason.empty()) return reason;
  TIJDIG_TRY(const bool withdrawn, are_withdrawn(back_end, match));
  return std::string(withdrawn ? "signals_withdrawn" : "");
}

}  // namespace tijdig::commands
