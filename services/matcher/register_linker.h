// The linker of a municipality that links through the register: the decisions are made already (placing.h); here they
// become groups and doubts of one door.
//
//   RegisterLinker linker(residents::built_in_model());
//   Grouping found = linker.group(state.lines, state.reviews);
//
// Lines with a sure link to one household are one group. A line in doubt is a group of its own, and a doubt against the
// group of its likeliest household when that is at this door. A line without a link is a group of its own that nobody
// is asked about: it is counted and never brought to a door. What a person answered holds against the model in both
// directions. See linker.h for what every linker keeps. The model must outlive the linker.
#pragma once

#include "libs/residents/model.h"
#include "services/matcher/linker.h"

namespace tijdig::matcher {

class RegisterLinker final : public Linker {
 public:
  explicit RegisterLinker(const residents::LinkModel& model) : model_(&model) {}
  std::string_view version() const override { return model_->version; }
  std::string bounds() const override;
  Grouping group(std::span<const CustomerLine> lines, std::span<const Review> reviews) const override;

 private:
  const residents::LinkModel* model_;
};

}  // namespace tijdig::matcher
