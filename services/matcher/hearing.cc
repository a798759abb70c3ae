#include "services/matcher/hearing.h"

#include <algorithm>

#include "libs/residents/hearsay.h"
#include "services/matcher/hearing_ties.h"
#include "services/matcher/looking_ahead.h"
#include "services/matcher/register_in_state.h"
#include "services/matcher/register_keeping.h"
#include "services/matcher/state_keys.h"

namespace tijdig::matcher {
namespace {

using residents::PersonRef;

// What the lines named at one address tell.
struct Heard {
  std::vector<PersonRef> told;
  std::vector<residents::Together> together;
};

class Listener {
 public:
  Listener(MunicipalityCode municipality, Date day, const MunicipalityState& town, runtime::Turn& turn)
      : municipality_(municipality), turn_(turn), view_(municipality, day, town, turn) {}

  Result<Heard> listen(AddressId own) {
    TIJDIG_TRY(auto named, texts_named_at(municipality_, own, turn_));
    bool may_tell = false;
    for (NamedText& text : named) {
      TIJDIG_DO(tie_to_others(municipality_, text.form, turn_));
      may_tell |= text.form.birth_date || !text.form.tied.empty();
    }
    std::vector<residents::HeardText> texts;
    for (const NamedText& text : named) texts.push_back({&text.form, text.said});
    Heard heard;
    if (may_tell) heard.told = residents::told_at(texts, view_);
    heard.together = residents::together_at(texts, view_);
    if (view_.failure()) return *view_.failure();
    return heard;
  }

 private:
  MunicipalityCode municipality_;
  runtime::Turn& turn_;
  RegisterInState view_;
};

Result<> keep_told(MunicipalityCode municipality, AddressId own, std::vector<PersonRef> now, runtime::Turn& turn) {
  TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(own)));
  const std::vector<PersonRef> gone = std::exchange(state->told, now);
  const residents::Door door = residents::door_of(state->address);
  for (const PersonRef& person : gone)
    if (!std::binary_search(now.begin(), now.end(), person))
      TIJDIG_DO(set_told(municipality, person, {own, std::nullopt}, turn));
  for (const PersonRef& person : now) TIJDIG_DO(set_told(municipality, person, {own, door}, turn));
  return {};
}

Result<> hear(MunicipalityCode municipality, AddressId own, Listener& listener, runtime::Turn& turn) {
  TIJDIG_TRY(Heard now, listener.listen(own));
  TIJDIG_TRY(const auto* before, turn.look<AddressState>(address_key(own)));
  if (before == nullptr) return {};
  if (before->together != now.together) {
    TIJDIG_TRY(auto* state, turn.change<AddressState>(address_key(own)));
    state->together = std::move(now.together);
    TIJDIG_DO(mark_door(municipality, residents::door_of(state->address), turn));
  }
  return before->told == now.told ? Result<>() : keep_told(municipality, own, std::move(now.told), turn);
}

}  // namespace

Result<> hear_marked(MunicipalityCode municipality, Date day, std::vector<AddressId>& marked, runtime::Turn& turn) {
  TIJDIG_DO(look_ahead_at_lines(municipality, marked, turn));
  for (const AddressId own : marked) TIJDIG_DO(file_contacts(municipality, own, turn));
  TIJDIG_TRY(const auto sharing, take_marked_addresses(municipality, turn));
  TIJDIG_DO(look_ahead_at_lines(municipality, sharing, turn));
  marked.insert(marked.end(), sharing.begin(), sharing.end());
  std::sort(marked.begin(), marked.end());
  marked.erase(std::unique(marked.begin(), marked.end()), marked.end());
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  Listener listener(municipality, day, *town, turn);
  for (const AddressId own : marked) TIJDIG_DO(hear(municipality, own, listener, turn));
  return {};
}

}  // namespace tijdig::matcher
