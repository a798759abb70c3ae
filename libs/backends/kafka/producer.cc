#include "libs/backends/kafka/producer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <span>

#include "libs/backends/kafka/group_metadata.h"
#include "libs/backends/kafka/handle.h"
#include "libs/backends/kafka/topics.h"
#include "libs/backends/kafka/wire_record.h"

namespace tijdig::kafka {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr int queue_full_wait_ms = 10;
constexpr std::size_t queue_records_max = 10'000'000;
constexpr std::size_t queue_kbytes_max = 1024 * 1024;
constexpr std::size_t batch_records_max = 1'000;

// Where one transaction's delivery reports go. Each record's `_private` points to its place.
struct Delivery {
  ports::Offset* offset = nullptr;
  rd_kafka_resp_err_t* first_error = nullptr;
};

// Thrown away because of another record: that one's error says why, and its report may come later.
bool is_purged(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR__PURGE_QUEUE || error == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT;
}

void on_delivery(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
  const auto* delivery = static_cast<const Delivery*>(message->_private);
  if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
    *delivery->offset = static_cast<ports::Offset>(message->offset);
  } else if (*delivery->first_error == RD_KAFKA_RESP_ERR_NO_ERROR || is_purged(*delivery->first_error)) {
    *delivery->first_error = message->err;
  }
}

struct RdErrorDeleter {
  void operator()(rd_kafka_error_t* error) const { rd_kafka_error_destroy(error); }
};
using RdError = std::unique_ptr<rd_kafka_error_t, RdErrorDeleter>;

bool is_about_the_record(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE || error == RD_KAFKA_RESP_ERR_INVALID_MSG ||
         error == RD_KAFKA_RESP_ERR_INVALID_RECORD || error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION ||
         error == RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC;
}

bool is_forbidden(rd_kafka_resp_err_t error) {
  return error == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED ||
         error == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED ||
         error == RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED ||
         error == RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
}

// An empty value is not the same as none, and librdkafka tells them apart by the pointer.
char* value_of(const ProducedRecord& record) {
  static const char empty = 0;
  return const_cast<char*>(!record.value ? nullptr : record.value->empty() ? &empty : record.value->data());
}

char* key_of(const ProducedRecord& record) { return const_cast<char*>(record.key.data()); }

std::size_t value_size(const ProducedRecord& record) { return record.value ? record.value->size() : 0; }

// librdkafka copies key, value and header: they may still be on their way when a handle is given up.
rd_kafka_resp_err_t enqueue(rd_kafka_t* client, rd_kafka_topic_t* topic, const ProducedRecord& record,
                            Delivery* delivery) {
  rd_kafka_vu_t parts[] = {
      {.vtype = RD_KAFKA_VTYPE_RKT, .u = {.rkt = topic}},
      {.vtype = RD_KAFKA_VTYPE_PARTITION, .u = {.i32 = record.to.partition}},
      {.vtype = RD_KAFKA_VTYPE_MSGFLAGS, .u = {.i = RD_KAFKA_MSG_F_COPY}},
      {.vtype = RD_KAFKA_VTYPE_OPAQUE, .u = {.ptr = delivery}},
      {.vtype = RD_KAFKA_VTYPE_KEY, .u = {.mem = {key_of(record), record.key.size()}}},
      {.vtype = RD_KAFKA_VTYPE_VALUE, .u = {.mem = {value_of(record), value_size(record)}}},
      {},
  };
  std::size_t count = std::size(parts) - 1;
  Bytes cause;
  if (!record.cause.from_door()) {
    cause = encode_cause(record.cause);
    parts[count].vtype = RD_KAFKA_VTYPE_HEADER;
    parts[count].u.header = {.name = cause_header, .val = cause.data(), .size = static_cast<ssize_t>(cause.size())};
    ++count;
  }
  const RdError error(rd_kafka_produceva(client, parts, count));
  return error == nullptr ? RD_KAFKA_RESP_ERR_NO_ERROR : rd_kafka_error_code(error.get());
}

