// What one checked row means, given what is known of its signal: new, repeat, correction, withdrawal, or refused.
//
//   Decision decision = decide(checked, known);
//   known = evolve(std::move(known), checked, decision);
//
// Pure. `checked` has no problems; a row with problems is refused, and only takes_back() is asked of it. A signal sent
// again with what it ever said before has no effect (L11: Zoetermeer read February 2019 twice); a reference used for
// something else is refused, because dropping it would lose a signal and accepting it would double one. Without a
// reference, the identifying fields are the whole identity. A correction replaces, with history (L12); a withdrawal is
// final, and open to a partner that the policy no longer names: what it said wrongly must not stand for ever.
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

// Whether a refused row withdraws the signal it names. A correction that was understood (is_usable) replaces what the
// signal said (L12); where the rules do not take the replacement, the old must not stand either: nobody is visited for
// EUR 80 that was EUR 8. One that cannot be read, or says what the signal says already, changes nothing.
bool takes_back(const CheckedRow& refused, const std::optional<KnownSignal>& known);

// Whether a refusal may be another one under other rules. One for what was known of the signal then may not: looked at
// again after the rest of its own file was taken, a correction would find what it did not find then, and the file
// would mean something else the second time it comes.
bool depends_on_rules(const RefusedRow& refused);

KnownSignal evolve(std::optional<KnownSignal> known, const CheckedRow& checked, const Decision& decision);

// What the report must add or take off for a correction or withdrawal: nothing for the other verdicts.
std::vector<SignalAmended> amendments(const CheckedRow& checked, const KnownSignal& before, const Decision& decision);

// Everything a signal says that may not differ between a signal and its repeat.
std::uint64_t content_of(const Signal& signal);

}  // namespace tijdig::signal_ingest
