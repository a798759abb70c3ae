// RapidCheck generators of everything that travels: any value that the domain allows, personal data made up.
//
//   RC_GTEST_PROP(SignalCodec, ReadsBackWhatItWrote, ()) {
//     const Signal signal = harness::any_signal();
//     RC_ASSERT(*codec::decode<Signal>(codec::encode(signal)) == signal);
//   }
//
// Each function draws from the property that is running; none may be called outside one. Addresses are canonical, BSNs
// come from the reserved test numbers. Header only, so that every test program may use it.
#pragma once

#include "libs/domain/inboxes.h"
#include "tests/harness/any_records.h"

namespace tijdig::harness {

// Facts and outlets.

inline SignalsCounted any_signals_counted() {
  return {any_municipality(), any_partner(), any_date(), any_vector([] {
            return SignalCount{any_month(), any_enum<PartnerKind>(), any_text(), any_between<std::uint32_t>(0, 999),
                               any_cents().count()};
          })};
}

inline SignalAmended any_signal_amended() {
  return {any_municipality(),  any_partner(), any_enum<PartnerKind>(), any_month(), any_between(-1, 1),
          any_cents().count(), any_bool()};
}

inline FactSignal any_fact_signal() {
  return {any_id<SignalId>(), any_partner(), any_enum<PartnerKind>(), any_cents(), any_date(), any_date()};
}

inline MatchMade any_match_made() {
  return {any_id<MatchId>(), any_municipality(),         any_month(), any_enum<MatchClass>(), any_bool(),
          any_bool(),        any_vector(any_fact_signal)};
}

inline MatchEnded any_match_ended() {
  return {any_id<MatchId>(), any_municipality(), any_month(), any_date(), any_text(), any_enum<EndResult>()};
}

inline CaseAssigned any_case_assigned() {
  return {any_case_id(), any_id<MatchId>(), any_municipality(),         any_date(),
          any_date(),    any_text(),        any_vector(any_fact_signal)};
}

inline ContactTried any_contact_tried() {
  return {any_hash(), any_case_id(), any_municipality(), any_date(), any_attempt()};
}

inline CaseClosed any_case_closed() {
  return {any_case_id(),         any_municipality(),   any_date(), any_bool(),          any_text(),
          any_enum<EndResult>(), any_vector(any_text), any_text(), any_vector(any_text)};
}

inline Feedback any_feedback() {
  return {any_municipality(), any_partner(), any_id<SignalId>(),    any_date(),
          any_text(),         any_bool(),    any_optional(any_date)};
}

inline LateSignal any_late_signal() {
  return {any_municipality(), any_id<SignalId>(), any_partner(), any_month(), any_date()};
}

inline LateCounted any_late_counted() { return {any_municipality(), any_month(), any_between<std::uint32_t>(0, 99)}; }

// Inboxes: every kind with the same chance.

template <class Message, class... Makes>
Message any_of(Makes... makes) {
  const int chosen = any_between(0, static_cast<int>(sizeof...(makes)) - 1);
  Message message;
  int at = 0;
  (static_cast<void>(at++ == chosen ? static_cast<void>(message = makes()) : static_cast<void>(0)), ...);
  return message;
}

inline DeliveriesMessage any_deliveries_message() {
  return any_of<DeliveriesMessage>(any_policy_activated, any_delivery_chunk);
}
inline SignalsMessage any_signals_message() {
  return any_of<SignalsMessage>(any_policy_activated, any_day_closed, any_signal, any_correction, any_withdrawal,
                                any_review_answer, any_register_entry, any_link_denied);
}
inline LookupsMessage any_lookups_message() {
  return any_of<LookupsMessage>(any_policy_activated, any_register_entry, any_list_entry, any_lookup_request,
                                any_watch_ended);
}
inline MatchesMessage any_matches_message() {
  return any_of<MatchesMessage>(any_policy_activated, any_match, any_lookup_answer, any_case_notice,
                                any_signal_taken_back, any_household_merged, any_memory_asked, any_household_memory,
                                any_case_stands);
}
inline CasesMessage any_cases_message() {
  return any_of<CasesMessage>(any_policy_activated, any_day_closed, any_enriched_case, any_case_returned);
}
inline WorkMessage any_work_message() {
  return any_of<WorkMessage>(any_policy_activated, any_day_closed, any_assignment, any_case_updated, any_desk_entry,
                             any_link_undone, any_case_checked, any_case_merge_asked, any_case_goes_on);
}
inline FactsMessage any_facts_message() {
  return any_of<FactsMessage>(any_policy_activated, any_day_closed, any_signals_counted, any_signal_amended,
                              any_match_made, any_match_ended, any_case_assigned, any_contact_tried, any_case_closed,
                              any_late_counted);
}

}  // namespace tijdig::harness
