#include "libs/codec/parts.h"

namespace tijdig::codec {

void write(const RegisterEntry& from, v1::RegisterEntry* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_as_of(wire_of(from.as_of));
  write(from.person, to->mutable_person());
  write(from.address, to->mutable_address());
  to->set_deceased(from.deceased);
  to->set_moved_out(from.moved_out);
  to->set_secrecy(from.secrecy);
  to->set_under_investigation(from.under_investigation);
  to->set_household(from.household);
  if (from.partner) to->set_partner_bsn(std::string(from.partner->reveal(Purpose::storage)));
  to->set_partner_surname(std::string(from.partner_surname.reveal(Purpose::storage)));
  to->set_partner_prefix(std::string(from.partner_prefix.reveal(Purpose::storage)));
  for (const Bsn& parent : from.parents) to->add_parent_bsns(std::string(parent.reveal(Purpose::storage)));
}

Result<> read(const v1::RegisterEntry& from, RegisterEntry& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.as_of(), to.as_of));
  TIJDIG_DO(read(from.person(), to.person));
  TIJDIG_DO(read(from.address(), to.address));
  to.deceased = from.deceased();
  to.moved_out = from.moved_out();
  to.secrecy = from.secrecy();
  to.under_investigation = from.under_investigation();
  to.household = from.household();
  to.partner.reset();
  if (!from.partner_bsn().empty()) {
    TIJDIG_TRY(to.partner, Bsn::parse(from.partner_bsn()));
  }
  to.partner_surname = PrivateText(from.partner_surname());
  to.partner_prefix = PrivateText(from.partner_prefix());
  to.parents.clear();
  for (const std::string& parent : from.parent_bsns()) {
    TIJDIG_TRY(Bsn bsn, Bsn::parse(parent));
    to.parents.push_back(std::move(bsn));
  }
  return {};
}

void write(const ListEntry& from, v1::ListEntry* to) {
  to->set_municipality(wire_of(from.municipality));
  to->set_list(wire_enum<v1::ListKind>(from.list));
  to->set_as_of(wire_of(from.as_of));
  write(from.person, to->mutable_person());
  write(from.address, to->mutable_address());
  to->set_ended(from.ended);
}

Result<> read(const v1::ListEntry& from, ListEntry& to) {
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read_enum(from.list(), to.list));
  TIJDIG_DO(read(from.as_of(), to.as_of));
  TIJDIG_DO(read(from.person(), to.person));
  TIJDIG_DO(read(from.address(), to.address));
  to.ended = from.ended();
  return {};
}

void write(const LookupRequest& from, v1::LookupRequest* to) {
  write(from.match, to->mutable_match());
  to->set_municipality(wire_of(from.municipality));
  write(from.household, to->mutable_household());
  write(from.address, to->mutable_address());
  write_all(from.persons, to->mutable_persons());
}

Result<> read(const v1::LookupRequest& from, LookupRequest& to) {
  TIJDIG_DO(read(from.match(), to.match));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.household(), to.household));
  TIJDIG_DO(read_present(from.address(), to.address));
  return read_all(from.persons(), to.persons);
}

void write(const LookupAnswer& from, v1::LookupAnswer* to) {
  write(from.match, to->mutable_match());
  to->set_municipality(wire_of(from.municipality));
  write(from.household, to->mutable_household());
  to->set_residence(wire_enum<v1::Residence>(from.residence));
  to->set_in_debt_help(from.in_debt_help);
  to->set_under_administration(from.under_administration);
  to->set_opted_out(from.opted_out);
  to->set_excluded(from.excluded);
  to->set_secrecy(from.secrecy);
  to->set_residents(from.residents);
  if (from.now_at) write(*from.now_at, to->mutable_now_at());
}

Result<> read(const v1::LookupAnswer& from, LookupAnswer& to) {
  TIJDIG_DO(read(from.match(), to.match));
  TIJDIG_DO(read(from.municipality(), to.municipality));
  TIJDIG_DO(read(from.household(), to.household));
  TIJDIG_DO(read_enum(from.residence(), to.residence));
  to.in_debt_help = from.in_debt_help();
  to.under_administration = from.under_administration();
  to.opted_out = from.opted_out();
  to.excluded = from.excluded();
  to.secrecy = from.secrecy();
  to.residents = from.residents();
  to.now_at.reset();
  if (from.has_now_at()) TIJDIG_DO(read(from.now_at(), to.now_at.emplace()));
  return {};
}

}  // namespace tijdig::codec
