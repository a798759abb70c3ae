// Text without the differences that mean nothing: marks, ligatures and capitals.
//
//   fold("Ðorđević")  == "dordevic"      fold("Groß-Łódź") == "gross-lodz"      fold("VAN DER") == "van der"
//
// NFC, four rules of our own, ICU Latin-ASCII, then lower case. The four rules (l with middle dot, eng) are where ICU
// differs from the official plain spellings of the BRP test persons; with them all 135 official pairs agree. Letters
// outside the Latin script stay as they are. UTF-8 that was read as Windows-1252 is repaired first (mojibake.h).
// Folding what is folded changes nothing. ASCII and the letters of Latin-1, Extended-A and Extended-B take a short way
// around ICU. Pure; any thread.
// Input that is not UTF-8 comes out with replacement characters; the doors refuse such input long before.
#pragma once

#include <string>
#include <string_view>

namespace tijdig::names {

// Part of every explanation: a change in normalisation is a new version, because it may change who is linked.
inline constexpr int normalisation_version = 2;

std::string fold(std::string_view text);

// The long way through ICU, for the test that the short ways agree with it.
std::string fold_by_icu(std::string_view text);

}  // namespace tijdig::names
