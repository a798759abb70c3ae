#include "services/tijdig/since_match.h"

#include "libs/flow/flow.h"
#include "services/enrichment/decide.h"
#include "services/enrichment/register_desk.h"

namespace tijdig::commands {

Result<std::string> known_since(ports::BackEnd& back_end, const Match& match) {
  const Bytes home = flow::key_bytes(flow::MunicipalityKey{match.municipality});
  const ports::Lane lane{flow::register_desk.id, flow::partition_of(home, back_end.partitions())};
  std::vector<std::optional<Bytes>> values;
  const auto load = [&](const Bytes& key) -> Result<std::optional<BytesView>> {
    const std::vector<Bytes> keys{key};
    values.clear();
    TIJDIG_DO(back_end.load(lane, keys, values));
    return values[0] ? std::optional<BytesView>(*values[0]) : std::nullopt;
  };
  TIJDIG_TRY(const LookupAnswer answer, enrichment::RegisterDesk::look_up(enrichment::request_for(match), load));
  return enrichment::reason_to_stay_away(match, answer);
}

}  // namespace tijdig::commands
