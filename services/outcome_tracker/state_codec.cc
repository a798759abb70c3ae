#include <algorithm>

#include "libs/codec/codec.h"
#include "services/outcome_tracker/state.h"
#include "tijdig/v1/outcome_tracker_state.pb.h"

namespace tijdig::outcome_tracker {
namespace {

Result<Hash128> hash_from(const std::string& bytes) {
  Hash128 hash;
  if (bytes.size() != hash.size()) return Error::fatal("outcome-tracker state: an id is not 16 bytes");
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

Bytes bytes_of(const Hash128& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

template <class Enum>
Result<Enum> enum_from(std::uint32_t number) {
  if (number >= static_cast<std::uint32_t>(Enum::count_))
    return Error::fatal("outcome-tracker state: a status or trigger that this version does not know");
  return static_cast<Enum>(number);
}

Result<HistoryLine> history_from(const v1::OutcomeHistoryLine& in) {
  HistoryLine line;
  line.day = Date::from_days(in.day());
  TIJDIG_TRY(line.trigger, enum_from<Trigger>(in.trigger()));
  TIJDIG_TRY(line.from, enum_from<Status>(in.from()));
  TIJDIG_TRY(line.to, enum_from<Status>(in.to()));
  return line;
}

CaseResult result_from(const v1::OutcomeCaseResult& in) {
  CaseResult result;
  result.local_code = in.local_code();
  result.causes.assign(in.causes().begin(), in.causes().end());
  result.composition = in.composition();
  result.other_problems.assign(in.other_problems().begin(), in.other_problems().end());
  return result;
}

void write(v1::OutcomeCaseResult& out, const CaseResult& result) {
  out.set_local_code(result.local_code);
  for (const std::string& cause : result.causes) out.add_causes(cause);
  out.set_composition(result.composition);
  for (const std::string& problem : result.other_problems) out.add_other_problems(problem);
}

}  // namespace

Bytes encode(const CaseFile& file) {
  v1::OutcomeCaseFile out;
  out.set_assignment(codec::encode(file.assignment));
  out.set_status(static_cast<std::uint32_t>(file.status));
  for (const HistoryLine& line : file.history) {
    auto& row = *out.add_history();
    row.set_day(line.day.days_since_epoch());
    row.set_trigger(static_cast<std::uint32_t>(line.trigger));
    row.set_from(static_cast<std::uint32_t>(line.from));
    row.set_to(static_cast<std::uint32_t>(line.to));
  }
  for (const Hash128& entry : file.entries) out.add_entries(bytes_of(entry));
  out.set_attempts(file.attempts);
  out.set_ever_reached(file.ever_reached);
  out.set_last_contact(file.last_contact.days_since_epoch());
  if (file.result) write(*out.mutable_result(), *file.result);
  return out.SerializeAsString();
}

Result<CaseFile> decode_case_file(BytesView wire) {
  v1::OutcomeCaseFile in;
  if (!in.ParseFromArray(wire.data(), static_cast<int>(wire.size())))
    return Error::fatal("outcome-tracker state: a case cannot be read; run `tijdig rebuild`");
  CaseFile file;
  TIJDIG_TRY(file.assignment, codec::decode<Assignment>(in.assignment()));
  TIJDIG_TRY(file.status, enum_from<Status>(in.status()));
  for (const auto& row : in.history()) {
    TIJDIG_TRY(HistoryLine line, history_from(row));
    file.history.push_back(line);
  }
  for (const auto& entry : in.entries()) {
    TIJDIG_TRY(Hash128 hash, hash_from(entry));
    file.entries.insert(hash);
  }
  file.attempts = in.attempts();
  file.ever_reached = in.ever_reached();
  file.last_contact = Date::from_days(in.last_contact());
  if (in.has_result()) file.result = result_from(in.result());
  return file;
}

Bytes encode(const DueList& due) {
  v1::OutcomeDueList out;
  for (const CaseId& id : due.cases) {
    out.add_households(bytes_of(id.household.hash()));
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

Cents total_debt(const Match& match) {
  Cents total;
  for (const MatchedSignal& signal : match.signals)
    if (signal.current) total += signal.amount;
  return total;
}

}  // namespace tijdig::outcome_tracker
