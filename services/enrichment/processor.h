// The enrichment stage: asks before it decides, and remembers per household what earlier cases mean for the next match.
//
// A match that needs the register waits in the household's state until the LookupAnswer comes back through this same
// inbox. While its case is open the register desk watches: an answer that nobody waits for is about that case, and what
// is new in it goes to the case (docs/adr/0017). State key: "h" household -> HouseholdState.
// Errors: no active rules, or state that does not read: fatal.
#pragma once

#include "libs/policy/policy.h"
#include "libs/runtime/stage.h"
#include "services/enrichment/decide.h"

namespace tijdig::enrichment {

class Processor {
 public:
  using Message = MatchesMessage;
  static constexpr const flow::StageInfo& info = flow::enrichment;

  void prefetch(const MatchesMessage& message, runtime::KeySink& keys) const;
  Result<> handle(const MatchesMessage& message, runtime::Turn& turn) const;

 private:
  Result<> take(const Match& match, runtime::Turn& turn) const;
  Result<> go_on(const LookupAnswer& answer, runtime::Turn& turn) const;
  Result<> remember(const CaseNotice& notice, runtime::Turn& turn) const;
  Result<> take_back(const SignalTakenBack& back, runtime::Turn& turn) const;
};

}  // namespace tijdig::enrichment
