// What one checked row means, given what is known of its signal: new, repeat, correction, withdrawal, or refused.
//
//   Decision decision = decide(checked, known);
//   known = evolve(std::move(known), checked, decision);
//
// Pure. `checked` has no problems: rows with problems never come here. A signal sent again with what it ever said
// before has no effect (L11: Zoetermeer read February 2019 twice); a reference used for something else is refused,
// because dropping it would lose a signal and accepting it would double one. Without a reference, the identifying
// fields are the whole identity. A correction replaces, with history (L12); a withdrawal is final.
#pragma once

#include <optional>
#include <vector>

#include "libs/domain/facts.h"
#include "services/signal_ingest/state.h"
#include "services/signal_ingest/validate.h"

namespace tijdig::signal_ingest {

struct Decision {
  RowVerdict verdict = RowVerdict::refused;
  std::optional<Problem> problem;  // when refused
  bool operator==(const Decision&) const = default;
};

Decision decide(const CheckedRow& checked, const std::optional<KnownSignal>& known, bool has_reference);
KnownSignal evolve(std::optional<KnownSignal> known, const CheckedRow& checked, const Decision& decision);

// What the report must add or take off for a correction or withdrawal: nothing for the other verdicts.
std::vector<SignalAmended> amendments(const CheckedRow& checked, const KnownSignal& before, const Decision& decision);

// Everything a signal says that may not differ between a signal and its repeat.
std::uint64_t content_of(const Signal& signal);

}  // namespace tijdig::signal_ingest
