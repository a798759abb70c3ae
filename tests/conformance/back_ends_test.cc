// Which back ends the suite runs against.
#include <unistd.h>

#include <filesystem>

#include "libs/backends/memory/memory.h"
#include "libs/backends/rocksdb/open.h"
#include "tests/conformance/conformance.h"

namespace tijdig::conformance {
namespace {

class RocksDbWorld final : public World {
 public:
  RocksDbWorld() {
    std::string name = (std::filesystem::temp_directory_path() / "tijdig-conformance-XXXXXX").string();
    TIJDIG_CHECK(mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  ~RocksDbWorld() override {
    back_end_.reset();
    std::filesystem::remove_all(folder_);
  }
  ports::BackEnd& open() override {
    back_end_.reset();
    auto opened = rocksdb_store::open_rocksdb({.folder = folder_ / "store", .partitions = partitions});
    EXPECT_TRUE(opened) << opened.error().detail;
    back_end_ = *std::move(opened);
    return *back_end_;
  }
  ports::BackEnd& reopen() override { return open(); }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<ports::BackEnd> back_end_;
};

// What it holds outlives every opening: there is no process to end.
class MemoryWorld final : public World {
 public:
  explicit MemoryWorld(memory::Commit commit) : back_end_({.partitions = partitions, .commit = commit}) {}
  ports::BackEnd& open() override { return back_end_; }
  ports::BackEnd& reopen() override { return back_end_; }

 private:
  memory::Memory back_end_;
};

BackEndUnderTest embedded() {
  return {"rocksdb", [] { return std::make_unique<RocksDbWorld>(); }};
}
BackEndUnderTest in_memory(std::string name, memory::Commit commit) {
  return {std::move(name), [commit] { return std::make_unique<MemoryWorld>(commit); }};
}

INSTANTIATE_TEST_SUITE_P(On, BackEndConformance,
                         ::testing::Values(embedded(), in_memory("memory", memory::Commit::atomic),
                                           in_memory("memory_log_then_state", memory::Commit::log_then_state),
                                           in_memory("memory_visible_at_publish", memory::Commit::visible_at_publish)),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace tijdig::conformance
