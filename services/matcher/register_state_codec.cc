#include "libs/codec/parts.h"
#include "libs/residents/hearsay.h"
#include "services/matcher/register_state.h"
#include "tijdig/v1/matcher_state.pb.h"

namespace tijdig::matcher {
namespace {

using codec::read;
using codec::wire_of;

std::vector<residents::ResidentForm> forms_of(const KnownResident& resident) {
  std::vector<residents::ResidentForm> forms;
  for (const Statement& statement : resident.statements) forms.push_back(statement.form);
  return forms;
}

template <class Ids, class Wire>
Result<> read_ids(const Wire& from, Ids& to) {
  to.clear();
  for (const std::string& id : from) TIJDIG_DO(read(id, to.emplace_back()));
  return {};
}

Error unreadable(const Error& why) {
  return Error::fatal("the matcher's register cannot be read (" + why.detail + "); run `tijdig rebuild --repair`");
}

Result<> read_resident(const v1::MatcherResident& from, KnownResident& to) {
  for (const auto& statement : from.statements()) {
    Statement& said = to.statements.emplace_back();
    TIJDIG_TRY(said.form, residents::resident_from_bytes(statement.form()));
    TIJDIG_DO(read(statement.address(), said.address));
  }
  if (to.statements.empty()) return Error::refused("a resident without a statement");
  for (const auto& told : from.told()) {
    ToldAt& at = to.told.emplace_back();
    TIJDIG_DO(read(told.address(), at.address));
    at.door = {told.postcode(), told.number(), told.addition()};
  }
  to.today = residents::folded(forms_of(to));
  to.today.heard = heard_doors_of(to);
  to.today.household = from.household();
  if (from.shared_dwelling())
    to.today.flags = static_cast<std::uint8_t>(to.today.flags | unsigned{residents::shared_dwelling});
  return {};
}

}  // namespace

residents::Few<residents::Door, 2> heard_doors_of(const KnownResident& resident) {
  std::vector<residents::Door> doors;
  for (const ToldAt& told : resident.told) doors.push_back(told.door);
  return residents::heard_doors(std::move(doors));
}

Bytes encode(const KnownResident& resident) {
  thread_local v1::MatcherResident out;
  out.Clear();
  for (const Statement& statement : resident.statements) {
    v1::MatcherStatement* to = out.add_statements();
    to->set_form(residents::to_bytes(statement.form));
    codec::write(statement.address, to->mutable_address());
  }
  for (const ToldAt& at : resident.told) {
    v1::MatcherTold* to = out.add_told();
    to->set_address(wire_of(at.address));
    to->set_postcode(at.door.postcode);
    to->set_number(at.door.number);
    to->set_addition(at.door.addition);
  }
  out.set_household(resident.today.household);
  out.set_shared_dwelling(resident.today.has(residents::shared_dwelling));
  return codec::to_bytes(out);
}

Result<> decode(BytesView wire, KnownResident& resident) {
  thread_local v1::MatcherResident in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  if (auto done = read_resident(in, resident); !done) return unreadable(done.error());
  return {};
}

Bytes encode(const Filing& filing) {
  thread_local v1::MatcherFiling out;
  out.Clear();
  for (const residents::PersonRef& resident : filing.residents) out.add_residents(wire_of(resident));
  out.set_left_out(filing.left_out);
  for (const AddressId address : filing.named) out.add_named(wire_of(address));
  out.set_due(filing.is_due);
  return codec::to_bytes(out);
}

Result<> decode(BytesView wire, Filing& filing) {
  thread_local v1::MatcherFiling in;
  TIJDIG_DO(codec::from_bytes(wire, &in));
  if (auto done = read_ids(in.residents(), filing.residents); !done) return unreadable(done.error());
  if (auto done = read_ids(in.named(), filing.named); !done) return unreadable(done.error());
  filing.left_out = in.left_out();
  filing.is_due = in.due();
  return {};
}

Bytes encode(const TermCount& count) {
  Bytes bytes;
  append_big_endian(bytes, count.residents);
  return bytes;
}

Result<> decode(BytesView wire, TermCount& count) {
  if (wire.size() != sizeof(count.residents)) return unreadable(Error::refused("a count of another size"));
  count.residents = read_big_endian<std::uint32_t>(wire);
  return {};
}

}  // namespace tijdig::matcher