// What is to be sent of a transaction, in which order. The first record of each partition goes before all others:
// librdkafka tells the broker of a new partition within a millisecond, of all that it knows then in one request.
struct Sending {
  const std::vector<ProducedRecord>& records;
  std::vector<rd_kafka_topic_t*> topics = {};  // of each record
  std::vector<Delivery> deliveries = {};
  std::vector<std::size_t> order = {};
  bool fits = true;  // in librdkafka's queue, for certain

  // How many from `begin` in `order` go to one partition without a header: those can be handed over together.
  std::size_t plain_run(std::size_t begin) const {
    const LogPartition to = records[order[begin]].to;
    std::size_t end = begin;
    while (fits && end < order.size() && end - begin < batch_records_max && records[order[end]].to == to &&
           records[order[end]].cause.from_door())
      ++end;
    return end - begin;
  }
};

// All with one look at the topic, the transaction and the clock.
rd_kafka_resp_err_t enqueue_run(Sending& sending, std::span<const std::size_t> run) {
  std::vector<rd_kafka_message_t> messages(run.size());
  for (std::size_t i = 0; i < run.size(); ++i) {
    const ProducedRecord& record = sending.records[run[i]];
    messages[i].payload = value_of(record);
    messages[i].len = value_size(record);
    messages[i].key = key_of(record);
    messages[i].key_len = record.key.size();
    messages[i]._private = &sending.deliveries[run[i]];
  }
  rd_kafka_produce_batch(sending.topics[run[0]], sending.records[run[0]].to.partition, RD_KAFKA_MSG_F_COPY,
                         messages.data(), static_cast<int>(messages.size()));
  for (const rd_kafka_message_t& message : messages)
    if (message.err != RD_KAFKA_RESP_ERR_NO_ERROR) return message.err;
  return RD_KAFKA_RESP_ERR_NO_ERROR;
}

}  // namespace

struct TransactionalProducer::Inside {
  Connection connection;
  Names names;
  std::string id;
  std::unique_ptr<Handle> handle = {};  // none: the next commit makes one
  std::optional<Error> refusal = {};    // fatal: a new handle would take the id back from its new owner

  Result<> initialise();
  Result<std::vector<ports::Offset>> commit(const Transaction& transaction);
  Result<> prepare(Sending& sending);
  Result<> send_and_commit(const Transaction& transaction, Sending& sending, std::vector<ports::Offset>& offsets);
  rd_kafka_resp_err_t send_all(Sending& sending, const rd_kafka_resp_err_t& first_error);
  rd_kafka_resp_err_t send(Sending& sending, std::size_t number);
  RdError send_positions(const Transaction& transaction, int wait_ms_max);
  Error end_failed(const rd_kafka_error_t* error, const rd_kafka_resp_err_t& record_error);
  Error give_up(Error error);
};

TransactionalProducer::TransactionalProducer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
TransactionalProducer::~TransactionalProducer() = default;

Result<std::unique_ptr<TransactionalProducer>> TransactionalProducer::open(const Connection& connection,
                                                                           const std::string& transactional_id) {
  auto inside = std::make_unique<Inside>(Inside{connection, connection.names(), transactional_id});
  TIJDIG_DO(inside->initialise());
  return std::unique_ptr<TransactionalProducer>(new TransactionalProducer(std::move(inside)));
}

Result<std::vector<ports::Offset>> TransactionalProducer::commit(const Transaction& transaction) {
  return inside_->commit(transaction);
}

Result<> TransactionalProducer::Inside::initialise() {
  TIJDIG_TRY(handle, Handle::make(Handle::Kind::producer, connection, id,
                                  {{"transactional.id", id},
                                   {"retry.backoff.ms", "20"},
                                   {"transaction.timeout.ms", std::to_string(connection.transaction_timeout_ms)},
                                   {"message.max.bytes", std::to_string(record_bytes_max)},
                                   {"queue.buffering.max.messages", std::to_string(queue_records_max)},
                                   {"queue.buffering.max.kbytes", std::to_string(queue_kbytes_max)},
                                   {"linger.ms", "0"}},
                                  {.delivered = &on_delivery}));
  if (const Result<> reached = handle->reach(); !reached) {
    handle.reset();
    return reached;
  }
  const RdError error(rd_kafka_init_transactions(handle->get(), connection.call_ms_max));
  if (error == nullptr) return {};
  handle->serve();
  const auto code = rd_kafka_error_code(error.get());
  const bool final = rd_kafka_error_is_fatal(error.get()) != 0 || is_forbidden(code);
  Error failed = handle->explain(final ? Severity::fatal : Severity::retry,
                                 fmt::format("producer {} cannot begin: {}", id, words_of(code)));
  return give_up(std::move(failed));
}

