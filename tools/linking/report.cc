#include "tools/linking/report.h"

#include <fmt/format.h>

#include <functional>

namespace tijdig::lab {
namespace {

double per(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "-" : fmt::format("{:.4f}", per(part, whole));
}

std::string percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? "-" : fmt::format("{:.2f} %", 100 * per(part, whole));
}

std::string in_ten_thousand(std::uint64_t part, std::uint64_t whole) {
  const Interval range = interval(part, whole);
  return fmt::format("{:.2f} ({:.2f}-{:.2f})", 10'000 * per(part, whole), 10'000 * range.low, 10'000 * range.high);
}

struct Row {
  std::string_view what;
  bool needs_residents;
  std::function<std::string(const Tally&)> value;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"residents", false, [](const Tally& t) { return fmt::format("{}", t.residents); }},
      {"customer versions", false, [](const Tally& t) { return fmt::format("{}", t.links.versions); }},
      {"signals", false, [](const Tally& t) { return fmt::format("{}", t.signals); }},
      {"true events", false, [](const Tally& t) { return fmt::format("{}", t.events.truth); }},
      {"fired events", false, [](const Tally& t) { return fmt::format("{}", t.events.fired); }},
      {"wrong contacts per 10,000 (95 %)", false,
       [](const Tally& t) { return in_ten_thousand(t.events.wrong, t.events.fired); }},
      {"- by a link to another household", true,
       [](const Tally& t) { return in_ten_thousand(t.events.wrong_by_link, t.events.fired); }},
      {"- by two households taken for one", true,
       [](const Tally& t) { return in_ten_thousand(t.events.wrong_by_household, t.events.fired); }},
      {"  - nobody has told of the parting yet", true,
       [](const Tally& t) { return in_ten_thousand(t.events.wrong_untold, t.events.fired); }},
      {"right household, misdirected door", false,
       [](const Tally& t) { return percent(t.events.misdirected, t.events.fired); }},
      {"event recall", false, [](const Tally& t) { return share(t.events.found, t.events.truth); }},
      {"event recall, register knows them", false,
       [](const Tally& t) { return share(t.events.reachable_found, t.events.reachable); }},
      {"event recall, were every link right", true,
       [](const Tally& t) { return share(t.events.found_by_true_links, t.events.truth); }},
      {"event recall, were households given", true,
       [](const Tally& t) { return share(t.events.found_by_true_households, t.events.truth); }},
      {"- missed: register does not know them", true,
       [](const Tally& t) { return percent(t.events.missed_unknown, t.events.truth); }},
      {"- missed: a signal not or wrongly linked", true,
       [](const Tally& t) { return percent(t.events.missed_unlinked, t.events.truth); }},
      {"- missed: household taken for two", true,
       [](const Tally& t) { return percent(t.events.missed_apart, t.events.truth); }},
      {"automatic links", false, [](const Tally& t) { return percent(t.links.automatic, t.links.versions); }},
      {"- of them to a person", true, [](const Tally& t) { return percent(t.links.persons, t.links.versions); }},
      {"wrong automatic links", true, [](const Tally& t) { return percent(t.links.wrong, t.links.automatic); }},
      {"review", true, [](const Tally& t) { return percent(t.links.review, t.links.versions); }},
      {"none", false, [](const Tally& t) { return percent(t.links.none, t.links.versions); }},
      {"customers unknown to the register", false,
       [](const Tally& t) { return percent(t.links.versions - t.known_versions, t.links.versions); }},
      {"person recall at precision .999", true,
       [](const Tally& t) { return fmt::format("{:.4f}", recall_at(t, .999)); }},
      {"person recall at precision .9999", true,
       [](const Tally& t) { return fmt::format("{:.4f}", recall_at(t, .9999)); }},
      {"household pairs: precision", true,
       [](const Tally& t) { return share(t.pairs.both, t.pairs.both + t.pairs.derived_only); }},
      {"household pairs: recall", true,
       [](const Tally& t) { return share(t.pairs.both, t.pairs.both + t.pairs.truth_only); }},
      {"links per second", false,
       [](const Tally& t) { return fmt::format("{:.0f}", 1e9 * per(t.signals, t.link_nanoseconds)); }},
  };
  return all;
}

