// The project's linker against the register (libs/residents), as the judge sees it.
//
// Statements of the register go in as they are loaded, customers are linked when their signal comes, and a household is
// the one its resident belongs to at the time of asking, so that moves are followed.
#pragma once

#include <map>
#include <memory>
#include <unordered_map>

#include "libs/residents/hearsay.h"
#include "libs/residents/register.h"
#include "libs/residents/residents.h"
#include "libs/residents/ties.h"
#include "tools/linking/linker_under_test.h"

namespace tijdig::lab {

// Pieces of the laboratory's world in the words of the linker.
residents::PersonRef person_ref(people::ResidentId resident);
residents::RegisterChange register_change(const people::RegisterLine& line, const people::AddressObject& at);
residents::CustomerForm customer_form(const people::CustomerVersion& version);

// With `hears`, texts of the last year tell of doors that the register does not know yet (libs/residents/hearsay.h).
class ResidentsLinker final : public LinkerUnderTest {
 public:
  explicit ResidentsLinker(const residents::LinkModel& model, bool hears = false);
  std::string_view name() const override { return hears_ ? "register, hearing" : "register"; }
  bool looks_twice() const override { return hears_; }
  void apply(const people::RegisterLine& line, const people::AddressObject& at) override;
  void loaded(int month) override;
  void all_came(int month) override;
  Answer link(const people::CustomerVersion& version, int month) override;
  std::uint64_t household_now(const Answer& answer) override { return household_of_resident(answer.resident); }
  std::uint64_t household_of_resident(people::ResidentId resident) override;
  std::string describe(std::uint64_t pattern) const override;

 private:
  const residents::LinkModel& model_;
  // A customer's text that still counts.
  struct Text {
    residents::CustomerForm form;
    int month = 0;  // of its last signal
  };
  void hear_all();
  void listen_for_contacts();
  void tie(residents::CustomerForm& customer) const;

  bool hears_;
  std::unordered_map<const people::CustomerVersion*, Text> texts_;
  std::map<residents::PersonRef, std::vector<residents::Door>> told_;
  std::unordered_map<residents::Key, std::vector<residents::Door>> doors_of_contact_;
  std::vector<residents::Door> with_together_;
  std::unique_ptr<residents::Register> register_;
  std::vector<residents::RegisterChange> waiting_;
};

}  // namespace tijdig::lab
