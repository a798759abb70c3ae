#include "services/tijdig/link_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tijdig::commands {
namespace {

using nlohmann::ordered_json;
using records::Evaluation;

std::string bits(linking::MilliBits weight) { return fmt::format("{:.3f}", weight / 1000.0); }
std::string share(std::uint64_t part, std::uint64_t all) {
  return all == 0 ? "-" : fmt::format("{:.4f}", static_cast<double>(part) / static_cast<double>(all));
}
std::string between(const linking::Interval& interval) {
  return fmt::format("{:.4f} - {:.4f}", interval.low, interval.high);
}

std::string head_text(const LinkReport& report) {
  const records::Blocking& blocking = report.linkage->blocking;
  std::string out = fmt::format("{}: {} records", report.name, report.records);
  if (report.register_records > 0) out += fmt::format(", register of {}", report.register_records);
  out += fmt::format("\n{:<24}{} of {}{}\n", "candidate pairs", blocking.pairs.size(), blocking.pair_space,
                     blocking.all ? " (all)" : fmt::format(" by {} keys", blocking.keys.size()));
  if (blocking.blocks_skipped > 0)
    out += fmt::format("{:<24}{} (values that very many records share)\n", "blocks left out", blocking.blocks_skipped);
  if (report.not_understood > 0)
    out += fmt::format("{:<24}{} dates or numbers, taken as unknown\n", "not understood", report.not_understood);
  out += fmt::format("{:<24}{}, {}", "model", report.model_from, report.linkage->model.hash().substr(0, 12));
  const records::Trained& trained = report.linkage->trained;
  if (trained.rounds > 0)
    out += fmt::format(", {} rounds{}, {:.0f} pairs expected", trained.rounds,
                       trained.converged ? "" : " (not settled)", trained.together);
  return out + fmt::format("\n{:<24}{:.1f}, {} MB\n", "seconds, memory", report.seconds, report.memory_mb);
}

std::string answers_text(const LinkReport& report) {
  const auto& found = *report.linkage;
  if (report.register_records == 0) {
    std::vector<bool> seen(found.groups.of.size(), false);
    for (const records::RecordIndex one : found.groups.of) seen[one] = true;
    return fmt::format("{:<24}{}\n", "groups", std::count(seen.begin(), seen.end(), true));
  }
  const auto linked = std::count_if(found.choices.begin(), found.choices.end(),
                                    [](const records::Choice& choice) { return choice.entry.has_value(); });
  return fmt::format("{:<24}{}\n", "records linked", linked);
}

std::string quality_row(std::string_view name, const linking::Quality& q) {
  return fmt::format("{:<24}{:>8.4f} {:>10.4f} {:>8.4f} {:>10} {:>9} {:>9}\n", name, q.f1, q.precision, q.recall,
                     bits(q.threshold), q.linked, q.correct);
}

std::string quality_text(const Evaluation& e, const std::string& slice) {
  std::string out = fmt::format("{:<24}{}, of which among the candidates {}\n\n", "true pairs", e.true_pairs,
                                share(e.reached, e.true_pairs));
  out += fmt::format("{:<24}{:>8} {:>10} {:>8} {:>10} {:>9} {:>9}\n", "", "F1", "precision", "recall", "threshold",
                     "linked", "correct");
  out += quality_row("at the own threshold", e.own) + quality_row("best (by the labels)", e.best);
  out += fmt::format("{:<24}precision {}, recall {}\n", "95 % of the own", between(e.precision), between(e.recall));
  out += fmt::format("{:<24}{:.4f}\n", "recall at P >= .999", e.recall_at_999);
  if (e.has_groups)
    out += fmt::format("{:<24}{:>8.4f} {:>10.4f} {:>8.4f}\n", "B-cubed of the groups", e.b_cubed.f1,
                       e.b_cubed.precision, e.b_cubed.recall);
  else
    out += fmt::format("{:<24}{} answers, {} right ({}); {} records have a true entry\n", "one answer per record",
                       e.answered, e.answered_right, share(e.answered_right, e.answered), e.with_entry);
  out += "\nstated probability         pairs   correct   stated    found\n";
  for (const linking::CalibrationBand& band : e.calibration)
    if (band.pairs > 0)
      out += fmt::format("{:.1f} - {:.1f}             {:>11} {:>9} {:>8.4f} {:>8}\n", band.from, band.to, band.pairs,
                         band.correct, band.stated, share(band.correct, band.pairs));
  if (!e.slices.empty())
    out += fmt::format("\n{:<24}{:>8} {:>10} {:>8} {:>10} {:>9}\n", "slice by " + slice, "F1", "precision", "recall",
                       "records", "pairs");
  for (const records::Slice& one : e.slices)
    out += fmt::format("{:<24}{:>8.4f} {:>10.4f} {:>8.4f} {:>10} {:>9}\n", one.value.empty() ? "(empty)" : one.value,
                       one.own.f1, one.own.precision, one.own.recall, one.records, one.own.truth);
  return out;
}

ordered_json quality_json(const linking::Quality& q) {
  return {{"threshold_milli_bits", q.threshold},
          {"f1", q.f1},
          {"precision", q.precision},
          {"recall", q.recall},
          {"linked", q.linked},
          {"correct", q.correct}};
}

ordered_json evaluation_json(const Evaluation& e) {
  ordered_json out;
  out["true_pairs"] = e.true_pairs;
  out["reached"] = e.reached;
  out["own"] = quality_json(e.own);
  out["own"]["precision_95"] = {e.precision.low, e.precision.high};
  out["own"]["recall_95"] = {e.recall.low, e.recall.high};
  out["best"] = quality_json(e.best);
  out["recall_at_precision_999"] = e.recall_at_999;
  if (e.has_groups)
    out["b_cubed"] = {{"f1", e.b_cubed.f1}, {"precision", e.b_cubed.precision}, {"recall", e.b_cubed.recall}};
  else
    out["answers"] = {{"given", e.answered}, {"right", e.answered_right}, {"records_with_entry", e.with_entry}};
  for (const linking::CalibrationBand& band : e.calibration)
    out["calibration"].push_back({{"from", band.from},
                                  {"to", band.to},
                                  {"pairs", band.pairs},
                                  {"correct", band.correct},
                                  {"stated", band.stated}});
  for (const records::Slice& one : e.slices) {
    out["slices"].push_back({{"value", one.value}, {"records", one.records}, {"true_pairs", one.own.truth}});
    out["slices"].back().update(quality_json(one.own));
  }
  return out;
}

}  // namespace

std::string link_report_text(const LinkReport& report) {
  std::string out = head_text(report) + answers_text(report);
  return report.evaluation ? out + quality_text(*report.evaluation, report.slice) : out;
}

std::string link_report_json(const LinkReport& report) {
  const records::Linkage& found = *report.linkage;
  ordered_json out;
  out["name"] = report.name;
  out["records"] = report.records;
  out["register_records"] = report.register_records;
  out["not_understood"] = report.not_understood;
  out["seconds"] = report.seconds;
  out["memory_mb"] = report.memory_mb;
  out["model"] = {{"from", report.model_from},
                  {"hash", found.model.hash()},
                  {"rounds", found.trained.rounds},
                  {"settled", found.trained.converged},
                  {"pairs_expected", found.trained.together}};
  out["candidates"] = found.blocking.pairs.size();
  out["pair_space"] = found.blocking.pair_space;
  out["all_pairs"] = found.blocking.all;
  out["blocks_left_out"] = found.blocking.blocks_skipped;
  for (const records::UsedKey& key : found.blocking.keys)
    out["keys"].push_back({{"name", key.name}, {"pairs", key.pairs}});
  if (report.evaluation) out["evaluation"] = evaluation_json(*report.evaluation);
  return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace tijdig::commands
