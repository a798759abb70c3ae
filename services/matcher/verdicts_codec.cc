#include "libs/codec/parts.h"
#include "services/matcher/verdict_keeping.h"
#include "tijdig/v1/matcher_state.pb.h"

namespace tijdig::matcher {

Bytes encode(const Verdicts& verdicts) {
  v1::MatcherVerdicts out;
  for (const residents::Verdict& verdict : verdicts.all) out.add_verdicts(residents::to_bytes(verdict));
  return codec::to_bytes(out);
}

Result<> decode(BytesView wire, Verdicts& verdicts) {
  v1::MatcherVerdicts in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  for (const std::string& bytes : in.verdicts()) {
    auto verdict = residents::verdict_from_bytes(bytes);
    if (!verdict) return Error::fatal("matcher state: a verdict cannot be read; run `tijdig rebuild --repair`");
    verdicts.all.push_back(*std::move(verdict));
  }
  return {};
}

}  // namespace tijdig::matcher
