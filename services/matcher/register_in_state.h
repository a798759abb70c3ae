// The register as the linker sees it (residents::RegisterView), read from the lane's state.
//
//   RegisterInState view(municipality, today, town, turn);
//   const residents::Decision found = residents::link(customer, view, model);
//   if (view.failure()) return *view.failure();      // state that does not read; what was found means nothing
//
// Good for one record. References stay good as long as nothing of the register is changed in this turn.
#pragma once

#include <optional>

#include "libs/residents/register_view.h"
#include "libs/runtime/stage.h"
#include "services/matcher/register_state.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

Bytes resident_key(MunicipalityCode municipality, const residents::PersonRef& person);
Bytes filing_key(MunicipalityCode municipality, residents::Key key);
Bytes term_key(MunicipalityCode municipality, std::uint64_t term);

class RegisterInState {
 public:
  using Handle = residents::PersonRef;

  RegisterInState(MunicipalityCode municipality, Date today, const MunicipalityState& town, runtime::Turn& turn)
      : municipality_(municipality), today_(today), population_(town.residents), turn_(&turn) {}

  const std::vector<Handle>& posting(residents::Key key) const;
  const residents::ResidentForm& resident(const Handle& person) const;
  const residents::ResidentForm* find(const Handle& person) const;  // null: not known
  std::uint32_t frequency(std::uint64_t term) const;
  std::uint32_t population() const { return population_; }
  Date today() const { return today_; }

  // Where this resident is registered, as written; nullopt: not known.
  std::optional<Address> address_of(const Handle& person) const;
  const std::optional<Error>& failure() const { return failure_; }

 private:
  template <class T>
  const T* look(BytesView key) const;

  MunicipalityCode municipality_;
  Date today_;
  std::uint32_t population_;
  runtime::Turn* turn_;
  mutable std::optional<Error> failure_;
};

}  // namespace tijdig::matcher
