// Why a stage sets aside an entry of the town hall, or a row of a partner, that reads well: said by the stage,
// understood by the door.
//
//   if (!file) return refused(entry_refusals::case_unknown);      // the entry becomes a dead letter with these words
//
// A door cannot know these things when it takes an entry: they depend on what the stages hold. The words end in a dead
// letter, and by them the door knows what to say to whoever wrote the line. Never personal data. Constants.
#pragma once

#include <string>
#include <string_view>

#include "libs/base/result.h"

namespace tijdig {

struct EntryRefusal {
  std::string_view code;
  std::string_view words;
  bool operator==(const EntryRefusal&) const = default;
};

namespace entry_refusals {

inline constexpr EntryRefusal case_unknown{"case_unknown", "there is no case with this number; check `zaaknummer`"};
inline constexpr EntryRefusal entry_before_case{
    "entry_before_case", "the entry is of before the day on which the case was assigned; check `datum`"};
inline constexpr EntryRefusal partner_not_in_case{"partner_not_in_case",
                                                  "the case has no signal of this partner; check `partner`"};
inline constexpr EntryRefusal case_merged{
    "case_merged", "this case goes on as another one of its household; `tijdig explain` says as which"};
inline constexpr EntryRefusal question_unknown{"question_unknown",
                                               "a question with this number was not asked; check `vraag`"};
inline constexpr EntryRefusal address_crowded{
    "address_crowded", "the register has thousands of people at one address: not a dwelling; correct the address"};

inline constexpr EntryRefusal customers_crowded{
    "customers_crowded", "more than 500 customers at one address: not a dwelling; correct the address"};

}  // namespace entry_refusals

inline Error refused(const EntryRefusal& why) { return Error::refused(std::string(why.words)); }

}  // namespace tijdig
