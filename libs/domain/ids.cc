#include "libs/domain/ids.h"

#include <algorithm>

namespace tijdig {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_text_size = 26;
constexpr std::uint16_t municipality_max = 9999;

int crockford_value(char c) {
  const std::size_t at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool is_slug_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

std::string id_text(const Hash128& hash) {
  // 26 * 5 = 130 bits: the first character carries two zero bits and the top three of the hash.
  std::string out(id_text_size, '0');
  unsigned window = 0;
  int bits = 2;
  std::size_t at = 0;
  for (const std::uint8_t byte : hash) {
    window = (window << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out[at++] = alphabet[(window >> bits) & 31U];
    }
    window &= (1U << bits) - 1;
  }
  return out;
}

Result<Hash128> parse_id_text(std::string_view text) {
  const Error refusal = Error::refused("id: expected 26 characters of lower-case Crockford base 32");
  // Above '7' the first character would need a 129th bit, and two texts would name one id.
  if (text.size() != id_text_size || text[0] > '7') return refusal;
  Hash128 hash{};
  unsigned window = 0;
  int bits = -2;
  std::size_t at = 0;
  for (const char c : text) {
    const int value = crockford_value(c);
    if (value < 0) return refusal;
    window = (window << 5) | static_cast<unsigned>(value);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      hash[at++] = static_cast<std::uint8_t>(window >> bits);
      window &= (1U << bits) - 1;
    }
  }
  return hash;
}

std::string CaseId::to_string() const { return household.to_string() + '-' + month.to_string(); }

Result<CaseId> CaseId::parse(std::string_view text) {
  if (text.size() <= id_text_size || text[id_text_size] != '-')
    return Error::refused("case: expected a household id and a month (26 characters, then -yyyy-mm)");
  TIJDIG_TRY(const HouseholdId household, HouseholdId::parse(text.substr(0, id_text_size)));
  TIJDIG_TRY(const YearMonth month, YearMonth::parse(text.substr(id_text_size + 1)));
  return CaseId{household, month};
}

std::string QuestionId::to_string() const { return id_text(task) + '-' + address.to_string(); }

Result<QuestionId> QuestionId::parse(std::string_view text) {
  if (text.size() <= id_text_size || text[id_text_size] != '-')
    return Error::refused("question: expected two ids of 26 characters with a dash between them");
  TIJDIG_TRY(const Hash128 task, parse_id_text(text.substr(0, id_text_size)));
  TIJDIG_TRY(const AddressId address, AddressId::parse(text.substr(id_text_size + 1)));
  return QuestionId{task, address};
}

Result<PartnerId> PartnerId::parse(std::string_view slug) {
  const bool fits = !slug.empty() && slug.size() <= 40 && slug.front() != '-' && slug.back() != '-';
  if (!fits || !std::all_of(slug.begin(), slug.end(), is_slug_char))
    return Error::refused("partner: expected 1 to 40 lower-case letters, digits and inner dashes");
  return PartnerId(std::string(slug));
}

Result<MunicipalityCode> MunicipalityCode::parse(std::string_view code) {
  const bool prefixed = code.substr(0, 2) == "GM";
  const std::string_view digits = prefixed ? code.substr(2) : code;
  const Error refusal = Error::refused("municipality: expected a CBS code such as GM0637 or 0637");
  if (digits.empty() || digits.size() > 4 || (prefixed && digits.size() != 4)) return refusal;
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return refusal;
    number = number * 10 + (c - '0');
  }
  if (number == 0) return refusal;
  return MunicipalityCode(static_cast<std::uint16_t>(number));
}

std::string MunicipalityCode::ddas() const {
  TIJDIG_CHECK(number_ <= municipality_max);
  std::string digits = std::to_string(number_);
  return std::string(4 - digits.size(), '0') + digits;
}

std::string MunicipalityCode::to_string() const { return "GM" + ddas(); }

}  // namespace tijdig
