#include "libs/policy/policy.h"

#include <fstream>
#include <map>
#include <mutex>

#include "libs/base/stable_hash.h"
#include "libs/policy/declarations.h"

namespace tijdig::policy {
namespace {

constexpr std::size_t file_bytes_max = 1 << 20;

std::string version_of(const std::string& yaml) {
  std::uint64_t hash = stable_hash64(yaml);
  std::string digits(16, '0');
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, hash >>= 4)
    *digit = "0123456789abcdef"[hash & 15U];
  return digits;
}

Error refusal(const std::vector<PolicyProblem>& problems) {
  std::string text = problems.size() == 1 ? "1 problem" : std::to_string(problems.size()) + " problems";
  for (const PolicyProblem& problem : problems) text += '\n' + to_string(problem);
  return Error::refused(std::move(text));
}

// All that can be read; what cannot is in `reading`.
Policy read_policy(const std::string& yaml, Reading& reading) {
  Policy policy;
  try {
    const YAML::Node root = YAML::Load(yaml);
    read_fields(root, "", policy_fields(), reading, policy);
    check_whole(root, policy, reading);
  } catch (const YAML::Exception& broken) {
    reading.broken(broken.mark.line + 1, "expected YAML: " + broken.msg);
  }
  return policy;
}

}  // namespace

const Partner* Policy::partner(const PartnerId& id) const {
  for (const Partner& one : partners)
    if (one.id == id) return &one;
  return nullptr;
}

const ResultCode* Policy::result(std::string_view code) const {
  for (const ResultCode& one : results)
    if (one.code == code) return &one;
  return nullptr;
}

int Policy::quota_in(YearMonth month) const {
  int per_month = 0;
  for (const QuotaFrom& step : assignment.quota)
    if (step.from <= month) per_month = step.per_month;
  return per_month;
}

std::string to_string(const PolicyProblem& problem) {
  return "line " + std::to_string(problem.line) + ", " + problem.key + ": " + problem.expected;
}

Result<Policy> parse_policy(const std::string& yaml, std::vector<PolicyProblem>* problems) {
  Reading reading;
  Policy policy;
  if (yaml.size() > file_bytes_max)
    reading.broken(1, "expected at most 1 MiB");
  else
    policy = read_policy(yaml, reading);
  const std::vector<PolicyProblem> found = reading.problems();
  if (problems != nullptr) *problems = found;
  if (!found.empty()) return refusal(found);
  policy.yaml = yaml;
  policy.version = version_of(yaml);
  return policy;
}

Result<Policy> load_policy(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error::refused(path + ": cannot be opened; expected a policy file (YAML)");
  std::string yaml(file_bytes_max + 1, '\0');
  file.read(yaml.data(), static_cast<std::streamsize>(yaml.size()));
  if (file.bad()) return Error::refused(path + ": cannot be read; expected a policy file (YAML)");
  yaml.resize(static_cast<std::size_t>(file.gcount()));
  Result<Policy> policy = parse_policy(yaml);
  if (!policy) return Error::refused(path + ": " + policy.error().detail);
  return policy;
}

// Versions seen so far; a process sees a handful of each town in its life, so nothing is ever dropped.
struct PolicyCache::Seen {
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<const Policy>, std::less<>> by_text;
};

// One for the process: seven stages work by the same rules, and reading them takes a while.
PolicyCache::PolicyCache() {
  static const auto shared = std::make_shared<Seen>();
  seen_ = shared;
}

Result<std::shared_ptr<const Policy>> PolicyCache::get(std::string_view yaml) const {
  const std::lock_guard lock(seen_->mutex);
  if (const auto known = seen_->by_text.find(yaml); known != seen_->by_text.end()) return known->second;
  TIJDIG_TRY(Policy parsed, parse_policy(std::string(yaml)));
  return seen_->by_text[std::string(yaml)] = std::make_shared<const Policy>(std::move(parsed));
}

}  // namespace tijdig::policy
