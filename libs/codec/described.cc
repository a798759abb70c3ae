#include "libs/codec/described.h"

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

Result<> read_column(std::uint64_t wire, std::vector<Column>& columns) {
  Column column{};
  TIJDIG_DO(read_enum(static_cast<int>(wire), column));
  if (!columns.empty() && column <= columns.back()) return Error::refused("columns that are not ascending");
  columns.push_back(column);
  return {};
}

Result<> read_row(BytesView wire, const std::vector<Column>& columns, DeliveredRow& to) {
  std::size_t values = 0;
  WireReader in(wire);
  while (in.next()) {
    if (in.field() == 1) {
      to.line = static_cast<std::uint32_t>(in.number());
    } else if (in.field() == 2) {
      const BytesView value = in.bytes();
      if (values < columns.size() && !value.empty()) to[columns[values]] = PrivateText(std::string(value));
      ++values;
    } else if (in.field() == 3) {
      to.form_problem.assign(in.bytes());
    }
  }
  TIJDIG_DO(in.end());
  if (!is_utf8(to.form_problem)) return broken_message();
  if (values != columns.size()) return Error::refused("a row with another number of values than columns");
  return {};
}

}  // namespace

void put_rows(const DeliveryChunk& from, WireWriter& out) {
  const std::vector<Column> columns = columns_in_use(from.rows);
  if (!columns.empty()) {
    out.message(7, [&] {
      for (const Column column : columns) out.number_bare(static_cast<std::uint64_t>(column) + 1);
    });
  }
  for (const DeliveredRow& row : from.rows) {
    out.message(8, [&] {
      out.number(1, row.line);
      for (const Column column : columns) out.bytes_always(2, row[column].reveal(Purpose::storage));
      out.bytes(3, row.form_problem);
    });
  }
}

Result<> take_rows(Taker& in, DeliveryChunk& to) {
  if (to.chunk >= to.chunks) return Error::refused("a chunk number beyond the number of chunks");
  std::vector<Column> columns;
  in.each_number(7, [&](std::uint64_t wire) { in.keep(read_column(wire, columns)); });
  TIJDIG_DO(in.result());
  to.rows.clear();
  to.rows.resize(in.times(8));
  auto row = to.rows.begin();
  in.each_bytes(8, [&](BytesView wire) { in.keep(read_row(wire, columns, *row++)); });
  return {};
}

}  // namespace tijdig::codec
