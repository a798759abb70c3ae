#include "services/reporting/rows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "libs/codec/codec.h"
#include "libs/flow/tables.h"

namespace tijdig::reporting {
namespace {

Bytes key_of(MunicipalityCode municipality, char kind) {
  Bytes key = rows_prefix(municipality);
  key.push_back(kind);
  return key;
}

void append_month(Bytes& key, YearMonth month) { append_big_endian(key, static_cast<std::uint32_t>(month.index())); }

void append_case(Bytes& key, const CaseId& id) {
  append_month(key, id.month);
  key.append(id.household.bytes());
}

Bytes tally_key(MunicipalityCode municipality, YearMonth month, const PartnerId& partner, const std::string& reason) {
  Bytes key = key_of(municipality, 's');
  append_month(key, month);
  key.append(partner.text());
  key.push_back('\0');
  key.append(reason);
  return key;
}

std::string reason_of(const SignalAmended& fact) { return std::string(fact.withdrawn ? withdrawn_reason : ""); }

SignalsCounted single(const SignalsCounted& all, const SignalCount& count) {
  SignalsCounted one;
  one.municipality = all.municipality;
  one.partner = all.partner;
  one.received = Date();  // a sum has no day of receipt
  one.counts.push_back(count);
  return one;
}

std::vector<RowChange> counted_rows(const SignalsCounted& counted) {
  std::vector<RowChange> rows;
  for (const SignalCount& count : counted.counts)
    rows.push_back({tally_key(counted.municipality, count.month, counted.partner, count.reason),
                    FactsMessage{single(counted, count)}, true});
  return rows;
}

struct RowsOf {
  std::vector<RowChange> operator()(const PolicyActivated&) const { return {}; }
  std::vector<RowChange> operator()(const DayClosed&) const { return {}; }
  std::vector<RowChange> operator()(const SignalsCounted& fact) const { return counted_rows(fact); }
  std::vector<RowChange> operator()(const SignalAmended& fact) const {
    return {{tally_key(fact.municipality, fact.month, fact.partner, reason_of(fact)), FactsMessage{fact}, true}};
  }
  std::vector<RowChange> operator()(const MatchMade& fact) const {
    Bytes key = key_of(fact.municipality, 'm');
    key.append(fact.match.bytes());
    return {{std::move(key), FactsMessage{fact}, false}};
  }
  std::vector<RowChange> operator()(const MatchEnded& fact) const {
    Bytes key = key_of(fact.municipality, 'e');
    key.append(fact.match.bytes());
    return {{std::move(key), FactsMessage{fact}, false}};
  }
  std::vector<RowChange> operator()(const CaseAssigned& fact) const {
    Bytes key = key_of(fact.municipality, 'c');
    append_case(key, fact.id);
    return {{std::move(key), FactsMessage{fact}, false}};
  }
  std::vector<RowChange> operator()(const ContactTried& fact) const {
    Bytes key = key_of(fact.municipality, 't');
    append_case(key, fact.id);
    key.append(reinterpret_cast<const char*>(fact.entry.data()), fact.entry.size());
    return {{std::move(key), FactsMessage{fact}, false}};
  }
  std::vector<RowChange> operator()(const CaseClosed& fact) const {
    Bytes key = key_of(fact.municipality, 'x');
    append_case(key, fact.id);
    return {{std::move(key), FactsMessage{fact}, false}};
  }
  std::vector<RowChange> operator()(const LateCounted& fact) const {
    Bytes key = key_of(fact.municipality, 'l');
    append_month(key, fact.month);
    return {{std::move(key), FactsMessage{fact}, true}};
  }
};

void add(SignalCount& sum, std::int64_t signals, std::int64_t amount_cents) {
  sum.signals = static_cast<std::uint32_t>(static_cast<std::int64_t>(sum.signals) + signals);
  sum.amount_cents += amount_cents;
}

void take_tally(Ledger& ledger, const SignalsCounted& counted) {
  for (const SignalCount& count : counted.counts)
    ledger.signals.push_back(
        {count.month, counted.partner, count.kind, count.reason, count.signals, count.amount_cents});
}

void put_in_order(Ledger& ledger, std::map<CaseId, CaseRow>& cases) {
  for (auto& [id, row] : cases) {
    std::sort(row.attempts.begin(), row.attempts.end(), [](const ContactTried& a, const ContactTried& b) {
      return std::tie(a.day, a.attempt.flyer_left, a.entry) < std::tie(b.day, b.attempt.flyer_left, b.entry);
    });
    if (row.assigned.id.household.is_set()) ledger.cases.push_back(std::move(row));
  }
  std::sort(ledger.cases.begin(), ledger.cases.end(), [](const CaseRow& a, const CaseRow& b) {
    return std::tie(a.assigned.assigned_on, a.assigned.id) < std::tie(b.assigned.assigned_on, b.assigned.id);
  });
  std::sort(ledger.signals.begin(), ledger.signals.end(), [](const SignalTally& a, const SignalTally& b) {
    return std::tie(a.month, a.partner, a.reason) < std::tie(b.month, b.partner, b.reason);
  });
  std::sort(ledger.matches.begin(), ledger.matches.end(), [](const MatchMade& a, const MatchMade& b) {
    return std::tie(a.month, a.match) < std::tie(b.month, b.match);
  });
  std::sort(ledger.late.begin(), ledger.late.end());
  std::sort(ledger.ended.begin(), ledger.ended.end(), [](const MatchEnded& a, const MatchEnded& b) {
    return std::tie(a.month, a.match) < std::tie(b.month, b.match);
  });
}

}  // namespace

Bytes rows_prefix(MunicipalityCode municipality) { return flow::tables::report_rows.first_bytes(municipality); }

std::vector<RowChange> rows_of(const FactsMessage& fact) { return std::visit(RowsOf{}, fact); }

FactsMessage fold(const std::optional<FactsMessage>& held, const FactsMessage& added) {
  if (const auto* late = std::get_if<LateCounted>(&added)) {
    LateCounted sum = held ? std::get<LateCounted>(*held) : LateCounted{late->municipality, late->month, 0};
    sum.signals += late->signals;
    return sum;
  }
  SignalsCounted sum;
  if (held) sum = std::get<SignalsCounted>(*held);
  if (const auto* amended = std::get_if<SignalAmended>(&added)) {
    if (!held)
      sum = {amended->municipality,
             amended->partner,
             Date(),
             {{amended->month, amended->kind, reason_of(*amended), 0, 0}}};
    const int sign = amended->withdrawn ? -1 : 1;  // what was taken off is counted beside
    add(sum.counts.front(), sign * amended->signals_change, sign * amended->amount_cents_change);
    return sum;
  }
  const auto& counted = std::get<SignalsCounted>(added);
  if (!held) return counted;
  add(sum.counts.front(), counted.counts.front().signals, counted.counts.front().amount_cents);
  return sum;
}

Result<Ledger> ledger_from(MunicipalityCode municipality, std::optional<Date> as_of,
                           const std::vector<std::pair<Bytes, Bytes>>& rows) {
  Ledger ledger;
  ledger.municipality = municipality;
  ledger.as_of = as_of;
  std::map<CaseId, CaseRow> cases;
  const Bytes prefix = rows_prefix(municipality);
  for (const auto& [key, value] : rows) {
    if (key.compare(0, prefix.size(), prefix) != 0) continue;
    TIJDIG_TRY(const FactsMessage fact, codec::decode<FactsMessage>(value));
    if (const auto* counted = std::get_if<SignalsCounted>(&fact)) take_tally(ledger, *counted);
    if (const auto* made = std::get_if<MatchMade>(&fact)) ledger.matches.push_back(*made);
    if (const auto* ended = std::get_if<MatchEnded>(&fact)) ledger.ended.push_back(*ended);
    if (const auto* assigned = std::get_if<CaseAssigned>(&fact)) cases[assigned->id].assigned = *assigned;
    if (const auto* tried = std::get_if<ContactTried>(&fact)) cases[tried->id].attempts.push_back(*tried);
    if (const auto* closed = std::get_if<CaseClosed>(&fact)) cases[closed->id].closed = *closed;
    if (const auto* late = std::get_if<LateCounted>(&fact)) ledger.late.emplace_back(late->month, late->signals);
  }
  put_in_order(ledger, cases);
  return ledger;
}

}  // namespace tijdig::reporting
