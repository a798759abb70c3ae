#include "services/signal_ingest/processor.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "libs/runtime/policy_of.h"
#include "services/signal_ingest/decide.h"
#include "services/signal_ingest/field_text.h"

namespace tijdig::signal_ingest {
namespace {

using flow::topics::facts;
using flow::topics::receipts;
using flow::topics::signals;

RowReceipt refusal_in_words(std::uint32_t line, const std::vector<Problem>& problems) {
  RowReceipt receipt{line, RowVerdict::refused, ddas_status_of(problems), {}};
  for (const Problem& problem : problems) receipt.problems.push_back(in_words(problem));
  return receipt;
}

// New and refused signals of one chunk by month, kind and first reason; ordered, so that the fact is the same every
// time.
class Counts {
 public:
  void add(const CheckedRow& checked, Date received, std::string_view reason) {
    const bool dated = checked.signal.signal_date != Date();
    const YearMonth month = (dated ? checked.signal.signal_date : received).month();
    auto& [signals_seen, amount_cents] = counts_[{month, checked.signal.kind, reason}];
    ++signals_seen;
    amount_cents += checked.signal.amount.count();
  }
  std::vector<SignalCount> list() const {
    std::vector<SignalCount> list;
    list.reserve(counts_.size());
    for (const auto& [key, sums] : counts_)
      list.push_back({std::get<0>(key), std::get<1>(key), std::string(std::get<2>(key)), sums.first, sums.second});
    return list;
  }

 private:
  std::map<std::tuple<YearMonth, PartnerKind, std::string_view>, std::pair<std::uint32_t, std::int64_t>> counts_;
};

// One chunk on its way through: reads state, decides row by row, collects what the partner and the report are told.
class ChunkTurn {
 public:
  ChunkTurn(const DeliveryChunk& chunk, const policy::Policy& policy, runtime::Turn& turn)
      : chunk_(chunk), context_{policy, chunk.municipality, chunk.partner, chunk.received}, turn_(turn) {
    receipt_.rows.reserve(chunk.rows.size());
  }

  Result<> take_all();
  Result<> take_again(const KnownChunk& known);

 private:
  Result<> take(const DeliveredRow& row);
  const DeliveredRow* row_to_look_at_again(const RefusedRow& refused) const;
  void answer();
  void refuse(std::uint32_t line, const CheckedRow& checked, std::vector<Problem> problems);
  void apply(BytesView key, const CheckedRow& checked, std::optional<KnownSignal> before, const Decision& decision);
  void send(const CheckedRow& checked, const std::optional<KnownSignal>& before, const Decision& decision);

