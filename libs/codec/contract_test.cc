// Compares the contracts compiled into this program with those of the baseline, so that no log becomes unreadable.
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <fstream>

#include "libs/codec/wire.h"
#include "tijdig/v1/dead_letter.pb.h"

namespace tijdig::codec {
namespace {

using google::protobuf::DescriptorProto;
using google::protobuf::EnumDescriptorProto;
using google::protobuf::FieldDescriptorProto;
using google::protobuf::FileDescriptorProto;
using google::protobuf::FileDescriptorSet;

FileDescriptorSet baseline() {
  FileDescriptorSet set;
  std::ifstream file("proto/baseline.binpb", std::ios::binary);
  EXPECT_TRUE(set.ParseFromIstream(&file))
      << "proto/baseline.binpb cannot be read; proto/README.md says how to make it";
  return set;
}

template <class Ranges>
bool is_reserved(const Ranges& ranges, int number) {
  for (const auto& range : ranges)
    if (number >= range.start() && number < range.end()) return true;
  return false;
}

const FieldDescriptorProto* find_field(const DescriptorProto& message, int number) {
  for (const FieldDescriptorProto& field : message.field())
    if (field.number() == number) return &field;
  return nullptr;
}

// An `optional` field is carried by a oneof of its own, which is nobody's business.
bool in_oneof(const FieldDescriptorProto& field) { return field.has_oneof_index() && !field.proto3_optional(); }

// What would make bytes of `then` mean something else, or nothing, under `now`. Empty when nothing would.
std::vector<std::string> breaks_of(const DescriptorProto& then, const DescriptorProto& now) {
  std::vector<std::string> breaks;
  for (const FieldDescriptorProto& old : then.field()) {
    const std::string name = then.name() + '.' + old.name();
    const FieldDescriptorProto* field = find_field(now, old.number());
    if (field == nullptr) {
      if (!is_reserved(now.reserved_range(), old.number()))
        breaks.push_back(name + " is gone and its number is not reserved");
      continue;
    }
    if (field->name() != old.name()) breaks.push_back(name + " has become " + field->name());
    if (field->type() != old.type() || field->type_name() != old.type_name())
      breaks.push_back(name + " has another type");
    if (field->label() != old.label()) breaks.push_back(name + " changed between one and many");
    if (in_oneof(*field) != in_oneof(old)) breaks.push_back(name + " moved into or out of a oneof");
  }
  return breaks;
}

std::vector<std::string> breaks_of(const EnumDescriptorProto& then, const EnumDescriptorProto& now) {
  std::vector<std::string> breaks;
  for (const auto& old : then.value()) {
    bool found = is_reserved(now.reserved_range(), old.number());
    for (const auto& value : now.value())
      found = found || (value.number() == old.number() && value.name() == old.name());
    if (!found) breaks.push_back(then.name() + '.' + old.name() + " is gone or renumbered");
  }
  return breaks;
}

template <class Parts, class Part>
void compare(const Parts& now, const Part& then, std::vector<std::string>& breaks) {
  for (const auto& part : now) {
    if (part.name() != then.name()) continue;
    const std::vector<std::string> found = breaks_of(then, part);
    breaks.insert(breaks.end(), found.begin(), found.end());
    return;
  }
  breaks.push_back(then.name() + " is gone");
}

std::vector<std::string> breaks_of(const FileDescriptorProto& then, const FileDescriptorProto& now) {
  std::vector<std::string> breaks;
  for (const DescriptorProto& message : then.message_type()) compare(now.message_type(), message, breaks);
  for (const EnumDescriptorProto& one : then.enum_type()) compare(now.enum_type(), one, breaks);
  return breaks;
}

FileDescriptorProto signal_file() {
  FileDescriptorProto file;
  v1::Signal::descriptor()->file()->CopyTo(&file);
  return file;
}

// The messages of records; a stage's own state is its own business, and is rebuilt from the log.
TEST(Contracts, ReadEverythingThatTheBaselineWrote) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  ASSERT_NE(v1::DeadLetter::descriptor(), nullptr);
  const FileDescriptorSet set = baseline();
  for (const FileDescriptorProto& then : set.file()) {
    const auto* file = pool->FindFileByName(then.name());
    ASSERT_NE(file, nullptr) << then.name() << " is gone";
    FileDescriptorProto now;
    file->CopyTo(&now);
    for (const std::string& one : breaks_of(then, now)) ADD_FAILURE() << then.name() << ": " << one;
  }
}

TEST(Contracts, HaveNoMapsAndNoFloatingPoint) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  const FileDescriptorSet set = baseline();
  for (const FileDescriptorProto& then : set.file()) {
    const auto* file = pool->FindFileByName(then.name());
    if (file == nullptr) continue;
    for (int i = 0; i < file->message_type_count(); ++i)
      for (int j = 0; j < file->message_type(i)->field_count(); ++j) {
        const auto* field = file->message_type(i)->field(j);
        EXPECT_FALSE(field->is_map()) << field->full_name();
        EXPECT_NE(field->type(), google::protobuf::FieldDescriptor::TYPE_DOUBLE) << field->full_name();
        EXPECT_NE(field->type(), google::protobuf::FieldDescriptor::TYPE_FLOAT) << field->full_name();
      }
  }
}

TEST(ContractCheck, SeesNothingWrongWithAnAddition) {
  FileDescriptorProto now = signal_file();
  now.mutable_message_type(0)->add_field()->set_number(99);
  now.add_message_type()->set_name("Added");
  EXPECT_TRUE(breaks_of(signal_file(), now).empty());
}

TEST(ContractCheck, SeesAFieldThatWentWithoutReservingItsNumber) {
  FileDescriptorProto now = signal_file();
  now.mutable_message_type(0)->mutable_field()->RemoveLast();
  EXPECT_EQ(breaks_of(signal_file(), now).size(), 1U);
  auto* reserved = now.mutable_message_type(0)->add_reserved_range();
  reserved->set_start(13);
  reserved->set_end(14);
  EXPECT_TRUE(breaks_of(signal_file(), now).empty());
}

TEST(ContractCheck, SeesAFieldRenumberedRetypedOrRenamed) {
  const auto change = [](auto edit) {
    FileDescriptorProto now = signal_file();
    edit(now.mutable_message_type(0)->mutable_field(0));
    return breaks_of(signal_file(), now).size();
  };
  EXPECT_EQ(change([](FieldDescriptorProto* field) { field->set_number(98); }), 1U);
  EXPECT_EQ(change([](FieldDescriptorProto* field) { field->set_type(FieldDescriptorProto::TYPE_STRING); }), 1U);
  EXPECT_EQ(change([](FieldDescriptorProto* field) { field->set_name("other"); }), 1U);
  EXPECT_EQ(change([](FieldDescriptorProto* field) { field->set_label(FieldDescriptorProto::LABEL_REPEATED); }), 1U);
}

TEST(ContractCheck, SeesAMessageThatWent) {
  FileDescriptorProto now = signal_file();
  now.mutable_message_type()->RemoveLast();
  EXPECT_EQ(breaks_of(signal_file(), now), (std::vector<std::string>{"SignalWithdrawn is gone"}));
}

}  // namespace
}  // namespace tijdig::codec
