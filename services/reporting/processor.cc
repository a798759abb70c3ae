#include "services/reporting/processor.h"

#include "libs/runtime/days.h"
#include "libs/runtime/policy_of.h"
#include "services/reporting/rows.h"

namespace tijdig::reporting {
namespace {

// A row that facts are added to, kept decoded (libs/runtime/kept.h): a few partners and months take most of them.
struct Sum {
  std::optional<FactsMessage> fact;  // nothing before the first
};
Bytes encode(const Sum& sum) { return codec::encode(*sum.fact); }
Result<> decode(BytesView wire, Sum& sum) {
  TIJDIG_TRY(sum.fact, codec::decode<FactsMessage>(wire));
  return {};
}

}  // namespace

void Processor::prefetch(const FactsMessage& message, runtime::KeySink& keys) const {
  if (const auto* closed = std::get_if<DayClosed>(&message)) keys.need(runtime::day_key(closed->municipality));
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
    TIJDIG_TRY(auto* sum, turn.change<Sum>(change.key));
    sum->fact = fold(sum->fact, change.fact);
  }
  return {};
}

}  // namespace tijdig::reporting