void append_calibration(std::string& out, std::string_view what, const std::array<CalibrationBin, bins_count>& bins) {
  constexpr std::string_view names[bins_count] = {"0-.1",  ".1-.2", ".2-.3", ".3-.4",  ".4-.5",    ".5-.6",
                                                  ".6-.7", ".7-.8", ".8-.9", ".9-.99", ".99-.999", ".999-1"};
  for (std::size_t i = 0; i < bins_count; ++i) {
    const CalibrationBin& bin = bins[i];
    if (bin.count == 0) continue;
    const double stated = static_cast<double>(bin.stated_ppm) / 1e6 / static_cast<double>(bin.count);
    out += fmt::format("| {:<9} | {:<8} | {:>9} | {:>9.5f} | {:>9.5f} |\n", what, names[i], bin.count, stated,
                       per(bin.right, bin.count));
  }
}

}  // namespace

std::string summary_table(const std::vector<Column>& columns) {
  std::string out = fmt::format("| {:<40} |", "");
  for (const Column& column : columns) out += fmt::format(" {:>26} |", column.title);
  out += fmt::format("\n|{:-<42}|", "");
  for (std::size_t i = 0; i < columns.size(); ++i) out += fmt::format("{:-<27}:|", "");
  out += '\n';
  for (const Row& row : rows()) {
    out += fmt::format("| {:<40} |", row.what);
    for (const Column& column : columns)
      out += fmt::format(" {:>26} |", row.needs_residents && !column.knows_residents ? "-" : row.value(column.tally));
    out += '\n';
  }
  return out;
}

std::string slice_table(const Column& column) {
  std::string out = fmt::format("{}\n\n| {:<24} | {:>9} | {:>10} | {:>26} | {:>8} | {:>8} |\n", column.title, "slice",
                                "versions", "automatic", "wrong automatic, % (95 %)", "review", "none");
  out += fmt::format("|{:-<26}|{:->10}:|{:->11}:|{:->27}:|{:->9}:|{:->9}:|\n", "", "", "", "", "", "");
  for (std::size_t i = 0; i <= slices_count; ++i) {
    const LinkCounts& counts = i == slices_count ? column.tally.links : column.tally.slices[i];
    if (counts.versions == 0) continue;
    const Interval range = interval(counts.wrong, counts.automatic);
    const std::string wrong = fmt::format("{:.3f} ({:.3f}-{:.3f})", 100 * per(counts.wrong, counts.automatic),
                                          100 * range.low, 100 * range.high);
    out += fmt::format("| {:<24} | {:>9} | {:>10} | {:>26} | {:>8} | {:>8} |\n",
                       i == slices_count ? "all" : people::name_of(static_cast<people::Slice>(i)), counts.versions,
                       percent(counts.automatic, counts.versions), wrong, percent(counts.review, counts.versions),
                       percent(counts.none, counts.versions));
  }
  return out;
}

std::string calibration_table(const Column& column) {
  std::string out = fmt::format("{}\n\n| {:<9} | {:<8} | {:>9} | {:>9} | {:>9} |\n", column.title, "of", "stated",
                                "versions", "mean", "right");
  out += fmt::format("|{:-<11}|{:-<10}|{:->10}:|{:->10}:|{:->10}:|\n", "", "", "", "", "");
  append_calibration(out, "person", column.tally.person_calibration);
  append_calibration(out, "household", column.tally.household_calibration);
  return out;
}

std::string goals(const Column& column) {
  const Tally& t = column.tally;
  std::size_t bad_slices = 0;
  for (const LinkCounts& counts : t.slices)
    if (counts.versions >= 500 && counts.wrong * 1000 > counts.automatic) ++bad_slices;
  const auto line = [](bool reached, std::string text) {
    return fmt::format("- {}: {}\n", reached ? "reached" : "NOT reached", text);
  };
  std::string out = column.title + "\n\n";
  const double wrong = 10'000 * per(t.events.wrong, t.events.fired);
  out += line(wrong <= .3, fmt::format("wrong contacts at most 0.3 per 10,000 ({:.2f})", wrong));
  out += line(t.events.truth >= 300'000, fmt::format("at least 300,000 true events ({})", t.events.truth));
  out += line(per(t.events.found, t.events.truth) >= .98,
              fmt::format("event recall at least .98 ({})", share(t.events.found, t.events.truth)));
  out +=
      line(recall_at(t, .999) >= .97, fmt::format("person recall at least .97 at .999 ({:.4f})", recall_at(t, .999)));
  out += line(per(t.links.review, t.links.versions) <= .015,
              fmt::format("review at most 1.5 % ({})", percent(t.links.review, t.links.versions)));
  out += line(bad_slices == 0,
              fmt::format("no slice of 500 with more than 0.1 % wrong automatic links ({} such)", bad_slices));
  return out;
}

}  // namespace tijdig::lab
