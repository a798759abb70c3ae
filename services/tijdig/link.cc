#include "services/tijdig/link.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <fstream>
#include <memory>

#include "libs/base/csv_cell.h"
#include "libs/base/read_file.h"
#include "libs/linking/plot.h"
#include "libs/records/evaluation.h"
#include "libs/records/linker.h"
#include "libs/records/truth.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/link_report.h"

namespace tijdig::commands {
namespace {

using records::Csv;
using records::NamedCsv;
using records::Schema;
using records::Table;

Result<> write_file(const std::filesystem::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) return Error::fatal(fmt::format("{}: cannot be written", path.string()));
  return {};
}

// All that a run is about, read and checked. Problems of all files come together.
struct Input {
  Schema schema;
  Csv records;
  std::optional<Csv> register_rows, pairs;
  std::optional<linking::Model> model;
  std::string records_file, register_file, pairs_file;

  NamedCsv named_records() const { return {records_file, &records}; }
  std::optional<NamedCsv> named_register() const {
    return register_rows ? std::optional(NamedCsv{register_file, &*register_rows}) : std::nullopt;
  }
};

Result<Csv> read_csv(const std::filesystem::path& path, const Schema& schema) {
  TIJDIG_TRY(const std::string bytes, read_file(path));
  return Csv::parse(path.string(), bytes, {schema.separator, schema.windows_1252});
}

template <class T, class Into>
void gather(Result<T> read, Into& into, std::string& problems) {
  if (read)
    into = *std::move(read);
  else
    problems += (problems.empty() ? "" : "\n") + read.error().detail;
}

Result<linking::Model> read_model(const std::filesystem::path& path) {
  TIJDIG_TRY(const std::string text, read_file(path));
  auto model = linking::Model::parse(text);
  if (!model) return Error::refused(fmt::format("{}: {}", path.string(), model.error().detail));
  return model;
}

Result<Input> read_input(const LinkOptions& options) {
  TIJDIG_TRY(const std::string yaml, read_file(options.schema));
  Input input;
  TIJDIG_TRY(input.schema, Schema::parse(options.schema.string(), yaml));
  const std::filesystem::path folder = options.schema.parent_path();
  std::string problems;
  input.records_file = options.records.string();
  gather(read_csv(options.records, input.schema), input.records, problems);
  if (options.register_file) {
    input.register_file = options.register_file->string();
    gather(read_csv(*options.register_file, input.schema), input.register_rows, problems);
  }
  std::optional<std::filesystem::path> pairs = options.truth;
  if (!pairs && !input.schema.truth.pairs_file.empty()) pairs = folder / input.schema.truth.pairs_file;
  if (pairs) {
    input.pairs_file = pairs->string();
    gather(read_csv(*pairs, input.schema), input.pairs, problems);
    if (input.schema.truth.pairs_left.empty())
      problems += fmt::format("{}{}: --truth needs `truth: {{left: ..., right: ...}}` in the schema",
                              problems.empty() ? "" : "\n", options.schema.string());
  }
  if (options.model)
    gather(read_model(*options.model), input.model, problems);
  else if (!options.train && !input.schema.model_file.empty())
    gather(read_model(folder / input.schema.model_file), input.model, problems);
  if (!problems.empty()) return Error::refused(std::move(problems));
  return input;
}

Result<Table> read_table(const Input& input) {
  Table table(input.schema);
  std::string problems;
  Ok done;
  gather(table.add(input.records_file, input.records), done, problems);
  if (input.register_rows) gather(table.add_register(input.register_file, *input.register_rows), done, problems);
  if (!problems.empty()) return Error::refused(std::move(problems));
  table.count_values(input.register_rows ? static_cast<records::RecordIndex>(input.records.rows.size()) : 0);
  return table;
}

Result<std::optional<records::Truth>> read_truth(const Input& input) {
  const auto register_rows = input.named_register();
  const NamedCsv* behind = register_rows ? &*register_rows : nullptr;
  if (input.pairs) {
    TIJDIG_TRY(auto truth, records::Truth::by_pairs(input.schema, input.named_records(), behind,
                                                    {input.pairs_file, &*input.pairs}));
    return std::optional(std::move(truth));
  }
  if (input.schema.truth.entity.empty()) return std::optional<records::Truth>();
  TIJDIG_TRY(auto truth, records::Truth::by_entity(input.schema, input.named_records(), behind));
  return std::optional(std::move(truth));
}

Result<std::vector<std::string>> read_slices(const Input& input) {
  std::vector<std::string> out;
  if (input.schema.slice.empty()) return out;
  for (const auto& named : {std::optional(input.named_records()), input.named_register()}) {
    if (!named) continue;
    const auto column = named->csv->column(input.schema.slice);
    if (!column)
      return Error::refused(
          fmt::format("{}: no column `{}`, which the schema names as slice", named->file, input.schema.slice));
    for (const auto& row : named->csv->rows) out.push_back(row[*column]);
  }
  return out;
}

std::string cell(const std::string& text) { return csv_cell(text, ','); }

Result<std::string> found_csv(const Input& input, const records::Linkage& linkage) {
  TIJDIG_TRY(const auto ids, records::record_ids(input.schema.id, input.named_records()));
  std::string out;
  if (!input.register_rows) {
    out = "record,group\n";
    for (std::size_t r = 0; r < ids.size(); ++r) out += cell(ids[r]) + "," + cell(ids[linkage.groups.of[r]]) + "\n";
    return out;
  }
  TIJDIG_TRY(const auto entries, records::record_ids(input.schema.register_id, *input.named_register()));
  out = "record,entry,probability,weight_milli_bits\n";
  for (const records::Choice& choice : linkage.choices)
    out += fmt::format("{},{},{}.{:06},{}\n", cell(ids[choice.record]),
                       choice.entry ? cell(entries[*choice.entry - ids.size()]) : "",
                       choice.probability / linking::certain, choice.probability % linking::certain, choice.weight);
  return out;
}

std::uint64_t memory_mb() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  return static_cast<std::uint64_t>(use.ru_maxrss) / 1024;
}

