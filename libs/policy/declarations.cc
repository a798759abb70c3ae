#include "libs/policy/declarations.h"

#include "libs/base/nearest_word.h"

namespace tijdig::policy {
namespace {

constexpr auto required = Presence::required;
constexpr auto has_default = Presence::has_default;

Fields<Partner> partner_fields() {
  return {
      field("id", &Partner::id, partner_id(), required, "Word by which files, keys and reports name the partner.", ""),
      field("name", &Partner::name, text(80), required, "Name as the tables print it.", ""),
      field("kind", &Partner::kind, ddas_code<PartnerKind>(), required,
            "Kind of signal partner; the legal basis hangs on it.", "L01, DDAS 1.2 EnumSignaalpartner"),
      field("agreement_from", &Partner::agreement_from, day(), required,
            "First day of the agreement; signals dated before it are refused.", "L10, L49"),
      field("agreement_until", &Partner::agreement_until, day(), "Last day of the agreement.", "L02, L10"),
      field("efforts_declared", &Partner::efforts_declared, flag(), has_default,
            "The partner declares in the agreement that it first tried personal contact, pointed to debt help, sent a "
            "written reminder and offered in it to pass on contact data. Without it every signal is refused.",
            "L04"),
  };
}

Fields<ArrearsAge> arrears_age_fields() {
  return {
      field("days_min", &ArrearsAge::days_min, whole_number(0, 3650), has_default,
            "Fewest days between the start of the arrears and the signal.", "L07"),
      field("days_max", &ArrearsAge::days_max, whole_number(0, 3650), "Most days; absent: no bound.", "L07"),
  };
}

Fields<Matching> matching_fields() {
  return {
      field("link_by", &Matching::link_by,
            word<LinkBy>({{"address", LinkBy::address}, {"register", LinkBy::residents}}), has_default,
            "`address` compares the signals of one address with each other; `register` links each signal to a resident "
            "of "
            "the register, which must be loaded after this was chosen.",
            "L26, L28"),
      field("window_months", &Matching::window_months, whole_number(1, 12), has_default,
            "Consecutive months, the match month the last, in which the signals of a household are taken together.",
            "match rule"),
      field("partners_min", &Matching::partners_min, whole_number(1, 11), has_default,
            "Distinct partners that must have signalled in the window.", "match rule"),
      field(
          "when", &Matching::when,
          word<MatchWhen>({{"on_day_of_month", MatchWhen::on_day_of_month}, {"continuously", MatchWhen::continuously}}),
          has_default, "One run a month, or one at the end of every day.", "L16"),
      field("day_of_month", &Matching::day_of_month, whole_number(1U, 28U), has_default,
            "Day of the monthly run; signals received on that day count.", "L16"),
      field("single_when_crisis", &Matching::single_when_crisis, flag(), has_default,
            "Whether a crisis signal alone makes a case.", "L14, L15"),
      field("single_from_amount", &Matching::single_from_amount, euros(),
            "From this amount a single signal makes a case.", "L13"),
  };
}

Fields<Enrichment> enrichment_fields() {
  return {
      field("cool_down_months", &Enrichment::cool_down_months, whole_number(0, 24), has_default,
            "Months without a new approach after a result with `starts_cool_down`.", "L21"),
      field(
          "repeated_months", &Enrichment::repeated_months, whole_number(0, 24), has_default,
          "Months after a case that was picked up in which the same arrears are a repeated report: only a partner that "
          "is new, an amount that rose, or a crisis makes another case. 0: never.",
          "L20"),
      field("re_approach_rise", &Enrichment::re_approach_rise, euros(),
            "A total debt that rose by at least this since then is approached again all the same; absent: however much "
            "it rose, only a crisis signal is. Arrears grow by the month, so a small amount here undoes the cool-down.",
            "L21"),
  };
}

Fields<QuotaFrom> quota_fields() {
  return {
      field("from", &QuotaFrom::from, month(), required, "First match month with this quota.", ""),
      field("per_month", &QuotaFrom::per_month, whole_number(0, 100'000), required, "Cases a month on the walk list.",
            ""),
  };
}

Fields<AssignmentRules> assignment_fields() {
  return {
      field("team", &AssignmentRules::team, text(80), required, "Who gets the walk list.", ""),
      list_of_blocks<AssignmentRules, QuotaFrom>(
          "quota", &AssignmentRules::quota, quota_fields(), [](const QuotaFrom& q) { return q.from.to_string(); },
          "How many cases a month, from which month on; ascending.", ""),
      list_of_values("stratify", &AssignmentRules::stratify,
                     word<Stratum>({{"sector", Stratum::sector}, {"district", Stratum::district}}), has_default,
                     "Over what the quota is spread, the first first.", ""),
      field("reserve_addresses", &AssignmentRules::reserve_addresses, whole_number(0, 1000), has_default,
            "Addresses below the quota, to visit when a place comes free.", ""),
      field("offer_within_days", &AssignmentRules::offer_within_days, whole_number(1, 365), has_default,
            "Days from the first receipt within which help must be offered.", "L13"),
  };
}

Fields<ContactRules> contact_fields() {
  return {
      field("visits_max", &ContactRules::visits_max, whole_number(0, 10), has_default, "Most home visits in one case.",
            ""),
      field("flyer_after_last_visit", &ContactRules::flyer_after_last_visit, flag(), has_default,
            "Whether a flyer with a note is left when the last visit finds nobody.", ""),
      field("telephone_from", &ContactRules::telephone_from, month(),
            "First month in which nobody at home is followed by a telephone call; absent: never.", ""),
      field("collection_pause_days", &ContactRules::collection_pause_days, whole_number(0, 365), has_default,
            "Days that partners pause collection after help was accepted.", "L19"),
  };
}

Fields<ClosingRules> closing_fields() {
  return {
      field("no_contact_working_days", &ClosingRules::no_contact_working_days, whole_number(1, 260), has_default,
            "Working days without contact after which a case closes by itself.", "L18"),
      field("no_contact_code", &ClosingRules::no_contact_code, code(), required,
            "Result code with which the clock closes; one of `results`.", "L18"),
  };
}

Fields<ResultCode> result_fields() {
  return {
      field("code", &ResultCode::code, code(), required, "Word by which caseworkers' entries name the result.", ""),
      field("label", &ResultCode::label, text(80), required, "Name as the tables print it.", ""),
      field("ddas", &ResultCode::ddas, ddas_code<EndResult>(), required, "The end result in the national exchange.",
            "DDAS 1.2 EnumEindresultaat"),
      field("starts_cool_down", &ResultCode::starts_cool_down, flag(), has_default,
            "Whether the household is left alone for `enrichment.cool_down_months`.", "L21"),
      field("is_plan", &ResultCode::is_plan, flag(), has_default, "Whether the report counts it as a plan of approach.",
            ""),
  };
}

Fields<Retention> retention_fields() {
  return {
      field("unmatched_signals_months", &Retention::unmatched_signals_months, whole_number(1, 240), required,
            "Months that the personal data of a signal without match is kept.", "L39"),
      field("closed_cases_months", &Retention::closed_cases_months, whole_number(1, 240), required,
            "Months that the personal data of a closed case is kept.", "L39"),
  };
}

Fields<Policy> make_policy_fields() {
  return {
      field("municipality", &Policy::municipality, municipality(), required, "Whose rules these are.", "CBS"),
      field("name", &Policy::name, text(80), required, "Name of the municipality or approach, for headings.", ""),
      field("valid_from", &Policy::valid_from, day(), required, "First day of these rules.", ""),
      list_of_blocks<Policy, Partner>(
          "partners", &Policy::partners, partner_fields(), [](const Partner& p) { return p.id.text(); },
          "Who may deliver signals. Anybody else is refused.", "L01, L10"),
      field("threshold", &Policy::threshold, euros(), required, "Arrears below this amount are refused as unjustified.",
            "L09"),
      blocks_by_code<Policy, PartnerKind, ArrearsAge>(
          "arrears_age", &Policy::arrears_age, ddas_code<PartnerKind>(), arrears_age_fields(),
          "Age of the arrears at the signal date, by kind of partner; outside it is refused as unjustified. A kind "
          "that is absent has no bounds.",
          "L07"),
      section("matching", &Policy::matching, matching_fields(), has_default, "When two signals are one household's.",
              "match rule"),
      section("enrichment", &Policy::enrichment, enrichment_fields(), has_default,
              "What keeps a match from being approached.", "L21-L26"),
      section("assignment", &Policy::assignment, assignment_fields(), required,
              "Which matches become cases, and whose.", "L13"),
      section("contact", &Policy::contact, contact_fields(), has_default, "What a caseworker may do.", "L19"),
      section("closing", &Policy::closing, closing_fields(), required, "When a case closes by itself.", "L18"),
      list_of_blocks<Policy, ResultCode>(
          "results", &Policy::results, result_fields(), [](const ResultCode& r) { return r.code; },
          "What a case may end with.", "DDAS 1.2"),
      list_of_values("causes", &Policy::causes, code(), has_default, "Causes of debt; a case may have several.", ""),
      list_of_values("compositions", &Policy::compositions, code(), has_default, "Household compositions.", ""),
      list_of_values("other_problems", &Policy::other_problems, code(), has_default,
                     "Other problems that a caseworker may note.", "L28"),
      section(
          "retention", &Policy::retention, retention_fields(), required,
          "How long personal data may be kept. No default: the municipality decides. Not carried out yet: nothing is "
          "deleted.",
          "L39"),
  };
}

}  // namespace

const Fields<Policy>& policy_fields() {
  static const Fields<Policy> fields = make_policy_fields();
  return fields;
}

void check_whole(const YAML::Node& root, const Policy& policy, Reading& reading) {
  const std::string& closing_code = policy.closing.no_contact_code;
  if (!closing_code.empty() && policy.result(closing_code) == nullptr) {
    std::vector<std::string> codes;
    for (const ResultCode& result : policy.results) codes.push_back(result.code);
    const auto meant = nearest_word(closing_code, codes);
    reading.problem(root["closing"]["no_contact_code"], "closing.no_contact_code",
                    "expected one of the codes under results, found `" + closing_code + '`' +
                        (meant ? "; did you mean `" + *meant + "`?" : ""));
  }
  for (std::size_t i = 0; i < policy.partners.size(); ++i) {
    const Partner& partner = policy.partners[i];
    if (partner.agreement_until && *partner.agreement_until < partner.agreement_from)
      reading.problem(root["partners"], "partners." + partner.id.text() + ".agreement_until",
                      "expected a day not before agreement_from");
  }
  for (const auto& [kind, age] : policy.arrears_age)
    if (age.days_max && *age.days_max < age.days_min)
      reading.problem(root["arrears_age"], "arrears_age." + std::string(code_of(kind)) + ".days_max",
                      "expected at least days_min");
  for (std::size_t i = 1; i < policy.assignment.quota.size(); ++i)
    if (policy.assignment.quota[i].from < policy.assignment.quota[i - 1].from)
      reading.problem(root["assignment"]["quota"][i], "assignment.quota[" + std::to_string(i) + "].from",
                      "expected months in ascending order");
}

}  // namespace tijdig::policy
