#include "tools/linking/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace tijdig::lab {
namespace {

constexpr std::size_t shown = 20;

std::string slice_names(std::uint32_t slices) {
  std::string out;
  for (std::size_t i = 0; i < slices_count; ++i) {
    if ((slices >> i & 1U) == 0) continue;
    if (!out.empty()) out += " + ";
    out += people::name_of(static_cast<people::Slice>(i));
  }
  return out.empty() ? "nothing special" : out;
}

}  // namespace

void Patterns::saw(const WrongLink& wrong, const LinkerUnderTest& linker) {
  const std::string heading = wrong.other_household ? "links to another household" : "links to another person at home";
  const std::string agreed = linker.describe(wrong.answer.pattern);
  const std::string slices = slice_names(wrong.slices);
  const std::scoped_lock lock(counting_);
  ++counts_[heading + ", by what agreed"][agreed];
  ++counts_[heading + ", by slices"][slices];
}

void Patterns::saw(const WrongEvent& wrong) {
  const std::string slices = slice_names(wrong.slices);
  const std::scoped_lock lock(counting_);
  ++counts_[wrong.by_link ? "wrong events by a link" : "wrong events by the household"][slices];
}

void Patterns::saw_missed(std::uint32_t slices, bool apart) {
  const std::string names = slice_names(slices);
  const std::scoped_lock lock(counting_);
  ++counts_[apart ? "missed events, taken apart" : "missed events, not linked"][names];
}

std::string Patterns::text() const {
  std::string out;
  for (const auto& [heading, patterns] : counts_) {
    std::vector<std::pair<std::string, std::uint64_t>> sorted(patterns.begin(), patterns.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::uint64_t all = 0;
    for (const auto& [pattern, count] : sorted) all += count;
    out += fmt::format("### {} ({})\n\n", heading, all);
    for (std::size_t i = 0; i < std::min(shown, sorted.size()); ++i)
      out += fmt::format("{:>8}  {}\n", sorted[i].second, sorted[i].first);
    out += '\n';
  }
  return out;
}

}  // namespace tijdig::lab
