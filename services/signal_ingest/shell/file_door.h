// A partner's file on its way to the inbox `deliveries`: read in pieces, checked for form, cut into chunks. Nothing is
// written here; the caller appends `records` durably, all at once, or not at all.
//
//   FileDoor door(policy, partitions, Limits{});
//   PreparedDelivery delivery = door.prepare("2018-09-24_signals_dunea.csv", {.partner = "dunea", .received = day});
//   if (delivery.problems.empty()) back_end.append_durably(std::move(delivery.records));
//
// The partner is who the file name says, or the column signaalpartner; one of them must, and they may not disagree.
// A file in which no row can be used is kept out whole (FileReason::no_row_usable). `refused` holds what the rules
// say of each row by itself, in both cases; repeats and unknown references show only later, in the receipts. Memory:
// about the file and its records. Any thread; the policy must outlive the door.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "libs/policy/policy.h"
#include "libs/ports/record.h"
#include "services/signal_ingest/delivery_reader.h"
#include "services/signal_ingest/state.h"

namespace tijdig::signal_ingest {

struct Sender {
  std::string partner;  // "" when only the column can say it
  Date received;
};

struct PreparedDelivery {
  std::vector<FileProblem> problems;  // not empty: refused whole
  DeliveryId id;
  PartnerId partner;
  std::size_t rows = 0;
  std::vector<std::uint32_t> lines;  // of every row
  std::vector<RefusedRow> refused;   // ascending by line
  std::size_t excess_columns = 0;
  std::vector<NearMiss> near_misses;
  std::vector<ports::OutRecord> records;
};

class FileDoor {
 public:
  FileDoor(const policy::Policy& policy, ports::Partition partitions, const Limits& limits)
      : policy_(policy), partitions_(partitions), limits_(limits) {}

  PreparedDelivery prepare(const std::filesystem::path& path, const Sender& sender) const;
  PreparedDelivery prepare(BytesView content, const Sender& sender) const;
  // What both come down to, and what POST /v1/deliveries calls when a body has come in.
  PreparedDelivery prepare(ReadDelivery read, const Sender& sender) const;

 private:
  // Gives false when not one row was understood.
  bool judge(const DeliveryDraft& draft, Date received, PreparedDelivery& delivery) const;

  const policy::Policy& policy_;
  ports::Partition partitions_;
  Limits limits_;
};

}  // namespace tijdig::signal_ingest
