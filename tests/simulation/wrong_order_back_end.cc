#include "tests/simulation/wrong_order_back_end.h"

#include <utility>

namespace tijdig::simulation {
namespace {

class WrongUnit final : public ports::Unit {
 public:
  WrongUnit(memory::Memory& memory, const PlantedBugs& bugs, ports::Lane lane, std::uint64_t epoch)
      : memory_(memory), bugs_(bugs), lane_(lane), epoch_(epoch) {}

  Result<> publish(std::vector<ports::OutRecord> outputs) override {
    outputs_ = std::move(outputs);
    return {};
  }
  Result<> save(std::vector<ports::StateWrite> writes) override {
    writes_ = std::move(writes);
    return {};
  }
  Result<> commit(const ports::Progress& progress) override {
    if (bugs_.commit_before_state) {
      TIJDIG_DO(write(std::move(outputs_), {}, progress));
      return write({}, std::move(writes_), progress);
    }
    if (bugs_.state_before_publish) {
      TIJDIG_DO(write({}, std::move(writes_), progress));
      return write(std::move(outputs_), {}, progress);
    }
    return write(std::move(outputs_), std::move(writes_), progress);
  }

 private:
  Result<> write(std::vector<ports::OutRecord> outputs, std::vector<ports::StateWrite> writes,
                 const ports::Progress& progress) {
    const auto unit = memory_.begin(lane_, epoch_);
    TIJDIG_DO(unit->publish(std::move(outputs)));
    TIJDIG_DO(unit->save(std::move(writes)));
    auto committed = unit->commit(progress);
    if (!committed && bugs_.retry_commit_in_place) return unit->commit(progress);
    return committed;
  }

  memory::Memory& memory_;
  PlantedBugs bugs_;
  ports::Lane lane_;
  std::uint64_t epoch_;
  std::vector<ports::OutRecord> outputs_;
  std::vector<ports::StateWrite> writes_;
};

}  // namespace

std::unique_ptr<ports::Unit> WrongOrderBackEnd::begin(ports::Lane lane, std::uint64_t epoch) {
  if (!bugs_.any_in_units()) return memory_.begin(lane, epoch);
  return std::make_unique<WrongUnit>(memory_, bugs_, lane, epoch);
}

}  // namespace tijdig::simulation
