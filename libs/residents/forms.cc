#include "libs/residents/forms.h"

#include "libs/names/contact.h"
#include "libs/names/first_name.h"
#include "libs/names/surname.h"

namespace tijdig::residents {
namespace {

// Whole characters only: a cut in the middle of one would be another letter.
std::string_view cut(std::string_view text) {
  if (text.size() <= name_bytes_max) return text;
  std::size_t end = name_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string_view revealed(const PrivateText& text) { return cut(text.reveal(Purpose::matching)); }

std::uint32_t name_hash(std::string_view folded) { return static_cast<std::uint32_t>(stable_hash64(folded)) | 1U; }

names::Surname surname_of(const PrivateText& surname, const PrivateText& prefix) {
  if (prefix.empty()) return names::read_surname(revealed(surname));
  std::string whole(revealed(prefix));
  whole += ' ';
  whole += revealed(surname);
  return names::read_surname(whole);
}

template <class Parts>
void add_parts(Parts& to, const names::NameSet& names) {
  for (const std::string_view part : names) to.add_new(NamePart::of(part));
}

constexpr std::size_t first_names_max = 3;  // what else there is room for: official forms of a roepnaam

// Every name as written; the first of them decides what a roepnaam may stand for.
names::FirstName add_first_names(Names& to, std::string_view first_names) {
  names::FirstName first;
  for (std::size_t at = 0; at < first_names.size() && to.firsts.count() < first_names_max;) {
    const std::size_t end = std::min(first_names.find(' ', at), first_names.size());
    names::FirstName name = names::read_first_name(first_names.substr(at, end - at));
    at = end + 1;
    if (name.first.empty()) continue;
    to.firsts.add_new(name_hash(name.first));
    if (!to.first.empty()) continue;
    to.first = NamePart::of(name.first);
    first = std::move(name);
  }
  return first;
}

void add_initials(Names& to, std::string_view initials) {
  for (const char c : initials)
    if (!to.initials.add(c)) break;
}

// A customer is known by the field, by letters before the surname, or by the first name unless that is a roepnaam,
// whose letter is often not among the official initials.
void add_customer_names(Names& to, const Person& person, const names::Surname& surname) {
  add_parts(to.own, surname.parts);
  const names::FirstName first = add_first_names(to, revealed(person.first_name));
  for (const std::string_view official : first.official) to.firsts.add_new(name_hash(official));
  if (!person.initials.empty())
    add_initials(to, names::initials_of(revealed(person.initials), {}));
  else if (!surname.initials.empty())
    add_initials(to, surname.initials);
  else if (first.official.empty())
    add_initials(to, names::initials_of({}, revealed(person.first_name)));
}

}  // namespace

ResidentForm resident_form(const RegisterChange& change) {
  ResidentForm form;
  form.person = change.person;
  add_parts(form.names.own, surname_of(change.who.surname, change.who.prefix).parts);
  if (!change.partner_surname.empty())
    add_parts(form.names.partner, surname_of(change.partner_surname, change.partner_prefix).parts);
  add_first_names(form.names, revealed(change.who.first_name));
  add_initials(form.names, names::initials_of(revealed(change.who.initials), revealed(change.who.first_name)));
  form.birth_date = change.who.birth_date;
  form.door = door_of(change.address);
  if (change.partner) form.partner = short_ref(*change.partner);
  for (const PersonRef& parent : change.parents) form.parents.add(short_ref(parent));
  form.valid_from = change.valid_from;
  form.since = change.arrived.value_or(change.valid_from);
  form.is_arrival_known = change.arrived.has_value();
  form.revision = change.revision;
  const auto set = [&](bool holds, Flag flag) {
    if (holds) form.flags = static_cast<std::uint8_t>(form.flags | flag);
  };
  set(change.is_deceased, deceased);
  set(change.has_moved_out, moved_out);
  set(change.has_secrecy, secrecy);
  set(change.is_under_investigation, under_investigation);
  set(change.is_revoked, revoked);
  return form;
}

CustomerForm customer_form(const Person& person, const Address& address, PartnerKind kind) {
  CustomerForm form;
  form.kind = kind;
  const names::Surname surname = surname_of(person.surname, person.prefix);
  add_customer_names(form.names, person, surname);
  form.is_business = surname.is_business;
  form.names_a_couple = surname.is_family;
  form.birth_date = person.birth_date;
  form.birth_date_is_partial =
      person.birth_date && person.birth_date->month_number() == 1 && person.birth_date->day() == 1;
  form.door = door_of(address);
  if (const std::string phone = names::telling_telephone(revealed(person.telephone)); !phone.empty())
    form.telephone = stable_hash64(phone);
  if (const std::string email = names::telling_email(revealed(person.email)); !email.empty())
    form.email = stable_hash64(email);
  return form;
}

ResidentForm folded(std::span<const ResidentForm> statements) {
  const auto counts = [&](std::size_t i) {  // not replaced by a later revision of the same day, and not taken back
    return !statements[i].has(revoked) &&
           (i + 1 == statements.size() || statements[i + 1].valid_from != statements[i].valid_from);
  };
  ResidentForm today = statements.back();
  std::vector<const ResidentForm*> valid;
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (counts(i)) valid.push_back(&statements[i]);
  if (valid.empty()) return today;
  today = *valid.back();
  Date until = today.valid_from;
  for (std::size_t i = valid.size() - 1; i-- > 0;) {
    const ResidentForm& before = *valid[i];
    if (before.door == today.door && today.former.empty()) {
      if (!today.is_arrival_known) {
        today.since = before.since;
        today.is_arrival_known = before.is_arrival_known;
      }
      until = before.valid_from;
    } else if (before.door.is_set()) {
      const auto same_door = [&](const FormerDoor& former) { return former.door == before.door; };
      if (std::none_of(today.former.begin(), today.former.end(), same_door)) today.former.add({before.door, until});
      until = before.valid_from;
    }
    for (const NamePart& part : before.names.own)
      if (!today.names.own.holds(part)) today.names.partner.add_new(part);
  }
  today.is_arrival_known |= !today.former.empty();
  return today;
}

PersonRef person_ref(const Bsn& bsn, BytesView secret) {
  return PersonRef::of(StableHasher("resident").add(secret).add(bsn.reveal(Purpose::matching)));
}

RegisterChange change_of(const RegisterEntry& entry, BytesView secret) {
  RegisterChange change;
  if (entry.person.bsn) change.person = person_ref(*entry.person.bsn, secret);
  change.valid_from = entry.as_of;
  change.who = entry.person;
  change.partner_surname = entry.partner_surname;
  change.partner_prefix = entry.partner_prefix;
  change.address = entry.address;
  change.arrived = entry.arrived;
  if (entry.partner) change.partner = person_ref(*entry.partner, secret);
  for (const Bsn& parent : entry.parents) change.parents.push_back(person_ref(parent, secret));
  change.is_deceased = entry.deceased;
  change.has_moved_out = entry.moved_out;
  change.has_secrecy = entry.secrecy;
  change.is_under_investigation = entry.under_investigation;
  return change;
}

}  // namespace tijdig::residents
