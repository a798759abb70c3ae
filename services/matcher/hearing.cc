#include "services/matcher/hearing.h"

#include <algorithm>

#include "libs/residents/hearsay.h"
#include "services/matcher/homes.h"
#include "services/matcher/register_in_state.h"
#include "services/matcher/register_keeping.h"
#include "services/matcher/state_keys.h"
#include "services/matcher/verdict_keeping.h"

namespace tijdig::matcher {
namespace {

using residents::PersonRef;

class Listener {
 public:
  Listener(MunicipalityCode municipality, const MunicipalityState& town, runtime::Turn& turn)
      : municipality_(municipality), turn_(turn), view_(municipality, town, turn) {}

  // Everybody of whom the lines named here tell.
  Result<std::vector<PersonRef>> told_at(AddressId own) {
    forms_.clear();
    said_.clear();
    knows_a_birth_date_ = false;
    TIJDIG_TRY(const auto* here, turn_.look<AddressState>(address_key(own)));
    if (here == nullptr) return std::vector<PersonRef>{};
    TIJDIG_DO(listen(here->lines, std::nullopt, here->address));
    for (const AddressId away : here->away) {
      TIJDIG_TRY(const auto* there, turn_.look<AddressState>(address_key(away)));
      if (there != nullptr) TIJDIG_DO(listen(there->lines, here->address, here->address));
    }
    if (!knows_a_birth_date_) return std::vector<PersonRef>{};
    std::vector<residents::HeardText> texts;
    for (std::size_t i = 0; i < forms_.size(); ++i) texts.push_back({&forms_[i], said_[i]});
    const std::vector<PersonRef> told = residents::told_at(texts, view_);
    if (view_.failure()) return *view_.failure();
    return told;
  }

 private:
  Result<> listen(const std::vector<CustomerLine>& lines, const std::optional<Address>& named_at,
                  const Address& address) {
    for (const CustomerLine& line : lines) {
      if (line.named_at != named_at || line.signals.empty()) continue;
      residents::CustomerForm customer = residents::customer_form(line.person, address, line.kind);
      TIJDIG_TRY(const residents::Standing verdicts, standing_of(municipality_, line.customer, customer, turn_));
      if (!verdicts.is_empty()) continue;
      knows_a_birth_date_ |= customer.birth_date.has_value();
      forms_.push_back(std::move(customer));
      said_.push_back(line.signals.back().signal_date);
    }
    return {};
  }

  std::vector<residents::CustomerForm> forms_;
  std::vector<Date> said_;  // beside forms_
  bool knows_a_birth_date_ = false;
  MunicipalityCode municipality_;
  runtime::Turn& turn_;
  RegisterInState view_;
};

Result<> hear(MunicipalityCode municipality, AddressId own, Listener& listener, runtime::Turn& turn) {
  TIJDIG_TRY(const std::vector<PersonRef> now, listener.told_at(own));
  TIJDIG_TRY(const auto* before, turn.look<AddressState>(address_key(own)));
  if (before == nullptr || before->told == now) return {};
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(own)));
  const std::vector<PersonRef> gone = std::exchange(state->told, now);
  const residents::Door door = residents::door_of(state->address);
  for (const PersonRef& person : gone)
    if (!std::binary_search(now.begin(), now.end(), person))
      TIJDIG_DO(set_told(municipality, person, {own, std::nullopt}, turn));
  for (const PersonRef& person : now) TIJDIG_DO(set_told(municipality, person, {own, door}, turn));
  return {};
}

}  // namespace

Result<> hear_marked(MunicipalityCode municipality, const std::vector<AddressId>& marked, runtime::Turn& turn) {
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  Listener listener(municipality, *town, turn);
  for (const AddressId own : marked) TIJDIG_DO(hear(municipality, own, listener, turn));
  return {};
}

}  // namespace tijdig::matcher
