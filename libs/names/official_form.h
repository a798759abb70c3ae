// How the government writes a person and an address: the other way round from normalisation.
//
//   voorletters("Theo Philip IJsbrand") == "T.P.I."
//   address_name({...}) == "C.T. Groenlo-Groenen"         address_line({...}) == "Cronus 555 B73c"
//
// Words as the residents and the register write them, marks and capitals kept. Rules: LO BRP 61.10 (naamgebruik) and
// the executable rules of Haal Centraal BRP bevragen for voorletters, aanschrijfwijze and adresregel1 (NEN 5825:2002);
// the official cases stand in tests/golden. Without noble titles. Pure; any thread. The answers are personal data.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tijdig::names {

// One letter and a dot a name; a name of one letter has no dot.
std::string voorletters(std::string_view first_names);

enum class Naamgebruik : std::uint8_t {
  own,          // E
  partner,      // P
  partner_own,  // V
  own_partner,  // N
};

struct NameFields {
  std::string_view first_names{};
  std::string_view prefix{};
  std::string_view surname{};
  Naamgebruik use = Naamgebruik::own;
  std::string_view partner_prefix{};
  std::string_view partner_surname{};  // empty: the own name, whatever the use
};

// Surname with prefix in the order of `use`: "van Velzen-Van Den Berg".
std::string used_surname(const NameFields& name);
// With voorletters before it; without first names the first letter is a capital.
std::string address_name(const NameFields& name);

struct AddressFields {
  std::string_view street{};
  std::string_view number{};
  std::string_view letter{};
  std::string_view addition{};
  std::string_view designation{};  // "by" or "to": near, or opposite
  std::string_view location{};     // locatiebeschrijving, instead of the rest
};

std::string address_line(const AddressFields& address);

}  // namespace tijdig::names
