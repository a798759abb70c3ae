#include "libs/domain/bsn.h"

#include <array>

namespace tijdig {
namespace {

constexpr std::array<int, 9> weights = {9, 8, 7, 6, 5, 4, 3, 2, -1};

Error refused_bsn() { return Error::refused("BSN: expected nine digits that pass the eleven test"); }

}  // namespace

Result<Bsn> Bsn::parse(std::string_view digits) {
  if (digits.size() != 8 && digits.size() != 9) return refused_bsn();
  std::string padded(9 - digits.size(), '0');
  padded.append(digits);
  int sum = 0;
  bool all_zero = true;
  for (std::size_t i = 0; i < padded.size(); ++i) {
    if (padded[i] < '0' || padded[i] > '9') return refused_bsn();
    all_zero = all_zero && padded[i] == '0';
    sum += weights[i] * (padded[i] - '0');
  }
  if (sum % 11 != 0 || all_zero) return refused_bsn();
  return Bsn(PrivateText(std::move(padded)));
}

}  // namespace tijdig
