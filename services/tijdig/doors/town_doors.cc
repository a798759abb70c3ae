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
  const auto take = [&](auto read, auto send) {
    prepared.outcome.problems = std::move(read.problems);
    prepared.outcome.rows_taken = read.messages.size();
    for (std::size_t i = 0; i < read.messages.size(); ++i) {
      send(std::move(read.messages[i]));
      prepared.lines.resize(prepared.records.size(), read.lines[i]);
    }
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
  if (file.kind == FileKind::register_file) take(read_register(content, municipality, received), look_up_and_link);
  if (file.kind == FileKind::list) take(read_list(content, file.list, municipality, received), look_up);
  if (file.kind == FileKind::desk) take(read_desk(content, town_.policy(), received), work_on);
  if (file.kind == FileKind::unlinks) take(read_unlinks(content, town_.policy(), received), work_on);
  if (file.kind == FileKind::answers) take(read_answers(content, municipality, received), tell_matcher);
}

Result<> TownDoors::append(Prepared prepared, std::vector<FileOutcome>& outcomes) {
  if (prepared.outcome.kind == FileKind::signals && !prepared.outcome.refused_whole &&
      receipts_from_.count(prepared.outcome.partner) == 0) {
    const Bytes key = flow::key_bytes(flow::PartnerKey{town_.municipality(), prepared.outcome.partner});
    const ports::Partition home = flow::partition_of(key, town_.back_end().partitions());
    TIJDIG_TRY(receipts_from_[prepared.outcome.partner], town_.back_end().end(flow::topics::receipts.info.id, home));
  }
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
    --outcome.rows_taken;
    ++outcome.rows_refused;
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
