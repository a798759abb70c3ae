#include "services/tijdig/doors/town_hall_files.h"

#include <algorithm>
#include <array>
#include <map>

namespace tijdig::doors {
namespace {

PrivateText text(const TableRow& row, const char* column) { return PrivateText(std::string(row.at(column))); }

// Twice through the content: once to know that all of it can be believed, which costs no memory, and once to make
// something of it. `maker` makes a message of a row; it starts afresh each time.
template <class Message, class Maker>
std::vector<Problem> read_rows(const TableContent& content, const TableColumns& columns, const Take<Message>& take,
                               const Maker& maker) {
  for (const bool believed : {false, true}) {
    Problems problems;
    Maker make = maker;
    read_table(content, columns, problems, [&](const TableRow& row) {
      RowCheck check(row, problems);
      std::optional<Message> message = make(row, check);  // nothing: the row says nothing
      if (believed && check.ok() && message) take(*std::move(message), row.line());
    });
    if constexpr (requires { make.finish(problems); }) make.finish(problems);
    if (problems.any()) return std::move(problems).told();
  }
  return {};
}

Person person_of(const TableRow& row, RowCheck& check) {
  Person person;
  person.surname = text(row, "geslachtsnaam");
  person.prefix = text(row, "voorvoegsel");
  person.initials = text(row, "voorletters");
  person.first_name = text(row, "voornamen");  // all: they are the initials where "voorletters" is empty
  person.birth_date = check.optional_date("geboortedatum");
  person.bsn = check.optional_bsn("burgerservicenummer");
  return person;
}

std::optional<ContactAttempt> attempt_of(const TableRow& row, RowCheck& check) {
  if (row.at("soort").empty()) {
    if (check.yes_no("bereikt") || check.yes_no("flyer") || !row.at("dagdeel").empty())
      check.refuse("soort", "missing",
                   "Een contactpoging heeft een soort. Vul haar in, of laat bereikt, dagdeel en flyer leeg.");
    return std::nullopt;
  }
  ContactAttempt attempt;
  if (auto kind = parse_ddas<ContactKind>(row.at("soort")))
    attempt.kind = *kind;
  else
    check.refuse("soort", "contact_kind_unknown",
                 "Verwacht: een soort contact van DDAS, zoals Huisbezoek of Telefoon.");
  attempt.reached = check.yes_no("bereikt");
  attempt.flyer_left = check.yes_no("flyer");
  if (auto part = parse_ddas<DayPart>(row.at("dagdeel")))
    attempt.day_part = *part;
  else
    check.refuse("dagdeel", "day_part_unknown", "Verwacht: Ochtend, Middag of Avond.");
  return attempt;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<CaseResult> result_of(const TableRow& row, const policy::Policy& policy, RowCheck& check) {
  if (row.at("resultaat").empty()) {
    if (!row.at("oorzaken").empty() || !row.at("samenstelling").empty() || !row.at("andereproblemen").empty())
      check.refuse("resultaat", "missing",
                   "Oorzaken, samenstelling en andere problemen horen bij een resultaat. Vul het in, of laat ze leeg.");
    return std::nullopt;
  }
  CaseResult result;
  result.local_code = std::string(row.at("resultaat"));
  result.causes = check.several("oorzaken");
  result.composition = std::string(row.at("samenstelling"));
  result.other_problems = check.several("andereproblemen");
  if (policy.result(result.local_code) == nullptr)
    check.refuse("resultaat", "result_unknown", "Verwacht: een code die onder `results` in het beleid staat.");
  for (const std::string& cause : result.causes)
    if (!contains(policy.causes, cause))
      check.refuse("oorzaken", "cause_unknown", "Verwacht: codes die onder `causes` in het beleid staan.");
  if (!result.composition.empty() && !contains(policy.compositions, result.composition))
    check.refuse("samenstelling", "composition_unknown", "Verwacht: een code onder `compositions` in het beleid.");
  for (const std::string& problem : result.other_problems)
    if (!contains(policy.other_problems, problem))
      check.refuse("andereproblemen", "problem_unknown", "Verwacht: codes onder `other_problems` in het beleid.");
  return result;
}

// What the caseworker wrote is what the entry is: the same line in another file is the same entry.
Hash128 entry_hash(const TableRow& row) {
  StableHasher hasher("desk-entry");
  for (const char* column : {"zaaknummer", "datum", "soort", "bereikt", "dagdeel", "flyer", "resultaat", "oorzaken",
                             "samenstelling", "andereproblemen"})
    hasher.add(row.at(column));
  return hasher.finish();
}

EmployeeRef employee_of(const TableRow& row, MunicipalityCode municipality) {
  return EmployeeRef::of(
      StableHasher("employee").add(static_cast<std::int64_t>(municipality.number())).add(row.at("medewerker")));
}

constexpr std::array unlink_reasons{UnlinkReason::wrong_person, UnlinkReason::wrong_household,
                                    UnlinkReason::register_wrong, UnlinkReason::partner_wrong};

UnlinkReason reason_of(const TableRow& row, RowCheck& check) {
  for (const UnlinkReason reason : unlink_reasons)
    if (row.at("reden") == code_of(reason)) return reason;
  check.refuse("reden", "reason_unknown",
               "Verwacht: wrong_person, wrong_household, register_wrong of partner_wrong (docs/town-files.md).");
  return UnlinkReason::wrong_household;
}

// What a register says of a person's life decides whether somebody is approached: a file that leaves it out would say
// that nobody died.
const TableColumns& register_columns() {
  static const TableColumns columns{
      .required = {"burgerservicenummer", "geslachtsnaam", "geboortedatum", "postcode", "huisnummer", "overleden",
                   "vertrokken", "geheimhouding", "inonderzoek"},
      .optional = {"voornamen", "voorletters", "voorvoegsel", "huisletter", "huisnummertoevoeging",
                   "datumaanvangadreshouding", "huishouden", "partnerburgerservicenummer", "partnergeslachtsnaam",
                   "partnervoorvoegsel", "ouder1burgerservicenummer", "ouder2burgerservicenummer"}};
  return columns;
}

// Somebody on a list is left alone: without `beeindigd` nobody has left it, which protects.
const TableColumns& list_columns() {
  static const TableColumns columns{.required = {"geslachtsnaam", "geboortedatum", "postcode", "huisnummer"},
                                    .optional = {"burgerservicenummer", "voornamen", "voorletters", "voorvoegsel",
                                                 "huisletter", "huisnummertoevoeging", "beeindigd"}};
  return columns;
}

const TableColumns& desk_columns() {
  static const TableColumns columns{
      .required = {"zaaknummer", "datum"},
      .optional = {"soort", "bereikt", "dagdeel", "flyer", "resultaat", "oorzaken", "samenstelling", "andereproblemen"},
      .any_of = {"soort", "resultaat"},
      .needs_other = {{"soort", "bereikt"},
                      {"soort", "dagdeel"},
                      {"bereikt", "soort"},
                      {"dagdeel", "soort"},
                      {"flyer", "soort"},
                      {"oorzaken", "resultaat"},
                      {"samenstelling", "resultaat"},
                      {"andereproblemen", "resultaat"}}};
  return columns;
}

// A line of the walk list that nobody filled in.
bool is_blank(const TableRow& row) {
  const auto& columns = desk_columns();
  const auto is_empty = [&](const std::string& column) { return column == "zaaknummer" || row.at(column).empty(); };
  return std::all_of(columns.required.begin(), columns.required.end(), is_empty) &&
         std::all_of(columns.optional.begin(), columns.optional.end(), is_empty);
}

std::optional<Date> arrival_of(Date as_of, RowCheck& check) {
  const auto arrived = check.optional_date("datumaanvangadreshouding");
  if (arrived && *arrived > as_of)
    check.refuse("datumaanvangadreshouding", "date_after_file",
                 "Deze dag ligt na de dag van het bestand; lever waar iemand op die dag staat ingeschreven.");
  return arrived;
}

// One number on two rows that differ: nobody here can tell which of them is true. Equal rows are harmless. Sixteen
// bytes for each row, as there may be a million.
class NumbersOnce {
 public:
  void see(const Bsn& bsn, const TableRow& row) {
    StableHasher hasher("register-row");
    for (const auto* columns : {&register_columns().required, &register_columns().optional})
      for (const std::string& column : *columns) hasher.add(row.at(column));
    Seen seen{0, row.line(), 0};
    for (const char digit : bsn.reveal(Purpose::register_check))
      seen.number = seen.number * 10 + static_cast<std::uint32_t>(digit - '0');
    const Hash128 content = hasher.finish();
    for (std::size_t i = 0; i < sizeof seen.content; ++i) seen.content = seen.content << 8 | content[i];
    seen_.push_back(seen);
  }

  void tell(Problems& problems) {
    std::sort(seen_.begin(), seen_.end());
    for (std::size_t first = 0, i = 1; i < seen_.size(); ++i) {
      if (seen_[i].number != seen_[first].number)
        first = i;
      else if (seen_[i].content != seen_[first].content)
        problems.add({seen_[i].line, "burgerservicenummer", "number_twice",
                      "Dit nummer staat met een andere inhoud ook op regel " + std::to_string(seen_[first].line) +
                          "; lever van elke ingeschrevene alleen de regel van nu."});
    }
  }

 private:
  struct Seen {
    std::uint32_t number;
    std::uint32_t line;
    std::uint64_t content;  // hashed; only rows of one number are compared
    auto operator<=>(const Seen&) const = default;
  };
  std::vector<Seen> seen_;
};

class RegisterMaker {
 public:
  RegisterMaker(MunicipalityCode municipality, Date as_of) : municipality_(municipality), as_of_(as_of) {}

  RegisterEntry operator()(const TableRow& row, RowCheck& check) {
    RegisterEntry entry;
    entry.municipality = municipality_;
    entry.as_of = as_of_;
    entry.person = person_of(row, check);
    entry.address = check.address();
    entry.arrived = arrival_of(as_of_, check);
    entry.deceased = check.yes_no("overleden");
    entry.moved_out = check.yes_no("vertrokken");
    entry.secrecy = check.yes_no("geheimhouding");
    entry.under_investigation = check.yes_no("inonderzoek");
    entry.household = std::string(row.at("huishouden"));
    entry.partner = check.optional_bsn("partnerburgerservicenummer");
    entry.partner_surname = text(row, "partnergeslachtsnaam");
    entry.partner_prefix = text(row, "partnervoorvoegsel");
    for (const char* parent : {"ouder1burgerservicenummer", "ouder2burgerservicenummer"})
      if (auto bsn = check.optional_bsn(parent)) entry.parents.push_back(*std::move(bsn));
    if (!entry.person.bsn && check.ok())
      check.refuse("burgerservicenummer", "missing", "Elke ingeschrevene heeft een burgerservicenummer.");
    if (entry.person.bsn) numbers_.see(*entry.person.bsn, row);
    return entry;
  }
  void finish(Problems& problems) { numbers_.tell(problems); }

 private:
  MunicipalityCode municipality_;
  Date as_of_;
  NumbersOnce numbers_;
};

}  // namespace

std::vector<Problem> read_register(const TableContent& content, MunicipalityCode municipality, Date as_of,
                                   const Take<RegisterEntry>& take) {
  return read_rows<RegisterEntry>(content, register_columns(), take, RegisterMaker(municipality, as_of));
}

std::vector<Problem> read_list(const TableContent& content, ListKind list, MunicipalityCode municipality, Date as_of,
                               const Take<ListEntry>& take) {
  return read_rows<ListEntry>(content, list_columns(), take, [&](const TableRow& row, RowCheck& check) {
    ListEntry entry;
    entry.municipality = municipality;
    entry.list = list;
    entry.as_of = as_of;
    entry.person = person_of(row, check);
    entry.address = check.address();
    entry.ended = check.yes_no("beeindigd");
    if (!entry.person.bsn && !entry.person.birth_date && check.ok())
      check.refuse("geboortedatum", "missing", "Zonder burgerservicenummer is een geboortedatum nodig.");
    return entry;
  });
}

std::vector<Problem> read_desk(const TableContent& content, const policy::Policy& policy, Date as_of,
                               const Take<DeskEntry>& take) {
  const auto make = [&](const TableRow& row, RowCheck& check) -> std::optional<DeskEntry> {
    if (is_blank(row)) return std::nullopt;
    DeskEntry entry;
    entry.entry = entry_hash(row);
    entry.municipality = policy.municipality;
    if (auto id = CaseId::parse(row.at("zaaknummer")))
      entry.id = *id;
    else
      check.refuse("zaaknummer", "case_number_malformed", "Verwacht: het zaaknummer zoals het op de looplijst staat.");
    entry.day = check.date("datum");
    if (entry.day > as_of)
      check.refuse("datum", "date_after_file",
                   "Deze dag ligt na de dag van het bestand; lever alleen wat er op die dag al was gebeurd.");
    entry.attempt = attempt_of(row, check);
    entry.result = result_of(row, policy, check);
    if (!entry.attempt && !entry.result && check.ok())
      check.refuse("soort", "missing", "Verwacht: een contactpoging (soort), een resultaat, of beide.");
    return entry;
  };
  return read_rows<DeskEntry>(content, desk_columns(), take, make);
}

std::vector<Problem> read_answers(const TableContent& content, MunicipalityCode municipality, Date as_of,
                                  const Take<ReviewAnswer>& take) {
  const TableColumns columns{.required = {"vraag", "zelfdehuishouden", "medewerker"}};
  return read_rows<ReviewAnswer>(content, columns, take, [&](const TableRow& row, RowCheck& check) {
    ReviewAnswer answer;
    answer.municipality = municipality;
    answer.answered = as_of;
    if (const auto question = QuestionId::parse(row.at("vraag"))) {
      answer.task = question->task;
      answer.address = question->address;
    } else {
      check.refuse("vraag", "question_malformed", "Verwacht: het nummer van de vraag zoals `tijdig tasks` het toont.");
    }
    if (row.at("zelfdehuishouden").empty())
      check.refuse("zelfdehuishouden", "missing", "Verwacht: ja of nee.");
    else
      answer.same_household = check.yes_no("zelfdehuishouden");
    if (row.at("medewerker").empty()) check.refuse("medewerker", "missing", "Verwacht: wie de vraag beantwoordde.");
    answer.employee = employee_of(row, municipality);
    return answer;
  });
}

std::vector<Problem> read_unlinks(const TableContent& content, const policy::Policy& policy, Date as_of,
                                  const Take<LinkUndone>& take) {
  const TableColumns columns{.required = {"zaaknummer", "partner", "reden", "medewerker"}};
  return read_rows<LinkUndone>(content, columns, take, [&](const TableRow& row, RowCheck& check) {
    LinkUndone undone;
    undone.municipality = policy.municipality;
    undone.day = as_of;
    if (const auto id = CaseId::parse(row.at("zaaknummer")))
      undone.id = *id;
    else
      check.refuse("zaaknummer", "case_number_malformed", "Verwacht: het zaaknummer zoals het op de looplijst staat.");
    const auto partner = PartnerId::parse(row.at("partner"));
    if (partner && policy.partner(*partner) != nullptr)
      undone.partner = *partner;
    else
      check.refuse("partner", "partner_unknown", "Verwacht: een partner die in het beleid staat.");
    undone.reason = reason_of(row, check);
    if (row.at("medewerker").empty())
      check.refuse("medewerker", "missing", "Verwacht: wie de koppeling ongedaan maakt.");
    undone.employee = employee_of(row, policy.municipality);
    undone.entry =
        StableHasher("unlink").add(row.at("zaaknummer")).add(row.at("partner")).add(row.at("reden")).finish();
    return undone;
  });
}

}  // namespace tijdig::doors
