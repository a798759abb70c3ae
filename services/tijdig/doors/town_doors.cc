#include "services/tijdig/doors/town_doors.h"

#include <fstream>
#include <sstream>

#include "libs/codec/codec.h"
#include "services/tijdig/doors/town_hall_files.h"
#include "services/tijdig/outlet.h"

namespace tijdig::doors {
namespace {

Problem in_words(const signal_ingest::FileProblem& problem) {
  return {problem.line, problem.field, std::string(signal_ingest::info_of(problem.reason).code),
          signal_ingest::advice_of(problem)};
}

template <class Key, class Message>
ports::OutRecord record_for(const flow::Topic<Key, Message>& topic, const Key& key, const Message& message,
                            ports::Partition partitions) {
  ports::OutRecord record;
  record.topic = topic.info.id;
  record.key = flow::key_bytes(key);
  record.partition = flow::partition_of(record.key, partitions);
  record.value = codec::encode(message);
  return record;
}

// More is not read by anybody; the refused-rows file has them all.
constexpr std::size_t problems_max = 10'000;

// Why a file in which not one row could be used was kept out: every problem of every row.
void add_row_problems(const std::vector<signal_ingest::RefusedRow>& rows, FileOutcome& outcome) {
  for (const signal_ingest::RefusedRow& row : rows)
    for (const signal_ingest::Problem& problem : row.problems) {
      if (outcome.problems.size() >= problems_max) return;
      RowProblem said = signal_ingest::in_words(problem);
      outcome.problems.push_back({row.line, std::move(said.field), std::move(said.reason), std::move(said.advice)});
    }
}

// Takes the rows out of the receipt: a file of a hundred thousand refusals should not stand in memory twice.
void take_receipt(DeliveryReceipt& receipt, FileOutcome& outcome) {
  if (receipt.already_received && !outcome.already_received) {
    outcome.already_received = true;
    outcome.rows_repeated = outcome.rows;  // less those that were refused then too
  }
  for (RowReceipt& row : receipt.rows) {
    if (row.verdict != RowVerdict::refused) {
      if (!receipt.already_received)
        ++(row.verdict == RowVerdict::repeated ? outcome.rows_repeated : outcome.rows_taken);
    } else {
      ++outcome.rows_refused;
      if (receipt.already_received) --outcome.rows_repeated;
      for (const RowProblem& problem : row.problems)
        if (outcome.problems.size() < problems_max)
          outcome.problems.push_back({row.line, problem.field, problem.reason, problem.advice});
      outcome.refused_rows.push_back(std::move(row));
    }
  }
}

}  // namespace

Prepared TownDoors::prepare(const InputFile& file) const {
  if (file.kind == FileKind::signals) {
    const signal_ingest::FileDoor door(town_.policy(), town_.back_end().partitions(), signal_ingest::Limits{});
    return prepare_signals(file, door.prepare(file.path, {file.partner, file.received.value_or(today_)}));
  }
  std::ifstream in(file.path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return prepare(file, content.str());
}

Prepared TownDoors::prepare(const InputFile& file, BytesView content) const {
  if (file.kind == FileKind::signals) {
    const signal_ingest::FileDoor door(town_.policy(), town_.back_end().partitions(), signal_ingest::Limits{});
    return prepare_signals(file, door.prepare(content, {file.partner, file.received.value_or(today_)}));
  }
  Prepared prepared;
  prepared.outcome.name = file.path.filename().string();
  prepared.outcome.path = file.path;
  prepared.outcome.kind = file.kind;
  prepare_table(file, content, prepared);
  prepared.outcome.refused_whole = !prepared.outcome.problems.empty();
  return prepared;
}

Prepared TownDoors::prepare_signals(const InputFile& file, signal_ingest::PreparedDelivery delivery) const {
  Prepared prepared;
  FileOutcome& outcome = prepared.outcome;
  outcome.name = file.path.filename().string();
  outcome.path = file.path;
  outcome.delivery = delivery.id;
  outcome.partner = delivery.partner;
  outcome.rows = delivery.rows;
  outcome.refused_whole = !delivery.problems.empty();
  outcome.excess_columns = delivery.excess_columns;
  outcome.near_misses = std::move(delivery.near_misses);
  for (const signal_ingest::FileProblem& problem : delivery.problems) outcome.problems.push_back(in_words(problem));
  if (outcome.refused_whole) add_row_problems(delivery.refused, outcome);
  prepared.records = std::move(delivery.records);
  return prepared;
}

void TownDoors::prepare_table(const InputFile& file, BytesView content, Prepared& prepared) const {
  const MunicipalityCode municipality = town_.municipality();
  const ports::Partition partitions = town_.back_end().partitions();
  const Date received = file.received.value_or(today_);
  const auto look_up = [&](auto records) {
    prepared.outcome.problems = std::move(records.problems);
    prepared.outcome.rows_taken = records.messages.size();
    for (auto& entry : records.messages)
      prepared.records.push_back(
          record_for(flow::topics::lookups, {municipality}, LookupsMessage{std::move(entry)}, partitions));
  };
  // The matcher keeps its own form of the register where the policy links through it; both hear of it together.
  const auto look_up_and_link = [&](Records<RegisterEntry> records) {
    if (town_.policy().matching.link_by == policy::LinkBy::residents)
      for (const RegisterEntry& entry : records.messages)
        prepared.records.push_back(
            record_for(flow::topics::signals, {municipality}, SignalsMessage{entry}, partitions));
    look_up(std::move(records));
  };
  if (file.kind == FileKind::register_file) look_up_and_link(read_register(content, municipality, received));
  if (file.kind == FileKind::list) look_up(read_list(content, file.list, municipality, received));
  const auto work_on = [&](auto records) {  // entries about a case go to its household
    prepared.outcome.problems = std::move(records.problems);
    prepared.outcome.rows_taken = records.messages.size();
    for (auto& entry : records.messages) {
      const flow::HouseholdKey key{municipality, entry.id.household};
      prepared.records.push_back(record_for(flow::topics::work, key, WorkMessage{std::move(entry)}, partitions));
    }
  };
  const auto answer = [&](Records<ReviewAnswer> records) {
    prepared.outcome.problems = std::move(records.problems);
    prepared.outcome.rows_taken = records.messages.size();
    for (const ReviewAnswer& given : records.messages)
      prepared.records.push_back(record_for(flow::topics::signals, {municipality}, SignalsMessage{given}, partitions));
  };
  if (file.kind == FileKind::desk) work_on(read_desk(content, town_.policy()));
  if (file.kind == FileKind::unlinks) work_on(read_unlinks(content, town_.policy(), received));
  if (file.kind == FileKind::answers) answer(read_answers(content, municipality, received));
}

Result<> TownDoors::append(Prepared prepared, std::vector<FileOutcome>& outcomes) {
  if (prepared.outcome.kind == FileKind::signals && !prepared.outcome.refused_whole &&
      receipts_from_.count(prepared.outcome.partner) == 0) {
    const Bytes key = flow::key_bytes(flow::PartnerKey{town_.municipality(), prepared.outcome.partner});
    const ports::Partition home = flow::partition_of(key, town_.back_end().partitions());
    TIJDIG_TRY(receipts_from_[prepared.outcome.partner], town_.back_end().end(flow::topics::receipts.info.id, home));
  }
  if (!prepared.records.empty()) TIJDIG_DO(town_.back_end().append_durably(std::move(prepared.records)));
  outcomes.push_back(std::move(prepared.outcome));
  return {};
}

Result<> TownDoors::collect(std::vector<FileOutcome>& outcomes) {
  for (const auto& [partner, from] : receipts_from_) {
    commands::Outlet outlet(town_.back_end(), flow::topics::receipts, {town_.municipality(), partner});
    outlet.start_at(from);
    TIJDIG_TRY(auto receipts, outlet.read_new());
    // One receipt per delivery, chunk and sending.
    std::map<std::pair<DeliveryId, std::uint32_t>, std::size_t> answered;
    for (DeliveryReceipt& receipt : receipts) {
      std::size_t turn = answered[{receipt.id, receipt.chunk}]++;
      for (FileOutcome& outcome : outcomes)
        if (outcome.delivery == receipt.id && outcome.partner == partner && !outcome.refused_whole && turn-- == 0)
          take_receipt(receipt, outcome);
    }
  }
  receipts_from_.clear();
  return {};
}

}  // namespace tijdig::doors
