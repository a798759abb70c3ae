// Why nobody should go to a household though its match stands, or its case is open: the reasons that rules give.
//
//   const ApproachEnd* end = approach_end("deceased");     // null: a result code of the policy, or unknown
//   end->result == EndResult::deceased
//
// A case that such a reason closes has its code as result, with the label of here unless the policy names that code.
// Partners hear the word of the exchange model and nothing else (L35, L36). Constants; any thread.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "libs/domain/ddas.h"

namespace tijdig {

struct ApproachEnd {
  std::string_view code;
  EndResult result;
  std::string_view label;  // in tables, for the municipality only
};

namespace approach_ends {

inline constexpr ApproachEnd signals_withdrawn{"signals_withdrawn", EndResult::refused_unjustified,
                                               "signalen ingetrokken"};  // L12
inline constexpr ApproachEnd address_corrected{"address_corrected", EndResult::refused_other,
                                               "adres verbeterd door de partners"};                            // L12
inline constexpr ApproachEnd deceased{"deceased", EndResult::deceased, "overleden"};                           // L27
inline constexpr ApproachEnd not_resident{"not_resident", EndResult::not_resident, "geen inwoner meer"};       // L27
inline constexpr ApproachEnd excluded{"excluded", EndResult::refused_other, "staat op de uitsluitingslijst"};  // L25
inline constexpr ApproachEnd opted_out{"opted_out", EndResult::refused_other, "wil niet benaderd worden"};     // L24
inline constexpr ApproachEnd known_in_debt_help{"known_in_debt_help", EndResult::known_in_debt_help,
                                                "al bekend bij schuldhulpverlening"};
// An administrator stands in the resident's place and is no help of its own: no help is said to be running.
inline constexpr ApproachEnd under_administration{"under_administration", EndResult::refused_other, "onder bewind"};
inline constexpr ApproachEnd link_undone{"link_undone", EndResult::refused_other, "koppeling ongedaan gemaakt"};
// The household has another case, which goes on (ADR 0018). The partners hear how that one ends, and not this.
inline constexpr ApproachEnd merged{"merged", EndResult::refused_other, "samengevoegd met een ander dossier"};
// Of a household that became one with this one: what it said, or was helped with, counts for both (L20, L21).
inline constexpr ApproachEnd recently_refused{"recently_refused", EndResult::refused_repeated,
                                              "wilde onlangs geen hulp"};
inline constexpr ApproachEnd repeated{"repeated", EndResult::refused_repeated, "dezelfde achterstand, al opgepakt"};

inline constexpr std::array all{
    signals_withdrawn,  address_corrected,    deceased,    not_resident, excluded,         opted_out,
    known_in_debt_help, under_administration, link_undone, merged,       recently_refused, repeated};

}  // namespace approach_ends

constexpr const ApproachEnd* approach_end(std::string_view code) {
  const auto* found = std::find_if(approach_ends::all.begin(), approach_ends::all.end(),
                                   [&](const ApproachEnd& end) { return end.code == code; });
  return found == approach_ends::all.end() ? nullptr : found;
}

}  // namespace tijdig
