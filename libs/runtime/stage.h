// How a service plugs into the step, and what a decision may touch.
//
//   class Matcher {
//    public:
//     using Message = SignalsMessage;
//     static constexpr const flow::StageInfo& info = flow::matcher;
//     void prefetch(const Message&, runtime::KeySink& keys) const;      // which state it will look at, as far as known
//     Result<> handle(const Message&, runtime::Turn& turn) const;       // decide and evolve; an error is poison
//   };
//   runtime::StageOf<Matcher> stage(Matcher{});
//
// A processor holds no mutable data of its own (caches that cannot change an answer excepted): everything it remembers
// is in `turn`. `handle` is a pure function of (message, state): no clock, chance, I/O or hash order. An `Error` of
// severity `refused` sends the record to the dead letters; any other error stops the lane.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/result.h"
#include "libs/codec/codec.h"
#include "libs/flow/flow.h"
#include "libs/ports/record.h"
#include "libs/runtime/kept.h"

namespace tijdig::runtime {

// Keys a record will need, so that a whole batch is loaded in one call.
class KeySink {
 public:
  virtual ~KeySink() = default;
  virtual bool wants_keys() const { return true; }  // false: nothing is loaded, so nobody need say what is needed
  virtual void need(Bytes key) = 0;
};

// One record's turn: its cause, the lane's state as the record before left it, and its outputs.
class Turn {
 public:
  virtual ~Turn() = default;

  virtual const ports::Provenance& cause() const = 0;        // (inbox topic, partition, offset) of the record in hand
  virtual std::optional<BytesView> load(BytesView key) = 0;  // valid until the next call on this turn
  // Keys about to be looked at that `prefetch` could not know: read in one call. Changes no answer.
  virtual void load_ahead(std::vector<Bytes>) {}
  virtual void save(BytesView key, Bytes value) = 0;
  virtual void erase(BytesView key) = 0;

  // What is kept as a type of its own (libs/runtime/kept.h): decoded once, not for every record, and written once per
  // batch. The pointer is good until this record is over or its key is saved or erased. Nothing there: `look` gives
  // nullptr, `change` makes an empty one, which is written. A record that is refused leaves no change behind.
  template <Kept T>
  Result<const T*> look(BytesView key) {
    TIJDIG_TRY(const KeptValue* value, look_at(key, kept_type<T>));
    return value ? &static_cast<const KeptAs<T>*>(value)->value : nullptr;
  }
  template <Kept T>
  Result<T*> change(BytesView key) {
    TIJDIG_TRY(KeptValue * value, change_at(key, kept_type<T>));
    return &static_cast<KeptAs<T>*>(value)->value;
  }

  // Typed: publishing the wrong message, or to a topic the map does not allow this stage, fails.
  template <class Key, class Message>
  void emit(const flow::Topic<Key, Message>& topic, const Key& key, const Message& message) {
    emit_bytes(topic.info, flow::key_bytes(key), keeps_outputs() ? codec::encode(message) : Bytes());
  }
  // The same for one kind of an inbox, without a copy of it, and for one that is made where somebody keeps it: what
  // `make` works out must not be needed for anything else.
  template <class Key, class Message, class Kind>
  void emit_kind(const flow::Topic<Key, Message>& topic, const Key& key, const Kind& kind) {
    emit_bytes(topic.info, flow::key_bytes(key), keeps_outputs() ? codec::encode_kind<Message>(kind) : Bytes());
  }
  template <class Key, class Message, std::invocable Make>
  void emit_made(const flow::Topic<Key, Message>& topic, const Key& key, const Make& make) {
    emit_bytes(topic.info, flow::key_bytes(key), keeps_outputs() ? codec::encode_kind<Message>(make()) : Bytes());
  }

 protected:
  virtual Result<const KeptValue*> look_at(BytesView key, const KeptType& type) = 0;
  virtual Result<KeptValue*> change_at(BytesView key, const KeptType& type) = 0;
  virtual bool keeps_outputs() const { return true; }  // false: they are counted, so their values need not be made
  virtual void emit_bytes(const flow::TopicInfo& topic, Bytes key, Bytes value) = 0;
};

// The records of one batch, decoded once and used twice: to say which keys they need, and to be decided on.
class OpenBatch {
 public:
  virtual ~OpenBatch() = default;
  virtual void clear() = 0;
  // Decodes the record as number 0, 1, ... of the batch and says what it needs. One that does not decode needs nothing.
  virtual void add(const ports::InRecord& record, KeySink& keys) = 0;
  virtual bool is_readable(std::size_t number) const = 0;
  virtual Result<> handle(std::size_t number, Turn& turn) const = 0;
};

// What the step sees of a service.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual const flow::StageInfo& info() const = 0;
  // True: a record that touches a key outside the tables of `info` is a broken promise (TIJDIG_CHECK). False for what
  // stands in the place of a stage of the map and keeps something else: the toy stages of tests and benchmarks.
  virtual bool keeps_its_tables() const { return true; }
  virtual std::unique_ptr<OpenBatch> open() const = 0;  // one per lane, reused; the stage outlives it
};

template <class P>
concept Processor = requires(const P& p, const typename P::Message& message, KeySink& keys, Turn& turn) {
  { P::info } -> std::convertible_to<const flow::StageInfo&>;
  {p.prefetch(message, keys)};
  { p.handle(message, turn) } -> std::same_as<Result<>>;
};

// Decodes, then lets the processor decide. A record that does not decode is poison.
template <Processor P>
class StageOf final : public Stage {
 public:
  explicit StageOf(P processor) : processor_(std::move(processor)) {}
  const flow::StageInfo& info() const override { return P::info; }
  std::unique_ptr<OpenBatch> open() const override { return std::make_unique<Batch>(processor_); }

 private:
  class Batch final : public OpenBatch {
   public:
    explicit Batch(const P& processor) : processor_(processor) {}
    void clear() override { opened_.clear(); }
    void add(const ports::InRecord& record, KeySink& keys) override {
      Opened& one = opened_.emplace_back();
      one.read = codec::decode(record.value, one.message);
      if (one.read && keys.wants_keys()) processor_.prefetch(one.message, keys);
    }
    bool is_readable(std::size_t number) const override { return opened_[number].read.has_value(); }
    Result<> handle(std::size_t number, Turn& turn) const override {
      const Opened& one = opened_[number];
      if (!one.read) return one.read;
      return processor_.handle(one.message, turn);
    }

   private:
    struct Opened {
      typename P::Message message;
      Result<> read;
    };
    const P& processor_;
    std::vector<Opened> opened_;
  };

  P processor_;
};

}  // namespace tijdig::runtime
