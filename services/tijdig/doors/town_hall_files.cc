#include "services/tijdig/doors/town_hall_files.h"

#include <algorithm>
#include <array>
#include <map>

namespace tijdig::doors {
namespace {

PrivateText text(const TableRow& row, const char* column) { return PrivateText(std::string(row.at(column))); }

// Reads a table and turns every row with `make`; the messages are dropped when any row is wrong.
template <class Message, class Make>
Records<Message> read_rows(BytesView bytes, const std::vector<std::string>& required, Make make) {
  Records<Message> records;
  TableFile file;
  read_table(bytes, required, file);
  records.problems = std::move(file.problems);
  for (const TableRow& row : file.rows) {
    RowCheck check(row, records.problems);
    Message message = make(row, check);
    if (!check.ok()) continue;
    records.messages.push_back(std::move(message));
    records.lines.push_back(row.line());
  }
  if (records.problems.empty()) return records;
  records.messages.clear();
  records.lines.clear();
  return records;
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
  if (row.at("soort").empty()) return std::nullopt;
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
  if (row.at("resultaat").empty()) return std::nullopt;
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

constexpr auto register_columns = std::to_array<const char*>({"burgerservicenummer",
                                                              "voornamen",
                                                              "voorletters",
                                                              "voorvoegsel",
                                                              "geslachtsnaam",
                                                              "geboortedatum",
                                                              "postcode",
                                                              "huisnummer",
                                                              "huisletter",
                                                              "huisnummertoevoeging",
                                                              "datumaanvangadreshouding",
                                                              "overleden",
                                                              "vertrokken",
                                                              "geheimhouding",
                                                              "inonderzoek",
                                                              "huishouden",
                                                              "partnerburgerservicenummer",
                                                              "partnergeslachtsnaam",
                                                              "partnervoorvoegsel",
                                                              "ouder1burgerservicenummer",
                                                              "ouder2burgerservicenummer"});

std::optional<Date> arrival_of(Date as_of, RowCheck& check) {
  const auto arrived = check.optional_date("datumaanvangadreshouding");
  if (arrived && *arrived > as_of)
    check.refuse("datumaanvangadreshouding", "date_after_file",
                 "Deze dag ligt na de dag van het bestand; lever waar iemand op die dag staat ingeschreven.");
  return arrived;
}

// One number on two rows that differ: nobody here can tell which of them is true. Equal rows are harmless.
class NumbersOnce {
 public:
  void check(const Bsn& number, const TableRow& row, RowCheck& check) {
    StableHasher hasher("register-row");
    for (const char* column : register_columns) hasher.add(row.at(column));
    const Seen seen{row.line(), hasher.finish()};
    const auto [first, is_new] = seen_.try_emplace(number, seen);
    if (is_new || first->second.content == seen.content) return;
    check.refuse("burgerservicenummer", "number_twice",
                 "Dit nummer staat met een andere inhoud ook op regel " + std::to_string(first->second.line) +
                     "; lever van elke ingeschrevene alleen de regel van nu.");
  }

 private:
  struct Seen {
    std::uint32_t line = 0;
    Hash128 content;
  };
  std::map<Bsn, Seen> seen_;
};

}  // namespace

Records<RegisterEntry> read_register(BytesView bytes, MunicipalityCode municipality, Date as_of) {
  const std::vector<std::string> required{"burgerservicenummer", "geslachtsnaam", "geboortedatum", "postcode",
                                          "huisnummer"};
  NumbersOnce numbers;
  return read_rows<RegisterEntry>(bytes, required, [&](const TableRow& row, RowCheck& check) {
    RegisterEntry entry;
    entry.municipality = municipality;
    entry.as_of = as_of;
    entry.person = person_of(row, check);
    entry.address = check.address();
    entry.arrived = arrival_of(as_of, check);
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
    if (entry.person.bsn) numbers.check(*entry.person.bsn, row, check);
    return entry;
  });
}

Records<ListEntry> read_list(BytesView bytes, ListKind list, MunicipalityCode municipality, Date as_of) {
  const std::vector<std::string> required{"geslachtsnaam", "geboortedatum", "postcode", "huisnummer"};
  return read_rows<ListEntry>(bytes, required, [&](const TableRow& row, RowCheck& check) {
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

Records<DeskEntry> read_desk(BytesView bytes, const policy::Policy& policy, Date as_of) {
  return read_rows<DeskEntry>(bytes, {"zaaknummer", "datum"}, [&](const TableRow& row, RowCheck& check) {
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
  });
}

Records<ReviewAnswer> read_answers(BytesView bytes, MunicipalityCode municipality, Date as_of) {
  const std::vector<std::string> required{"vraag", "zelfdehuishouden", "medewerker"};
  return read_rows<ReviewAnswer>(bytes, required, [&](const TableRow& row, RowCheck& check) {
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

Records<LinkUndone> read_unlinks(BytesView bytes, const policy::Policy& policy, Date as_of) {
  const std::vector<std::string> required{"zaaknummer", "partner", "reden", "medewerker"};
  return read_rows<LinkUndone>(bytes, required, [&](const TableRow& row, RowCheck& check) {
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
