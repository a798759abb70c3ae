#include "libs/runtime/step.h"

#include <algorithm>

#include "libs/flow/flow.h"
#include "libs/runtime/dead_letter.h"

namespace tijdig::runtime {
namespace {

constexpr std::size_t first_read_count = 32;  // grows while batches stay small in bytes

class RecordTurn final : public Turn {
 public:
  RecordTurn(const Stage& stage, ports::Partition partitions, const ports::Provenance& cause, LaneState& state,
             std::vector<ports::OutRecord>& outputs, bool keeps_outputs)
      : info_(stage.info()),
        keeps_its_tables_(stage.keeps_its_tables()),
        partitions_(partitions),
        cause_(cause),
        state_(state),
        outputs_(outputs),
        keeps_outputs_(keeps_outputs) {}

  const ports::Provenance& cause() const override { return cause_; }
  std::optional<BytesView> load(BytesView key) override { return state_.get(own(key)); }
  void load_ahead(std::vector<Bytes> keys) override { state_.load_ahead(std::move(keys)); }
  void save(BytesView key, Bytes value) override { state_.put(own(key), std::move(value)); }
  void erase(BytesView key) override { state_.put(own(key), std::nullopt); }

 protected:
  Result<const KeptValue*> look_at(BytesView key, const KeptType& type) override { return state_.look(own(key), type); }
  Result<KeptValue*> change_at(BytesView key, const KeptType& type) override { return state_.change(own(key), type); }
  bool keeps_outputs() const override { return keeps_outputs_; }
  void emit_bytes(const flow::TopicInfo& topic, Bytes key, Bytes value) override {
    TIJDIG_CHECK(info_.may_write(topic.id));
    const ports::Partition partition = flow::partition_of(key, partitions_);
    outputs_.push_back({topic.id, partition, cause_, std::move(key), std::move(value)});
    outputs_.back().cause.ordinal = ordinal_++;
  }

 private:
  BytesView own(BytesView key) const {
    TIJDIG_CHECK(!keeps_its_tables_ || info_.may_keep(key));
    return key;
  }

  const flow::StageInfo& info_;
  bool keeps_its_tables_;
  ports::Partition partitions_;
  ports::Provenance cause_;
  LaneState& state_;
  std::vector<ports::OutRecord>& outputs_;
  bool keeps_outputs_;
  std::uint32_t ordinal_ = 0;
};

// The map has a stage that reads there and writes here.
bool is_on_the_map(const ports::Provenance& cause, flow::TopicId inbox, ports::Partition partitions) {
  return cause.partition < partitions && std::any_of(flow::stages.begin(), flow::stages.end(), [&](const auto& stage) {
           return stage.inbox == cause.topic && stage.may_write(inbox);
         });
}

}  // namespace

LaneRunner::LaneRunner(ports::BackEnd& back_end, const Stage& stage, ports::Lane lane, const StepLimits& limits)
    : back_end_(back_end),
      stage_(stage),
      lane_(lane),
      limits_(limits),
      state_(back_end, lane, limits.cache, limits.given_up, limits.from_nothing),
      batch_(stage.open()),
      read_count_(std::min(first_read_count, limits.records_max)) {
  TIJDIG_CHECK(limits.records_max > 0 && lane.stage == stage.info().id);
  state_.keep_copies(limits.keep_copies);
}

Result<> LaneRunner::claim() {
  forget();
  TIJDIG_TRY(epoch_, back_end_.claim(lane_));
  return {};
}

Result<StepReport> LaneRunner::step() {
  auto report = try_step();
  if (report) return report;
  forget();
  const Error& error = report.error();
  if (error.severity != Severity::retry && error.severity != Severity::abort_batch) return error;
  StepReport interrupted;
  interrupted.interrupted = error;
  return interrupted;
}

// tests/simulation/crash_points_test.cc stops the process at each of these lines; it must always end up in the same
// place.
Result<StepReport> LaneRunner::try_step() {
  StepReport report;
  TIJDIG_DO(recover());  // 0 go on where the last commit left off
  TIJDIG_DO(read());     // 1 records of the inbox
  if (records_.empty()) return report;
  TIJDIG_DO(fence_out_repeats(report));  // 2 drop what was applied before
  TIJDIG_DO(load());                     // 3 the state they need, in one call
  TIJDIG_DO(decide(report));             // 4 pure
  TIJDIG_DO(state_.expect_wanted());
  const auto unit = back_end_.begin(lane_, epoch_);
  TIJDIG_DO(unit->publish(std::move(outputs_)));  // 5 repeating it repeats the same records
  auto writes = state_.changes();
  report.writes = writes.size();
  TIJDIG_DO(unit->save(std::move(writes)));  // 6 state, in the same atomic write as
  TIJDIG_DO(unit->commit(progress_));        // 7 position, watermarks and epoch
  state_.keep_committed();
  return report;
}

Result<> LaneRunner::recover() {
  if (recovered_) return {};
  TIJDIG_TRY(progress_, back_end_.recover(lane_));
  TIJDIG_TRY(const ports::Offset end, back_end_.end(stage_.info().inbox, lane_.partition));
  if (progress_.next > end)
    return Error::fatal("the inbox ends before what was applied from it; the log lost something");
  read_from_ = progress_.next;
  recovered_ = true;
  return {};
}

Result<> LaneRunner::read() {
  records_.clear();
  TIJDIG_TRY(read_from_, back_end_.read(stage_.info().inbox, lane_.partition, read_from_, read_count_, records_));
  // A foreign program wrote what names another source: no stage shall read it, and no fence knows it.
  for (ports::InRecord& record : records_)
    if (!record.cause.from_door() && !is_on_the_map(record.cause, stage_.info().inbox, back_end_.partitions())) {
      record.cause = {};
      record.value.clear();
    }
  std::size_t bytes = 0;
  for (const auto& record : records_) bytes += record.key.size() + record.value.size();
  if (bytes > limits_.bytes_max) {
    read_count_ = std::max<std::size_t>(1, read_count_ / 2);
  } else if (records_.size() == read_count_ && bytes <= limits_.bytes_max / 2) {
    read_count_ = std::min(limits_.records_max, read_count_ * 2);
  }
  return {};
}

Result<> LaneRunner::fence_out_repeats(StepReport& report) {
  report.records = records_.size();
  fresh_.clear();
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const ports::InRecord& record = records_[i];
    if (record.offset < progress_.next) return Error::fatal("the inbox went back; the log is not what it was");
    if (record.offset != progress_.next && !back_end_.offsets_have_gaps())
      return Error::fatal("the inbox skipped a record; the log lost something");
    progress_.next = record.offset + 1;
    const ports::Provenance& cause = record.cause;
    if (cause.from_door()) {
      fresh_.push_back(i);
      continue;
    }
    ports::Watermark& newest = progress_.watermarks[{cause.topic, cause.partition}];
    switch (limits_.fence(newest, cause)) {
      case FenceVerdict::repeat:
        ++report.repeats;
        continue;
      case FenceVerdict::hole:
        return Error::fatal("a source left out a record; stop, and derive it again");
      case FenceVerdict::fresh:
        break;
    }
    newest = {cause.offset, cause.ordinal, cause.lane_sequence};
    fresh_.push_back(i);
  }
  return {};
}

