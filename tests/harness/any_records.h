// RapidCheck generators of what inboxes hold, but for facts. See generators.h.
#pragma once

#include "libs/domain/inboxes.h"
#include "tests/harness/any_parts.h"

namespace tijdig::harness {

// Deliveries.

inline DeliveredRow any_delivered_row() {
  DeliveredRow row;
  row.line = any_between<std::uint32_t>(1, 100'000);
  if (any_bool()) row.form_problem = any_text();
  for (PrivateText& field : row.fields)
    if (any_bool()) field = any_private_text();
  return row;
}

inline DeliveryChunk any_delivery_chunk() {
  DeliveryChunk chunk;
  chunk.id = any_id<DeliveryId>();
  chunk.municipality = any_municipality();
  chunk.partner = any_partner();
  chunk.received = any_date();
  chunk.chunks = any_between<std::uint32_t>(1, 9);
  chunk.chunk = any_between<std::uint32_t>(0, chunk.chunks - 1);
  chunk.rows = any_vector(any_delivered_row);
  return chunk;
}

inline RowReceipt any_row_receipt() {
  return {any_between<std::uint32_t>(1, 100'000), any_enum<RowVerdict>(), any_text(), any_vector([] {
            return RowProblem{any_text(), any_text(), any_text()};
          })};
}

inline DeliveryReceipt any_receipt() {
  DeliveryReceipt receipt;
  receipt.id = any_id<DeliveryId>();
  receipt.partner = any_partner();
  receipt.received = any_date();
  receipt.chunk = any_between<std::uint32_t>(0, 9);
  receipt.chunks = any_between<std::uint32_t>(1, 9);
  receipt.already_received = any_bool();
  receipt.rows = any_vector(any_row_receipt);
  return receipt;
}

// Signals.

inline Signal any_signal() {
  Signal signal;
  signal.id = any_id<SignalId>();
  signal.municipality = any_municipality();
  signal.partner = any_partner();
  signal.kind = any_enum<PartnerKind>();
  signal.customer = any_id<CustomerId>();
  signal.person = any_person();
  signal.address = any_address();
  signal.amount = any_cents();
  signal.arrears_origin_date = any_date();
  signal.signal_date = any_date();
  signal.received = any_date();
  signal.crisis = any_bool();
  signal.warm_transfer = any_bool();
  return signal;
}

inline SignalCorrected any_correction() {
  const Signal now = any_signal();
  return {now.id, now};
}

inline SignalWithdrawn any_withdrawal() {
  return {any_id<SignalId>(), any_municipality(), any_address(), any_date(), any_bool()};
}

// Matches.

inline MatchedSignal any_matched_signal() {
  return {any_id<SignalId>(), any_partner(), any_enum<PartnerKind>(), any_month(), any_date(), any_date(), any_cents(),
          any_bool(),         any_bool()};
}

inline Match any_match() {
  Match match;
  match.id = any_id<MatchId>();
  match.municipality = any_municipality();
  match.household = any_id<HouseholdId>();
  match.address = any_address();
  match.month = any_month();
  match.match_class = any_enum<MatchClass>();
  match.divosa_multiple = any_bool();
  match.divosa_consecutive = any_bool();
  match.matched_on = any_date();
  match.signals = any_vector(any_matched_signal);
  match.persons = any_vector(any_person, 2);
  match.evidence = any_vector(any_evidence);
  match.policy_version = any_text();
  return match;
}

inline SignalTakenBack any_signal_taken_back() {
  return {any_id<HouseholdId>(), any_municipality(), any_id<SignalId>(), any_date(), any_bool()};
}

inline ReviewTask any_review_task() {
  return {any_hash(),  any_municipality(),           any_id<AddressId>(),
          any_month(), any_vector(any_id<SignalId>), any_vector(any_evidence),
          any_text()};
}

inline ReviewAnswer any_review_answer() {
  return {any_hash(), any_municipality(), any_id<AddressId>(),
          any_bool(), any_date(),         any_bool() ? any_id<EmployeeRef>() : EmployeeRef()};
}

inline LinkUndone any_link_undone() {
  return {any_hash(), any_case_id(), any_municipality(), any_partner(), any_enum<UnlinkReason>(), any_id<EmployeeRef>(),
          any_date()};
}

inline LinkDenied any_link_denied() {
  return {any_hash(),
          any_municipality(),
          any_id<AddressId>(),
          any_id<HouseholdId>(),
          any_vector(any_id<SignalId>),
          any_enum<UnlinkReason>(),
          any_id<EmployeeRef>(),
          any_date()};
}

inline BreachTask any_breach_task() {
  return {any_hash(),
          any_municipality(),
          any_case_id(),
          any_partner(),
          any_enum<UnlinkReason>(),
          any_date(),
          any_date(),
          any_between<std::uint32_t>(0, 9),
          any_bool()};
}

inline LinkLabel any_link_label() {
  const auto maybe = [] { return any_bool() ? std::optional<bool>(any_bool()) : std::nullopt; };
  return {any_municipality(),
          any_enum<PartnerKind>(),
          any_between<std::uint32_t>(0, 900),
          any_between<std::uint32_t>(0, 20),
          any_between<std::uint32_t>(0, 20),
          maybe(),
          maybe(),
          any_between<std::uint64_t>(0, 1'000'000'000'000),
          any_date()};
}

// Registers.

inline RegisterEntry any_register_entry() {
  RegisterEntry entry;
  entry.municipality = any_municipality();
  entry.as_of = any_date();
  entry.person = any_person();
  entry.address = any_address();
  entry.deceased = any_bool();
  entry.moved_out = any_bool();
  entry.secrecy = any_bool();
  entry.under_investigation = any_bool();
  entry.household = any_text();
  if (any_bool()) entry.partner = any_bsn();
  entry.partner_surname = any_private_text();
  entry.partner_prefix = any_private_text();
  for (int parents = any_between(0, 2); parents > 0; --parents) entry.parents.push_back(any_bsn());
  return entry;
}

inline ListEntry any_list_entry() {
  return {any_municipality(), any_enum<ListKind>(), any_date(), any_person(), any_bool() ? any_address() : Address(),
          any_bool()};
}

inline LookupRequest any_lookup_request() {
  return {any_id<MatchId>(),
          any_municipality(),
          any_id<HouseholdId>(),
          any_address(),
          any_vector(any_person, 2),
          any_date(),
          any_bool(),
          any_between<std::uint64_t>(0, 999)};
}

inline WatchEnded any_watch_ended() { return {any_municipality(), any_id<HouseholdId>()}; }

inline LookupAnswer any_lookup_answer() {
  return {any_id<MatchId>(),
          any_municipality(),
          any_id<HouseholdId>(),
          any_enum<Residence>(),
          any_bool(),
          any_bool(),
          any_bool(),
          any_bool(),
          any_bool(),
          any_between<std::uint32_t>(0, 20),
          any_bool() ? std::optional<Address>(any_address()) : std::nullopt,
          any_date()};
}

// Cases.

inline EnrichedCase any_enriched_case() {
  return {any_case_id(),
          any_match(),
          any_date(),
          any_bool(),
          any_bool(),
          any_between<std::uint32_t>(0, 20),
          any_vector(any_evidence),
          any_optional(any_address),
          any_between<std::uint64_t>(0, 999)};
}

inline Assignment any_assignment() {
  return {any_enriched_case(), any_text(), any_date(), any_date(), any_between<std::uint32_t>(1, 30),
          any_bool(),          any_text(), any_text()};
}

inline CaseUpdated any_case_updated() { return {any_case_id(), any_municipality(), any_match()}; }

inline ContactAttempt any_attempt() { return {any_enum<ContactKind>(), any_bool(), any_enum<DayPart>(), any_bool()}; }

inline CaseResult any_result() { return {any_text(), any_vector(any_text), any_text(), any_vector(any_text)}; }

inline DeskEntry any_desk_entry() {
  return {
      any_hash(), any_case_id(), any_municipality(), any_date(), any_optional(any_attempt), any_optional(any_result)};
}

inline CaseChecked any_case_checked() { return {any_enriched_case(), any_date(), any_text()}; }

inline CaseNotice any_case_notice() {
  return {any_case_id(),
          any_municipality(),
          any_bool(),
          any_enum<EndResult>(),
          any_bool(),
          any_date(),
          any_cents(),
          any_optional(any_enriched_case),
          any_optional(any_case_id),
          any_optional(any_date),
          any_between<std::uint32_t>(0, 9),
          any_bool() ? any_id<HouseholdId>() : HouseholdId()};
}

inline HouseholdMerged any_household_merged() {
  return {any_municipality(), any_id<HouseholdId>(), any_id<HouseholdId>(), any_date(), any_address()};
}

inline MemoryAsked any_memory_asked() {
  return {any_municipality(), any_id<HouseholdId>(), any_id<HouseholdId>(), any_date(), any_address()};
}

inline ClosedCase any_closed_case() {
  return {any_case_id(),
          any_date(),
          any_bool(),
          any_bool(),
          any_cents(),
          any_vector(
              [] {
                return PartnerDebt{any_partner(), any_cents()};
              },
              2),
          any_vector(any_id<SignalId>, 2)};
}

inline HouseholdMemory any_household_memory() {
  return {any_municipality(),
          any_id<HouseholdId>(),
          any_id<HouseholdId>(),
          any_date(),
          any_address(),
          any_vector(any_match, 1),
          any_optional(any_case_id),
          any_optional(any_enriched_case),
          any_vector(
              [] {
                return TakenBack{any_id<SignalId>(), any_bool()};
              },
              2),
          any_vector(any_closed_case, 2),
          any_vector(any_enriched_case, 1),
          any_vector(any_id<HouseholdId>, 2)};
}

inline CaseStands any_case_stands() {
  return {any_case_id(),
          any_case_id(),
          any_bool() ? any_id<HouseholdId>() : HouseholdId(),
          any_municipality(),
          any_enum<CaseStanding>(),
          any_date()};
}

inline CaseMergeAsked any_case_merge_asked() {
  return {any_case_id(), any_case_id(), any_municipality(), any_enum<CaseStanding>(), any_bool(), any_date()};
}

inline CaseGoesOn any_case_goes_on() {
  return {any_case_id(),
          any_id<HouseholdId>(),
          any_municipality(),
          any_date(),
          any_optional(any_address),
          any_bool(),
          any_optional(any_case_id),
          any_optional(any_match),
          any_optional(any_date),
          any_between<std::uint32_t>(0, 9)};
}

inline CaseReturned any_case_returned() { return {any_case_id(), any_municipality(), any_date(), any_text()}; }

}  // namespace tijdig::harness
