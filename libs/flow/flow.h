// THE MAP. Start here.
//
// The world enters through five doors and passes six services, top to bottom. Every stage has one inbox; what may
// change its decisions is a record there, and what it remembers stands in the tables that it keeps. `tijdig describe`
// prints this file as text and as Mermaid.
#pragma once

#include <algorithm>
#include <array>

#include "libs/flow/edge.h"
#include "libs/flow/tables.h"
#include "libs/flow/topics.h"

namespace tijdig::flow {

// Doors.
inline constexpr DoorInfo partner_door =
    door("partner-door", "arrears signals, by file or POST /v1/deliveries").writes(topics::deliveries);
inline constexpr DoorInfo register_door =
    door("register-door", "register file, debt-help and other lists").writes(topics::lookups, topics::signals);
inline constexpr DoorInfo desk_door =
    door("desk-door", "contact attempts, results, review answers, unlinks").writes(topics::work, topics::signals);
inline constexpr DoorInfo policy_door = door("policy-door", "the municipality's rules")
                                            .writes(topics::deliveries, topics::signals, topics::lookups,
                                                    topics::matches, topics::cases, topics::work, topics::facts);
inline constexpr DoorInfo calendar_door =
    door("calendar", "the end of each day").writes(topics::signals, topics::cases, topics::work, topics::facts);

// Stages, in the order a signal meets them. The register desk is a room of enrichment: it answers look-ups.
inline constexpr StageInfo signal_ingest = stage(1, "signal-ingest", "signal-ingest", topics::deliveries)
                                               .writes(topics::signals, topics::receipts, topics::facts)
                                               .keeps(tables::policies, tables::known_signals, tables::known_chunks);
inline constexpr StageInfo matcher =
    stage(2, "matcher", "matcher", topics::signals)
        .writes(topics::matches, topics::review_tasks, topics::late, topics::link_labels, topics::facts)
        .keeps(tables::policies, tables::days, tables::towns, tables::addresses, tables::run_lists)
        .keeps(tables::residents, tables::filings, tables::name_counts, tables::due_doors, tables::due_addresses)
        .keeps(tables::verdicts)
        .hears_of_days();
inline constexpr StageInfo enrichment =
    stage(3, "enrichment", "enrichment", topics::matches)
        .writes(topics::lookups, topics::matches, topics::cases, topics::work, topics::feedback, topics::facts)
        .keeps(tables::policies, tables::households);
inline constexpr StageInfo register_desk =
    stage(4, "register-desk", "enrichment", topics::lookups)
        .writes(topics::matches)
        .keeps(tables::policies, tables::places, tables::persons, tables::loaded_registers)
        .keeps(tables::watchers, tables::watches);
inline constexpr StageInfo assignment = stage(5, "assignment", "assignment", topics::cases)
                                            .writes(topics::work, topics::walk_list, topics::feedback, topics::facts)
                                            .keeps(tables::policies, tables::days, tables::pools, tables::waiting_cases)
                                            .hears_of_days();
inline constexpr StageInfo outcome_tracker =
    stage(6, "outcome-tracker", "outcome-tracker", topics::work)
        .writes(topics::signals, topics::matches, topics::cases, topics::feedback, topics::breach_tasks, topics::facts)
        .keeps(tables::policies, tables::days, tables::case_files, tables::due_lists, tables::due_days)
        .hears_of_days();
inline constexpr StageInfo reporting = stage(7, "reporting", "reporting", topics::facts)
                                           .keeps(tables::policies, tables::days, tables::report_rows)
                                           .hears_of_days();

// In the order in which an engine takes them: the register desk first, so that look-ups are answered before more is
// asked. The hash of all state (libs/runtime/state_hash.h) follows this order, so it stays.
inline constexpr std::array stages{signal_ingest, matcher,         register_desk, enrichment,
                                   assignment,    outcome_tracker, reporting};
inline constexpr std::array doors{partner_door, register_door, desk_door, policy_door, calendar_door};

// A topic that a stage reads is written by somebody; no two stages share an inbox; nobody writes an unknown topic; an
// outlet is written by somebody.
constexpr bool every_inbox_has_one_reader() {
  for (const StageInfo& one : stages) {
    int readers = 0;
    for (const StageInfo& other : stages) readers += other.inbox == one.inbox ? 1 : 0;
    if (readers != 1 || !topics::is_known(one.inbox)) return false;
  }
  return true;
}

constexpr bool every_topic_has_a_writer() {
  for (const TopicInfo& topic : topics::all) {
    if (topic.id == topics::dead_letters.id) continue;  // written by the step on behalf of every stage
    bool written = false;
    for (const StageInfo& stage : stages) written = written || stage.may_write(topic.id);
    for (const DoorInfo& door : doors) written = written || door.may_write(topic.id);
    if (!written) return false;
  }
  return true;
}

constexpr bool numbers_and_names_are_unique() {
  for (const TopicInfo& one : topics::all)
    for (const TopicInfo& other : topics::all)
      if (&one != &other && (one.id == other.id || one.name == other.name)) return false;
  for (const StageInfo& one : stages)
    for (const StageInfo& other : stages)
      if (&one != &other && (one.id == other.id || one.name == other.name)) return false;
  return true;
}

// The calendar tells exactly the stages that say they hear of days.
constexpr bool calendar_reaches_who_listens() {
  for (const StageInfo& stage : stages)
    if (stage.told_of_days != calendar_door.may_write(stage.inbox)) return false;
  return true;
}

// The rules are a record in every inbox.
constexpr bool policy_reaches_every_stage() {
  for (const StageInfo& stage : stages)
    if (!policy_door.may_write(stage.inbox)) return false;
  return true;
}

// A key of a stage's state says which table it stands in: no prefix of a stage is the beginning of another.
constexpr bool a_key_names_one_table(const StageInfo& stage) {
  for (const TableInfo* one : stage.tables)
    for (const TableInfo* other : stage.tables)
      if (one->prefix.empty() || (one != other && one->prefix.starts_with(other->prefix))) return false;
  return true;
}

// What the runtime keeps for stages begins with a zero byte, and nothing else does (libs/runtime/reserved_keys.h).
constexpr bool is_of_the_runtime(const TableInfo& table) { return table.prefix[0] == '\0'; }

// Every table is somebody's: a stage's own belongs to that one alone.
constexpr bool every_table_is_kept() {
  for (const TableInfo* table : tables::all) {
    int keepers = 0;
    for (const StageInfo& stage : stages) keepers += stage.tables.has(table) ? 1 : 0;
    if (keepers == 0 || (keepers > 1 && !is_of_the_runtime(*table))) return false;
  }
  for (const StageInfo& stage : stages)
    for (const TableInfo* table : stage.tables) {
      bool is_listed = false;
      for (const TableInfo* listed : tables::all) is_listed = is_listed || listed == table;
      if (!is_listed) return false;
    }
  return true;
}

constexpr bool tables_are_named_once() {
  for (const TableInfo* one : tables::all)
    for (const TableInfo* other : tables::all)
      if (one != other && one->name == other->name) return false;
  return true;
}

// State stands where the records are that touch it: the key decides the partition of the inbox, or the table says that
// each partition keeps its own.
constexpr bool tables_stand_where_their_records_come(const StageInfo& stage) {
  for (const TableInfo* table : stage.tables)
    if (table->spread == Spread::by_key && !table->decides_kind(topics::find(stage.inbox)->key)) return false;
  return true;
}

// Who hears of days remembers which are over; the rules are remembered by every stage.
constexpr bool keeps_what_it_is_told(const StageInfo& stage) {
  return stage.told_of_days == stage.tables.has(&tables::days.info) && stage.tables.has(&tables::policies.info);
}

static_assert(every_inbox_has_one_reader());
static_assert(every_topic_has_a_writer());
static_assert(numbers_and_names_are_unique());
static_assert(calendar_reaches_who_listens());
static_assert(policy_reaches_every_stage());
static_assert(every_table_is_kept());
static_assert(tables_are_named_once());
static_assert(std::all_of(stages.begin(), stages.end(), a_key_names_one_table));
static_assert(std::all_of(stages.begin(), stages.end(), tables_stand_where_their_records_come));
static_assert(std::all_of(stages.begin(), stages.end(), keeps_what_it_is_told));

}  // namespace tijdig::flow