Result<> LaneRunner::load() {
  batch_->clear();
  for (const std::size_t i : fresh_) batch_->add(records_[i], state_);
  return state_.load_needed();
}

Result<> LaneRunner::decide(StepReport& report) {
  TIJDIG_TRY(bool done, decide_all(report));
  if (!done && limits_.from_nothing)
    return Error::abort_batch("a refused record left something behind; begin again, with copies");
  if (!done) {  // a refused record left something behind: once more, keeping what is needed to take it back
    state_.forget_changes();
    state_.keep_copies(true);
    const auto again = decide_all(report);
    state_.keep_copies(false);
    TIJDIG_TRY(done, again);
    TIJDIG_CHECK(done);
  }
  number_outputs();
  report.outputs = outputs_.size();
  return {};
}

// False: a refused record could not be taken back.
Result<bool> LaneRunner::decide_all(StepReport& report) {
  outputs_.clear();
  report.dead_letters = 0;
  for (std::size_t number = 0; number < fresh_.size(); ++number) {
    TIJDIG_TRY(const bool done, decide_one(number, report));
    if (!done) return false;
  }
  return true;
}

Result<bool> LaneRunner::decide_one(std::size_t number, StepReport& report) {
  const ports::InRecord& record = records_[fresh_[number]];
  const ports::Provenance here{stage_.info().inbox, lane_.partition, record.offset, 0, 0};
  const std::size_t first_output = outputs_.size();
  state_.begin_record();
  RecordTurn turn(stage_, back_end_.partitions(), here, state_, outputs_, limits_.keep_outputs);
  const auto handled = batch_->handle(number, turn);
  if (state_.failure()) return *state_.failure();
  const bool readable = batch_->is_readable(number);
  if (!handled) {
    if (readable && handled.error().severity != Severity::refused) return handled.error();
    if (!state_.undo_record()) return false;
    outputs_.resize(first_output);
    outputs_.push_back(dead_letter(stage_.info(), here, record, readable, handled.error(), back_end_.partitions()));
    ++report.dead_letters;
  }
  return true;
}

void LaneRunner::number_outputs() {
  for (ports::OutRecord& output : outputs_)
    output.cause.lane_sequence = ++progress_.emitted[{output.topic, output.partition}];
}

void LaneRunner::forget() {
  recovered_ = false;
  state_.forget();
}

Result<std::uint64_t> LaneRunner::unread() {
  TIJDIG_DO(recover());
  TIJDIG_TRY(const ports::Offset end, back_end_.end(stage_.info().inbox, lane_.partition));
  return end > read_from_ ? end - read_from_ : 0;
}

}  // namespace tijdig::runtime
