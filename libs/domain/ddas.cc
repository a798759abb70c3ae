#include "libs/domain/ddas.h"

#include <array>
#include <string>
#include <utility>

#include "libs/base/check.h"

namespace tijdig {
namespace {

struct Spelling {
  std::string_view exchange;
  std::string_view code;
};

template <class Enum>
struct Spellings;

template <>
struct Spellings<PartnerKind> {
  static constexpr std::string_view name = "partner kind";
  static constexpr auto rows = std::to_array<Spelling>({{"Belastingdienst", "tax_office"},
                                                        {"CAK Eigen bijdrage", "cak_contribution"},
                                                        {"CAK Zorgverzekeringen", "cak_health"},
                                                        {"Dienst Toeslagen", "allowances_office"},
                                                        {"DUO", "student_loans"},
                                                        {"Energie", "energy"},
                                                        {"Huur", "rent"},
                                                        {"Hypotheek", "mortgage"},
                                                        {"Overige", "other"},
                                                        {"Water", "water"},
                                                        {"Zorg", "health_insurance"}});
};

template <>
struct Spellings<SignalStatus> {
  static constexpr std::string_view name = "signal status";
  static constexpr auto rows =
      std::to_array<Spelling>({{"Inwoner al bekend bij schuldhulpverlening", "known_in_debt_help"},
                               {"Inwoner is overleden", "deceased"},
                               {"Niet opgepakt: andere reden", "refused_other"},
                               {"Niet opgepakt: herhaalde melding", "refused_repeated"},
                               {"Niet opgepakt: onterecht signaal", "refused_unjustified"},
                               {"Nog niet opgepakt", "not_picked_up_yet"},
                               {"Opgepakt", "picked_up"},
                               {"Persoon is geen inwoner (meer) in de gemeente", "not_resident"}});
};

template <>
struct Spellings<ContactKind> {
  static constexpr std::string_view name = "contact kind";
  static constexpr auto rows = std::to_array<Spelling>({{"Administratief", "administrative"},
                                                        {"Afspraak op locatie", "appointment"},
                                                        {"Brief", "letter"},
                                                        {"Huisbezoek", "home_visit"},
                                                        {"Kaartje", "card"},
                                                        {"Mail", "mail"},
                                                        {"Onbekend", "unknown"},
                                                        {"Overige", "other"},
                                                        {"SMS/Whatsapp", "text_message"},
                                                        {"Telefoon", "telephone"}});
};

template <>
struct Spellings<DayPart> {
  static constexpr std::string_view name = "part of the day";
  static constexpr auto rows =
      std::to_array<Spelling>({{"Ochtend", "morning"}, {"Middag", "afternoon"}, {"Avond", "evening"}});
};

template <>
struct Spellings<EndResult> {
  static constexpr std::string_view name = "end result";
  static constexpr auto rows = std::to_array<Spelling>(
      {{"(Budget)advies en/of quick fix", "advice_or_quick_fix"},
       {"Definitief geen contact kunnen krijgen", "no_contact"},
       {"Geen reactie na eerder contact", "no_reaction_after_contact"},
       {"Inwoner al bekend bij schuldhulpverlening", "known_in_debt_help"},
       {"Inwoner heeft al een ander lopend traject", "other_help_running"},
       {"Inwoner heeft zelf al betaald/betalingsregeling getroffen", "already_paid_or_arranged"},
       {"Inwoner is overleden", "deceased"},
       {"Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering", "solves_it_alone"},
       {"Niet opgepakt: andere reden", "refused_other"},
       {"Niet opgepakt: herhaalde melding", "refused_repeated"},
       {"Niet opgepakt: onterecht signaal", "refused_unjustified"},
       {"Persoon is geen inwoner (meer) in de gemeente", "not_resident"},
       {"Vervolghulp en/of verwijzing", "follow_up"},
       {"Vervolghulp en/of verwijzing financieel", "follow_up_financial"},
       {"Vervolghulp en/of verwijzing niet financieel", "follow_up_not_financial"},
       {"Verwijzing zonder tussenkomst inwoner", "referred_without_resident"}});
};

template <class Enum>
const Spelling& spelling_of(Enum value) {
  constexpr auto& rows = Spellings<Enum>::rows;
  static_assert(rows.size() == static_cast<std::size_t>(Enum::count_));
  const auto at = static_cast<std::size_t>(value);
  TIJDIG_CHECK(at < rows.size());
  return rows[at];
}

// The word itself is not repeated: a shifted column may have put a name there.
template <class Enum>
Result<Enum> find_by(std::string_view Spelling::*column, std::string_view word, const char* vocabulary) {
  constexpr auto& rows = Spellings<Enum>::rows;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].*column == word) return static_cast<Enum>(i);
  std::string why(Spellings<Enum>::name);
  why.append(": not one of the ").append(std::to_string(rows.size())).append(" ").append(vocabulary);
  return Error::refused(std::move(why));
}

}  // namespace

template <class Enum>
std::string_view ddas_text(Enum value) {
  return spelling_of(value).exchange;
}

template <class Enum>
std::string_view code_of(Enum value) {
  return spelling_of(value).code;
}

template <class Enum>
Result<Enum> parse_ddas(std::string_view exchange_spelling) {
  return find_by<Enum>(&Spelling::exchange, exchange_spelling, "spellings of DDAS 1.2");
}

template <class Enum>
Result<Enum> parse_code(std::string_view code) {
  return find_by<Enum>(&Spelling::code, code, "codes of this program");
}

#define TIJDIG_DEFINE_DDAS(Enum)                            \
  template std::string_view ddas_text<Enum>(Enum);          \
  template std::string_view code_of<Enum>(Enum);            \
  template Result<Enum> parse_ddas<Enum>(std::string_view); \
  template Result<Enum> parse_code<Enum>(std::string_view);
TIJDIG_DEFINE_DDAS(PartnerKind)
TIJDIG_DEFINE_DDAS(SignalStatus)
TIJDIG_DEFINE_DDAS(ContactKind)
TIJDIG_DEFINE_DDAS(DayPart)
TIJDIG_DEFINE_DDAS(EndResult)
#undef TIJDIG_DEFINE_DDAS

std::string_view sector_of(PartnerKind kind) {
  switch (kind) {
    case PartnerKind::rent:
      return "wonen";
    case PartnerKind::health_insurance:
      return "zorg";
    case PartnerKind::water:
      return "water";
    case PartnerKind::energy:
      return "energie";
    default:
      return ddas_text(kind);
  }
}

bool counts_as_picked_up(EndResult result) {
  switch (result) {
    case EndResult::refused_other:
    case EndResult::refused_repeated:
    case EndResult::refused_unjustified:
    case EndResult::deceased:
    case EndResult::not_resident:
      return false;
    default:
      return true;
  }
}

bool implies_contact(EndResult result) {
  switch (result) {
    case EndResult::no_reaction_after_contact:
    case EndResult::solves_it_alone:
    case EndResult::already_paid_or_arranged:
      return true;
    default:
      return is_accepted_help(result);
  }
}

bool is_accepted_help(EndResult result) {
  switch (result) {
    case EndResult::advice_or_quick_fix:
    case EndResult::follow_up:
    case EndResult::follow_up_financial:
    case EndResult::follow_up_not_financial:
      return true;
    default:
      return false;
  }
}

}  // namespace tijdig
