// The stored layout of forms: a version byte, then fields in the order of the struct, big-endian, lists by count.
#include "libs/residents/forms.h"
#include "libs/residents/wire.h"

namespace tijdig::residents {
namespace {

template <class Parts>
void write_parts(WireWriter& to, const Parts& parts) {
  to.number<std::uint8_t>(static_cast<std::uint8_t>(parts.count()));
  for (const NamePart& part : parts) {
    to.number(part.hash());
    to.text(part.letters());
  }
}

template <class Parts>
void read_parts(WireReader& from, Parts& parts) {
  for (auto left = from.number<std::uint8_t>(); left > 0 && from.is_good(); --left) {
    const auto hash = from.number<std::uint32_t>();
    if (!parts.add(NamePart::from(hash, from.text()))) from.spoil();
  }
}

template <class T, std::size_t size>
void write_numbers(WireWriter& to, const Few<T, size>& numbers) {
  to.number<std::uint8_t>(static_cast<std::uint8_t>(numbers.count()));
  for (const T number : numbers) to.number(static_cast<std::make_unsigned_t<T>>(number));
}

template <class T, std::size_t size>
void read_numbers(WireReader& from, Few<T, size>& numbers) {
  for (auto left = from.number<std::uint8_t>(); left > 0 && from.is_good(); --left)
    if (!numbers.add(static_cast<T>(from.number<std::make_unsigned_t<T>>()))) from.spoil();
}

void write(WireWriter& to, const Names& names) {
  write_parts(to, names.own);
  write_parts(to, names.partner);
  Few<NamePart, 1> first;
  if (!names.first.empty()) first.add(names.first);
  write_parts(to, first);
  write_numbers(to, names.firsts);
  write_numbers(to, names.initials);
}

void read(WireReader& from, Names& names) {
  read_parts(from, names.own);
  read_parts(from, names.partner);
  Few<NamePart, 1> first;
  read_parts(from, first);
  if (!first.empty()) names.first = first[0];
  read_numbers(from, names.firsts);
  read_numbers(from, names.initials);
}

void write(WireWriter& to, const Door& door) {
  to.number(door.postcode);
  to.number(door.number);
  to.number(door.addition);
}

void read(WireReader& from, Door& door) {
  door.postcode = from.number<std::uint32_t>();
  door.number = from.number<std::uint32_t>();
  door.addition = from.number<std::uint64_t>();
}

void write(WireWriter& to, const std::optional<Date>& date) {
  to.flag(date.has_value());
  if (date) to.date(*date);
}

void read(WireReader& from, std::optional<Date>& date) {
  if (from.flag()) date = from.date();
}

}  // namespace

Bytes to_bytes(const ResidentForm& form) {
  WireWriter to(forms_version);
  to.hash(form.person.hash());
  write(to, form.names);
  write(to, form.birth_date);
  write(to, form.door);
  to.number<std::uint8_t>(static_cast<std::uint8_t>(form.former.count()));
  for (const FormerDoor& former : form.former) {
    write(to, former.door);
    to.date(former.until);
  }
  to.number(form.partner);
  write_numbers(to, form.parents);
  to.number(form.household);
  to.date(form.valid_from);
  to.date(form.since);
  to.flag(form.is_arrival_known);
  to.number(form.revision);
  to.number(form.flags);
  return to.take();
}

Result<ResidentForm> resident_from_bytes(BytesView bytes) {
  WireReader from(bytes, forms_version);
  ResidentForm form;
  form.person = PersonRef::from_hash(from.hash());
  read(from, form.names);
  read(from, form.birth_date);
  read(from, form.door);
  for (auto left = from.number<std::uint8_t>(); left > 0 && from.is_good(); --left) {
    FormerDoor former;
    read(from, former.door);
    former.until = from.date();
    if (!form.former.add(former)) from.spoil();
  }
  form.partner = from.number<std::uint64_t>();
  read_numbers(from, form.parents);
  form.household = from.number<std::uint64_t>();
  form.valid_from = from.date();
  form.since = from.date();
  form.is_arrival_known = from.flag();
  form.revision = from.number<std::uint32_t>();
  form.flags = from.number<std::uint8_t>();
  if (!from.is_done()) return Error::refused("resident: not a form of version 1");
  return form;
}

Bytes to_bytes(const CustomerForm& form) {
  WireWriter to(forms_version);
  to.number(static_cast<std::uint8_t>(form.kind));
  write(to, form.names);
  write(to, form.birth_date);
  to.flag(form.birth_date_is_partial);
  to.flag(form.is_business);
  to.flag(form.names_a_couple);
  write(to, form.door);
  to.number(form.telephone);
  to.number(form.email);
  return to.take();
}

Result<CustomerForm> customer_from_bytes(BytesView bytes) {
  WireReader from(bytes, forms_version);
  CustomerForm form;
  form.kind = static_cast<PartnerKind>(from.number_below(static_cast<std::uint8_t>(PartnerKind::count_)));
  read(from, form.names);
  read(from, form.birth_date);
  form.birth_date_is_partial = from.flag();
  form.is_business = from.flag();
  form.names_a_couple = from.flag();
  read(from, form.door);
  form.telephone = from.number<std::uint64_t>();
  form.email = from.number<std::uint64_t>();
  if (!from.is_done()) return Error::refused("customer: not a form of version 1");
  return form;
}

}  // namespace tijdig::residents
