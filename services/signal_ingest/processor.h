// signal-ingest as a stage: chunks of deliveries in; signals, receipts and counts out.
//
// One receipt per chunk with a verdict per row, the signals that are new, corrections and withdrawals, and one
// SignalsCounted fact (new and refused; repeats are in no count). A correction that moves a signal to another
// address withdraws it at the old one and sends it anew, under the same id, because the matcher keeps signals by
// address. A correction that the rules refuse withdraws the signal too; its receipt says refused.
//
// Of a chunk that came before only the refused rows are looked at, under the rules in force now: a partner that was not
// in the policy may be by now. What is taken now is told, counted and refused no longer; what is refused again is told
// with the reasons of today and has no other effect. Under the same rules nothing changes, but that a day
// which had yet to come has come.
#pragma once

#include "libs/domain/inboxes.h"
#include "libs/flow/flow.h"
#include "libs/policy/policy.h"
#include "libs/runtime/stage.h"

namespace tijdig::signal_ingest {

class Processor {
 public:
  using Message = DeliveriesMessage;
  static constexpr const flow::StageInfo& info = flow::signal_ingest;
  void prefetch(const Message& message, runtime::KeySink& keys) const;
  Result<> handle(const Message& message, runtime::Turn& turn) const;

 private:
  Result<> take(const DeliveryChunk& chunk, runtime::Turn& turn) const;
};

}  // namespace tijdig::signal_ingest
