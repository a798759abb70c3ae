#include "services/reporting/processor.h"

#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"
#include "services/reporting/rows.h"

namespace tijdig::reporting {

void Processor::prefetch(const FactsMessage& message, runtime::KeySink& keys) const {
  for (RowChange& change : rows_of(message))
    if (change.additive) keys.need(std::move(change.key));
}

Result<> Processor::handle(const FactsMessage& message, runtime::Turn& turn) const {
  if (const auto* activated = std::get_if<PolicyActivated>(&message)) return runtime::remember_policy(*activated, turn);
  if (const auto* closed = std::get_if<DayClosed>(&message)) {
    TIJDIG_TRY([[maybe_unused]] const bool is_new, runtime::is_new_day(*closed, turn));
    return {};
  }
  for (const RowChange& change : rows_of(message)) {
    if (!change.additive) {
      turn.save(change.key, codec::encode(change.fact));
      continue;
    }
    std::optional<FactsMessage> held;
    if (const auto wire = turn.load(change.key)) {
      TIJDIG_TRY(held, codec::decode<FactsMessage>(*wire));
    }
    turn.save(change.key, codec::encode(fold(held, change.fact)));
  }
  return {};
}

}  // namespace tijdig::reporting
