#include "services/signal_ingest/decide.h"

#include <algorithm>

namespace tijdig::signal_ingest {
namespace {

Decision refused(Reason reason) { return {RowVerdict::refused, Problem{reason, Column::reference, 0}}; }

SignalAmended amended(const CheckedRow& checked, const KnownSignal& what, std::int32_t sign) {
  return {checked.signal.municipality, checked.signal.partner, what.kind, what.month, sign, sign * what.amount.count()};
}

}  // namespace

std::uint64_t content_of(const Signal& signal) {
  const auto why = Purpose::storage;
  StableHasher hasher("content");
  hasher.add(signal.customer.bytes())
      .add(signal.person.surname.reveal(why))
      .add(signal.person.prefix.reveal(why))
      .add(signal.person.initials.reveal(why))
      .add(signal.person.bsn ? signal.person.bsn->reveal(why) : BytesView())
      .add(std::int64_t{signal.person.birth_date ? signal.person.birth_date->days_since_epoch() : 0})
      .add(signal.address.reveal(why))
      .add(signal.amount.count())
      .add(std::int64_t{signal.arrears_origin_date.days_since_epoch()})
      .add(std::int64_t{signal.signal_date.days_since_epoch()})
      .add(std::int64_t{signal.crisis ? 1 : 0})
      .add(std::int64_t{signal.warm_transfer ? 1 : 0});
  const Hash128 hash = hasher.finish();
  return read_big_endian<std::uint64_t>(BytesView(reinterpret_cast<const char*>(hash.data()), 8));
}

Decision decide(const CheckedRow& checked, const std::optional<KnownSignal>& known, bool has_reference) {
  switch (checked.kind) {
    case RowKind::signal: {
      if (!known) return {RowVerdict::accepted, std::nullopt};
      const auto& said = known->contents;
      const bool said_before = std::find(said.begin(), said.end(), content_of(checked.signal)) != said.end();
      if (said_before || !has_reference) return {RowVerdict::repeated, std::nullopt};
      return refused(Reason::reference_reused);
    }
    case RowKind::correction:
      if (!known) return refused(Reason::reference_unknown);
      if (known->withdrawn) return refused(Reason::reference_withdrawn);
      if (known->contents.back() == content_of(checked.signal)) return {RowVerdict::repeated, std::nullopt};
      return {RowVerdict::corrected, std::nullopt};
    case RowKind::withdrawal:
      if (!known && !checked.partner_known)
        return {RowVerdict::refused, Problem{Reason::partner_unknown, std::nullopt, 0}};
      if (!known) return refused(Reason::reference_unknown);
      return {known->withdrawn ? RowVerdict::repeated : RowVerdict::withdrawn, std::nullopt};
  }
  return refused(Reason::row_kind_unknown);
}

bool takes_back(const CheckedRow& refused, const std::optional<KnownSignal>& known) {
  if (refused.kind != RowKind::correction || !known || known->withdrawn || !is_usable(refused)) return false;
  // The legal form is checked and not kept, so the content does not tell that it changed.
  const bool about_legal_person =
      std::any_of(refused.problems.begin(), refused.problems.end(),
                  [](const Problem& problem) { return problem.reason == Reason::legal_person; });
  return about_legal_person || known->contents.back() != content_of(refused.signal);
}

bool depends_on_rules(const RefusedRow& refused) {
  return std::none_of(refused.problems.begin(), refused.problems.end(), [](const Problem& problem) {
    return problem.reason == Reason::reference_unknown || problem.reason == Reason::reference_reused ||
           problem.reason == Reason::reference_withdrawn;
  });
}

KnownSignal evolve(std::optional<KnownSignal> known, const CheckedRow& checked, const Decision& decision) {
  KnownSignal now = known ? *std::move(known) : KnownSignal();
  if (decision.verdict == RowVerdict::withdrawn) now.withdrawn = true;
  if (decision.verdict != RowVerdict::accepted && decision.verdict != RowVerdict::corrected) return now;
  now.address = checked.signal.address;
  now.amount = checked.signal.amount;
  now.month = checked.signal.signal_date.month();
  now.kind = checked.signal.kind;
  now.contents.push_back(content_of(checked.signal));
  return now;
}

std::vector<SignalAmended> amendments(const CheckedRow& checked, const KnownSignal& before, const Decision& decision) {
  if (decision.verdict == RowVerdict::withdrawn) {
    SignalAmended withdrawn = amended(checked, before, -1);
    withdrawn.withdrawn = true;
    return {withdrawn};
  }
  if (decision.verdict != RowVerdict::corrected) return {};
  const KnownSignal after = evolve(std::nullopt, checked, {RowVerdict::accepted, std::nullopt});
  if (after.month != before.month || after.kind != before.kind)
    return {amended(checked, before, -1), amended(checked, after, +1)};
  SignalAmended difference = amended(checked, after, +1);
  difference.signals_change = 0;
  difference.amount_cents_change = after.amount.count() - before.amount.count();
  if (difference.amount_cents_change == 0) return {};
  return {difference};
}

}  // namespace tijdig::signal_ingest
