// The map names messages (libs/flow/topics.h, tables.h) in a room that knows no Protobuf; here the names are held to
// the types, and both to proto/tijdig/v1.
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <tuple>
#include <variant>

#include "libs/flow/tables.h"
#include "libs/flow/topics.h"
#include "tijdig/v1/assignment_state.pb.h"
#include "tijdig/v1/dead_letter.pb.h"
#include "tijdig/v1/enrichment_state.pb.h"
#include "tijdig/v1/inboxes.pb.h"
#include "tijdig/v1/matcher_state.pb.h"
#include "tijdig/v1/outcome_tracker_state.pb.h"
#include "tijdig/v1/signal_ingest_state.pb.h"

namespace tijdig::codec {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;

const Descriptor* wire_message(std::string_view name) {
  return DescriptorPool::generated_pool()->FindMessageTypeByName("tijdig.v1." + std::string(name));
}

// "Signal" for tijdig::Signal, taken from how the compiler calls this function.
template <class T>
std::string_view name_of_type() {
  std::string_view name = __PRETTY_FUNCTION__;
  name = name.substr(name.find("T = ") + 4);
  name = name.substr(0, name.find_first_of(";]"));
  return name.substr(name.rfind(':') + 1);
}

template <class Kind>
void expect_kind_at(const Descriptor& inbox, int place) {
  const auto* field = inbox.FindFieldByNumber(place + 1);
  ASSERT_NE(field, nullptr) << inbox.name() << " has no kind " << place + 1;
  EXPECT_NE(field->containing_oneof(), nullptr);
  EXPECT_EQ(field->message_type()->name(), name_of_type<Kind>()) << "tag " << place + 1 << " of " << inbox.name();
}

// An inbox: each kind stands in the message under the tag that is its place in the variant.
template <class... Kinds>
void expect_same(const Descriptor& inbox, const std::variant<Kinds...>*) {
  EXPECT_EQ(inbox.field_count(), static_cast<int>(sizeof...(Kinds)));
  int place = 0;
  (expect_kind_at<Kinds>(inbox, place++), ...);
}

// An outlet: one kind of message, by its own name.
template <class Message>
void expect_same(const Descriptor& outlet, const Message*) {
  EXPECT_EQ(outlet.name(), name_of_type<Message>());
}

template <class Key, class Message>
void expect_same(const flow::Topic<Key, Message>& topic) {
  const Descriptor* named = wire_message(topic.info.message);
  ASSERT_NE(named, nullptr) << topic.info.name << " names a message that proto/tijdig/v1 does not have";
  expect_same(*named, static_cast<const Message*>(nullptr));
}

TEST(Map, NamesForEveryTopicTheMessageOfItsType) {
  using namespace flow::topics;
  const auto typed = std::tie(deliveries, signals, matches, lookups, cases, work, facts, receipts, feedback,
                              review_tasks, walk_list, late, breach_tasks, link_labels);
  std::apply([](const auto&... topic) { (expect_same(topic), ...); }, typed);
  EXPECT_EQ(std::tuple_size_v<decltype(typed)> + 1, all.size()) << "dead letters alone have no type of their own here";
}

TEST(Map, NamesNoMessageThatDoesNotExist) {
  // Asked for, so that the linker keeps their files.
  for (const Descriptor* one :
       {v1::DeadLetter::descriptor(), v1::AssignmentPool::descriptor(), v1::EnrichmentHousehold::descriptor(),
        v1::MatcherAddress::descriptor(), v1::OutcomeCaseFile::descriptor(), v1::IngestedSignal::descriptor()})
    ASSERT_NE(one, nullptr);
  for (const flow::TopicInfo& topic : flow::topics::all)
    EXPECT_NE(wire_message(topic.message), nullptr) << topic.name << " names " << topic.message;
  for (const flow::TableInfo* table : flow::tables::all) {
    if (!table->has_message()) continue;
    EXPECT_NE(wire_message(table->value), nullptr) << table->name << " names " << table->value;
  }
}

}  // namespace
}  // namespace tijdig::codec
