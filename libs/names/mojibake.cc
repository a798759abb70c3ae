#include "libs/names/mojibake.h"

#include <array>
#include <cstdint>
#include <vector>

namespace tijdig::names {
namespace {

constexpr std::uint32_t not_a_byte = 0x100;

// What Windows-1252 makes of the bytes 80 to 9F; five of them it leaves as they are.
constexpr std::array<std::uint32_t, 32> windows_1252 = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                        0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::uint32_t byte_of(std::uint32_t sign) {
  if (sign < 0x80 || (sign >= 0xA0 && sign <= 0xFF)) return sign;
  for (std::size_t i = 0; i < windows_1252.size(); ++i)
    if (windows_1252[i] == sign || sign == 0x80 + i) return static_cast<std::uint32_t>(0x80 + i);
  return not_a_byte;
}

bool is_continuation(std::uint32_t byte) { return byte >= 0x80 && byte <= 0xBF; }

// The sign that the last signs stand for when they are read as bytes, or 0; `size` is how many they are.
std::uint32_t spoilt_sign(const std::vector<std::uint32_t>& signs, std::size_t& size) {
  const std::size_t count = signs.size();
  if (count < 2) return 0;
  const std::uint32_t last = byte_of(signs[count - 1]);
  if (!is_continuation(last)) return 0;
  if (const std::uint32_t lead = signs[count - 2]; lead >= 0xC2 && lead <= 0xC9) {
    size = 2;
    const std::uint32_t sign = ((lead & 0x1FU) << 6U) | (last & 0x3FU);
    return sign >= 0xA0 ? sign : 0;
  }
  if (count < 3 || (signs[count - 3] != 0xE1 && signs[count - 3] != 0xE2)) return 0;
  const std::uint32_t middle = byte_of(signs[count - 2]);
  if (!is_continuation(middle)) return 0;
  size = 3;
  const std::uint32_t sign = ((signs[count - 3] & 0xFU) << 12U) | ((middle & 0x3FU) << 6U) | (last & 0x3FU);
  const bool letter = sign >= 0x1E00 && sign <= 0x1EFF;
  const bool punctuation = sign >= 0x2010 && sign <= 0x201F;
  return letter || punctuation ? sign : 0;
}

// Reads one sign of UTF-8; 0 bytes taken when it is none.
std::size_t read_sign(std::string_view text, std::uint32_t& sign) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::uint32_t lead = byte(0);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (size == 0 || text.size() < size) return 0;
  sign = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(byte(i))) return 0;
    sign = (sign << 6U) | (byte(i) & 0x3FU);
  }
  return size;
}

void write_sign(std::uint32_t sign, std::string& out) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (sign < 0x80) {
    put(sign);
  } else if (sign < 0x800) {
    put(0xC0U | (sign >> 6U));
    put(0x80U | (sign & 0x3FU));
  } else if (sign < 0x10000) {
    put(0xE0U | (sign >> 12U));
    put(0x80U | ((sign >> 6U) & 0x3FU));
    put(0x80U | (sign & 0x3FU));
  } else {
    put(0xF0U | (sign >> 18U));
    put(0x80U | ((sign >> 12U) & 0x3FU));
    put(0x80U | ((sign >> 6U) & 0x3FU));
    put(0x80U | (sign & 0x3FU));
  }
}

}  // namespace

bool may_be_mojibake(std::string_view text) {
  for (std::size_t i = 0; i + 3 < text.size(); ++i) {
    if (text[i] != '\xC3') continue;
    const auto second = static_cast<unsigned char>(text[i + 1]);
    const bool lead = (second >= 0x82 && second <= 0x89) || second == 0xA1 || second == 0xA2;
    if (lead && static_cast<unsigned char>(text[i + 2]) >= 0x80) return true;
  }
  return false;
}

std::string repair_mojibake(std::string_view text) {
  if (!may_be_mojibake(text)) return std::string(text);
  // A stack: each repair makes it shorter, and what comes out may be the beginning of the next one.
  std::vector<std::uint32_t> signs;
  signs.reserve(text.size());
  for (std::string_view rest = text; !rest.empty();) {
    std::uint32_t sign = 0;
    const std::size_t taken = read_sign(rest, sign);
    if (taken == 0) return std::string(text);
    rest.remove_prefix(taken);
    signs.push_back(sign);
    for (std::size_t size = 0;;) {
      const std::uint32_t repaired = spoilt_sign(signs, size);
      if (repaired == 0) break;
      signs.resize(signs.size() - size);
      signs.push_back(repaired);
    }
  }
  std::string out;
  for (const std::uint32_t sign : signs) write_sign(sign, out);
  return out;
}

}  // namespace tijdig::names