// After this nobody can end the old handle's transaction but `init_transactions` of the next one.
Error TransactionalProducer::Inside::give_up(Error error) {
  handle.reset();
  if (error.severity == Severity::fatal) refusal = error;
  return error;
}

Result<std::vector<ports::Offset>> TransactionalProducer::Inside::commit(const Transaction& transaction) {
  if (transaction.records.empty() && transaction.positions.empty()) return std::vector<ports::Offset>{};
  if (!transaction.positions.empty() && transaction.group == nullptr)
    return Error::abort_batch(fmt::format("producer {}: this member has left its group", id));
  if (refusal) return *refusal;
  if (handle == nullptr) TIJDIG_DO(initialise());
  Sending sending{transaction.records};
  TIJDIG_DO(prepare(sending));
  handle->serve();
  const std::uint64_t troubles_before = handle->troubles();
  std::vector<ports::Offset> offsets(transaction.records.size());
  TIJDIG_DO(send_and_commit(transaction, sending, offsets));
  handle->serve();
  // The answer came, but perhaps to a repetition of the question, while the first is still on its way to a broker: it
  // must not meet the next transaction of this epoch.
  if (handle->troubles() != troubles_before) handle.reset();
  return offsets;
}

Result<> TransactionalProducer::Inside::prepare(Sending& sending) {
  const std::vector<ProducedRecord>& records = sending.records;
  std::map<LogPartition, rd_kafka_topic_t*> known;
  auto last = known.end();
  std::vector<std::size_t> later;
  std::size_t bytes = 0;
  sending.topics.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i) {
    const LogPartition to = records[i].to;
    if (last == known.end() || last->first != to) last = known.find(to);
    if (last == known.end()) {
      TIJDIG_TRY(rd_kafka_topic_t * topic, handle->topic(to));
      last = known.emplace(to, topic).first;
      sending.order.push_back(i);
    } else {
      later.push_back(i);
    }
    sending.topics.push_back(last->second);
    bytes += records[i].key.size() + value_size(records[i]);
  }
  sending.order.insert(sending.order.end(), later.begin(), later.end());
  sending.fits = records.size() < queue_records_max / 2 && bytes < queue_kbytes_max * 1024 / 2;
  return {};
}

// Waits for room when more is on its way than librdkafka holds.
rd_kafka_resp_err_t TransactionalProducer::Inside::send(Sending& sending, std::size_t number) {
  const auto deadline = Clock::now() + milliseconds(connection.call_ms_max);
  for (;;) {
    const auto error =
        enqueue(handle->get(), sending.topics[number], sending.records[number], &sending.deliveries[number]);
    if (error != RD_KAFKA_RESP_ERR__QUEUE_FULL || Clock::now() >= deadline) return error;
    rd_kafka_poll(handle->get(), queue_full_wait_ms);
  }
}

// Until the first error, which a delivery report may also bring.
rd_kafka_resp_err_t TransactionalProducer::Inside::send_all(Sending& sending, const rd_kafka_resp_err_t& first_error) {
  const std::span<const std::size_t> order = sending.order;
  for (std::size_t sent = 0; sent < order.size() && first_error == RD_KAFKA_RESP_ERR_NO_ERROR;) {
    const std::size_t run = sending.plain_run(sent);
    const auto error = run > 1 ? enqueue_run(sending, order.subspan(sent, run)) : send(sending, order[sent]);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return error;
    sent += std::max<std::size_t>(run, 1);
  }
  return first_error;
}

