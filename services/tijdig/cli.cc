#include "services/tijdig/cli.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>

#include "services/shell/private_files.h"
#include "services/shell/version.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/link.h"

namespace tijdig::commands {
namespace {

constexpr const char* about =
    "Tijdig: early debt signalling for municipalities. Alone on one folder, or beside the six services on Kafka and "
    "Redis.\n"
    "Exit codes: 0 done, 1 failed, 2 nothing taken because of the input, 3 part of the input refused.";

// What the chosen command will do; set by its callback, run after parsing.
using Chosen = std::function<int()>;

CLI::App& verb(CLI::App& app, const char* name, const char* what, const char* example) {
  CLI::App& command = *app.add_subcommand(name, what);
  command.footer(std::string("Example:\n  ") + example);
  return command;
}

void settings_options(CLI::App& command, StoreOptions& store) {
  command.add_option("--config", store.config, "settings of this installation")->type_name("FILE");
  command.add_option("--set", store.set, "one setting, over file and environment; may be given again")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
}

// Where log and state are.
void store_options(CLI::App& command, StoreOptions& store) {
  command.add_option("--data", store.data, "data folder")->type_name("DIR");
  command.add_option("--backend", store.backend, "embedded: in the data folder; kafka: as the settings say")
      ->type_name("WORD");
  settings_options(command, store);
}

void add_import(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App& command = verb(app, "import", "Take in files of partners, registers, lists and caseworkers, day by day",
                           "tijdig import --data data --policy deploy/policies/zoetermeer.yaml town/");
  store_options(command, *options);
  command.add_option("--policy", options->policy, "rules of the municipality; needed for a new folder")
      ->type_name("FILE");
  command
      .add_option("--refused", options->refused,
                  "folder for the rows that were refused (personal data); in the data folder unless given")
      ->type_name("DIR");
  command.add_option("paths", options->paths, "files or folders")->required()->type_name("PATH");
  command.add_flag("--json", options->json, "result per file as JSON");
  command.callback([options, &chosen] { chosen = [options] { return import_files(*options); }; });
}

void add_run(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<RunOptions>();
  CLI::App& command = verb(app, "run", "Run all six services until interrupted, and serve the doors over HTTP",
                           "tijdig run --data data --policy deploy/policies/zoetermeer.yaml --config tijdig.yaml");
  store_options(command, *options);
  command.add_option("--policy", options->policy, "rules of the municipality; needed for a new folder")
      ->type_name("FILE");
  command.add_flag("--explain-config", options->explain_config, "print every setting, its value, source and meaning");
  command.add_flag("--json", options->json, "print where it listens as JSON");
  command.callback([options, &chosen] { chosen = [options] { return run(*options); }; });
}

void add_report(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App& command = verb(app, "report", "Print the funnel and the tables, or one of them",
                           "tijdig report --data data --table 2.1 --format csv");
  store_options(command, *options);
  command.add_option("--table", options->table, "funnel, 2.1 ... 2.11, fig2.4, refused or late")->type_name("ID");
  command.add_option("--format", options->format, "text, json or csv")->type_name("FORMAT");
  command.add_flag_callback(
      "--json", [options] { options->format = "json"; }, "the same as --format json");
  command.callback([options, &chosen] { chosen = [options] { return report(*options); }; });
}

void add_simulate(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App& simulate = *app.add_subcommand("simulate", "Write what a synthetic town would bring in a year");
  simulate.require_subcommand(1);
  CLI::App& command = verb(simulate, "zoetermeer", "A year of a synthetic Zoetermeer, September 2018 to August 2019",
                           "tijdig simulate zoetermeer --seed 7 --out town");
  command.add_option("--seed", options->seed, "another seed is another town")->type_name("N");
  command.add_option("--out", options->out, "folder to write to")->required()->type_name("DIR");
  command.add_flag("--json", options->json, "what was written, as JSON");
  command.callback([options, &chosen] { chosen = [options] { return simulate_zoetermeer(*options); }; });
}

void add_demo(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<DemoOptions>();
  CLI::App& command = verb(app, "demo", "A year of Zoetermeer through all six services, beside the published tables",
                           "tijdig demo --seed 7 --no-serve --out demo");
  command.add_option("--seed", options->seed, "another seed is another town")->type_name("N");
  command.add_flag("!--no-serve", options->serve, "stop after the tables");
  command.add_option("--out", options->out, "also write the town's files and tables.json")->type_name("DIR");
  command.add_option("--port", options->port, "of the page; 8080 unless given, 0 for any that is free")
      ->type_name("PORT");
  command.callback([options, &chosen] { chosen = [options] { return demo(*options); }; });
}

void add_explain(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App& command = verb(app, "explain", "Why a case exists, what was done, what is due",
                           "tijdig explain --data data 0a1b2c3d4e5f6g7h8j9k0m1n2p-2018-10");
  store_options(command, *options);
  command.add_option("case", options->case_number, "case number as on the walk list")->required()->type_name("CASE");
  command.add_flag("--links", options->links, "also why each customer was linked to the household, as a waterfall");
  command.add_option("--svg", options->svg, "folder to draw the waterfalls in, one picture each")->type_name("DIR");
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return explain(*options); }; });
}

