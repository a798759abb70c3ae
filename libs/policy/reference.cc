#include "libs/policy/reference.h"

#include "libs/policy/declarations.h"

namespace tijdig::policy {
namespace {

constexpr const char* introduction =
    "# Policy files\n"
    "\n"
    "A municipality's approach is one YAML file; `deploy/policies/zoetermeer.yaml` is a complete example. Every key "
    "is\n"
    "here with what it may be, what holds when it is absent, and where the rule comes from (`L..`: `docs/rules.md`). "
    "An\n"
    "unknown key refuses the file. `tijdig policy check FILE` tells all problems at once, each with its line and key.\n"
    "\n"
    "The text of the file is the version: it travels to every stage as a record, and every decision names it.\n"
    "\n"
    "This page is generated from `libs/policy/declarations.cc`.\n";

constexpr const char* header = "\n| key | what it may be | when absent | meaning | source |\n|---|---|---|---|---|\n";

void append_rows(const std::vector<FieldText>& fields, std::string& page) {
  page += header;
  for (const FieldText& one : fields)
    page +=
        "| `" + one.key + "` | " + one.type + " | " + one.otherwise + " | " + one.meaning + " | " + one.source + " |\n";
}

void append_blocks(const std::vector<FieldText>& fields, const std::string& path, std::string& page) {
  for (const FieldText& one : fields) {
    if (one.inside.empty()) continue;
    const std::string key = join_key(path, one.key);
    page += "\n## `" + key + "`\n\n" + one.meaning + '\n';
    append_rows(one.inside, page);
    append_blocks(one.inside, key, page);
  }
}

}  // namespace

std::string policy_reference() {
  const std::vector<FieldText> fields = texts_of(policy_fields());
  std::string page = introduction;
  append_rows(fields, page);
  append_blocks(fields, "", page);
  return page;
}

}  // namespace tijdig::policy
