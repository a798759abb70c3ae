// THE MAP. Start here.
//
// The world enters through five doors and passes six services, top to bottom. Every stage has one inbox; what may
// change its decisions is a record there. `tijdig describe` prints this file as text and as Mermaid.
#pragma once

#include <array>

#include "libs/flow/edge.h"
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

// Services, in the order a signal meets them. The register desk is a room of enrichment: it answers look-ups.
inline constexpr StageInfo signal_ingest = stage(1, "signal-ingest", "signal-ingest", topics::deliveries)
                                               .writes(topics::signals, topics::receipts, topics::facts);
inline constexpr StageInfo matcher =
    stage(2, "matcher", "matcher", topics::signals)
        .writes(topics::matches, topics::review_tasks, topics::late, topics::link_labels, topics::facts)
        .hears_of_days();
inline constexpr StageInfo register_desk =
    stage(4, "register-desk", "enrichment", topics::lookups).writes(topics::matches);
inline constexpr StageInfo enrichment =
    stage(3, "enrichment", "enrichment", topics::matches)
        .writes(topics::lookups, topics::matches, topics::cases, topics::work, topics::feedback, topics::facts);
inline constexpr StageInfo assignment = stage(5, "assignment", "assignment", topics::cases)
                                            .writes(topics::work, topics::walk_list, topics::feedback, topics::facts)
                                            .hears_of_days();
inline constexpr StageInfo outcome_tracker =
    stage(6, "outcome-tracker", "outcome-tracker", topics::work)
        .writes(topics::signals, topics::matches, topics::cases, topics::feedback, topics::breach_tasks, topics::facts)
        .hears_of_days();
inline constexpr StageInfo reporting = stage(7, "reporting", "reporting", topics::facts).hears_of_days();

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

static_assert(every_inbox_has_one_reader());
static_assert(every_topic_has_a_writer());
static_assert(numbers_and_names_are_unique());
static_assert(calendar_reaches_who_listens());
static_assert(policy_reaches_every_stage());

}  // namespace tijdig::flow
