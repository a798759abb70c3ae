// A Dutch address as far as linking needs it: postcode, house number, letter and addition, in one canonical spelling.
//
//   TIJDIG_TRY(Postcode p, Postcode::parse("2711 ab"));                  // "2711AB"
//   TIJDIG_TRY(HouseNumber h, HouseNumber::parse("12", "a", " - III "));  // 12, "A", "3"
//   TIJDIG_TRY(HouseNumber g, HouseNumber::parse("12-a3", "", ""));       // the same door
//
// Additions are folded so that the many spellings of one door meet (matching.md 3 row 10, NEN 5825): upper case, no
// blanks, dots or dashes; roman I..X after a separator becomes a digit; hs, huis, bg, "begane grond", "bel.et." -> "H"
// (main floor); "1hg", "1 hoog", "1e" -> "1"; zwart, rood, rechts, links -> ZW, RD, R, L; "bis", "zw", "rd" stay. What
// is canonical stays as it is. Letter and addition may both stand in either field, so the fields are folded as one
// word: its first letter is the letter when no other letter or a known word follows ("H", "A3", "ABIS"); else the whole
// word is the addition, because "L"+"toe" and "Ltoe" are one door ("LTOE"). Limits follow BAG/BRP: number 1..99999, one
// letter, addition up to 4 characters after folding. "t/o 3" and "bij 3" are refused: a mooring opposite number 3 is
// not number 3. Streets and towns are carried as private text and never compared. An address is personal data: it has
// no text form but `reveal`. Plain values, any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/base/result.h"
#include "libs/domain/private_text.h"

namespace tijdig {

class Postcode {
 public:
  Postcode() = default;  // empty; only for containers and codecs
  static Result<Postcode> parse(
      std::string_view text);  // [1-9][0-9]{3} ?[A-Z]{2}, any case; SA, SD and SS do not exist
  std::string_view reveal(Purpose why) const { return text_.reveal(why); }  // "2711AB"
  // 2711; 0 when empty. Four digits of the neighbourhood: coarse enough to spread work over the town (policy `stratify:
  // town`).
  std::uint16_t district() const;
  auto operator<=>(const Postcode&) const = default;
  friend void PrintTo(const Postcode&, std::ostream* out) { *out << "<private>"; }

 private:
  explicit Postcode(std::string canonical) : text_(std::move(canonical)) {}
  PrivateText text_;
};

class HouseNumber {
 public:
  HouseNumber() = default;
  // The three fields as a partner wrote them; `number` may hold all three together.
  static Result<HouseNumber> parse(std::string_view number, std::string_view letter, std::string_view addition);

  std::uint32_t number() const { return number_; }
  std::string_view letter(Purpose why) const { return letter_.reveal(why); }      // "" or one capital
  std::string_view addition(Purpose why) const { return addition_.reveal(why); }  // "" or canonical
  bool has_addition() const { return !letter_.empty() || !addition_.empty(); }
  auto operator<=>(const HouseNumber&) const = default;
  friend void PrintTo(const HouseNumber&, std::ostream* out) { *out << "<private>"; }

 private:
  std::uint32_t number_ = 0;
  PrivateText letter_;
  PrivateText addition_;
};

struct Address {
  Postcode postcode;
  HouseNumber house;

  // "2711AB 12 A 3": canonical, for printing on a walk list and for storage.
  std::string reveal(Purpose why) const;
  static Result<Address> from_canonical(std::string_view text);  // the inverse of reveal
  auto operator<=>(const Address&) const = default;
  friend void PrintTo(const Address&, std::ostream* out) { *out << "<private>"; }
};

}  // namespace tijdig
