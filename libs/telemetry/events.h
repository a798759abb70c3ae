// Everything worth knowing about this program while it runs: one struct per thing. Emitting it writes the log line and
// moves the numbers, so that neither can be forgotten.
//
//   Telemetry telemetry(log, metrics);
//   telemetry.emit(StepTaken{.stage = flow::matcher, .records = 512, .seconds = 0.004});
//
// Decisions emit nothing; what they decided is counted from the facts they write (`count`). Any thread.
#pragma once

#include <cstdint>

#include "libs/domain/inboxes.h"
#include "libs/telemetry/log.h"
#include "libs/telemetry/metrics.h"

namespace tijdig::telemetry {

// A process began. `version`: of the program, "0.1.0".
struct ProcessStarted {
  Word version;
  std::uint32_t partitions = 0;
  std::uint32_t workers = 0;
};

struct PolicyInForce {
  MunicipalityCode municipality;
  Hash64 version;  // as reports show it
};

struct ProcessStopped {
  bool drained = false;  // every inbox was read to its end
};

// A door took rows from a partner. The partner's name is a company's, but the kind of door is what operations asks.
struct DeliveryReceived {
  Word door;  // "file" | "http"
  DeliveryId delivery;
  std::uint64_t rows = 0;
  std::uint64_t rows_refused = 0;
};

// One step of one lane took effect.
struct StepTaken {
  const flow::StageInfo& stage;
  std::uint64_t records = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t dead_letters = 0;
  std::uint64_t outputs = 0;
  double seconds = 0;
};

struct StepInterrupted {
  const flow::StageInfo& stage;
  std::uint32_t partition = 0;
  Error why;
};

// A step failed for good; the process ends, and a start recovers.
struct WorkStopped {
  Error why;
};

struct LagMeasured {
  const flow::StageInfo& stage;
  std::uint64_t records = 0;
  double oldest_seconds = 0;
};

// What is this process's to do was changed by the group of a stage. `all_ended`: no step was in hand when it was given
// back.
struct SlotsChanged {
  const flow::StageInfo& stage;
  Word change;  // "assigned" | "revoked" | "lost"
  std::uint64_t owned = 0;
  bool all_ended = true;
};

// The group of a stage cannot be asked now.
struct GroupTrouble {
  const flow::StageInfo& stage;
  Error why;
};

// Whether all parts of a stage get on.
struct SlotsLookedAt {
  const flow::StageInfo& stage;
  bool trouble = false;
};

// Whether Redis holds the state of all that this process works on.
struct StateLookedAt {
  bool is_whole = true;
};

// A door cannot be opened yet, or a day not be closed: something it waits for does not come.
struct TownWaits {
  Error why;
};

// Deliveries are taken, or turned away until less waits.
struct DoorTurned {
  bool open = true;
  std::uint64_t unread = 0;
};

// A line of the log of a client library; it holds no personal data by that library's contract.
struct ClientSaid {
  int syslog_level = 6;
  std::string_view client;
  std::string_view text;
};

// The worst of all clients of this process.
struct ClientsMeasured {
  double round_trip_seconds = 0;
  double transaction_age_seconds = 0;
  std::uint64_t epoch_changes = 0;
  std::uint64_t unstable_records = 0;
};

// `route` is the pattern ("/v1/deliveries"), never the path that was asked for.
struct RequestAnswered {
  Word route;
  int status = 0;
  double seconds = 0;
};

class Telemetry {
 public:
  Telemetry(Log& log, Metrics& metrics) : log_(log), metrics_(metrics) {}

  void emit(const ProcessStarted& event);
  void emit(const PolicyInForce& event);
  void emit(const ProcessStopped& event);
  void emit(const DeliveryReceived& event);
  void emit(const StepTaken& event);
  void emit(const StepInterrupted& event);
  void emit(const WorkStopped& event);
  void emit(const LagMeasured& event);
  void emit(const RequestAnswered& event);
  void emit(const SlotsChanged& event);
  void emit(const GroupTrouble& event);
  void emit(const SlotsLookedAt& event);
  void emit(const StateLookedAt& event);
  void emit(const TownWaits& event);
  void emit(const DoorTurned& event);
  void emit(const ClientSaid& event);
  void emit(const ClientsMeasured& event);

  // What the stages decided, from the record that reporting reads. `reasons`: the refusal codes of signal-ingest.
  void count(const FactsMessage& fact, const Vocabulary& reasons);

 private:
  Log& log_;
  Metrics& metrics_;
};

}  // namespace tijdig::telemetry
