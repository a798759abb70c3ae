#include "libs/codec/parts.h"

#include <algorithm>
#include <chrono>

namespace tijdig::codec {
namespace {

constexpr int first_year = 1850;
constexpr int last_year = 2199;
constexpr std::int32_t first_day =
    std::chrono::sys_days{std::chrono::year{first_year} / 1 / 1}.time_since_epoch().count();
constexpr std::int32_t last_day =
    std::chrono::sys_days{std::chrono::year{last_year} / 12 / 31}.time_since_epoch().count();
constexpr std::int32_t first_month = (first_year - 1970) * 12;
constexpr std::int32_t last_month = (last_year - 1970) * 12 + 11;
constexpr std::uint32_t municipality_max = 9999;

// Into a string that a reused message already has. An empty text leaves the field absent.
template <class Wire>
void store(std::string_view text, Wire* to, std::string* (Wire::*field)()) {
  if (!text.empty()) (to->*field)()->assign(text);
}

}  // namespace

Bytes to_bytes(const google::protobuf::MessageLite& wire) {
  Bytes bytes(wire.ByteSizeLong(), '\0');
  wire.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(bytes.data()));
  return bytes;
}

Result<> from_bytes(BytesView bytes, google::protobuf::MessageLite* wire) {
  if (!wire->ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    return Error::refused("not a complete Protobuf message of this kind");
  return {};
}

Result<> read(std::int32_t wire, Date& to) {
  if (wire < first_day || wire > last_day) return Error::refused("a date outside 1850 to 2199");
  to = Date::from_days(wire);
  return {};
}

Result<> read(std::int32_t wire, YearMonth& to) {
  if (wire < first_month || wire > last_month) return Error::refused("a month outside 1850 to 2199");
  to = YearMonth::from_index(wire);
  return {};
}

Result<> read(std::int64_t wire, Cents& to) {
  to = Cents(wire);
  return {};
}

Result<> read(std::uint32_t wire, MunicipalityCode& to) {
  if (wire < 1 || wire > municipality_max) return Error::refused("a municipality outside 1 to 9999");
  to = MunicipalityCode::from_number(static_cast<std::uint16_t>(wire));
  return {};
}

Result<> read(BytesView wire, Hash128& to) {
  if (wire.size() != to.size()) return Error::refused("an id that is not 16 bytes");
  std::copy(wire.begin(), wire.end(), reinterpret_cast<char*>(to.data()));
  return {};
}

Result<> read(BytesView wire, PartnerId& to) {
  if (wire.empty()) {
    to = PartnerId();
    return {};
  }
  TIJDIG_TRY(to, PartnerId::parse(wire));
  return {};
}

Result<> read_named(BytesView wire, PartnerId& to) {
  TIJDIG_TRY(to, PartnerId::parse(wire));
  return {};
}

Error unknown_enum_value() { return Error::refused("an enum value that this version does not know"); }

void write(const Address& from, v1::Address* to) {
  store(from.postcode.reveal(Purpose::storage), to, &v1::Address::mutable_postcode);
  to->set_house_number(from.house.number());
  store(from.house.letter(Purpose::storage), to, &v1::Address::mutable_house_letter);
  store(from.house.addition(Purpose::storage), to, &v1::Address::mutable_house_addition);
}

Result<> read(const v1::Address& from, Address& to) {
  to = Address();
  if (from.postcode().empty() && from.house_number() == 0) return {};
  TIJDIG_TRY(to.postcode, Postcode::parse(from.postcode()));
  TIJDIG_TRY(to.house,
             HouseNumber::parse(std::to_string(from.house_number()), from.house_letter(), from.house_addition()));
  return {};
}

Result<> read_present(const v1::Address& from, Address& to) {
  if (from.postcode().empty()) return Error::refused("no address");
  return read(from, to);
}

void write(const Person& from, v1::Person* to) {
  store(from.surname.reveal(Purpose::storage), to, &v1::Person::mutable_surname);
  store(from.prefix.reveal(Purpose::storage), to, &v1::Person::mutable_prefix);
  store(from.initials.reveal(Purpose::storage), to, &v1::Person::mutable_initials);
  store(from.first_name.reveal(Purpose::storage), to, &v1::Person::mutable_first_name);
  if (from.birth_date) to->set_birth_date(wire_of(*from.birth_date));
  if (from.bsn) store(from.bsn->reveal(Purpose::storage), to, &v1::Person::mutable_bsn);
  store(from.telephone.reveal(Purpose::storage), to, &v1::Person::mutable_telephone);
  store(from.email.reveal(Purpose::storage), to, &v1::Person::mutable_email);
}

Result<> read(const v1::Person& from, Person& to) {
  to.surname = PrivateText(from.surname());
  to.prefix = PrivateText(from.prefix());
  to.initials = PrivateText(from.initials());
  to.first_name = PrivateText(from.first_name());
  to.birth_date.reset();
  if (from.has_birth_date()) TIJDIG_DO(read(from.birth_date(), to.birth_date.emplace()));
  to.bsn.reset();
  if (!from.bsn().empty()) {
    TIJDIG_TRY(to.bsn, Bsn::parse(from.bsn()));
  }
  to.telephone = PrivateText(from.telephone());
  to.email = PrivateText(from.email());
  return {};
}

void write(const CaseId& from, v1::CaseId* to) {
  write(from.household, to->mutable_household());
  to->set_month(wire_of(from.month));
}

Result<> read(const v1::CaseId& from, CaseId& to) {
  TIJDIG_DO(read(from.household(), to.household));
  return read(from.month(), to.month);
}

void write(const EvidenceRow& from, v1::EvidenceRow* to) {
  to->set_what(from.what);
  to->set_found(from.found);
  to->set_weight(from.weight);
}

Result<> read(const v1::EvidenceRow& from, EvidenceRow& to) {
  to.what = from.what();
  to.found = from.found();
  to.weight = from.weight();
  return {};
}

void write(const DayClosed& from, v1::DayClosed* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_day(wire_of(from.day));
}

Result<> read(const v1::DayClosed& from, DayClosed& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  return read(from.day(), to.day);
}

void write(const PolicyActivated& from, v1::PolicyActivated* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_version(from.version);
  to->set_yaml(from.yaml);
}

Result<> read(const v1::PolicyActivated& from, PolicyActivated& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  to.version = from.version();
  to.yaml = from.yaml();
  return {};
}

void write_all(const std::vector<std::string>& from, google::protobuf::RepeatedPtrField<std::string>* to) {
  for (const std::string& text : from) *to->Add() = text;
}

void read_all(const google::protobuf::RepeatedPtrField<std::string>& from, std::vector<std::string>& to) {
  to.assign(from.begin(), from.end());
}

}  // namespace tijdig::codec
