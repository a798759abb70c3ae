// What every signal passes through, described field by field (fields.h). For codecs, and for `*_codec.cc` beside a
// stage's state, which is made of the same parts.
#pragma once

#include "libs/codec/fields.h"

namespace tijdig::codec {

void put_rows(const DeliveryChunk& from, WireWriter& out);
Result<> take_rows(Taker& in, DeliveryChunk& to);

template <Is<Person> Self, class Each>
void fields(Self& person, Each& each) {
  each(1, person.surname);
  each(2, person.prefix);
  each(3, person.initials);
  each(4, person.first_name);
  each(5, person.birth_date);
  each(6, person.bsn);
  each(7, person.telephone);
  each(8, person.email);
}

template <Is<CaseId> Self, class Each>
void fields(Self& id, Each& each) {
  each(1, id.household);
  each(2, id.month);
}

template <Is<EvidenceRow> Self, class Each>
void fields(Self& row, Each& each) {
  each(1, row.what);
  each(2, row.found);
  each(3, row.weight);
}

template <Is<Signal> Self, class Each>
void fields(Self& signal, Each& each) {
  each(1, signal.id);
  each(2, signal.municipality);
  each.named(3, signal.partner);
  each(4, signal.kind);
  each(5, signal.customer);
  each(6, signal.person);
  each.present(7, signal.address);
  each(8, signal.amount);
  each(9, signal.arrears_origin_date);
  each(10, signal.signal_date);
  each(11, signal.received);
  each(12, signal.crisis);
  each(13, signal.warm_transfer);
}

template <Is<SignalCorrected> Self, class Each>
void fields(Self& corrected, Each& each) {
  each(1, corrected.id);
  each(2, corrected.now);
  each.by_hand([](WireWriter&) {},
               [&](Taker& in) {
                 if (corrected.now.id != corrected.id)
                   in.keep(Error::refused("a correction whose signal has another id"));
               });
}

template <Is<SignalWithdrawn> Self, class Each>
void fields(Self& withdrawn, Each& each) {
  each(1, withdrawn.id);
  each(2, withdrawn.municipality);
  each.present(3, withdrawn.address);
  each(4, withdrawn.received);
  each(5, withdrawn.moved);
}

template <Is<DeliveryChunk> Self, class Each>
void fields(Self& chunk, Each& each) {
  each(1, chunk.id);
  each(2, chunk.municipality);
  each(3, chunk.partner);
  each(4, chunk.received);
  each(5, chunk.chunk);
  each(6, chunk.chunks);
  each.by_hand([&](WireWriter& out) { put_rows(chunk, out); },
               [&](Taker& in) {
                 if constexpr (!std::is_const_v<Self>) in.keep(take_rows(in, chunk));
               });
}

template <Is<RowProblem> Self, class Each>
void fields(Self& problem, Each& each) {
  each(1, problem.field);
  each(2, problem.reason);
  each(3, problem.advice);
}

template <Is<RowReceipt> Self, class Each>
void fields(Self& receipt, Each& each) {
  each(1, receipt.line);
  each(2, receipt.verdict);
  each(3, receipt.ddas_status);
  each(4, receipt.problems);
}

template <Is<DeliveryReceipt> Self, class Each>
void fields(Self& receipt, Each& each) {
  each(1, receipt.id);
  each(2, receipt.partner);
  each(3, receipt.received);
  each(4, receipt.chunk);
  each(5, receipt.chunks);
  each(6, receipt.already_received);
  each(7, receipt.rows);
}

template <Is<MatchedSignal> Self, class Each>
void fields(Self& signal, Each& each) {
  each(1, signal.id);
  each(2, signal.partner);
  each(3, signal.kind);
  each(4, signal.month);
  each(5, signal.signal_date);
  each(6, signal.received);
  each(7, signal.amount);
  each(8, signal.current);
  each(9, signal.crisis);
}

template <Is<Match> Self, class Each>
void fields(Self& match, Each& each) {
  each(1, match.id);
  each(2, match.municipality);
  each(3, match.household);
  each.present(4, match.address);
  each(5, match.month);
  each(6, match.match_class);
  each(7, match.divosa_multiple);
  each(8, match.divosa_consecutive);
  each(9, match.matched_on);
  each(10, match.signals);
  each(11, match.persons);
  each(12, match.evidence);
  each(13, match.policy_version);
}

template <Is<SignalTakenBack> Self, class Each>
void fields(Self& back, Each& each) {
  each(1, back.household);
  each(2, back.municipality);
  each(3, back.signal);
  each(4, back.received);
  each(5, back.moved);
}

template <Is<EnrichedCase> Self, class Each>
void fields(Self& enriched, Each& each) {
  each(1, enriched.id);
  each(2, enriched.match);
  each(3, enriched.enriched_on);
  each(4, enriched.re_approach);
  each(5, enriched.secrecy);
  each(6, enriched.residents);
  each(7, enriched.facts);
  each(8, enriched.now_at);
  each.fixed64(9, enriched.answered);
}

template <Is<Assignment> Self, class Each>
void fields(Self& assignment, Each& each) {
  each(1, assignment.enriched);
  each(2, assignment.team);
  each(3, assignment.assigned_on);
  each(4, assignment.deadline);
  each(5, assignment.rank);
  each(6, assignment.reserve);
  each(7, assignment.reason);
  each(8, assignment.policy_version);
}

template <Is<CaseUpdated> Self, class Each>
void fields(Self& updated, Each& each) {
  each(1, updated.id);
  each(2, updated.municipality);
  each(3, updated.match);
}

template <Is<CaseChecked> Self, class Each>
void fields(Self& checked, Each& each) {
  each(1, checked.now);
  each(2, checked.day);
  each(3, checked.ended);
}

template <Is<ContactAttempt> Self, class Each>
void fields(Self& attempt, Each& each) {
  each(1, attempt.kind);
  each(2, attempt.reached);
  each(3, attempt.day_part);
  each(4, attempt.flyer_left);
}

template <Is<CaseResult> Self, class Each>
void fields(Self& result, Each& each) {
  each(1, result.local_code);
  each(2, result.causes);
  each(3, result.composition);
  each(4, result.other_problems);
}

template <Is<DeskEntry> Self, class Each>
void fields(Self& entry, Each& each) {
  each(1, entry.entry);
  each(2, entry.id);
  each(3, entry.municipality);
  each(4, entry.day);
  each(5, entry.attempt);
  each(6, entry.result);
}

template <Is<CaseNotice> Self, class Each>
void fields(Self& notice, Each& each) {
  each(1, notice.id);
  each(2, notice.municipality);
  each(3, notice.open);
  each(4, notice.result);
  each(5, notice.refused_or_alone);
  each(6, notice.day);
  each(7, notice.debt);
  each(8, notice.enriched);
  each(9, notice.goes_on_as);
  each(10, notice.deadline);
  each.unless_zero(11, notice.household);
  each(12, notice.attempts);
}

template <Is<CaseReturned> Self, class Each>
void fields(Self& returned, Each& each) {
  each(1, returned.id);
  each(2, returned.municipality);
  each(3, returned.day);
  each(4, returned.reason);
}

template <Is<LookupRequest> Self, class Each>
void fields(Self& request, Each& each) {
  each(1, request.match);
  each(2, request.municipality);
  each(3, request.household);
  each.present(4, request.address);
  each(5, request.persons);
  each(6, request.asked_on);
  each(7, request.watch);
  each.fixed64(8, request.told);
}

template <Is<WatchEnded> Self, class Each>
void fields(Self& ended, Each& each) {
  each(1, ended.municipality);
  each(2, ended.household);
}

template <Is<LookupAnswer> Self, class Each>
void fields(Self& answer, Each& each) {
  each(1, answer.match);
  each(2, answer.municipality);
  each(3, answer.household);
  each(4, answer.residence);
  each(5, answer.in_debt_help);
  each(6, answer.under_administration);
  each(7, answer.opted_out);
  each(8, answer.excluded);
  each(9, answer.secrecy);
  each(10, answer.residents);
  each(11, answer.now_at);
  each(12, answer.known_on);
}

}  // namespace tijdig::codec
