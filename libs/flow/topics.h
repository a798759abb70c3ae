// Every topic, once: name, number, key, message, retention. The strings stand nowhere else.
#pragma once

#include <array>

#include "libs/domain/inboxes.h"
#include "libs/flow/topic.h"

namespace tijdig::flow::topics {

// Inboxes: one per stage, in the order a signal meets them.
inline constexpr Topic<PartnerKey, DeliveriesMessage> deliveries{
    {1, "tijdig.deliveries.v1", KeyKind::partner, "DeliveriesMessage", 0}};
inline constexpr Topic<MunicipalityKey, SignalsMessage> signals{
    {2, "tijdig.signals.v1", KeyKind::municipality, "SignalsMessage", 0}};
inline constexpr Topic<HouseholdKey, MatchesMessage> matches{
    {3, "tijdig.matches.v1", KeyKind::household, "MatchesMessage", 0}};
inline constexpr Topic<MunicipalityKey, LookupsMessage> lookups{
    {4, "tijdig.lookups.v1", KeyKind::municipality, "LookupsMessage", 0}};
inline constexpr Topic<MunicipalityKey, CasesMessage> cases{
    {5, "tijdig.cases.v1", KeyKind::municipality, "CasesMessage", 0}};
inline constexpr Topic<HouseholdKey, WorkMessage> work{{6, "tijdig.work.v1", KeyKind::household, "WorkMessage", 0}};
inline constexpr Topic<MunicipalityKey, FactsMessage> facts{
    {7, "tijdig.facts.v1", KeyKind::municipality, "FactsMessage", 0}};

// Outlets: nobody inside decides by them.
inline constexpr Topic<PartnerKey, DeliveryReceipt> receipts{
    {20, "tijdig.receipts.v1", KeyKind::partner, "DeliveryReceipt", 90}};
inline constexpr Topic<PartnerKey, Feedback> feedback{{21, "tijdig.feedback.v1", KeyKind::partner, "Feedback", 90}};
inline constexpr Topic<MunicipalityKey, ReviewTask> review_tasks{
    {22, "tijdig.review-tasks.v1", KeyKind::municipality, "ReviewTask", 90}};
inline constexpr Topic<MunicipalityKey, Assignment> walk_list{
    {23, "tijdig.walk-list.v1", KeyKind::municipality, "Assignment", 90}};
inline constexpr Topic<MunicipalityKey, LateSignal> late{
    {24, "tijdig.late.v1", KeyKind::municipality, "LateSignal", 400}};
inline constexpr Topic<MunicipalityKey, BreachTask> breach_tasks{
    {25, "tijdig.breach-tasks.v1", KeyKind::municipality, "BreachTask", 400}};
inline constexpr Topic<MunicipalityKey, LinkLabel> link_labels{
    {26, "tijdig.link-labels.v1", KeyKind::municipality, "LinkLabel", 400}};

// Records that no stage could read, with their provenance. Written by the step itself, keyed like their source.
inline constexpr TopicInfo dead_letters{30, "tijdig.dead-letters.v1", KeyKind::municipality, "DeadLetter", 400};

// Without records, and so no topic of the map: processes share out its partitions, and with them their work.
inline constexpr std::string_view lanes_name = "tijdig.lanes.v1";

inline constexpr std::array all{deliveries.info, signals.info, matches.info,      lookups.info,     cases.info,
                                work.info,       facts.info,   receipts.info,     feedback.info,    review_tasks.info,
                                walk_list.info,  late.info,    breach_tasks.info, link_labels.info, dead_letters};

constexpr bool is_known(TopicId id) {
  for (const TopicInfo& topic : all)
    if (topic.id == id) return true;
  return false;
}

constexpr const TopicInfo* find(TopicId id) {
  for (const TopicInfo& topic : all)
    if (topic.id == id) return &topic;
  return nullptr;
}

}  // namespace tijdig::flow::topics
