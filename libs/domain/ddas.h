// The closed enumerations of the DDAS exchange model for vroegsignalering, version 1.2, with their exact spellings.
//
//   ddas_text(EndResult::advice_or_quick_fix) == "(Budget)advies en/of quick fix"
//   parse_ddas<PartnerKind>("Energie")
//
// `code_of` gives a short stable snake_case word for labels, keys and JSON of our own ("health_insurance").
// The tables in ddas.cc are the only place where the exchange spellings stand. Each enum counts from 0 without holes
// and ends with `count_`. Source: VNG-Realisatie/ddas-vroegsignalering v1.2, json_schema_Uitwisselmodel.json;
// docs/rules.md, results and the funnel.
#pragma once

#include <string_view>

#include "libs/base/result.h"

namespace tijdig {

enum class PartnerKind : unsigned char {  // EnumSignaalpartner
  tax_office,                             // Belastingdienst
  cak_contribution,                       // CAK Eigen bijdrage
  cak_health,                             // CAK Zorgverzekeringen
  allowances_office,                      // Dienst Toeslagen
  student_loans,                          // DUO
  energy,                                 // Energie
  rent,                                   // Huur
  mortgage,                               // Hypotheek
  other,                                  // Overige
  water,                                  // Water
  health_insurance,                       // Zorg
  count_,
};

enum class SignalStatus : unsigned char {  // EnumSignaalstatus
  known_in_debt_help,                      // Inwoner al bekend bij schuldhulpverlening
  deceased,                                // Inwoner is overleden
  refused_other,                           // Niet opgepakt: andere reden
  refused_repeated,                        // Niet opgepakt: herhaalde melding
  refused_unjustified,                     // Niet opgepakt: onterecht signaal
  not_picked_up_yet,                       // Nog niet opgepakt
  picked_up,                               // Opgepakt
  not_resident,                            // Persoon is geen inwoner (meer) in de gemeente
  count_,
};

enum class ContactKind : unsigned char {  // EnumContactsoort
  administrative,                         // Administratief
  appointment,                            // Afspraak op locatie
  letter,                                 // Brief
  home_visit,                             // Huisbezoek
  card,                                   // Kaartje
  mail,                                   // Mail
  unknown,                                // Onbekend
  other,                                  // Overige
  text_message,                           // SMS/Whatsapp
  telephone,                              // Telefoon
  count_,
};

enum class DayPart : unsigned char { morning, afternoon, evening, count_ };  // Ochtend, Middag, Avond

enum class EndResult : unsigned char {  // EnumEindresultaat
  advice_or_quick_fix,                  // (Budget)advies en/of quick fix
  no_contact,                           // Definitief geen contact kunnen krijgen
  no_reaction_after_contact,            // Geen reactie na eerder contact
  known_in_debt_help,                   // Inwoner al bekend bij schuldhulpverlening
  other_help_running,                   // Inwoner heeft al een ander lopend traject
  already_paid_or_arranged,             // Inwoner heeft zelf al betaald/betalingsregeling getroffen
  deceased,                             // Inwoner is overleden
  solves_it_alone,                      // Inwoner regelt het zelf/hoeft geen hulp vanuit vroegsignalering
  refused_other,                        // Niet opgepakt: andere reden
  refused_repeated,                     // Niet opgepakt: herhaalde melding
  refused_unjustified,                  // Niet opgepakt: onterecht signaal
  not_resident,                         // Persoon is geen inwoner (meer) in de gemeente
  follow_up,                            // Vervolghulp en/of verwijzing
  follow_up_financial,                  // Vervolghulp en/of verwijzing financieel
  follow_up_not_financial,              // Vervolghulp en/of verwijzing niet financieel
  referred_without_resident,            // Verwijzing zonder tussenkomst inwoner
  count_,
};

// Defined for the five enums above.
template <class Enum>
std::string_view ddas_text(Enum value);
template <class Enum>
std::string_view code_of(Enum value);
template <class Enum>
Result<Enum> parse_ddas(std::string_view exchange_spelling);
template <class Enum>
Result<Enum> parse_code(std::string_view code);

// The sectors of the Zoetermeer evaluation: wonen, zorg, water, energie; any other kind is a sector of its own, called
// by its exchange spelling ("Hypotheek").
std::string_view sector_of(PartnerKind kind);

// The flags of the Divosa funnel (docs/rules.md, results and the funnel).
bool counts_as_picked_up(EndResult result);
bool implies_contact(EndResult result);
bool is_accepted_help(EndResult result);

}  // namespace tijdig
