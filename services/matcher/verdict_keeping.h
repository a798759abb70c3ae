// Keeps what people said of links, per customer, so that an undone link does not come back (libs/residents/verdicts.h).
//
//   TIJDIG_DO(deny(denied, turn));                                      // an unlink
//   TIJDIG_DO(hear_answer(given, review, municipality, turn));          // an answer to a question of a door
//   TIJDIG_TRY(const auto standing, standing_of(municipality, line, named_at, turn));   // for placing.h
//
// A verdict is kept beside the lines, because it holds for every later text of that customer. Whoever was spoken of is
// linked again when the day closes; nobody else is. Each verdict leaves through the outlet `link_labels`. Where lines
// are linked by address only, an unlink is an answered question: these customers are not one household. Errors: signals
// that are nowhere near that address are refused; state that does not read is fatal.
#pragma once

#include "libs/residents/verdicts.h"
#include "libs/runtime/stage.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

struct Verdicts {
  std::vector<residents::Verdict> all;  // in the order in which they count
  bool operator==(const Verdicts&) const = default;
};
Bytes encode(const Verdicts& verdicts);
Result<> decode(BytesView wire, Verdicts& verdicts);

Bytes verdicts_key(MunicipalityCode municipality, const CustomerId& customer);

// What stands for this line; `form` is what was linked.
Result<residents::Standing> standing_of(MunicipalityCode municipality, const CustomerId& customer,
                                        const residents::CustomerForm& form, runtime::Turn& turn);

Result<> deny(const LinkDenied& denied, runtime::Turn& turn);
Result<> hear_answer(const ReviewAnswer& given, runtime::Turn& turn);

}  // namespace tijdig::matcher
