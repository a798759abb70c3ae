// Every topic, once: name, number, key, message, retention. The strings stand nowhere else.
#pragma once

#include <array>

#include "libs/domain/inboxes.h"
#include "libs/flow/topic.h"

namespace tijdig::flow::topics {

// Inboxes: one per stage, in the order a signal meets them.
inline constexpr auto deliveries =
    topic<PartnerKey, DeliveriesMessage>(1, "tijdig.deliveries.v1", "DeliveriesMessage", 0);
inline constexpr auto signals = topic<MunicipalityKey, SignalsMessage>(2, "tijdig.signals.v1", "SignalsMessage", 0);
inline constexpr auto matches = topic<HouseholdKey, MatchesMessage>(3, "tijdig.matches.v1", "MatchesMessage", 0);
inline constexpr auto lookups = topic<MunicipalityKey, LookupsMessage>(4, "tijdig.lookups.v1", "LookupsMessage", 0);
inline constexpr auto cases = topic<MunicipalityKey, CasesMessage>(5, "tijdig.cases.v1", "CasesMessage", 0);
inline constexpr auto work = topic<HouseholdKey, WorkMessage>(6, "tijdig.work.v1", "WorkMessage", 0);
inline constexpr auto facts = topic<MunicipalityKey, FactsMessage>(7, "tijdig.facts.v1", "FactsMessage", 0);

// Outlets: nobody inside decides by them.
inline constexpr auto receipts = topic<PartnerKey, DeliveryReceipt>(20, "tijdig.receipts.v1", "DeliveryReceipt", 90);
inline constexpr auto feedback = topic<PartnerKey, Feedback>(21, "tijdig.feedback.v1", "Feedback", 90);
inline constexpr auto review_tasks = topic<MunicipalityKey, ReviewTask>(22, "tijdig.review-tasks.v1", "ReviewTask", 90);
inline constexpr auto walk_list = topic<MunicipalityKey, Assignment>(23, "tijdig.walk-list.v1", "Assignment", 90);
inline constexpr auto late = topic<MunicipalityKey, LateSignal>(24, "tijdig.late.v1", "LateSignal", 400);
inline constexpr auto breach_tasks =
    topic<MunicipalityKey, BreachTask>(25, "tijdig.breach-tasks.v1", "BreachTask", 400);
inline constexpr auto link_labels = topic<MunicipalityKey, LinkLabel>(26, "tijdig.link-labels.v1", "LinkLabel", 400);

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
