#include "tools/bench/pipeline.h"

#include <algorithm>

#include "libs/backends/rocksdb/open.h"
#include "libs/codec/codec.h"
#include "services/tijdig/embedded.h"

namespace tijdig::bench {

Pipeline::Pipeline(const std::filesystem::path& folder, const PipelineOptions& options)
    : back_end_(must(rocksdb_store::open_rocksdb({.folder = folder, .partitions = options.partitions}))) {
  commands::EmbeddedOptions embedded;
  embedded.workers = options.workers;
  embedded.batch_records = options.records_max;
  embedded.observer = options.observer;
  engine_ = must(runtime::Engine::open(*back_end_, commands::all_stages(), commands::engine_options(embedded)));
  calendar_ = std::make_unique<runtime::Calendar>(*engine_);
}

void Pipeline::activate(const std::vector<policy::Policy>& policies) {
  for (const policy::Policy& rules : policies) must(calendar_->activate(rules.activation()));
}

void Pipeline::bring(const std::vector<DeliveryChunk>& chunks, std::size_t chunks_per_append) {
  for (std::size_t first = 0; first < chunks.size(); first += chunks_per_append) {
    std::vector<ports::OutRecord> records;
    for (std::size_t i = first; i < std::min(chunks.size(), first + chunks_per_append); ++i) {
      const Bytes key = flow::key_bytes(flow::PartnerKey{chunks[i].municipality, chunks[i].partner});
      const auto partition = flow::partition_of(key, back_end_->partitions());
      records.push_back(
          {flow::topics::deliveries.info.id, partition, {}, key, codec::encode(DeliveriesMessage(chunks[i]))});
    }
    must(back_end_->append_durably(std::move(records)));
  }
}

std::uint64_t Pipeline::records_in(flow::TopicId topic) {
  std::uint64_t records = 0;
  for (ports::Partition partition = 0; partition < back_end_->partitions(); ++partition)
    records += must(back_end_->end(topic, partition));
  return records;
}

}  // namespace tijdig::bench
