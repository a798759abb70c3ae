#include "services/signal_ingest/text_encoding.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <cstring>

#include "libs/base/check.h"

namespace tijdig::signal_ingest {
namespace {

bool is_ascii(BytesView bytes) {
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) return false;
  }
  for (; i < bytes.size(); ++i)
    if ((static_cast<unsigned char>(bytes[i]) & 0x80U) != 0) return false;
  return true;
}

// The five bytes Windows-1252 does not define.
bool is_windows_1252(BytesView bytes) {
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto b = static_cast<unsigned char>(c);
    return b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
  });
}

bool is_continuation(BytesView bytes, std::size_t at) {
  return at < bytes.size() && (static_cast<unsigned char>(bytes[at]) & 0xC0U) == 0x80U;
}

// A well-formed UTF-8 letter inside a row that as a whole is not UTF-8: somebody pasted two files together.
bool holds_utf8_letter(BytesView bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto b = static_cast<unsigned char>(bytes[i]);
    const bool two = b >= 0xC3 && b <= 0xC9 && is_continuation(bytes, i + 1);  // letters of Latin-1 and Latin Extended
    const bool three = b >= 0xE1 && b <= 0xEF && is_continuation(bytes, i + 1) && is_continuation(bytes, i + 2);
    if (two || three) return true;
  }
  return false;
}

// Opening a converter costs more than a row; one per thread is enough.
UConverter* windows_1252() {
  struct Owner {
    Owner() {
      UErrorCode status = U_ZERO_ERROR;
      converter = ucnv_open("windows-1252", &status);
      TIJDIG_CHECK(U_SUCCESS(status));
    }
    Owner(const Owner&) = delete;
    Owner& operator=(const Owner&) = delete;
    ~Owner() { ucnv_close(converter); }
    UConverter* converter = nullptr;
  };
  thread_local const Owner owner;
  return owner.converter;
}

void append_utf8(BytesView from, Bytes& out) {
  if (is_ascii(from)) {
    out.append(from);
    return;
  }
  const std::size_t start = out.size();
  out.resize(start + from.size() * 3);  // no Windows-1252 character takes more than three bytes
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t written =
      ucnv_toAlgorithmic(UCNV_UTF8, windows_1252(), out.data() + start, static_cast<std::int32_t>(from.size() * 3),
                         from.data(), static_cast<std::int32_t>(from.size()), &status);
  TIJDIG_CHECK(U_SUCCESS(status));
  out.resize(start + static_cast<std::size_t>(written));
}

}  // namespace

std::optional<FileReason> TextEncoding::to_utf8(CsvRow& row) {
  if (is_ascii(row.bytes)) return std::nullopt;
  if (simdjson::validate_utf8(row.bytes.data(), row.bytes.size())) {
    if (found_ == Encoding::windows_1252) return FileReason::mixed_encodings;
    found_ = Encoding::utf8;
    return std::nullopt;
  }
  if (found_ == Encoding::utf8) return FileReason::mixed_encodings;
  if (holds_utf8_letter(row.bytes)) return FileReason::mixed_encodings;
  if (!is_windows_1252(row.bytes)) return FileReason::encoding_unknown;
  found_ = Encoding::windows_1252;

  CsvRow converted;
  converted.line = row.line;
  converted.ended = row.ended;
  for (std::size_t i = 0; i < row.size(); ++i) {
    append_utf8(row.field(i), converted.bytes);
    converted.end_field();
  }
  row = std::move(converted);
  return std::nullopt;
}

}  // namespace tijdig::signal_ingest
