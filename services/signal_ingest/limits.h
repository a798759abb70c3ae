// How large a delivery may be. Everything beyond is refused while it is being read, in bounded memory.
//
// A unit is in the name; all are inclusive maxima. The defaults are documented in docs/partner-files.md.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tijdig::signal_ingest {

struct Limits {
  std::size_t file_bytes_max = std::size_t{64} << 20;
  std::size_t row_bytes_max = 32'768;
  std::size_t field_bytes_max = 4'096;  // a row-level limit of each column is lower; this one catches a lost quote
  std::size_t columns_max = 100;
  std::uint32_t rows_max = 50'000;  // one partner reports far less in a month, also in the largest town
};

}  // namespace tijdig::signal_ingest
