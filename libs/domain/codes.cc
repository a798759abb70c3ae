#include <array>

#include "libs/base/check.h"
#include "libs/domain/delivery.h"
#include "libs/domain/link_verdicts.h"
#include "libs/domain/match.h"
#include "libs/domain/register_facts.h"

namespace tijdig {
namespace {

constexpr auto match_classes = std::to_array<std::string_view>({"same_month", "consecutive", "by_policy"});
constexpr auto list_kinds = std::to_array<std::string_view>({"debt_help", "administration", "opt_out", "exclusion"});
constexpr auto residences = std::to_array<std::string_view>(
    {"lives_here", "moved_within", "moved_out", "deceased", "not_registered", "no_register"});
constexpr auto unlink_reasons =
    std::to_array<std::string_view>({"wrong_person", "wrong_household", "register_wrong", "partner_wrong"});
constexpr auto columns = std::to_array<std::string_view>({"signaalId",
                                                          "soort",
                                                          "signaalpartner",
                                                          "klantnummer",
                                                          "burgerservicenummer",
                                                          "achternaam",
                                                          "voorvoegsel",
                                                          "voorletters",
                                                          "voornaam",
                                                          "geboortedatum",
                                                          "straat",
                                                          "huisnummer",
                                                          "huisletter",
                                                          "huisnummertoevoeging",
                                                          "postcode",
                                                          "woonplaats",
                                                          "telefoonnummer",
                                                          "email",
                                                          "bedrag",
                                                          "ontstaansdatum",
                                                          "signaaldatum",
                                                          "crisissignaal",
                                                          "warmeOverdracht",
                                                          "rechtsvorm"});

template <class Enum, std::size_t size>
std::string_view word_of(Enum value, const std::array<std::string_view, size>& words) {
  static_assert(size == static_cast<std::size_t>(Enum::count_));
  const auto at = static_cast<std::size_t>(value);
  TIJDIG_CHECK(at < size);
  return words[at];
}

}  // namespace

std::string_view code_of(MatchClass value) { return word_of(value, match_classes); }
std::string_view code_of(ListKind value) { return word_of(value, list_kinds); }
std::string_view code_of(Residence value) { return word_of(value, residences); }
std::string_view code_of(UnlinkReason value) { return word_of(value, unlink_reasons); }
std::string_view column_name(Column column) { return word_of(column, columns); }

}  // namespace tijdig
