// Why a row, or a whole file, is not taken: one table each, and nothing else decides about words.
//
//   const ReasonInfo& info = info_of(Reason::below_threshold);   // code, field, DDAS status, advice
//   advice_of({Reason::below_threshold, Column::amount, 50});    // "Het bedrag is lager dan EUR 50, de drempel ..."
//
// The tables feed receipts, the refused-rows file, the HTTP answer, the refusal counts of the report and the tables
// of docs/partner-files.md. Codes are stable: partners program against them. Advice is Dutch and says what was
// expected and what to do; it never repeats a value of the row, because a value may be personal data. `{}` in an
// advice is the number that came with the problem (a limit or a bound of the policy). DDAS status: the
// exchange model for early signals, version 1.2; rules L01 to L12 in docs/rules.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "libs/domain/ddas.h"
#include "libs/domain/delivery.h"

namespace tijdig::signal_ingest {

enum class Reason : unsigned char {
  // The row as text.
  columns_wrong,
  json_malformed,
  json_nested,
  json_duplicate_name,
  missing,
  too_long,
  control_character,
  character_not_allowed,
  formula,
  // What the fields say.
  row_kind_unknown,
  bsn_invalid,
  date_malformed,
  birth_date_impossible,
  postcode_malformed,
  house_number_malformed,
  email_malformed,
  amount_malformed,
  amount_not_positive,
  amount_absurd,
  yes_no_malformed,
  legal_form_unknown,
  dates_reversed,
  signal_date_in_future,
  // Corrections and withdrawals.
  reference_missing,
  reference_unknown,
  reference_reused,
  reference_withdrawn,
  // What law, agreement and policy say.
  partner_other,
  partner_unknown,
  no_agreement,
  efforts_not_declared,
  legal_person,
  below_threshold,
  arrears_too_young,
  arrears_too_old,
  count_,
};

struct ReasonInfo {
  Reason reason;
  std::string_view code;
  std::string_view field;              // column name, or what kind of fields; for the documentation
  std::optional<SignalStatus> status;  // where the exchange model has a word for it
  std::string_view advice;
};

// One problem of one row, small enough to make for every row; words come later.
struct Problem {
  Reason reason = Reason::count_;
  std::optional<Column> field;
  std::int64_t number = 0;
  bool operator==(const Problem&) const = default;
};

std::span<const ReasonInfo> all_reasons();
std::vector<std::string_view> reason_codes();  // of all of them, in their order
const ReasonInfo& info_of(Reason reason);
std::optional<Reason> reason_of(std::string_view code);
std::string advice_of(const Problem& problem);
RowProblem in_words(const Problem& problem);
// The status the partner is told: that of the first problem that has one, else "".
std::string ddas_status_of(std::span<const Problem> problems);

// Problems that keep a whole file out. Nothing of such a file is taken.
enum class FileReason : unsigned char {
  empty,
  no_rows,
  zip,
  excel,
  gzip,
  archive,
  pdf,
  markup,
  utf16,
  binary,
  encoding_unknown,
  mixed_encodings,
  separator_unknown,
  header_missing,
  column_missing,
  column_double,
  columns_too_many,
  field_too_long,
  row_too_long,
  rows_too_many,
  file_too_large,
  quote_misplaced,
  quote_unclosed,
  truncated,
  json_array,
  no_row_usable,
  partner_missing,
  partner_other,
  several_partners,
  unreadable,
  count_,
};

struct FileReasonInfo {
  FileReason reason;
  std::string_view code;
  std::string_view advice;
};

struct FileProblem {
  FileReason reason = FileReason::count_;
  std::uint32_t line = 0;  // 0: the file as a whole
  std::string field;       // column name where one is meant
  std::int64_t number = 0;
  bool operator==(const FileProblem&) const = default;
};

std::span<const FileReasonInfo> all_file_reasons();
const FileReasonInfo& info_of(FileReason reason);
std::string advice_of(const FileProblem& problem);

}  // namespace tijdig::signal_ingest
