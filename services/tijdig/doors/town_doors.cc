#include "services/tijdig/doors/town_doors.h"

#include "libs/codec/codec.h"
#include "services/tijdig/doors/town_hall_files.h"
#include "services/tijdig/outlet.h"

namespace tijdig::doors {
namespace {

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
    outcome.rows_repeated = outcome.rows;  // less those that are still refused or taken only now; all others are known
  }
  for (RowReceipt& row : receipt.rows) {
    if (receipt.already_received) --outcome.rows_repeated;
    if (row.verdict != RowVerdict::refused) {
      ++(row.verdict == RowVerdict::repeated ? outcome.rows_repeated : outcome.rows_taken);
    } else {
      ++outcome.rows_refused;
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
  return prepare_table(file, TableContent(file.path));
}

Prepared TownDoors::prepare(const InputFile& file, BytesView content) const {
  if (file.kind != FileKind::signals) return prepare_table(file, TableContent(content));
  const signal_ingest::FileDoor door(town_.policy(), town_.back_end().partitions(), signal_ingest::Limits{});
  return prepare_signals(file, door.prepare(content, {file.partner, file.received.value_or(today_)}));
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

Prepared TownDoors::prepare_table(const InputFile& file, const TableContent& content) const {
  Prepared prepared;
  FileOutcome& outcome = prepared.outcome;
  outcome.name = file.path.filename().string();
  outcome.path = file.path;
  outcome.kind = file.kind;
  outcome.problems = read_entries(file, content, prepared);
  outcome.refused_whole = !outcome.problems.empty();
  if (outcome.refused_whole) {
    outcome.rows_taken = 0;
    prepared.records.clear();
    prepared.lines.clear();
  }
  return prepared;
}

std::vector<Problem> TownDoors::read_entries(const InputFile& file, const TableContent& content,
                                             Prepared& prepared) const {
  const MunicipalityCode municipality = town_.municipality();
  const ports::Partition partitions = town_.back_end().partitions();
  const Date received = file.received.value_or(today_);
  const auto each = [&](auto send) {
    return [&prepared, send](auto entry, std::uint32_t line) {
      ++prepared.outcome.rows_taken;
      send(std::move(entry));
      prepared.lines.resize(prepared.records.size(), line);
    };
  };
  const auto look_up = [&](auto entry) {
    prepared.records.push_back(
        record_for(flow::topics::lookups, {municipality}, LookupsMessage{std::move(entry)}, partitions));
  };
  const auto tell_matcher = [&](auto entry) {
    prepared.records.push_back(
        record_for(flow::topics::signals, {municipality}, SignalsMessage{std::move(entry)}, partitions));
  };
  // The matcher keeps its own form of the register where the policy links through it; both hear of it together.
  const auto look_up_and_link = [&](RegisterEntry entry) {
    if (town_.policy().matching.link_by == policy::LinkBy::residents) tell_matcher(entry);
    look_up(std::move(entry));
  };
  const auto work_on = [&](auto entry) {  // entries about a case go to its household
    const flow::HouseholdKey key{municipality, entry.id.household};
    prepared.records.push_back(record_for(flow::topics::work, key, WorkMessage{std::move(entry)}, partitions));
  };
  switch (file.kind) {
    case FileKind::register_file:
      return read_register(content, municipality, received, each(look_up_and_link));
    case FileKind::list:
      return read_list(content, file.list, municipality, received, each(look_up));
    case FileKind::desk:
      return read_desk(content, town_.policy(), received, each(work_on));
    case FileKind::unlinks:
      return read_unlinks(content, town_.policy(), received, each(work_on));
    case FileKind::answers:
      return read_answers(content, municipality, received, each(tell_matcher));
    case FileKind::signals:
      break;
  }
  TIJDIG_CHECK(false);
}

Result<> TownDoors::append(Prepared prepared, std::vector<FileOutcome>& outcomes) {
  if (prepared.outcome.kind == FileKind::signals && !prepared.outcome.refused_whole &&
      receipts_from_.count(prepared.outcome.partner) == 0) {
    const Bytes key = flow::key_bytes(flow::PartnerKey{town_.municipality(), prepared.outcome.partner});
    const ports::Partition home = flow::partition_of(key, town_.back_end().partitions());
    TIJDIG_TRY(receipts_from_[prepared.outcome.partner], town_.back_end().end(flow::topics::receipts.info.id, home));
  }
  if (prepared.outcome.kind == FileKind::signals && !prepared.records.empty())
    TIJDIG_DO(set_aside_.expect(prepared.outcome.delivery, outcomes.size()));
  if (!prepared.lines.empty()) TIJDIG_DO(set_aside_.expect(prepared.records, prepared.lines, outcomes.size()));
  if (!prepared.records.empty()) TIJDIG_DO(town_.back_end().append_durably(std::move(prepared.records)));
  outcomes.push_back(std::move(prepared.outcome));
  return {};
}

Result<> TownDoors::collect(std::vector<FileOutcome>& outcomes) {
  TIJDIG_DO(collect_receipts(outcomes));
  TIJDIG_TRY(std::vector<LineSetAside> lines, set_aside_.collect());
  for (LineSetAside& line : lines) {
    FileOutcome& outcome = outcomes[line.file];
    const std::uint64_t rows = std::min(line.rows, outcome.rows_taken);  // a row may have been two records
    outcome.rows_taken -= rows;
    outcome.rows_refused += rows;
    if (outcome.problems.size() < problems_max) outcome.problems.push_back(std::move(line.problem));
  }
  return {};
}

Result<> TownDoors::collect_receipts(std::vector<FileOutcome>& outcomes) {
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
