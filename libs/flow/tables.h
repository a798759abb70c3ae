// Every keyed table, once: its prefix, its key, its value, whose data it holds, and what it is for. Which stage keeps
// it stands in flow.h, where all of it is checked; `tijdig describe tables` prints it (docs/tables.md).
//
// Beside its tables a lane keeps how far it is: position, fence and counts of outputs (libs/ports/back_end.h,
// Progress). A table whose key does not decide the partition of its stage's inbox says so: `every_partition`.
#pragma once

#include <array>

#include "libs/flow/table.h"

namespace tijdig::flow::tables {

// Of the runtime, in every stage that asks for them. Their first byte is 0, and no stage's own table begins so.
inline constexpr auto policies = table<MunicipalityCode>({.name = "policies",
                                                          .prefix = {"\0policy/", 8},
                                                          .key = "municipality",
                                                          .value = "text of the policy file",
                                                          .holds = Holds::nobody,
                                                          .spread = Spread::every_partition,
                                                          .purpose = "the rules in force"});
inline constexpr auto days = table<MunicipalityCode>({.name = "days",
                                                      .prefix = {"\0day/", 5},
                                                      .key = "municipality",
                                                      .value = "4 bytes: days since 1970",
                                                      .holds = Holds::nobody,
                                                      .spread = Spread::every_partition,
                                                      .purpose = "the newest day that is closed"});

// signal-ingest
inline constexpr auto known_signals =
    table<SignalId>({.name = "known-signals",
                     .prefix = "s",
                     .key = "signal",
                     .value = "IngestedSignal",
                     .holds = Holds::people,
                     .purpose = "what a correction, a withdrawal or a repeat must know of a signal"});
inline constexpr auto known_chunks =
    table<DeliveryId, std::uint32_t>({.name = "known-chunks",
                                      .prefix = "d",
                                      .key = "delivery, chunk",
                                      .value = "IngestedChunk",
                                      .holds = Holds::pseudonyms,
                                      .purpose = "that a part of a delivery came, and which rows are still refused"});

// matcher
inline constexpr auto addresses =
    table<AddressId>({.name = "addresses",
                      .prefix = "a",
                      .key = "address",
                      .value = "MatcherAddress",
                      .holds = Holds::people,
                      .purpose = "who was named there, what each signal said, and what was matched"});
inline constexpr auto towns = table<MunicipalityCode>({.name = "towns",
                                                       .prefix = "m",
                                                       .key = "municipality",
                                                       .value = "MatcherMunicipality",
                                                       .holds = Holds::nobody,
                                                       .purpose = "the rules of matching, and how long the lists are"});
inline constexpr auto run_lists =
    table<MunicipalityCode, YearMonth, std::uint32_t>({.name = "run-lists",
                                                       .prefix = "l",
                                                       .key = "municipality, month, block",
                                                       .value = "addresses, 16 bytes each",
                                                       .holds = Holds::pseudonyms,
                                                       .purpose = "which addresses the run of a month looks at"});
inline constexpr auto due_doors = table<MunicipalityCode, std::uint32_t>(
    {.name = "due-doors",
     .prefix = "nd",
     .key = "municipality, block",
     .value = "keys of linking, 8 bytes each",
     .holds = Holds::pseudonyms,
     .purpose = "behind which doors households are derived when the day closes"});
inline constexpr auto due_addresses =
    table<MunicipalityCode, std::uint32_t>({.name = "due-addresses",
                                            .prefix = "na",
                                            .key = "municipality, block",
                                            .value = "addresses, 16 bytes each",
                                            .holds = Holds::pseudonyms,
                                            .purpose = "whose lines are linked again when the day closes"});
inline constexpr auto residents = table<MunicipalityCode, Hash128>({.name = "residents",
                                                                    .prefix = "p",
                                                                    .key = "municipality, pseudonym",
                                                                    .value = "MatcherResident",
                                                                    .holds = Holds::people,
                                                                    .purpose = "what the register said of a resident"});
inline constexpr auto filings =
    table<MunicipalityCode, std::uint64_t>({.name = "filings",
                                            .prefix = "k",
                                            .key = "municipality, key of linking",
                                            .value = "MatcherFiling",
                                            .holds = Holds::pseudonyms,
                                            .purpose = "who shares a key of linking, and who was looked for under it"});
inline constexpr auto name_counts =
    table<MunicipalityCode, std::uint64_t>({.name = "name-counts",
                                            .prefix = "f",
                                            .key = "municipality, hash of a name",
                                            .value = "4 bytes: a count",
                                            .holds = Holds::pseudonyms,
                                            .purpose = "how many residents bear a name"});
inline constexpr auto verdicts =
    table<MunicipalityCode, CustomerId>({.name = "verdicts",
                                         .prefix = "v",
                                         .key = "municipality, customer",
                                         .value = "MatcherVerdicts",
                                         .holds = Holds::pseudonyms,
                                         .purpose = "what people said of a customer's links"});

// register-desk
inline constexpr auto places = table<AddressId>({.name = "places",
                                                 .prefix = "a",
                                                 .key = "address",
                                                 .value = "EnrichmentPlace",
                                                 .holds = Holds::people,
                                                 .purpose = "who is or was registered there, and which lists name it"});
inline constexpr auto persons =
    table<Within<KeyKind::municipality, Hash128>>({.name = "persons",
                                                   .prefix = "b",
                                                   .key = "person in a municipality",
                                                   .value = "EnrichmentPerson",
                                                   .holds = Holds::people,
                                                   .purpose = "where a person is registered, and on which lists"});
inline constexpr auto loaded_registers = table<MunicipalityCode>({.name = "loaded-registers",
                                                                  .prefix = "r",
                                                                  .key = "municipality",
                                                                  .value = "1 byte",
                                                                  .holds = Holds::nobody,
                                                                  .purpose = "that a register was loaded at all"});
inline constexpr auto watchers =
    table<MunicipalityCode>({.name = "watchers",
                             .prefix = "v",
                             .key = "municipality",
                             .value = "EnrichmentWatchers",
                             .holds = Holds::pseudonyms,
                             .purpose = "which households an entry of a register may concern"});
inline constexpr auto watches =
    table<MunicipalityCode, HouseholdId>({.name = "watches",
                                          .prefix = "w",
                                          .key = "municipality, household",
                                          .value = "EnrichmentWatch",
                                          .holds = Holds::people,
                                          .purpose = "what the open case of a household was told last"});

// enrichment
inline constexpr auto households =
    table<HouseholdId>({.name = "households",
                        .prefix = "h",
                        .key = "household",
                        .value = "EnrichmentHousehold",
                        .holds = Holds::people,
                        .purpose = "matches that wait for an answer, the open case, how earlier ones ended"});

// assignment
inline constexpr auto pools =
    table<MunicipalityCode>({.name = "pools",
                             .prefix = "p",
                             .key = "municipality",
                             .value = "AssignmentPool",
                             .holds = Holds::pseudonyms,
                             .purpose = "who waits, who stands in reserve, and what the month gave out"});
inline constexpr auto waiting_cases =
    table<MunicipalityCode, CaseId>({.name = "waiting-cases",
                                     .prefix = "c",
                                     .key = "municipality, case",
                                     .value = "EnrichedCase",
                                     .holds = Holds::people,
                                     .purpose = "a case until it is assigned or dropped"});

// outcome-tracker
inline constexpr auto case_files =
    table<MunicipalityCode, CaseId>({.name = "case-files",
                                     .prefix = "c",
                                     .key = "municipality, case",
                                     .value = "OutcomeCaseFile",
                                     .holds = Holds::people,
                                     .purpose = "the whole life of a case: assignment, contacts, result"});
inline constexpr auto due_lists =
    table<MunicipalityCode, Date>({.name = "due-lists",
                                   .prefix = "d",
                                   .key = "municipality, day",
                                   .value = "OutcomeDueList",
                                   .holds = Holds::pseudonyms,
                                   .spread = Spread::every_partition,
                                   .purpose = "which cases are looked at when the day closes"});
inline constexpr auto due_days = table<MunicipalityCode>({.name = "due-days",
                                                          .prefix = "i",
                                                          .key = "municipality",
                                                          .value = "OutcomeDueDays",
                                                          .holds = Holds::nobody,
                                                          .spread = Spread::every_partition,
                                                          .purpose = "which days have such a list"});

// reporting
inline constexpr auto report_rows = table<MunicipalityCode, Rest>({.name = "report-rows",
                                                                   .prefix = "r",
                                                                   .key = "municipality, kind of fact and its id",
                                                                   .value = "FactsMessage",
                                                                   .holds = Holds::pseudonyms,
                                                                   .purpose = "what became of everyone, fact by fact"});

// In the order of the stages (flow.h).
inline constexpr std::array all{
    &policies.info,   &days.info,      &known_signals.info, &known_chunks.info,     &addresses.info, &towns.info,
    &run_lists.info,  &due_doors.info, &due_addresses.info, &residents.info,        &filings.info,   &name_counts.info,
    &verdicts.info,   &places.info,    &persons.info,       &loaded_registers.info, &watchers.info,  &watches.info,
    &households.info, &pools.info,     &waiting_cases.info, &case_files.info,       &due_lists.info, &due_days.info,
    &report_rows.info};

}  // namespace tijdig::flow::tables
