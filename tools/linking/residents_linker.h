// The project's linker against the register (libs/residents), as the judge sees it.
//
// Statements of the register go in as they are loaded, customers are linked when their signal comes, and a household is
// the one its resident belongs to at the time of asking, so that moves are followed.
#pragma once

#include <memory>

#include "libs/residents/register.h"
#include "libs/residents/residents.h"
#include "tools/linking/linker_under_test.h"

namespace tijdig::lab {

// Pieces of the laboratory's world in the words of the linker.
residents::PersonRef person_ref(people::ResidentId resident);
residents::RegisterChange register_change(const people::RegisterLine& line, const people::AddressObject& at);
residents::CustomerForm customer_form(const people::CustomerVersion& version);

// With `hears`, sure links tell of doors that the register does not know yet (Register::hear).
class ResidentsLinker final : public LinkerUnderTest {
 public:
  explicit ResidentsLinker(const residents::LinkModel& model, bool hears = false);
  std::string_view name() const override { return hears_ ? "register, hearing" : "register"; }
  bool looks_twice() const override { return hears_; }
  void apply(const people::RegisterLine& line, const people::AddressObject& at) override;
  void loaded(int month) override;
  Answer link(const people::CustomerVersion& version, int month) override;
  std::uint64_t household_now(const Answer& answer) override { return household_of_resident(answer.resident); }
  std::uint64_t household_of_resident(people::ResidentId resident) override;
  std::string describe(std::uint64_t pattern) const override;

 private:
  const residents::LinkModel& model_;
  bool hears_;
  std::unique_ptr<residents::Register> register_;
  std::vector<residents::RegisterChange> waiting_;
};

}  // namespace tijdig::lab
