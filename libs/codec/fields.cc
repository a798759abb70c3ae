#include "libs/codec/fields.h"

namespace tijdig::codec {

namespace {

Result<> take_address(Taker& in, Address& to) {
  const BytesView postcode = in.text(1);
  const std::uint32_t number = in.number32(2);
  const BytesView letter = in.text(3);
  const BytesView addition = in.text(4);
  TIJDIG_DO(in.result());
  to = Address();
  if (postcode.empty() && number == 0) return {};
  TIJDIG_TRY(to.postcode, Postcode::parse(postcode));
  TIJDIG_TRY(to.house, HouseNumber::parse(std::to_string(number), letter, addition));
  return {};
}

}  // namespace

void Putter::operator()(int field, const Address& value) {
  constexpr auto why = Purpose::storage;
  out_.message(field, [&] {
    out_.bytes(1, value.postcode.reveal(why));
    out_.number(2, value.house.number());
    out_.bytes(3, value.house.letter(why));
    out_.bytes(4, value.house.addition(why));
  });
}

void Taker::operator()(int field, Address& value) {
  Taker inner(bytes(field));
  if (inner.result()) inner.keep(take_address(inner, value));
  keep(inner.result());
}

void Taker::operator()(int field, std::optional<Address>& value) {
  value.reset();
  if (is_there(field)) present(field, value.emplace());
}

void Taker::refuse() { keep(broken_message()); }

void Taker::operator()(int field, std::optional<Bsn>& value) {
  value.reset();
  const BytesView digits = text(field);
  if (digits.empty()) return;
  auto bsn = Bsn::parse(digits);
  if (!bsn) return keep(bsn.error());
  value = *std::move(bsn);
}

void Taker::operator()(int field, std::vector<YearMonth>& values) {
  values.clear();
  each_number(field, [&](std::uint64_t number) {
    keep(read(unzigzag32(static_cast<std::uint32_t>(number)), values.emplace_back()));
  });
}

void Taker::operator()(int field, std::vector<std::uint64_t>& values) {
  values.clear();
  if (!is_there(field)) return;
  WireReader in(wire_.substr(slot(field).first));
  while (in.next())
    if (in.field() == field) in.each_fixed64([&](std::uint64_t number) { values.push_back(number); });
  keep(in.end());
}

void Taker::present(int field, Address& value) {
  (*this)(field, value);
  if (value.postcode.reveal(Purpose::storage).empty()) keep(Error::refused("no address"));
}

void Taker::fixed64(int field, std::uint64_t& value) {
  const RawField* found = once(field, WireType::fixed64);
  value = found != nullptr ? found->number : 0;
}

}  // namespace tijdig::codec
