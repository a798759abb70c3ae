#include <algorithm>

#include "libs/codec/parts.h"

namespace tijdig::codec {
namespace {

constexpr std::size_t column_count = static_cast<std::size_t>(Column::count_);

// A partner fills eight columns of the twenty-four; the others cost nothing.
std::vector<Column> columns_in_use(const std::vector<DeliveredRow>& rows) {
  std::array<bool, column_count> used{};
  for (const DeliveredRow& row : rows)
    for (std::size_t i = 0; i < column_count; ++i) used[i] = used[i] || !row.fields[i].empty();
  std::vector<Column> columns;
  for (std::size_t i = 0; i < column_count; ++i)
    if (used[i]) columns.push_back(static_cast<Column>(i));
  return columns;
}

Result<std::vector<Column>> read_columns(const v1::DeliveryChunk& from) {
  std::vector<Column> columns;
  for (const int wire : from.columns()) {
    Column column{};
    TIJDIG_DO(read_enum(wire, column));
    if (!columns.empty() && column <= columns.back()) return Error::refused("columns that are not ascending");
    columns.push_back(column);
  }
  return columns;
}

Result<> read_row(const v1::DeliveredRow& from, const std::vector<Column>& columns, DeliveredRow& to) {
  if (static_cast<std::size_t>(from.values_size()) != columns.size())
    return Error::refused("a row with another number of values than columns");
  to.line = from.line();
  to.form_problem = from.form_problem();
  for (std::size_t i = 0; i < columns.size(); ++i) to[columns[i]] = PrivateText(from.values(static_cast<int>(i)));
  return {};
}

}  // namespace

void write(const DeliveryChunk& from, v1::DeliveryChunk* to) {
  write(from.id, to->mutable_id());
  to->set_municipality(wire_of(from.municipality));
  to->set_partner(from.partner.text());
  to->set_received(wire_of(from.received));
  to->set_chunk(from.chunk);
  to->set_chunks(from.chunks);
  const std::vector<Column> columns = columns_in_use(from.rows);
  for (const Column column : columns) to->add_columns(wire_enum<v1::Column>(column));
  for (const DeliveredRow& row : from.rows) {
    v1::DeliveredRow* wire = to->add_rows();
    wire->set_line(row.line);
    if (!row.form_problem.empty()) wire->set_form_problem(row.form_problem);
    for (const Column column : columns) {
      const std::string_view value = row[column].reveal(Purpose::storage);
      wire->add_values(value.data(), value.size());
    }
  }
}

Result<> read(const v1::DeliveryChunk& from, DeliveryChunk& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read(from.received(), to.received));
  to.chunk = from.chunk();
  to.chunks = from.chunks();
  if (to.chunk >= to.chunks) return Error::refused("a chunk number beyond the number of chunks");
  TIJDIG_TRY(const std::vector<Column> columns, read_columns(from));
  to.rows.assign(static_cast<std::size_t>(from.rows_size()), DeliveredRow());
  for (int i = 0; i < from.rows_size(); ++i)
    TIJDIG_DO(read_row(from.rows(i), columns, to.rows[static_cast<std::size_t>(i)]));
  return {};
}

void write(const RowProblem& from, v1::RowProblem* to) {
  to->set_field(from.field);
  to->set_reason(from.reason);
  to->set_advice(from.advice);
}

Result<> read(const v1::RowProblem& from, RowProblem& to) {
  to.field = from.field();
  to.reason = from.reason();
  to.advice = from.advice();
  return {};
}

void write(const RowReceipt& from, v1::RowReceipt* to) {
  to->set_line(from.line);
  to->set_verdict(wire_enum<v1::RowVerdict>(from.verdict));
  to->set_ddas_status(from.ddas_status);
  write_all(from.problems, to->mutable_problems());
}

Result<> read(const v1::RowReceipt& from, RowReceipt& to) {
  to.line = from.line();
  TIJDIG_DO(read_enum(from.verdict(), to.verdict));
  to.ddas_status = from.ddas_status();
  return read_all(from.problems(), to.problems);
}

void write(const DeliveryReceipt& from, v1::DeliveryReceipt* to) {
  write(from.id, to->mutable_id());
  to->set_partner(from.partner.text());
  to->set_received(wire_of(from.received));
  to->set_chunk(from.chunk);
  to->set_chunks(from.chunks);
  to->set_already_received(from.already_received);
  write_all(from.rows, to->mutable_rows());
}

Result<> read(const v1::DeliveryReceipt& from, DeliveryReceipt& to) {
  TIJDIG_DO(read(from.id(), to.id));
  TIJDIG_DO(read(from.partner(), to.partner));
  TIJDIG_DO(read(from.received(), to.received));
  to.chunk = from.chunk();
  to.chunks = from.chunks();
  to.already_received = from.already_received();
  return read_all(from.rows(), to.rows);
}

}  // namespace tijdig::codec