  const DeliveryChunk& chunk_;
  RowContext context_;
  runtime::Turn& turn_;
  DeliveryReceipt receipt_;
  KnownChunk known_chunk_;
  std::set<SignalId> changed_again_;  // by this turn, of a chunk that came before
  Counts counts_;
};

Result<> ChunkTurn::take(const DeliveredRow& row) {
  CheckedRow checked = validate(row, context_);
  std::optional<KnownSignal> before;
  const Bytes key = state_key(checked.signal.id);
  if (checked.signal.id.is_set()) {
    if (const auto bytes = turn_.load(key)) {
      TIJDIG_TRY(before, decode_known_signal(*bytes));
    }
  }
  if (!checked.problems.empty()) {
    // When the row first came it had its effect, or the signal came after it and is not what it meant.
    if (!receipt_.already_received && takes_back(checked, before))
      apply(key, checked, std::move(before), {RowVerdict::withdrawn, std::nullopt});
    std::vector<Problem> problems = std::move(checked.problems);
    refuse(row.line, checked, std::move(problems));
    return {};
  }
  const bool has_reference = !trimmed(row[Column::reference].reveal(Purpose::storage)).empty();
  const Decision decision = decide(checked, before, has_reference);
  if (decision.problem) {
    refuse(row.line, checked, {*decision.problem});
    return {};
  }
  receipt_.rows.push_back({row.line, decision.verdict, "", {}});
  if (decision.verdict != RowVerdict::repeated) apply(key, checked, std::move(before), decision);
  return {};
}

void ChunkTurn::apply(BytesView key, const CheckedRow& checked, std::optional<KnownSignal> before,
                      const Decision& decision) {
  send(checked, before, decision);
  if (receipt_.already_received) changed_again_.insert(checked.signal.id);
  turn_.save(key, encode_state(evolve(std::move(before), checked, decision)));
}

void ChunkTurn::refuse(std::uint32_t line, const CheckedRow& checked, std::vector<Problem> problems) {
  if (!receipt_.already_received) counts_.add(checked, chunk_.received, info_of(problems.front().reason).code);
  receipt_.rows.push_back(refusal_in_words(line, problems));
  known_chunk_.refused.push_back({line, std::move(problems)});
}

void ChunkTurn::send(const CheckedRow& checked, const std::optional<KnownSignal>& before, const Decision& decision) {
  const Signal& signal = checked.signal;
  const flow::MunicipalityKey key{chunk_.municipality};
  if (decision.verdict == RowVerdict::accepted) {
    counts_.add(checked, chunk_.received, "");
    turn_.emit_kind(signals, key, signal);
    return;
  }
  for (const SignalAmended& amended : amendments(checked, *before, decision))
    turn_.emit(facts, key, FactsMessage(amended));
  const bool moved = decision.verdict == RowVerdict::corrected && before->address != signal.address;
  if (decision.verdict == RowVerdict::withdrawn || moved)
    turn_.emit(
        signals, key,
        SignalsMessage(SignalWithdrawn{signal.id, chunk_.municipality, before->address, chunk_.received, moved}));
  if (moved)
    turn_.emit_kind(signals, key, signal);
  else if (decision.verdict == RowVerdict::corrected)
    turn_.emit(signals, key, SignalsMessage(SignalCorrected{signal.id, signal}));
}

Result<> ChunkTurn::take_all() {
  for (const DeliveredRow& row : chunk_.rows) TIJDIG_DO(take(row));
  answer();
  turn_.save(state_key(chunk_.id, chunk_.chunk), encode_state(known_chunk_));
  return {};
}

Result<> ChunkTurn::take_again(const KnownChunk& known) {
  receipt_.already_received = true;
  for (const RefusedRow& refused : known.refused) {
    if (const DeliveredRow* row = row_to_look_at_again(refused)) {
      TIJDIG_DO(take(*row));
      continue;
    }
    receipt_.rows.push_back(refusal_in_words(refused.line, refused.problems));
    known_chunk_.refused.push_back(refused);
  }
  answer();
  if (known_chunk_ != known) turn_.save(state_key(chunk_.id, chunk_.chunk), encode_state(known_chunk_));
  return {};
}

// A correction of a row above it, which is taken only now, is taken along.
const DeliveredRow* ChunkTurn::row_to_look_at_again(const RefusedRow& refused) const {
  const auto row = std::find_if(chunk_.rows.begin(), chunk_.rows.end(),
                                [&](const DeliveredRow& one) { return one.line == refused.line; });
  if (row == chunk_.rows.end()) return nullptr;
  const bool anew =
      depends_on_rules(refused) || changed_again_.count(signal_id_of(*row, chunk_.municipality, chunk_.partner)) > 0;
  return anew ? &*row : nullptr;
}

void ChunkTurn::answer() {
  receipt_.id = chunk_.id;
  receipt_.partner = chunk_.partner;
  receipt_.received = chunk_.received;
  receipt_.chunk = chunk_.chunk;
  receipt_.chunks = chunk_.chunks;
  turn_.emit(receipts, flow::PartnerKey{chunk_.municipality, chunk_.partner}, receipt_);
  if (auto counts = counts_.list(); !counts.empty())
    turn_.emit(facts, flow::MunicipalityKey{chunk_.municipality},
               FactsMessage(SignalsCounted{chunk_.municipality, chunk_.partner, chunk_.received, std::move(counts)}));
}

}  // namespace

void Processor::prefetch(const Message& message, runtime::KeySink& keys) const {
  const auto* chunk = std::get_if<DeliveryChunk>(&message);
  if (chunk == nullptr) return;
  keys.need(runtime::policy_key(chunk->municipality));
  keys.need(state_key(chunk->id, chunk->chunk));
  for (const DeliveredRow& row : chunk->rows)
    if (const SignalId id = signal_id_of(row, chunk->municipality, chunk->partner); id.is_set())
      keys.need(state_key(id));
}

Result<> Processor::handle(const Message& message, runtime::Turn& turn) const {
  if (const auto* activated = std::get_if<PolicyActivated>(&message)) return runtime::remember_policy(*activated, turn);
  return take(std::get<DeliveryChunk>(message), turn);
}

Result<> Processor::take(const DeliveryChunk& chunk, runtime::Turn& turn) const {
  TIJDIG_TRY(const auto policy, runtime::policy_of(chunk.municipality, turn));
  ChunkTurn chunk_turn(chunk, *policy, turn);
  const auto bytes = turn.load(state_key(chunk.id, chunk.chunk));
  if (!bytes) return chunk_turn.take_all();
  TIJDIG_TRY(const KnownChunk known, decode_known_chunk(*bytes));
  return chunk_turn.take_again(known);
}

}  // namespace tijdig::signal_ingest
