#include "libs/town/caseworkers.h"

#include <fmt/format.h>

#include <algorithm>

#include "libs/domain/working_days.h"
#include "libs/town/random.h"
#include "libs/town/rates.h"

namespace tijdig::town {
namespace {

YearMonth telephone_from_walk_month() { return YearMonth(2019, 5); }
YearMonth evenings_from_walk_month() { return YearMonth(2019, 6); }

std::vector<std::string> split(std::string_view joined) {
  std::vector<std::string> parts;
  while (!joined.empty()) {
    const std::size_t bar = std::min(joined.find('|'), joined.size());
    parts.emplace_back(joined.substr(0, bar));
    joined.remove_prefix(std::min(bar + 1, joined.size()));
  }
  return parts;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out.push_back('|');
    out += part;
  }
  return out;
}

template <class Rate, std::size_t size>
const Rate& drawn_by_cases(Random& chance, const std::array<Rate, size>& rates) {
  std::array<std::uint32_t, size> weights{};
  for (std::size_t i = 0; i < size; ++i) weights[i] = rates[i].cases;
  return rates[chance.weighted(weights)];
}

// The course of one case, from the walk list to its end.
class Plan {
 public:
  Plan(std::uint64_t seed, const CaseId& id, Date assigned_on)
      : chance_(Random::of(seed, "case", stable_hash64(id.to_string()))),
        id_(id),
        assigned_on_(assigned_on),
        walk_month_(id.month.plus_months(1)) {}

  std::vector<DeskRow> rows() {
    const int index = std::clamp(months_between(month_of(0), id_.month), 0, months_of_year - 1);
    const WalkMonth& rate = walk_months[static_cast<std::size_t>(index)];
    const bool met = chance_.hits_of(rate.contact * contact_scale_part, rate.listed * contact_scale_whole);
    met ? plan_contact() : plan_no_contact();
    return std::move(rows_);
  }

 private:
  // The last bar of figure 2.4 is the clock: cases in it were not met, so they weigh double among the not met.
  const LeadTime& draw_lead(bool met) {
    std::array<std::uint32_t, lead_times.size()> weights{};
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = lead_times[i].percent;
    weights.back() = met ? 0 : 2 * weights.back();
    return lead_times[chance_.weighted(weights)];
  }

  Date working_day_within(const LeadTime& lead) {
    const Date latest = assigned_on_.plus_days(lead.days_max);
    const Date wanted = assigned_on_.plus_days(chance_.between(lead.days_min, lead.days_max));
    const Date day = plus_working_days(wanted, 0);
    return day <= latest ? day : working_day_before(latest);
  }

  Date working_day_before(Date day) const {
    while (!is_working_day(day) && day > assigned_on_.plus_days(1)) day = day.plus_days(-1);
    return day;
  }

  // A working day at `part` of the way to the end, in eighths.
  Date on_the_way(Date end, int part) const {
    const int days = std::max(1, days_between(assigned_on_, end) * part / 8);
    return std::min(plus_working_days(assigned_on_.plus_days(days), 0), end);
  }

  DayPart draw_day_part() {
    if (walk_month_ >= evenings_from_walk_month() && chance_.hits(350)) return DayPart::evening;
    return chance_.hits(450) ? DayPart::morning : DayPart::afternoon;
  }

  void attempt(Date day, ContactKind kind, bool reached, bool flyer = false) {
    rows_.push_back({id_, day, ContactAttempt{kind, reached, draw_day_part(), flyer}, std::nullopt});
  }

  // A visit in vain; from May a telephone call the same day. True when somebody answered it.
  bool visit_in_vain(Date day, bool flyer, bool may_answer) {
    attempt(day, ContactKind::home_visit, false, flyer);
    if (walk_month_ < telephone_from_walk_month()) return false;
    const bool answered = may_answer && chance_.hits(reached_by_telephone_permille);
    attempt(day, ContactKind::telephone, answered);
    return answered;
  }

