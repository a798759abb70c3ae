#include "tests/simulation/small_town.h"

#include <algorithm>

#include "libs/codec/codec.h"
#include "libs/flow/flow.h"
#include "tests/harness/test_bsns.h"

namespace tijdig::simulation {
namespace {

const MunicipalityCode zoetermeer = MunicipalityCode::from_number(637);
constexpr int houses = 12;
constexpr int months = 4;
constexpr int taken_back = 7;  // whose signals are all withdrawn on the day after the walk list

// Two who are called differently share one more door; each has a case in October. In November a partner names both in
// one name, and they are one household.
constexpr int kok = houses, jacobs = houses + 1, both = houses + 2;

const char* const surnames[] = {"Jansen", "Bakker", "Visser", "Smit",     "Meijer", "Mulder", "de Boer",   "Bos",
                                "Vos",    "Peters", "Dekker", "van Dijk", "Kok",    "Jacobs", "Kok-Jacobs"};

// A number from what it is about, so that nothing depends on an order.
std::uint64_t draw(const std::string& what, std::int64_t a, std::int64_t b = 0, std::int64_t c = 0) {
  const Hash128 hash = StableHasher(what).add(a).add(b).add(c).finish();
  return stable_hash64({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

// The shared door's is such that nobody is met in either case (caseworker_of): both stay open.
int number_of(int house) { return house < kok || house > both ? 10 + house : 41; }

Address address_of(int house) {
  return {*Postcode::parse("2711AB"), *HouseNumber::parse(std::to_string(number_of(house)), "", "")};
}

Person resident_of(int house) {
  Person person;
  person.surname = PrivateText(surnames[house]);
  person.initials = PrivateText(std::string(1, static_cast<char>('A' + house)) + ".");
  person.birth_date = Date(1970 + house, 3, 14);
  if (house >= kok) {
    person.initials = PrivateText("M.C.J.");
    person.birth_date.reset();
  }
  return person;
}

DeliveredRow row_of(int house, std::uint32_t line, Date signal_date, std::int64_t euros) {
  const Person person = resident_of(house);
  DeliveredRow row;
  row.line = line;
  const auto set = [&](Column column, std::string text) { row[column] = PrivateText(std::move(text)); };
  set(Column::row_kind, "signaal");
  set(Column::customer_number, "K" + std::to_string(house));
  set(Column::surname, std::string(person.surname.reveal(Purpose::synthetic)));
  set(Column::initials, std::string(person.initials.reveal(Purpose::synthetic)));
  if (person.birth_date) set(Column::birth_date, person.birth_date->to_string());
  set(Column::postcode, "2711 AB");
  set(Column::house_number, std::to_string(number_of(house)));
  set(Column::amount, std::to_string(euros));
  set(Column::arrears_origin_date, signal_date.plus_days(-45).to_string());
  set(Column::signal_date, signal_date.to_string());
  return row;
}

void add(SmallTown& town, Date day, flow::TopicId topic, Bytes key, Bytes value) {
  town.inputs[day].push_back({topic, std::move(key), std::move(value)});
}

bool is_in_arrears(int house, std::int64_t partner, int month) {
  if (house == kok) return month == 1 && partner < 2;
  if (house == jacobs) return month == 1 && (partner == 2 || partner == 3);
  if (house == both) return month >= 2 && partner == 5;
  return draw("arrears", house, partner, month) % 5 == 0;
}

bool is_too_little(int house, std::int64_t partner, int month) {
  return house < houses && draw("amount", house, partner, month) % 9 == 0;
}

RegisterEntry entry_of(int house, Date day) {
  RegisterEntry entry;
  entry.municipality = zoetermeer;
  entry.as_of = day;
  entry.person = resident_of(house);
  entry.person.bsn = *Bsn::parse(harness::test_bsn(static_cast<std::size_t>(house)));
  entry.address = address_of(house);
  return entry;
}

ListEntry listed(int house, ListKind list, Date day) {
  ListEntry entry;
  entry.municipality = zoetermeer;
  entry.list = list;
  entry.as_of = day;
  entry.person = resident_of(house);
  entry.address = address_of(house);
  return entry;
}

void to_desk(SmallTown& town, const LookupsMessage& entry, Date day) {
  const Bytes key = flow::key_bytes(flow::MunicipalityKey{zoetermeer});
  add(town, day, flow::topics::lookups.info.id, key, codec::encode(entry));
}

void add_register(SmallTown& town) {
  const Date day(2018, 9, 3);
  for (int house = 0; house < both; ++house) to_desk(town, entry_of(house, day), day);
  to_desk(town, listed(3, ListKind::debt_help, day), day);
}

// On the day after a walk list, before anybody goes.
void add_news(SmallTown& town) {
  for (int house = 0; house < houses; ++house) {
    if (house == taken_back) continue;
    const Date day = house < houses / 2 ? Date(2018, 10, 26) : Date(2018, 11, 26);
    RegisterEntry entry = entry_of(house, day);
    const std::uint64_t news = draw("news", house) % 5;
    entry.deceased = news == 0;
    entry.moved_out = news == 1;
    if (news == 2) entry.address = address_of(house + 50);
    if (news <= 2) to_desk(town, entry, day);
    if (news == 3) to_desk(town, listed(house, ListKind::opt_out, day), day);
  }
}

void take_back(SmallTown& town, const DeliveryChunk& chunk, DeliveredRow row) {
  DeliveryChunk back = chunk;
  back.received = Date(2018, 11, 26);
  back.id = DeliveryId::of(StableHasher("taken back").add(chunk.id.bytes()));
  row.line = 2;
  row[Column::row_kind] = PrivateText("intrekking");
  back.rows = {std::move(row)};
  add(town, back.received, flow::topics::deliveries.info.id,
      flow::key_bytes(flow::PartnerKey{zoetermeer, chunk.partner}), codec::encode(DeliveriesMessage(back)));
}

using SignalsOfHouse = std::map<int, std::set<PartnerId>>;  // month index -> partners

void add_deliveries(SmallTown& town, std::map<int, SignalsOfHouse>& accepted) {
  for (int month = 0; month < months; ++month) {
    const Date first = YearMonth(2018, 9).plus_months(month).first_day();
    for (std::size_t p = 0; p < town.policy.partners.size(); ++p) {
      const auto number = static_cast<std::int64_t>(p);
      const PartnerId& partner = town.policy.partners[p].id;
      DeliveryChunk chunk;
      chunk.municipality = zoetermeer;
      chunk.partner = partner;
      chunk.received = first.plus_days(6 + static_cast<int>(draw("day", month, number) % 17));
      chunk.id = DeliveryId::of(StableHasher("delivery").add(partner.text()).add(std::int64_t{month}));
      for (int house = 0; house <= both; ++house) {
        if (!is_in_arrears(house, number, month)) continue;
        const bool too_little = is_too_little(house, number, month);
        const auto line = static_cast<std::uint32_t>(chunk.rows.size() + 2);
        const std::int64_t euros = too_little ? 20 : 60 + static_cast<std::int64_t>(draw("euros", house, month) % 400);
        chunk.rows.push_back(row_of(house, line, chunk.received.plus_days(-1), euros));
        if (!too_little) accepted[std::min(house, kok)][month].insert(partner);
        if (month < 3 && house == taken_back) take_back(town, chunk, chunk.rows.back());
      }
      const Bytes key = flow::key_bytes(flow::PartnerKey{zoetermeer, partner});
      const Bytes value = codec::encode(DeliveriesMessage(chunk));
      add(town, chunk.received, flow::topics::deliveries.info.id, key, value);
      if (draw("again", month, number) % 4 == 0)  // the same file once more, days later
        add(town, chunk.received.plus_days(5), flow::topics::deliveries.info.id, key, value);
    }
  }
}

// Two distinct partners in three months, one of them in the last.
bool matches(const SignalsOfHouse& signals, int month) {
  if (signals.count(month) == 0) return false;
  std::set<PartnerId> partners;
  for (int earlier = month - 2; earlier <= month; ++earlier)
    if (const auto found = signals.find(earlier); found != signals.end())
      partners.insert(found->second.begin(), found->second.end());
  return partners.size() >= 2;
}

SmallTown build() {
  SmallTown town;
  town.policy = *policy::load_policy("deploy/policies/zoetermeer.yaml");
  std::map<int, SignalsOfHouse> accepted;
  add_register(town);
  add_deliveries(town, accepted);
  add_news(town);
  std::set<Date> days;
  for (const auto& [day, records] : town.inputs) days.insert(day);
  for (int month = 0; month < months; ++month) {
    const YearMonth in = YearMonth(2018, 9).plus_months(month);
    days.insert(in.first_day().plus_days(24));
    if (month == 3) std::erase_if(accepted[taken_back], [](const auto& signals) { return signals.first < 3; });
    for (const auto& [house, signals] : accepted)
      if (matches(signals, month)) town.must_match.emplace(address_of(house).reveal(Purpose::synthetic), in);
  }
  for (Date day(2018, 9, 28); day < Date(2019, 2, 20); day = day.plus_days(5)) days.insert(day);
  town.days.assign(days.begin(), days.end());
  return town;
}

}  // namespace

const SmallTown& small_town() {
  static const SmallTown town = build();
  return town;
}

std::map<Date, DoorRecord> caseworker_of(const CaseId& id, Date assigned_on) {
  std::map<Date, DoorRecord> entries;
  const auto choice = stable_hash64(id.to_string()) % 4;
  const auto write = [&](int days_later, const DeskEntry& entry) {
    const Bytes key = flow::key_bytes(flow::HouseholdKey{zoetermeer, id.household});
    entries[assigned_on.plus_days(days_later)] = {flow::topics::work.info.id, key, codec::encode(WorkMessage(entry))};
  };
  DeskEntry visit;
  visit.entry = StableHasher("visit").add(id.to_string()).finish();
  visit.id = id;
  visit.municipality = zoetermeer;
  visit.day = assigned_on.plus_days(2);
  visit.attempt = ContactAttempt{ContactKind::home_visit, choice != 0, DayPart::afternoon, choice == 0};
  write(2, visit);
  if (choice == 0) return entries;  // nobody at home: the clock will close it
  DeskEntry result = visit;
  result.entry = StableHasher("result").add(id.to_string()).finish();
  result.day = assigned_on.plus_days(4);
  result.attempt.reset();
  result.result = CaseResult{choice == 1 ? "refuses" : choice == 2 ? "solves_it_alone" : "advice", {}, "", {}};
  write(4, result);
  return entries;
}

}  // namespace tijdig::simulation
