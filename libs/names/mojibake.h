// Repairs UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again.
//
//   repair_mojibake("GroÃ«n")   == "Groën"
//   repair_mojibake("Oâ€™Brien") == "O’Brien"
//   repair_mojibake("Groën")    == "Groën"
//
// Rule of docs/matching.md, "Normalisation", step 1. Only sequences that stand for a letter of Latin-1 or Latin
// Extended, a blank or a quotation mark are repaired: no name holds such a pair of signs by itself (none of the 687
// official test persons does). What was spoilt twice is repaired twice; repairing again changes nothing. Bytes that are
// not UTF-8 stay. Linear in the length. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace tijdig::names {

std::string repair_mojibake(std::string_view text);

// Whether repairing could change the text: one quick look, no memory.
bool may_be_mojibake(std::string_view text);

}  // namespace tijdig::names