  void plan_contact() {
    const ResultRate& rate = drawn_by_cases(chance_, results_after_contact);
    const Date end = working_day_within(draw_lead(true));
    const bool on_the_spot = rate.code == "refuses" || rate.code == "solves_it_alone";
    const Date met_on = on_the_spot ? end : on_the_way(end, 5);
    if (chance_.hits_of(flyers_with_contact, contacts_count)) {
      attempt(on_the_way(met_on, 2), ContactKind::home_visit, false);
      attempt(on_the_way(met_on, 4), ContactKind::home_visit, false, true);
      attempt(met_on, ContactKind::telephone, true);
    } else if (chance_.hits(first_visit_permille)) {
      attempt(met_on, ContactKind::home_visit, true);
    } else if (!visit_in_vain(on_the_way(met_on, 3), false, true)) {
      attempt(met_on, ContactKind::home_visit, true);
    }
    rows_.push_back({id_, end, std::nullopt, draw_result(rate)});
  }

  void plan_no_contact() {
    const LeadTime& lead = draw_lead(false);
    const bool left_to_the_clock = &lead == &lead_times.back();
    const Date end = left_to_the_clock ? assigned_on_.plus_days(28) : working_day_within(lead);
    visit_in_vain(on_the_way(end, 3), false, false);
    visit_in_vain(on_the_way(end, 6), chance_.hits_of(flyers_without_contact, not_met_count), false);
    if (left_to_the_clock) return;
    rows_.push_back({id_, end, std::nullopt, CaseResult{std::string(no_contact_code), {}, "", {}}});
  }

  CaseResult draw_result(const ResultRate& rate) {
    CaseResult result;
    result.local_code = std::string(rate.code);
    std::uint32_t known = 0;
    for (std::uint32_t cases : rate.composition) known += cases;
    if (known > 0 && chance_.hits_of(known, rate.cases))
      result.composition = std::string(compositions[chance_.weighted(rate.composition)]);
    if (chance_.hits_of(causes_count, contacts_count))
      result.causes = split(drawn_by_cases(chance_, causes_known).causes);
    if (chance_.hits_of(other_problems_count, contacts_count))
      result.other_problems = {std::string(drawn_by_cases(chance_, other_problems_known).code)};
    return result;
  }

  Random chance_;
  CaseId id_;
  Date assigned_on_;
  YearMonth walk_month_;
  std::vector<DeskRow> rows_;
};

std::string attempt_columns(const std::optional<ContactAttempt>& attempt) {
  if (!attempt) return ";;;";
  return fmt::format("{};{};{};{}", ddas_text(attempt->kind), attempt->reached ? "ja" : "nee",
                     ddas_text(attempt->day_part), attempt->flyer_left ? "ja" : "nee");
}

std::string result_columns(const std::optional<CaseResult>& result) {
  if (!result) return ";;;";
  return fmt::format("{};{};{};{}", result->local_code, joined(result->causes), result->composition,
                     joined(result->other_problems));
}

}  // namespace

std::string desk_csv(std::span<const DeskRow> rows) {
  std::string out = "zaaknummer;datum;soort;bereikt;dagdeel;flyer;resultaat;oorzaken;samenstelling;andereproblemen\n";
  for (const DeskRow& row : rows)
    out += fmt::format("{};{};{};{}\n", row.id.to_string(), row.day.to_string(), attempt_columns(row.attempt),
                       result_columns(row.result));
  return out;
}

std::vector<DeskRow> Caseworkers::act(Date day, std::span<const Assignment> new_on_list) {
  for (const Assignment& address : new_on_list) {
    const CaseId& id = address.enriched.id;
    if (address.reserve || !known_.emplace(id, address.assigned_on).second) continue;
    for (DeskRow& row : Plan(seed_, id, address.assigned_on).rows()) {
      const Date when = row.day;
      agenda_.emplace(std::pair(when, id), std::move(row));
    }
  }
  std::vector<DeskRow> entries;
  while (!agenda_.empty() && agenda_.begin()->first.first <= day) {
    entries.push_back(std::move(agenda_.begin()->second));
    agenda_.erase(agenda_.begin());
  }
  return entries;
}

}  // namespace tijdig::town
