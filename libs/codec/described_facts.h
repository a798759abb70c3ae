// What the report and the partners are told, described field by field (fields.h).
#pragma once

#include "libs/codec/described.h"

namespace tijdig::codec {

template <Is<SignalCount> Self, class Each>
void fields(Self& count, Each& each) {
  each(1, count.month);
  each(2, count.kind);
  each(3, count.reason);
  each(4, count.signals);
  each(5, count.amount_cents);
}

template <Is<SignalsCounted> Self, class Each>
void fields(Self& counted, Each& each) {
  each(1, counted.municipality);
  each(2, counted.partner);
  each(3, counted.received);
  each(4, counted.counts);
}

template <Is<FactSignal> Self, class Each>
void fields(Self& signal, Each& each) {
  each(1, signal.id);
  each(2, signal.partner);
  each(3, signal.kind);
  each(4, signal.amount);
  each(5, signal.signal_date);
  each(6, signal.received);
}

template <Is<MatchMade> Self, class Each>
void fields(Self& made, Each& each) {
  each(1, made.match);
  each(2, made.municipality);
  each(3, made.month);
  each(4, made.match_class);
  each(5, made.divosa_multiple);
  each(6, made.divosa_consecutive);
  each(7, made.signals);
}

template <Is<CaseAssigned> Self, class Each>
void fields(Self& assigned, Each& each) {
  each(1, assigned.id);
  each(2, assigned.match);
  each(3, assigned.municipality);
  each(4, assigned.assigned_on);
  each(5, assigned.deadline);
  each(6, assigned.team);
  each(7, assigned.signals);
}

template <Is<MatchEnded> Self, class Each>
void fields(Self& ended, Each& each) {
  each(1, ended.match);
  each(2, ended.municipality);
  each(3, ended.month);
  each(4, ended.day);
  each(5, ended.reason);
  each(6, ended.result);
}

template <Is<SignalAmended> Self, class Each>
void fields(Self& amended, Each& each) {
  each(1, amended.municipality);
  each(2, amended.partner);
  each(3, amended.kind);
  each(4, amended.month);
  each(5, amended.signals_change);
  each(6, amended.amount_cents_change);
  each(7, amended.withdrawn);
}

template <Is<ContactTried> Self, class Each>
void fields(Self& tried, Each& each) {
  each(1, tried.entry);
  each(2, tried.id);
  each(3, tried.municipality);
  each(4, tried.day);
  each(5, tried.attempt);
}

template <Is<CaseClosed> Self, class Each>
void fields(Self& closed, Each& each) {
  each(1, closed.id);
  each(2, closed.municipality);
  each(3, closed.day);
  each(4, closed.by_clock);
  each(5, closed.local_code);
  each(6, closed.result);
  each(7, closed.causes);
  each(8, closed.composition);
  each(9, closed.other_problems);
}

template <Is<LateSignal> Self, class Each>
void fields(Self& late, Each& each) {
  each(1, late.municipality);
  each(2, late.signal);
  each(3, late.partner);
  each(4, late.month);
  each(5, late.received);
}

template <Is<LateCounted> Self, class Each>
void fields(Self& counted, Each& each) {
  each(1, counted.municipality);
  each(2, counted.month);
  each(3, counted.signals);
}

template <Is<Feedback> Self, class Each>
void fields(Self& feedback, Each& each) {
  each(1, feedback.municipality);
  each(2, feedback.partner);
  each(3, feedback.signal);
  each(4, feedback.day);
  each(5, feedback.ddas_result);
  each(6, feedback.collection_paused);
  each(7, feedback.pause_ends);
}

}  // namespace tijdig::codec
