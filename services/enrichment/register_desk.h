// The register desk stage, a room of enrichment: keeps what the registers said, and answers look-ups into `matches`:
// once, or, for who watches, whenever the answer says something new (watching.h).
//
// Which tables it keeps stands in libs/flow/flow.h.
// A replay asks nobody, because the entries are records of this inbox (docs/adr/0008). Errors: state that does not read
// is fatal; an entry for an address where the register has thousands of people already is refused.
#pragma once

#include <vector>

#include "libs/runtime/stage.h"
#include "services/enrichment/register_answer.h"

namespace tijdig::enrichment {

class RegisterDesk {
 public:
  using Message = LookupsMessage;
  static constexpr const flow::StageInfo& info = flow::register_desk;

  void prefetch(const LookupsMessage& message, runtime::KeySink& keys) const;
  Result<> handle(const LookupsMessage& message, runtime::Turn& turn) const;

 private:
  struct LookedUp {
    LookupAnswer answer;      // as of now
    std::vector<Bytes> keys;  // of the records that it was read from, present or not; sorted
  };
  Result<> take(const RegisterEntry& entry, runtime::Turn& turn) const;
  Result<> take(const ListEntry& entry, runtime::Turn& turn) const;
  Result<LookedUp> look_up(const LookupRequest& request, runtime::Turn& turn) const;
  Result<> reply(const LookupRequest& request, runtime::Turn& turn) const;
  Result<> tell(Watch watch, LookedUp found, runtime::Turn& turn) const;
  Result<> tell_watchers(MunicipalityCode municipality, const std::vector<Bytes>& touched, Date as_of,
                         runtime::Turn& turn) const;
};

}  // namespace tijdig::enrichment
