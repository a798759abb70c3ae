// The real six services on the real embedded store, as `tijdig run` has them, driven without HTTP or files.
//
//   Pipeline pipeline(folder, {.workers = 2});
//   pipeline.activate(nation.policies());
//   pipeline.bring(nation.deliveries(month)); pipeline.settle(); pipeline.close_day(nation.municipalities(), day);
//
// A failure ends the program. One thread.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "libs/domain/delivery.h"
#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"
#include "libs/runtime/calendar.h"
#include "libs/runtime/engine.h"

namespace tijdig::bench {

template <class T>
T must(Result<T> result) {
  if (!result) check_failed(result.error().detail.c_str(), __FILE__, __LINE__);
  return *std::move(result);
}

struct PipelineOptions {
  ports::Partition partitions = 16;
  unsigned workers = 2;
  std::size_t records_max = 500;
  runtime::StepObserver* observer = nullptr;
};

class Pipeline {
 public:
  Pipeline(const std::filesystem::path& folder, const PipelineOptions& options);

  void activate(const std::vector<policy::Policy>& policies);
  // Through the partner door: durable when it returns, `chunks_per_append` at a time.
  void bring(const std::vector<DeliveryChunk>& chunks, std::size_t chunks_per_append = 64);
  void settle() { must(engine_->settle()); }
  void close_day(const std::vector<MunicipalityCode>& municipalities, Date day) {
    must(calendar_->close_day(municipalities, day));
  }
  ports::BackEnd& back_end() { return *back_end_; }
  // Records in all partitions of a topic.
  std::uint64_t records_in(flow::TopicId topic);

 private:
  std::unique_ptr<ports::BackEnd> back_end_;
  std::unique_ptr<runtime::Engine> engine_;
  std::unique_ptr<runtime::Calendar> calendar_;
};

}  // namespace tijdig::bench
