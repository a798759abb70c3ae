#include "services/signal_ingest/reason.h"

#include <array>

namespace tijdig::signal_ingest {
namespace {

constexpr std::optional<SignalStatus> no_status;
constexpr auto unjustified = SignalStatus::refused_unjustified;
constexpr auto other = SignalStatus::refused_other;

constexpr std::array reasons{
    ReasonInfo{Reason::columns_wrong, "columns_wrong", "", no_status,
               "De regel heeft niet hetzelfde aantal velden als de kop ({}). Zet tekst waarin een scheidingsteken "
               "voorkomt tussen dubbele aanhalingstekens."},
    ReasonInfo{Reason::json_malformed, "json_malformed", "", no_status,
               "De regel is geen geldig JSON-object. Schrijf een object per regel, met tekst tussen aanhalingstekens."},
    ReasonInfo{
        Reason::json_nested, "json_nested", "", no_status,
        "De regel bevat een lijst of een object in een veld. Elk veld is een tekst, getal, true, false of null."},
    ReasonInfo{Reason::json_duplicate_name, "json_duplicate_name", "", no_status,
               "Een naam komt tweemaal voor in dezelfde regel. Noem elk veld een keer."},
    ReasonInfo{Reason::missing, "missing", "elk verplicht veld", no_status, "Het veld is verplicht. Vul het in."},
    ReasonInfo{Reason::too_long, "too_long", "elk veld", no_status,
               "Het veld mag hoogstens {} tekens hebben. Kort het in of verplaats wat er niet hoort."},
    ReasonInfo{Reason::control_character, "control_character", "elk veld", no_status,
               "Het veld bevat een onzichtbaar teken (regeleinde, tab, BOM of stuurteken). Verwijder het."},
    ReasonInfo{Reason::character_not_allowed, "character_not_allowed", "naamvelden", no_status,
               "Het veld bevat een teken dat in een naam niet voorkomt. Gebruik letters, spaties, punten, streepjes en "
               "apostroffen."},
    ReasonInfo{Reason::formula, "formula", "tekstvelden", no_status,
               "Het veld begint met = + - @ of een tab en kan in een rekenblad als formule worden uitgevoerd. "
               "Verwijder dat teken."},
    ReasonInfo{Reason::row_kind_unknown, "row_kind_unknown", "soort", no_status,
               "Verwacht wordt signaal, correctie of intrekking, of een leeg veld voor signaal."},
    ReasonInfo{Reason::bsn_invalid, "bsn_invalid", "burgerservicenummer", no_status,
               "Het nummer voldoet niet aan de elfproef. Controleer het of laat het veld leeg."},
    ReasonInfo{Reason::date_malformed, "date_malformed", "datumvelden", no_status,
               "Verwacht wordt een bestaande datum als 2018-10-25 of 25-10-2018."},
    ReasonInfo{
        Reason::birth_date_impossible, "birth_date_impossible", "geboortedatum", no_status,
        "De datum ligt na de ontvangst of meer dan {} jaar ervoor. Laat het veld leeg als de datum onbekend is."},
    ReasonInfo{Reason::postcode_malformed, "postcode_malformed", "postcode", no_status,
               "Verwacht worden vier cijfers en twee letters, zoals 2711 AB."},
    ReasonInfo{
        Reason::house_number_malformed, "house_number_malformed", "huisnummer", no_status,
        "Verwacht wordt een huisnummer van 1 tot 99999, hoogstens een huisletter en een toevoeging van hoogstens "
        "vier tekens."},
    ReasonInfo{Reason::email_malformed, "email_malformed", "email", no_status,
               "Verwacht wordt een adres met een apenstaartje en zonder spaties, of een leeg veld."},
    ReasonInfo{Reason::amount_malformed, "amount_malformed", "bedrag", no_status,
               "Verwacht wordt een bedrag in euro's als 1234,50 of 1234.50, zonder valutateken."},
    ReasonInfo{Reason::amount_not_positive, "amount_not_positive", "bedrag", no_status,
               "Het bedrag moet groter zijn dan nul. Stuur voor een vervallen achterstand een intrekking."},
    ReasonInfo{Reason::amount_absurd, "amount_absurd", "bedrag", no_status,
               "Het bedrag is hoger dan EUR {}. Waarschijnlijk staat de komma verkeerd; controleer het."},
    ReasonInfo{Reason::yes_no_malformed, "yes_no_malformed", "crisissignaal, warmeOverdracht", no_status,
               "Verwacht wordt ja of nee, of een leeg veld voor nee."},
    ReasonInfo{Reason::legal_form_unknown, "legal_form_unknown", "rechtsvorm", no_status,
               "Verwacht wordt natuurlijk, eenmanszaak, vof, cv, maatschap of rechtspersoon, of een leeg veld."},
    ReasonInfo{Reason::dates_reversed, "dates_reversed", "ontstaansdatum", no_status,
               "De ontstaansdatum ligt na de signaaldatum. Controleer beide."},
    ReasonInfo{Reason::signal_date_in_future, "signal_date_in_future", "signaaldatum", no_status,
               "De signaaldatum ligt na de dag van ontvangst. Controleer haar."},
    ReasonInfo{Reason::reference_missing, "reference_missing", "signaalId", no_status,
               "Een correctie noemt het signaalId van het signaal dat zij vervangt. Een intrekking ook, of anders "
               "klantnummer, signaaldatum, bedrag en ontstaansdatum zoals ze gestuurd zijn."},
    ReasonInfo{Reason::reference_unknown, "reference_unknown", "signaalId", no_status,
               "Er is geen signaal met dit kenmerk van u ontvangen. Stuur het als signaal, of herstel het kenmerk."},
    ReasonInfo{Reason::reference_reused, "reference_reused", "signaalId", no_status,
               "Dit kenmerk is al gebruikt voor een signaal met een andere inhoud. Geef een nieuw signaal een nieuw "
               "kenmerk; stuur een verbetering als correctie."},
    ReasonInfo{Reason::reference_withdrawn, "reference_withdrawn", "signaalId", no_status,
               "Het signaal met dit kenmerk is al ingetrokken. Stuur een nieuw signaal met een nieuw kenmerk."},
    ReasonInfo{Reason::partner_other, "partner_other", "signaalpartner", no_status,
               "Het veld noemt een andere partner dan de afzender. Laat het leeg of verbeter het."},
    ReasonInfo{Reason::partner_unknown, "partner_unknown", "", other,
               "De gemeente kent deze signaalpartner niet. Vraag de gemeente om aansluiting (L01, L10)."},
    ReasonInfo{Reason::no_agreement, "no_agreement", "signaaldatum", other,
               "Op de signaaldatum gold geen convenant met deze gemeente. Neem contact op met de gemeente (L10)."},
    ReasonInfo{
        Reason::efforts_not_declared, "efforts_not_declared", "", other,
        "De vier inspanningen van het Besluit gemeentelijke schuldhulpverlening zijn niet verklaard. Leg ze vast "
        "in het convenant (L04)."},
    ReasonInfo{
        Reason::legal_person, "legal_person", "rechtsvorm", unjustified,
        "Het signaal gaat over een rechtspersoon. Alleen natuurlijke personen en hun ondernemingen kunnen worden "
        "gemeld (L08)."},
    ReasonInfo{
        Reason::below_threshold, "below_threshold", "bedrag", unjustified,
        "Het bedrag is lager dan EUR {}, de drempel van deze gemeente. Meld pas als de achterstand hoger is (L09)."},
    ReasonInfo{Reason::arrears_too_young, "arrears_too_young", "ontstaansdatum", unjustified,
               "De achterstand is op de signaaldatum jonger dan {} dagen. Meld pas daarna (L07)."},
    ReasonInfo{Reason::arrears_too_old, "arrears_too_old", "ontstaansdatum", unjustified,
               "De achterstand is op de signaaldatum ouder dan {} dagen. Zij kan niet meer als vroegsignaal worden "
               "gemeld (L07)."},
};

constexpr std::array file_reasons{
    FileReasonInfo{FileReason::empty, "empty", "Het bestand is leeg. Exporteer het opnieuw."},
    FileReasonInfo{FileReason::no_rows, "no_rows", "Het bestand heeft een kop maar geen rijen. Er is niets te melden."},
    FileReasonInfo{FileReason::zip, "zip", "Dit is een zip-bestand. Pak het uit en lever het CSV-bestand aan."},
    FileReasonInfo{FileReason::excel, "excel", "Dit is een Excel-bestand. Kies in Excel: opslaan als CSV UTF-8."},
    FileReasonInfo{FileReason::gzip, "gzip", "Dit is een gzip-bestand. Pak het uit en lever het CSV-bestand aan."},
    FileReasonInfo{FileReason::archive, "archive",
                   "Dit is een gecomprimeerd archief. Pak het uit en lever het CSV-bestand aan."},
    FileReasonInfo{FileReason::pdf, "pdf", "Dit is een PDF. Exporteer de gegevens als CSV."},
    FileReasonInfo{FileReason::markup, "markup", "Dit is een HTML- of XML-bestand. Exporteer de gegevens als CSV."},
    FileReasonInfo{FileReason::utf16, "utf16", "Dit bestand is UTF-16 (Unicode-tekst). Sla het op als CSV UTF-8."},
    FileReasonInfo{FileReason::binary, "binary",
                   "Dit is geen tekstbestand: er staan nul-bytes in. Exporteer de gegevens als CSV."},
    FileReasonInfo{FileReason::encoding_unknown, "encoding_unknown",
                   "De tekens zijn geen UTF-8 en geen Windows-1252. Sla het bestand op als CSV UTF-8."},
    FileReasonInfo{
        FileReason::mixed_encodings, "mixed_encodings",
        "Vanaf deze regel is de tekencodering anders dan daarvoor (UTF-8 en Windows-1252 door elkaar). Sla het "
        "hele bestand op als CSV UTF-8."},
    FileReasonInfo{FileReason::separator_unknown, "separator_unknown",
                   "De kop is niet in kolommen te delen. Scheid de kolommen met een puntkomma, komma of tab."},
    FileReasonInfo{FileReason::header_missing, "header_missing",
                   "De eerste regel noemt geen bekende kolommen. Begin het bestand met de kolomnamen."},
    FileReasonInfo{FileReason::column_missing, "column_missing",
                   "Deze verplichte kolom ontbreekt in de kop. Voeg haar toe."},
    FileReasonInfo{FileReason::column_double, "column_double",
                   "Deze kolom staat meer dan een keer in de kop. Laat er een staan."},
    FileReasonInfo{FileReason::columns_too_many, "columns_too_many",
                   "De regel heeft meer dan {} velden. Lever alleen de "
                   "afgesproken kolommen."},
    FileReasonInfo{FileReason::field_too_long, "field_too_long",
                   "Een veld is langer dan {} tekens. Waarschijnlijk ontbreekt een aanhalingsteken of een regeleinde."},
    FileReasonInfo{FileReason::row_too_long, "row_too_long",
                   "Een regel is langer dan {} tekens. Waarschijnlijk ontbreekt een regeleinde."},
    FileReasonInfo{FileReason::rows_too_many, "rows_too_many", "Het bestand heeft meer dan {} rijen. Deel het op."},
    FileReasonInfo{FileReason::file_too_large, "file_too_large", "Het bestand is groter dan {} bytes. Deel het op."},
    FileReasonInfo{
        FileReason::quote_misplaced, "quote_misplaced",
        "Een aanhalingsteken staat midden in een veld. Zet het hele veld tussen aanhalingstekens en verdubbel "
        "die erin staan."},
    FileReasonInfo{FileReason::quote_unclosed, "quote_unclosed",
                   "Het veld dat op deze regel met een aanhalingsteken begint, wordt niet gesloten. Sluit het."},
    FileReasonInfo{FileReason::truncated, "truncated",
                   "De laatste regel is niet volledig: het bestand is afgebroken. Lever het opnieuw aan."},
    FileReasonInfo{
        FileReason::json_array, "json_array",
        "Dit is een JSON-lijst. Schrijf een JSON-object per regel, zonder haken en komma's eromheen (NDJSON)."},
    FileReasonInfo{FileReason::no_row_usable, "no_row_usable",
                   "Geen enkele rij is te gebruiken; zie de problemen per rij. Er is niets overgenomen."},
    FileReasonInfo{FileReason::partner_missing, "partner_missing",
                   "Onbekend is wie dit aanlevert. Noem het bestand JJJJ-MM-DD_signals_partner.csv of vul de kolom "
                   "signaalpartner."},
    FileReasonInfo{FileReason::partner_other, "partner_other",
                   "De kolom signaalpartner noemt een andere partner dan de bestandsnaam of de API-sleutel."},
    FileReasonInfo{FileReason::several_partners, "several_partners",
                   "De kolom signaalpartner noemt meer dan een partner. Lever per partner een bestand aan."},
    FileReasonInfo{FileReason::unreadable, "unreadable",
                   "Het bestand kan niet worden gelezen. Controleer pad en rechten."},
};

static_assert(reasons.size() == static_cast<std::size_t>(Reason::count_));
static_assert(file_reasons.size() == static_cast<std::size_t>(FileReason::count_));

// The tables are indexed by their enum, so their order must be the order of the enum.
constexpr bool in_order() {
  for (std::size_t i = 0; i < reasons.size(); ++i)
    if (reasons[i].reason != static_cast<Reason>(i)) return false;
  for (std::size_t i = 0; i < file_reasons.size(); ++i)
    if (file_reasons[i].reason != static_cast<FileReason>(i)) return false;
  return true;
}
static_assert(in_order());

std::string with_number(std::string_view advice, std::int64_t number) {
  std::string out(advice);
  if (const auto at = out.find("{}"); at != std::string::npos) out.replace(at, 2, std::to_string(number));
  return out;
}

}  // namespace

std::span<const ReasonInfo> all_reasons() { return reasons; }

std::vector<std::string_view> reason_codes() {
  std::vector<std::string_view> codes;
  for (const ReasonInfo& info : reasons) codes.push_back(info.code);
  return codes;
}

const ReasonInfo& info_of(Reason reason) { return reasons[static_cast<std::size_t>(reason)]; }

std::optional<Reason> reason_of(std::string_view code) {
  for (const ReasonInfo& info : reasons)
    if (info.code == code) return info.reason;
  return std::nullopt;
}

std::string advice_of(const Problem& problem) { return with_number(info_of(problem.reason).advice, problem.number); }

RowProblem in_words(const Problem& problem) {
  return {problem.field ? std::string(column_name(*problem.field)) : std::string(),
          std::string(info_of(problem.reason).code), advice_of(problem)};
}

std::string ddas_status_of(std::span<const Problem> problems) {
  for (const Problem& problem : problems)
    if (const auto status = info_of(problem.reason).status) return std::string(ddas_text(*status));
  return {};
}

std::span<const FileReasonInfo> all_file_reasons() { return file_reasons; }
const FileReasonInfo& info_of(FileReason reason) { return file_reasons[static_cast<std::size_t>(reason)]; }
std::string advice_of(const FileProblem& problem) {
  return with_number(info_of(problem.reason).advice, problem.number);
}

}  // namespace tijdig::signal_ingest
