// What `tijdig link evaluate` tells: an aligned table for people, and everything as JSON for programs. Values of
// records are never in it; those of the column by which the schema slices are.
#pragma once

#include <optional>
#include <string>

#include "libs/records/evaluation.h"
#include "libs/records/linker.h"

namespace tijdig::commands {

struct LinkReport {
  std::string name;
  std::uint64_t records = 0, register_records = 0;
  std::uint64_t not_understood = 0;  // dates and numbers
  std::string model_from;            // "defaults", "trained" or the file
  const records::Linkage* linkage = nullptr;
  std::optional<records::Evaluation> evaluation;  // nothing without truth
  std::string slice;                              // the column
  double seconds = 0;
  std::uint64_t memory_mb = 0;
};

std::string link_report_text(const LinkReport& report);
std::string link_report_json(const LinkReport& report);

}  // namespace tijdig::commands
