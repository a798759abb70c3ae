#include "tests/scenarios/town.h"

#include <algorithm>

#include "libs/domain/address_id.h"
#include "libs/runtime/rebuild.h"
#include "services/assignment/processor.h"
#include "services/enrichment/processor.h"
#include "services/enrichment/register_desk.h"
#include "services/matcher/processor.h"
#include "services/outcome_tracker/processor.h"
#include "services/reporting/processor.h"
#include "services/signal_ingest/processor.h"
#include "tests/harness/test_bsns.h"
#include "tests/scenarios/scenario.h"

namespace tijdig::scenarios {
namespace {

namespace topics = flow::topics;
const MunicipalityCode town_code = MunicipalityCode::from_number(637);

template <class... Processors>
harness::Stages stages_of() {
  harness::Stages stages;
  (stages.push_back(std::make_unique<runtime::StageOf<Processors>>(Processors{})), ...);
  return stages;
}

harness::Stages six_services() {
  return stages_of<signal_ingest::Processor, matcher::Processor, enrichment::RegisterDesk, enrichment::Processor,
                   assignment::Processor, outcome_tracker::Processor, reporting::Processor>();
}

Date date(const std::string& text) { return *Date::parse(text); }

Address address(const std::string& where) {
  const std::size_t blank = where.find(' ');
  return {*Postcode::parse(where.substr(0, blank)), *HouseNumber::parse(where.substr(blank + 1), "", "")};
}

std::optional<ListKind> list_of(const std::string& word) {
  if (word == "debt-help") return ListKind::debt_help;
  if (word == "administration") return ListKind::administration;
  if (word == "opt-out") return ListKind::opt_out;
  if (word == "exclusion") return ListKind::exclusion;
  return std::nullopt;
}

bool says(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Town::Town()
    : yaml_(policy::load_policy("deploy/policies/zoetermeer.yaml")->yaml), flow_(six_services()), happenings_(flow_) {}

void Town::open() {
  if (policy_ != nullptr) return;
  policy_ = std::make_unique<policy::Policy>(*policy::parse_policy(yaml_));
  flow_.activate(policy_->activation());
}

void Town::close_day(Date day) {
  flow_.close_day(town_code, day);
  closed_until_ = day;
}

void Town::let_days_pass_until(const std::string& day) {
  if (day == "rule") return;
  open();
  if (!closed_until_) closed_until_ = date(day).plus_days(-1);
  while (closed_until_->plus_days(1) < date(day)) close_day(closed_until_->plus_days(1));
}

std::vector<std::string> Town::what_happened() {
  if (policy_ != nullptr) flow_.settle();
  return happenings_.since_last_look();
}

void Town::take(const std::vector<std::string>& fields) {
  if (fields[0] == "rule") {
    const std::size_t at = yaml_.find(fields[1]);
    TIJDIG_CHECK(at != std::string::npos && fields.at(2) == "becomes");
    yaml_.replace(at, fields[1].size(), fields.at(3));
    return;
  }
  const Date day = date(fields[0]);
  const std::string& who_acts = fields.at(1);
  if (who_acts == "day ends") return close_day(day);
  if (who_acts == "caseworker") return caseworker(day, fields);
  if (who_acts == "reviewer") return reviewer(day, fields);
  if (who_acts == "unlink") return unlink(day, fields);
  if (who_acts == "resident" || who_acts == "left" || who_acts == "deceased") return register_line(day, fields);
  if (const auto list = list_of(who_acts)) return list_line(day, *list, fields);
  signal(day, fields);
}

bool Town::replays_to_the_same_state() {
  const auto report = runtime::rebuild(flow_.back_end(), six_services(), nullptr, {});
  return report.has_value() && report->is_equal();
}

// Whoever is written alike has the same number.
Person Town::person(const std::string& who) {
  const std::vector<std::string> parts = split(who, ", ");
  Person person;
  person.surname = PrivateText(parts[0]);
  if (parts.size() > 1) person.initials = PrivateText(parts[1]);
  if (parts.size() > 2) person.birth_date = date(parts[2]);
  return person;
}

void Town::signal(Date day, const std::vector<std::string>& fields) {
  const PartnerId partner = *PartnerId::parse(fields.at(1));
  TIJDIG_CHECK(policy_->partner(partner) != nullptr);
  const std::string& who = fields.at(2);
  const std::string& where = fields.at(3);
  const std::vector<std::string> extra(fields.begin() + 4, fields.end());
  Sent& sent = sent_[partner.text() + who + where];
  const bool is_change = says(extra, "correction") || says(extra, "withdrawal");
  if (!is_change) {
    sent = {"R" + std::to_string(++deliveries_), day};
    for (const std::string& word : extra)
      if (word.starts_with("dated ")) sent.signal_date = date(word.substr(6));
  }
  const Person named = person(who);
  DeliveredRow row;
  row.line = 2;
  const auto set = [&](Column column, std::string text) { row[column] = PrivateText(std::move(text)); };
  set(Column::reference, sent.reference);
  set(Column::row_kind, says(extra, "correction") ? "correctie" : says(extra, "withdrawal") ? "intrekking" : "signaal");
  set(Column::customer_number, "K-" + who + "-" + where);
  set(Column::surname, std::string(named.surname.reveal(Purpose::synthetic)));
  set(Column::initials, std::string(named.initials.reveal(Purpose::synthetic)));
  if (named.birth_date) set(Column::birth_date, named.birth_date->to_string());
  set(Column::postcode, where.substr(0, where.find(' ')));
  set(Column::house_number, where.substr(where.find(' ') + 1));
  if (!extra.empty() && extra[0] != "withdrawal") set(Column::amount, extra[0]);
  set(Column::arrears_origin_date, sent.signal_date.plus_days(-45).to_string());
  set(Column::signal_date, sent.signal_date.to_string());
  set(Column::crisis, says(extra, "crisis") ? "ja" : "nee");
  DeliveryChunk chunk;
  chunk.id = DeliveryId::of(StableHasher("scenario-delivery").add(++deliveries_));
  chunk.municipality = town_code;
  chunk.partner = partner;
  chunk.received = day;
  chunk.rows = {row};
  flow_.send(topics::deliveries, flow::PartnerKey{town_code, partner}, chunk);
}

Bsn Town::bsn_of(const std::string& who) {
  const std::size_t number = bsns_.try_emplace(who, bsns_.size()).first->second;
  return *Bsn::parse(harness::test_bsn(number));
}

void Town::register_line(Date day, const std::vector<std::string>& fields) {
  RegisterEntry entry;
  entry.municipality = town_code;
  entry.as_of = day;
  entry.person = person(fields.at(2));
  entry.person.bsn = bsn_of(fields[2]);
  entry.address = address(fields.at(3));
  entry.moved_out = fields[1] == "left";
  entry.deceased = fields[1] == "deceased";
  if (fields.size() > 4 && fields[4].starts_with("partner ")) {
    const Person partner = person(fields[4].substr(8));
    entry.partner = bsn_of(fields[4].substr(8));
    entry.partner_surname = partner.surname;
  }
  flow_.send(topics::lookups, flow::MunicipalityKey{town_code}, entry);
  if (policy_->matching.link_by == policy::LinkBy::residents)
    flow_.send(topics::signals, flow::MunicipalityKey{town_code}, entry);
}

void Town::list_line(Date day, ListKind list, const std::vector<std::string>& fields) {
  ListEntry entry;
  entry.municipality = town_code;
  entry.list = list;
  entry.as_of = day;
  entry.person = person(fields.at(2));
  entry.address = address(fields.at(3));
  entry.ended = says(fields, "ended");
  flow_.send(topics::lookups, flow::MunicipalityKey{town_code}, entry);
}

void Town::caseworker(Date day, const std::vector<std::string>& fields) {
  const std::vector<std::string> words = split(fields.at(2), ", ");
  DeskEntry entry;
  entry.entry = StableHasher("scenario-entry").add(day.to_string()).add(fields[2]).add(fields.at(3)).finish();
  entry.id = happenings_.case_at(address(fields.at(3)).reveal(Purpose::synthetic));
  entry.municipality = town_code;
  entry.day = day;
  if (says(words, "visit") || says(words, "telephone"))
    entry.attempt = ContactAttempt{says(words, "visit") ? ContactKind::home_visit : ContactKind::telephone,
                                   says(words, "reached"), DayPart::afternoon, says(words, "flyer")};
  for (const std::string& word : words)
    if (word.starts_with("result ")) entry.result = CaseResult{word.substr(7), {}, "", {}};
  flow_.send(topics::work, flow::HouseholdKey{town_code, entry.id.household}, entry);
}

void Town::unlink(Date day, const std::vector<std::string>& fields) {
  const std::vector<std::string> words = split(fields.at(2), ", ");
  LinkUndone undone;
  undone.entry = StableHasher("scenario-unlink").add(day.to_string()).add(fields[2]).add(fields.at(3)).finish();
  undone.id = happenings_.case_at(address(fields.at(3)).reveal(Purpose::synthetic));
  undone.municipality = town_code;
  undone.partner = *PartnerId::parse(words.at(0));
  undone.reason = words.at(1) == "wrong person" ? UnlinkReason::wrong_person : UnlinkReason::wrong_household;
  undone.employee = EmployeeRef::of(StableHasher("scenario-employee"));
  undone.day = day;
  flow_.send(topics::work, flow::HouseholdKey{town_code, undone.id.household}, undone);
}

void Town::reviewer(Date day, const std::vector<std::string>& fields) {
  const ReviewTask task = happenings_.question_at(address_id_of(town_code, address(fields.at(3))));
  flow_.send(topics::signals, flow::MunicipalityKey{town_code},
             ReviewAnswer{task.id, town_code, task.address, fields.at(2) == "one household", day, {}});
}

}  // namespace tijdig::scenarios
