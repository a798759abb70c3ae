#include "tests/harness/flow_harness.h"

#include <cstdio>
#include <cstdlib>

#include "libs/runtime/dead_letter.h"

namespace tijdig::harness {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "the harness met an error: %s\n", result.error().detail.c_str());
    std::abort();
  }
  return *std::move(result);
}

}  // namespace

FlowHarness::FlowHarness(Stages stages, const HarnessOptions& options) {
  memory::MemoryOptions memory_options;
  memory_options.partitions = options.partitions;
  memory_options.commit = options.commit;
  memory_options.deliver_twice = options.deliver_twice;
  for (const auto& stage : stages)
    if (stage->keeps_its_tables()) keep_their_tables_.push_back(&stage->info());
  back_end_ = std::make_unique<memory::Memory>(memory_options);
  engine_ = must(runtime::Engine::open(*back_end_, std::move(stages), options.engine));
  calendar_ = std::make_unique<runtime::Calendar>(*engine_);
}

FlowHarness::~FlowHarness() {
  for (const flow::StageInfo* stage : keep_their_tables_)
    for (const auto& [key, value] : state_of(stage->id)) TIJDIG_CHECK(stage->table_of(key) != nullptr);
}

void FlowHarness::activate(const PolicyActivated& rules) { must(calendar_->activate(rules)); }

void FlowHarness::settle() { must(engine_->settle()); }

void FlowHarness::close_day(MunicipalityCode municipality, Date day) { must(calendar_->close_day(municipality, day)); }

void FlowHarness::close_days(MunicipalityCode municipality, Date first, Date last) {
  for (Date day = first; day <= last; day = day.plus_days(1)) close_day(municipality, day);
}

void FlowHarness::send_bytes(flow::TopicId topic, Bytes key, Bytes value) {
  const ports::Partition partition = flow::partition_of(key, back_end_->partitions());
  must(back_end_->append_durably({{topic, partition, {}, std::move(key), std::move(value)}}));
}

std::vector<ports::InRecord> FlowHarness::records_on(flow::TopicId topic) {
  std::vector<ports::InRecord> distinct;
  for (ports::Partition partition = 0; partition < back_end_->partitions(); ++partition) {
    std::vector<ports::InRecord> all;
    must(back_end_->read(topic, partition, 0, must(back_end_->end(topic, partition)), all));
    std::set<ports::Provenance> seen;
    std::set<std::pair<Bytes, Bytes>> seen_from_doors;
    for (ports::InRecord& record : all) {
      const bool is_new = record.cause.from_door() ? seen_from_doors.emplace(record.key, record.value).second
                                                   : seen.insert(record.cause).second;
      if (is_new) distinct.push_back(std::move(record));
    }
  }
  return distinct;
}

std::string FlowHarness::dead_letter_reasons() {
  std::string text;
  for (const auto& record : records_on(flow::topics::dead_letters.id)) {
    const auto letter = must(runtime::decode_dead_letter(record.value));
    text += "stage " + std::to_string(letter.stage) + ": " + letter.detail + "\n";
  }
  return text;
}

std::vector<std::pair<Bytes, Bytes>> FlowHarness::state_of(flow::StageId stage, BytesView prefix) {
  std::vector<std::pair<Bytes, Bytes>> pairs;
  for (ports::Partition partition = 0; partition < back_end_->partitions(); ++partition)
    must(back_end_->scan({stage, partition}, prefix, pairs));
  return pairs;
}

}  // namespace tijdig::harness