void add_walk_list(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<WalkListOptions>();
  CLI::App& command = verb(app, "walk-list", "The addresses to visit now, with reason and deadline (personal data)",
                           "tijdig walk-list --data data");
  store_options(command, *options);
  command.add_flag("--all", options->all, "also what is closed, and reserves that were not needed");
  command.add_option("--format", options->format, "text, json, or csv to fill in and bring back as the desk's file")
      ->type_name("FORMAT");
  command.add_flag_callback(
      "--json", [options] { options->format = "json"; }, "the same as --format json");
  command.callback([options, &chosen] { chosen = [options] { return walk_list(*options); }; });
}

void add_feedback(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<FeedbackOptions>();
  CLI::App& command = verb(app, "feedback", "What each partner may know of its own signals (personal data)",
                           "tijdig feedback --data data --partner dunea --json");
  store_options(command, *options);
  command.add_option("--partner", options->partner, "only of this one: what may be handed to it")->type_name("PARTNER");
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return feedback(*options); }; });
}

// Commands that need a data folder and nothing else.
void add_data_verb(CLI::App& app, Chosen& chosen, const char* name, const char* what,
                   int (*command_function)(const DataOptions&)) {
  auto options = std::make_shared<DataOptions>();
  const std::string example = std::string("tijdig ") + name + " --data data";
  CLI::App& command = verb(app, name, what, example.c_str());
  store_options(command, *options);
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen, command_function] {
    chosen = [options, command_function] { return command_function(*options); };
  });
}

void add_rebuild(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<RebuildOptions>();
  CLI::App& command = verb(app, "rebuild", "Derive all state again from the log and compare it with the live one",
                           "tijdig rebuild --data data");
  store_options(command, *options);
  command.add_flag("--repair", options->repair, "write it over the live state where that differs; nothing may run");
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return rebuild(*options); }; });
}

void add_describe(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<DescribeOptions>();
  CLI::App& command = verb(app, "describe", "Print the map, or another thing that is declared once",
                           "tijdig describe --format mermaid");
  command.add_option("what", options->what, "flow, tables, metrics, config, policy, lifecycle or partner-files")
      ->type_name("WHAT");
  command.add_option("--format", options->format, "text, mermaid, json, markdown or json-schema")->type_name("FORMAT");
  command.add_flag_callback(
      "--json", [options] { options->format = "json"; }, "the same as --format json");
  command.callback([options, &chosen] { chosen = [options] { return describe(*options); }; });
}

void add_policy(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<PolicyCheckOptions>();
  CLI::App& policy = *app.add_subcommand("policy", "Work with a municipality's rules");
  policy.require_subcommand(1);
  CLI::App& command = verb(policy, "check", "Check a policy file; all problems with line and key",
                           "tijdig policy check deploy/policies/zoetermeer.yaml");
  command.add_option("file", options->file, "policy file")->required()->type_name("FILE");
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return policy_check(*options); }; });
}

void add_topics(CLI::App& app, Chosen& chosen) {
  CLI::App& topics_verb = *app.add_subcommand("topics", "The topics of the distributed mode");
  topics_verb.require_subcommand(1);
  for (const bool apply : {true, false}) {
    auto options = std::make_shared<TopicsOptions>();
    options->apply = apply;
    CLI::App& command = apply ? verb(topics_verb, "apply", "Make the topics that are missing, and check the others",
                                     "tijdig topics apply --config tijdig.yaml")
                              : verb(topics_verb, "check", "Say what is wrong with the topics; change nothing",
                                     "tijdig topics check --config tijdig.yaml");
    settings_options(command, *options);
    command.callback([options, &chosen] { chosen = [options] { return topics(*options); }; });
  }
}

void add_api_key(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ApiKeyOptions>();
  CLI::App& command = verb(app, "api-key", "Make a key for a partner: the key, and its hash for the configuration",
                           "tijdig api-key dunea");
  command.add_option("partner", options->partner, "partner id of the policy")->required()->type_name("PARTNER");
  command.add_flag("--json", options->json, "as JSON");
  command.callback([options, &chosen] { chosen = [options] { return api_key(*options); }; });
}

}  // namespace

int run_command_line(int argc, char** argv) {
  shell::keep_files_private();
  CLI::App app(about, "tijdig");
  app.set_version_flag("--version", std::string(shell::version().text()));
  app.require_subcommand(1);
  Chosen chosen;
  add_demo(app, chosen);
  add_import(app, chosen);
  add_run(app, chosen);
  add_report(app, chosen);
  add_explain(app, chosen);
  add_walk_list(app, chosen);
  add_feedback(app, chosen);
  add_data_verb(app, chosen, "tasks",
                "What a person must look at: doubtful links and possible breaches (personal data)", tasks);
  add_data_verb(app, chosen, "queues", "Open cases by team and status, the most urgent first", queues);
  add_simulate(app, chosen);
  add_rebuild(app, chosen);
  add_data_verb(app, chosen, "state-hash", "One hash of all state and positions", state_hash);
  add_data_verb(app, chosen, "lag", "How many records wait in each stage's inbox", lag);
  add_data_verb(app, chosen, "dead-letters", "Records that no stage could take, with their provenance", dead_letters);
  add_describe(app, chosen);
  add_policy(app, chosen);
  add_link(app, chosen);
  add_topics(app, chosen);
  add_api_key(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? exit_done : exit_failed;
  }
  return chosen();
}

int failed(const Error& error) { return shell::failed("tijdig", error); }

}  // namespace tijdig::commands