Result<> TransactionalProducer::Inside::send_and_commit(const Transaction& transaction, Sending& sending,
                                                        std::vector<ports::Offset>& offsets) {
  const auto deadline = Clock::now() + milliseconds(connection.call_ms_max);
  const auto left_ms = [&] {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(1, left));
  };
  rd_kafka_resp_err_t first_error = RD_KAFKA_RESP_ERR_NO_ERROR;
  sending.deliveries.reserve(offsets.size());
  for (ports::Offset& offset : offsets) sending.deliveries.push_back({&offset, &first_error});

  RdError error(rd_kafka_begin_transaction(handle->get()));
  if (error == nullptr) {
    first_error = send_all(sending, first_error);
    if (first_error == RD_KAFKA_RESP_ERR_NO_ERROR && !transaction.positions.empty())
      error = send_positions(transaction, left_ms());
    if (first_error == RD_KAFKA_RESP_ERR_NO_ERROR && error == nullptr)
      error.reset(rd_kafka_commit_transaction(handle->get(), left_ms()));
    if (first_error == RD_KAFKA_RESP_ERR_NO_ERROR && error == nullptr) return {};
  }
  return end_failed(error.get(), first_error);
}

// Not before the records have arrived: as long as the last transaction's marks are being written, a broker sends us
// away for half a second here, but for 20 ms there.
RdError TransactionalProducer::Inside::send_positions(const Transaction& transaction, int wait_ms_max) {
  if (!transaction.records.empty() && rd_kafka_flush(handle->get(), wait_ms_max) != RD_KAFKA_RESP_ERR_NO_ERROR)
    return RdError(rd_kafka_error_new(RD_KAFKA_RESP_ERR__TIMED_OUT, "the records did not arrive in time"));
  const std::unique_ptr<rd_kafka_topic_partition_list_t, decltype(&rd_kafka_topic_partition_list_destroy)> list(
      rd_kafka_topic_partition_list_new(static_cast<int>(transaction.positions.size())),
      &rd_kafka_topic_partition_list_destroy);
  for (const ConsumedPosition& position : transaction.positions)
    rd_kafka_topic_partition_list_add(list.get(), names.of(records_of(position.topic)).c_str(), position.partition)
        ->offset = static_cast<std::int64_t>(position.next);
  return RdError(
      rd_kafka_send_offsets_to_transaction(handle->get(), list.get(), transaction.group->get(), wait_ms_max));
}

// What became of a transaction that was not committed. `error` is that of the transaction, `record_error` that of a
// record, which librdkafka does not always tell with the first, and which reports may still change.
Error TransactionalProducer::Inside::end_failed(const rd_kafka_error_t* error,
                                                const rd_kafka_resp_err_t& record_error) {
  const auto code = error != nullptr ? rd_kafka_error_code(error) : record_error;
  const auto failed = [&](Severity severity, rd_kafka_resp_err_t reason) {
    return handle->explain(severity, fmt::format("producer {}: {}", id, words_of(reason)));
  };
  char why[256] = "";
  if (const auto fatal = rd_kafka_fatal_error(handle->get(), why, sizeof why); fatal != RD_KAFKA_RESP_ERR_NO_ERROR)
    return give_up(Error::fatal(fmt::format("producer {}: {}", id, why)));
  if (is_forbidden(code) || is_forbidden(record_error))
    return give_up(failed(Severity::fatal, is_forbidden(code) ? code : record_error));

  const bool is_definite = error == nullptr || rd_kafka_error_txn_requires_abort(error) != 0;
  if (!is_definite) return give_up(failed(Severity::abort_batch, code));
  const RdError unended(rd_kafka_abort_transaction(handle->get(), connection.call_ms_max));
  handle->serve();
  if (is_forbidden(record_error)) return give_up(failed(Severity::fatal, record_error));
  const auto reason = record_error != RD_KAFKA_RESP_ERR_NO_ERROR ? record_error : code;
  Error result = failed(is_about_the_record(reason) ? Severity::refused : Severity::abort_batch, reason);
  if (unended != nullptr && rd_kafka_error_is_fatal(unended.get()) != 0)
    return give_up(failed(Severity::fatal, rd_kafka_error_code(unended.get())));
  // Also when the abort went well: a handle whose records were refused is left with numbers that no broker expects.
  return give_up(std::move(result));
}

}  // namespace tijdig::kafka