Result<records::Linkage> run_link(const Input& input, const Table& table, bool learn) {
  if (input.model) TIJDIG_DO(records::fits(*input.model, table));
  records::LinkSettings settings;
  settings.register_from =
      static_cast<records::RecordIndex>(input.register_rows ? input.records.rows.size() : std::size_t{0});
  settings.learn = learn;
  settings.model = input.model;
  return records::link(table, settings);
}

Result<> write_outputs(const LinkOptions& options, const Input& input, const LinkReport& report) {
  if (options.json) TIJDIG_DO(write_file(*options.json, link_report_json(report)));
  if (options.calibration && report.evaluation)
    TIJDIG_DO(write_file(*options.calibration, linking::calibration_svg(report.name, report.evaluation->calibration)));
  if (!options.out) return {};
  TIJDIG_TRY(const std::string found, found_csv(input, *report.linkage));
  return write_file(*options.out, found);
}

Result<> evaluate_files(const LinkOptions& options) {
  const auto began = std::chrono::steady_clock::now();
  TIJDIG_TRY(const Input input, read_input(options));
  TIJDIG_TRY(const Table table, read_table(input));
  TIJDIG_TRY(const auto slices, read_slices(input));
  TIJDIG_TRY(const auto truth, read_truth(input));
  if (options.out) TIJDIG_DO(records::record_ids(input.schema.id, input.named_records()));
  TIJDIG_TRY(const records::Linkage linkage, run_link(input, table, options.train));
  LinkReport report;
  report.name = input.schema.name;
  report.records = input.records.rows.size();
  report.register_records = input.register_rows ? input.register_rows->rows.size() : 0;
  report.not_understood = table.not_understood();
  report.model_from = input.model ? "file" : options.train ? "trained" : "defaults";
  report.linkage = &linkage;
  report.slice = input.schema.slice;
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  report.memory_mb = memory_mb();
  if (truth) {
    const auto from = static_cast<records::RecordIndex>(input.register_rows ? report.records : 0);
    report.evaluation = records::evaluate(linkage, *truth, from, slices);
  }
  TIJDIG_DO(write_outputs(options, input, report));
  fmt::print("{}", link_report_text(report));
  return {};
}

Result<> train_files(const LinkOptions& options) {
  TIJDIG_TRY(const Input input, read_input(options));
  TIJDIG_TRY(const Table table, read_table(input));
  TIJDIG_TRY(const records::Linkage linkage, run_link(input, table, true));
  TIJDIG_DO(write_file(*options.out, linkage.model.to_yaml()));
  fmt::print("{}: {} rounds{}, {:.0f} pairs expected to belong together, model {}\n", options.out->string(),
             linkage.trained.rounds, linkage.trained.converged ? "" : " (not settled)", linkage.trained.together,
             linkage.model.hash().substr(0, 12));
  return {};
}

CLI::App& common(CLI::App& link, const char* name, const char* what, const char* example, LinkOptions& options) {
  CLI::App& command = *link.add_subcommand(name, what);
  command.footer(std::string("Example:\n  ") + example + "\nThe schema is described in docs/linking-evaluation.md.");
  command.add_option("--schema", options.schema, "which column is what")->required()->type_name("FILE");
  command.add_option("--records", options.records, "CSV file to deduplicate, or to link with the register")
      ->required()
      ->type_name("FILE");
  command.add_option("--register", options.register_file, "CSV file in which each record has at most one entry")
      ->type_name("FILE");
  return command;
}

}  // namespace

int link_evaluate(const LinkOptions& options) {
  const auto done = evaluate_files(options);
  return done ? exit_done : failed(done.error());
}

int link_train(const LinkOptions& options) {
  const auto done = train_files(options);
  return done ? exit_done : failed(done.error());
}

void add_link(CLI::App& app, std::function<int()>& chosen) {
  CLI::App& link = *app.add_subcommand("link", "Link the records of any CSV file, and measure how well");
  link.require_subcommand(1);
  auto evaluating = std::make_shared<LinkOptions>();
  CLI::App& evaluate = common(link, "evaluate", "Link, and compare with the truth when the schema names it",
                              "tijdig link evaluate --schema people.yaml --records people.csv --train", *evaluating);
  evaluate.add_option("--truth", evaluating->truth, "CSV file with pairs of ids")->type_name("FILE");
  evaluate.add_option("--model", evaluating->model, "model made by `link train`")->type_name("FILE");
  evaluate.add_flag("--train", evaluating->train, "learn the weights from these records, without labels");
  evaluate.add_option("--json", evaluating->json, "write all numbers there")->type_name("FILE");
  evaluate.add_option("--out", evaluating->out, "write the groups, or the entry per record, there")->type_name("FILE");
  evaluate.add_option("--calibration", evaluating->calibration, "draw stated against found probability there (SVG)")
      ->type_name("FILE");
  evaluate.callback([evaluating, &chosen] { chosen = [evaluating] { return link_evaluate(*evaluating); }; });
  auto training = std::make_shared<LinkOptions>();
  CLI::App& train =
      common(link, "train", "Learn a model from unlabelled records",
             "tijdig link train --schema people.yaml --records people.csv --model people-model.yaml", *training);
  train.add_option("--model", training->out, "where to write the model")->required()->type_name("FILE");
  train.callback([training, &chosen] {
    training->train = true;
    chosen = [training] { return link_train(*training); };
  });
}

}  // namespace tijdig::commands
