// What people say of a link between a partner's customer and a household, and what follows from it.
//
// An unlink says: this partner's signal is not about the household of this case. It enters through the desk door at
// the outcome-tracker, which has the case (docs/adr/0010): `LinkUndone`. From there the matcher hears which signals it
// is about: `LinkDenied`. When somebody had already been approached, data of one household may have reached another:
// `BreachTask`, to be assessed within three days (AVG art. 33). Every verdict is a lesson for the model: `LinkLabel`,
// which holds levels, no values.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "libs/domain/ddas.h"
#include "libs/domain/ids.h"

namespace tijdig {

enum class UnlinkReason : unsigned char { wrong_person, wrong_household, register_wrong, partner_wrong, count_ };
std::string_view code_of(UnlinkReason value);

// desk door -> outcome-tracker. One record per line of the file; `entry` makes repeats harmless.
struct LinkUndone {
  Hash128 entry{};
  CaseId id;
  MunicipalityCode municipality;
  PartnerId partner;  // whose signals of this case are not about this household
  UnlinkReason reason = UnlinkReason::wrong_household;
  EmployeeRef employee;
  Date day;
  bool operator==(const LinkUndone&) const = default;
};

// outcome-tracker -> matcher: these signals, kept at this address, never again with this household.
struct LinkDenied {
  Hash128 entry{};
  MunicipalityCode municipality;
  AddressId address;
  HouseholdId household;
  std::vector<SignalId> signals;
  UnlinkReason reason = UnlinkReason::wrong_household;
  EmployeeRef employee;
  Date day;
  bool operator==(const LinkDenied&) const = default;
};

inline constexpr int days_to_report_a_breach = 3;  // 72 hours after it is known: AVG art. 33(1)

// Outlet `breach_tasks`: somebody was approached on a link that was undone.
struct BreachTask {
  Hash128 id{};
  MunicipalityCode municipality;
  CaseId case_id;
  PartnerId partner;
  UnlinkReason reason = UnlinkReason::wrong_household;
  Date learned_on;
  Date report_by;
  std::uint32_t attempts = 0;  // to reach the household
  bool reached = false;        // somebody was spoken to
  bool operator==(const BreachTask&) const = default;
};

// Outlet `link_labels`: what a person said of a decision, as training material (docs/linking.md).
struct LinkLabel {
  MunicipalityCode municipality;
  PartnerKind kind = PartnerKind::other;
  std::uint32_t name_level = 0;  // joint level of surname, initials and first name, as libs/residents counts them
  std::uint32_t birth_level = 0;
  std::uint32_t door_level = 0;
  std::optional<bool> same_person;
  std::optional<bool> same_household;
  std::uint64_t model_hash = 0;  // labels of another model may mean something else
  Date day;
  bool operator==(const LinkLabel&) const = default;
};

}  // namespace tijdig
