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
  Listener(MunicipalityCode municipality, Date day, const MunicipalityState& town, const residents::LinkModel& model,
           runtime::Turn& turn)
      : municipality_(municipality), model_(model), turn_(turn), view_(municipality, day, town, turn) {}

  // Who in the whole town may be meant by those who are strange at their door.
  Result<> look_ahead_in_town(const std::vector<AddressId>& marked) {
    std::vector<residents::Key> keys;
    for (const AddressId own : marked) {
      TIJDIG_TRY(const auto named, texts_named_at(municipality_, own, turn_));
      for (const NamedText& text : named) {
        if (!residents::is_strange_at_its_door(text.form, view_)) continue;
        const residents::Keys far = residents::far_keys_of(text.form);
        keys.insert(keys.end(), far.begin(), far.end());
      }
    }
    if (view_.failure()) return *view_.failure();
    return look_ahead_at_residents(municipality_, keys, turn_);
  }

  Result<Heard> listen(AddressId own) {
    TIJDIG_TRY(auto named, texts_named_at(municipality_, own, turn_));
    for (NamedText& text : named) TIJDIG_DO(tie_to_others(municipality_, text.form, turn_));
    std::vector<residents::HeardText> texts;
    for (const NamedText& text : named) texts.push_back({&text.form, text.said});
    Heard heard;
    heard.told = residents::told_at(texts, view_, model_);
    heard.together = residents::together_at(texts, view_);
    if (view_.failure()) return *view_.failure();
    return heard;
  }

 private:
  MunicipalityCode municipality_;
  const residents::LinkModel& model_;
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

Result<> hear_marked(MunicipalityCode municipality, Date day, std::vector<AddressId>& marked,
                     const residents::LinkModel& model, runtime::Turn& turn) {
  TIJDIG_DO(look_ahead_at_lines(municipality, marked, turn));
  for (const AddressId own : marked) TIJDIG_DO(file_contacts(municipality, own, turn));
  TIJDIG_TRY(const auto sharing, take_marked_addresses(municipality, turn));
  TIJDIG_DO(look_ahead_at_lines(municipality, sharing, turn));
  marked.insert(marked.end(), sharing.begin(), sharing.end());
  std::sort(marked.begin(), marked.end());
  marked.erase(std::unique(marked.begin(), marked.end()), marked.end());
  TIJDIG_TRY(const auto* town, turn.look<MunicipalityState>(town_key(municipality)));
  Listener listener(municipality, day, *town, model, turn);
  TIJDIG_DO(listener.look_ahead_in_town(marked));
  for (const AddressId own : marked) TIJDIG_DO(hear(municipality, own, listener, turn));
  return {};
}

}  // namespace tijdig::matcher
