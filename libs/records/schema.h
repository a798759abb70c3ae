// Which column of a CSV file is what: the only thing the linker knows about a data set.
//
//   TIJDIG_TRY(Schema schema, Schema::parse("persons.yaml", text));
//
//   id: unique_id
//   fields:
//     - {column: surname, kind: surname}
//     - {column: dob, kind: date}
//   truth: {entity: cluster}
//
// The reference of all keys stands in docs/linking-evaluation.md. What `truth` names is read by the evaluation only: no
// key, weight or decision ever sees it, and a column cannot be both a field and the truth. An unknown key is refused
// with its line. Plain values; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "libs/base/result.h"

namespace tijdig::records {

enum class Kind : std::uint8_t {
  surname,
  first_name,
  full_name,
  initials,
  organisation,  // names
  street,
  city,
  region,  // places in words
  house_number,
  house_addition,
  postcode,
  date,
  email,
  telephone,
  identifier,
  code,
  number,
  text,
};

struct Field {
  std::string name;                  // of the comparison; the column unless given
  std::vector<std::string> columns;  // three for a date in parts: year, month, day; else one, or several to be joined
  std::vector<std::string> register_columns;  // as `columns`, in the file of the register; the same unless given
  Kind kind = Kind::text;
  std::string layout;  // of a date: "yyyymmdd", "dd-mm-yyyy"; empty: told from the value
};

// Where the truth stands.
struct TruthSource {
  std::string entity;                               // column with the entity; empty: none
  std::string pattern;                              // regular expression; its first group is the entity
  std::string pairs_file, pairs_left, pairs_right;  // a file of pairs of ids (or given at the call); its two columns
  std::string label;                                // its column that says 1, true or yes; empty: every pair is true
};

struct Schema {
  std::string name;
  std::string id;           // column that names a record; empty: the number of the row
  std::string register_id;  // the same in the file of the register; as `id` unless given
  std::vector<Field> fields;
  TruthSource truth;
  std::string slice;       // column by which the evaluation is split; empty: none
  std::string model_file;  // relative to the schema; empty: the defaults of the kinds
  char separator = 0;      // 0: as the header of each file shows
  bool windows_1252 = false;
  std::vector<std::string> missing;  // texts that mean "unknown", beside nothing at all

  static Result<Schema> parse(const std::string& file, std::string_view yaml);
};

std::string_view name_of(Kind kind);

}  // namespace tijdig::records
