// What training may see: registers and customers of the training seeds, without any truth.
//
//   TrainingStreams streams(20'000);                              // households per setting
//   residents::LinkModel model = residents::train(streams.towns(), {.version = "register-5"});
//
// Municipalities of every setting, each with its own seed, none of which ever judges (libs/people/seeds.h): one model
// must do for creditors who write well and for those who do not. Each is seen twice: the register of the first January
// with the customers first heard of in that year, and that of the second with those of the second.
#pragma once

#include <memory>
#include <vector>

#include "libs/people/world.h"
#include "libs/residents/training.h"

namespace tijdig::lab {

class TrainingStreams {
 public:
  explicit TrainingStreams(std::uint32_t households);
  std::span<const residents::TrainingTown> towns() const { return towns_; }

 private:
  struct Year {
    std::unique_ptr<residents::Register> known;
    std::vector<residents::CustomerForm> customers;
  };
  void add(const people::World& world);

  std::vector<Year> years_;
  std::vector<residents::TrainingTown> towns_;
};

}  // namespace tijdig::lab
