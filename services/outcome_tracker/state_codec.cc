#include <algorithm>

#include "libs/codec/codec.h"
#include "libs/codec/described.h"
#include "services/outcome_tracker/state.h"
#include "tijdig/v1/outcome_tracker_state.pb.h"

namespace tijdig::outcome_tracker {

namespace {

Result<> insert(BytesView wire, std::set<Hash128>& entries) {
  Hash128 entry;
  TIJDIG_DO(codec::read(wire, entry));
  entries.insert(entry);
  return {};
}

Result<> append(BytesView wire, std::vector<LinkUndone>& undone) {
  TIJDIG_TRY(LinkUndone one, codec::decode<LinkUndone>(wire));
  undone.push_back(std::move(one));
  return {};
}

}  // namespace

template <codec::Is<HistoryLine> Self, class Each>
void fields(Self& line, Each& each) {
  each(1, line.day);
  each.place(2, line.trigger);
  each.place(3, line.from);
  each.place(4, line.to);
}

template <codec::Is<CaseFile> Self, class Each>
void fields(Self& file, Each& each) {
  each(1, file.assignment);
  each.place(2, file.status);
  each(3, file.history);
  each.by_hand(
      [&](codec::WireWriter& out) {
        for (const Hash128& entry : file.entries) out.bytes(4, bytes_of(entry));
      },
      [&](codec::Taker& in) {
        if constexpr (!std::is_const_v<Self>)
          in.each_bytes(4, [&](BytesView wire) { in.keep(insert(wire, file.entries)); });
      });
  each.count(5, file.attempts);
  each(6, file.ever_reached);
  each(7, file.last_contact);
  each(8, file.result);
  each.by_hand(
      [&](codec::WireWriter& out) {
        for (const LinkUndone& one : file.undone) out.bytes(9, codec::encode(one));
      },
      [&](codec::Taker& in) {
        if constexpr (!std::is_const_v<Self>)
          in.each_bytes(9, [&](BytesView wire) { in.keep(append(wire, file.undone)); });
      });
  each(10, file.stay_away);
  each(11, file.renewed_on);
  each(12, file.taken_over);
  each(13, file.goes_on_as);
  each(14, file.two_in_contact);
}

namespace {

Result<Hash128> hash_from(const std::string& bytes) {
  Hash128 hash;
  if (bytes.size() != hash.size()) return Error::fatal("outcome-tracker state: an id is not 16 bytes");
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace

Bytes encode(const CaseFile& file) { return codec::to_wire(file); }

Result<> decode(BytesView wire, CaseFile& file) { return codec::from_wire(wire, file); }

Bytes encode(const DueList& due) {
  v1::OutcomeDueList out;
  for (const CaseId& id : due.cases) {
    out.add_households(Bytes(id.household.bytes()));
    out.add_months(id.month.index());
  }
  return out.SerializeAsString();
}

Result<> decode(BytesView wire, DueList& due) {
  v1::OutcomeDueList in;
  if (!in.ParseFromArray(wire.data(), static_cast<int>(wire.size())) || in.households_size() != in.months_size())
    return Error::fatal("outcome-tracker state: a due list cannot be read");
  for (int i = 0; i < in.households_size(); ++i) {
    TIJDIG_TRY(Hash128 hash, hash_from(in.households(i)));
    due.cases.insert({HouseholdId::from_hash(hash), YearMonth::from_index(in.months(i))});
  }
  return {};
}

Bytes encode(const DueDays& due) {
  v1::OutcomeDueDays out;
  for (const Date day : due.days) out.add_days(day.days_since_epoch());
  return out.SerializeAsString();
}

Result<> decode(BytesView wire, DueDays& due) {
  v1::OutcomeDueDays in;
  if (!in.ParseFromArray(wire.data(), static_cast<int>(wire.size())))
    return Error::fatal("outcome-tracker state: the days that have a due list cannot be read");
  for (const std::int32_t day : in.days()) due.days.insert(Date::from_days(day));
  return {};
}

}  // namespace tijdig::outcome_tracker
