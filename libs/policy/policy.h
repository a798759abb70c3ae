// A municipality's approach as data: one dated, versioned YAML file, checked at load.
//
//   TIJDIG_TRY(Policy policy, load_policy("deploy/policies/zoetermeer.yaml"));
//   policy.partner(id)  policy.quota_in(YearMonth(2019, 6)) == 25
//
// Loading collects every problem of the file, each with line, key, what was expected and what to do; an unknown key
// refuses. `yaml` is the text as it was and `version` its hash; both travel in PolicyActivated, and a stage reads the
// rules only from there (docs/adr/0007). Immutable after loading; any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "libs/base/result.h"
#include "libs/domain/ddas.h"
#include "libs/domain/ids.h"
#include "libs/domain/money.h"
#include "libs/domain/policy_activated.h"

namespace tijdig::policy {

struct Partner {
  PartnerId id;
  std::string name;  // "De Goede Woning", as the tables print it
  PartnerKind kind = PartnerKind::other;
  Date agreement_from;  // L10, L49; also the legal basis of L01 and L02
  std::optional<Date> agreement_until;
  bool efforts_declared = false;  // the four efforts of L04, declared in the agreement
};

struct ArrearsAge {  // L07, in days between arrears origin and signal date; nullopt: no bound
  int days_min = 0;
  std::optional<int> days_max;
};

enum class MatchWhen { on_day_of_month, continuously };

// How signals become households: by what the signals of one address say about each other, or through the register,
// where every signal is linked to a resident with the others as rivals.
enum class LinkBy { address, residents };

struct Matching {
  LinkBy link_by = LinkBy::address;
  int window_months = 3;
  int partners_min = 2;
  MatchWhen when = MatchWhen::on_day_of_month;
  unsigned day_of_month = 25;
  bool single_when_crisis = false;          // a crisis signal alone makes a case
  std::optional<Cents> single_from_amount;  // so does an amount from here on
};

struct Enrichment {
  int cool_down_months = 3;               // L21, after a result with `starts_cool_down`
  int repeated_months = 3;                // L20, after any case that was picked up
  std::optional<Cents> re_approach_rise;  // a rise of at least this since then may be approached again
};

struct QuotaFrom {
  YearMonth from;
  int per_month = 0;
};

enum class Stratum { sector, district };

struct AssignmentRules {
  std::string team;
  std::vector<QuotaFrom> quota;  // ascending
  std::vector<Stratum> stratify;
  int reserve_addresses = 0;
  int offer_within_days = 28;  // L13
};

struct ContactRules {
  int visits_max = 2;
  bool flyer_after_last_visit = true;
  std::optional<YearMonth> telephone_from;
  int collection_pause_days = 30;  // L19
};

struct ClosingRules {
  int no_contact_working_days = 30;  // L18
  std::string no_contact_code;       // result code used by the clock
};

struct ResultCode {
  std::string code;   // "solves_it_alone"
  std::string label;  // "wil het zelf oplossen", as the tables print it
  EndResult ddas = EndResult::no_contact;
  bool starts_cool_down = false;
  bool is_plan = false;  // counts as "plan of approach" in the funnel
};

// Months that personal data is kept per kind; settings without default in code (L39).
struct Retention {
  int unmatched_signals_months = 0;
  int closed_cases_months = 0;
};

struct Policy {
  MunicipalityCode municipality;
  std::string name;
  Date valid_from;
  std::vector<Partner> partners;
  Cents threshold;  // L09, per arrears
  std::map<PartnerKind, ArrearsAge> arrears_age;
  Matching matching;
  Enrichment enrichment;
  AssignmentRules assignment;
  ContactRules contact;
  ClosingRules closing;
  std::vector<ResultCode> results;
  std::vector<std::string> causes;        // allowed codes, several per case
  std::vector<std::string> compositions;  // allowed household compositions
  std::vector<std::string> other_problems;
  Retention retention;
  std::string yaml;
  std::string version;  // 16 hexadecimal digits

  const Partner* partner(const PartnerId& id) const;
  const ResultCode* result(std::string_view code) const;
  int quota_in(YearMonth month) const;
  PolicyActivated activation() const { return {municipality, version, yaml}; }
};

// One problem of a policy file, for people: "line 14, matching.day_of_month: expected 1..28, found 31; ...".
struct PolicyProblem {
  int line = 0;
  std::string key;
  std::string expected;
  bool operator==(const PolicyProblem&) const = default;
};

std::string to_string(const PolicyProblem& problem);

Result<Policy> parse_policy(const std::string& yaml, std::vector<PolicyProblem>* problems = nullptr);
Result<Policy> load_policy(const std::string& path);  // the error text holds all problems, one per line

// The rules a stage works by: parsed from its state once per version, for the whole process, and kept. Any thread.
class PolicyCache {
 public:
  PolicyCache();
  Result<std::shared_ptr<const Policy>> get(std::string_view yaml) const;

 private:
  struct Seen;
  std::shared_ptr<Seen> seen_;
};

}  // namespace tijdig::policy
