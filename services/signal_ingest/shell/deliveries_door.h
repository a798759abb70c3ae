// `POST /v1/deliveries`: a partner hands over a month of signals, and gets an answer per row.
//
//   DeliveriesDoor door(back_end, {.partner_of_key = ..., .policy = ..., .today = ...});
//   door.add_to(router);
//
// Content-Type text/csv or application/x-ndjson; the partner is who the key in X-API-Key belongs to. The body is
// read as it comes, within the limits, and never held twice. All its chunks become durable in one append, and only
// then the answer is
//   202 {"deliveryId": ..., "received": "2018-10-12", "counts": {...}, "rows": [{"line": 2, ...}, ...]}
// `accepted` means: the rules have nothing against the row. That it repeats, corrects or withdraws something known
// is found when it is processed. The same body again has the same deliveryId and no effect, but for rows that other
// rules refused then. Otherwise: 400 with every problem and nothing taken; 401 unknown key; 413 too large; 415 another
// type; 503 with Retry-After when the door is closed, the store cannot take it, or too many bytes are on their way at
// once. No answer repeats a value of the body. Exchanges run on any thread; the back end and the functions given are
// called from several at once.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "libs/http/router.h"
#include "libs/policy/policy.h"
#include "libs/ports/back_end.h"
#include "services/signal_ingest/limits.h"
#include "services/signal_ingest/shell/file_door.h"

namespace tijdig::signal_ingest {

struct DeliveriesDoorOptions {
  std::function<std::optional<PartnerId>(std::string_view presented_key)> partner_of_key;  // compares in constant time
  std::function<std::shared_ptr<const policy::Policy>()> policy;                           // the rules in force
  std::function<Date()> today;
  // Asked before a body is read. Closed while too much waits already, or no rules are known: 503, and nothing is taken.
  std::function<bool()> is_open = [] { return true; };
  // Something new stands in the inbox; told after it is durable.
  std::function<void(const PreparedDelivery&)> on_delivered = [](const PreparedDelivery&) {};
  Limits limits;
  std::size_t bytes_in_flight_max = std::size_t{256} << 20;  // of all bodies being read together
};

class DeliveriesDoor {
 public:
  DeliveriesDoor(ports::BackEnd& back_end, DeliveriesDoorOptions options)
      : back_end_(back_end), options_(std::move(options)) {}
  // The door outlives the server that has the router.
  void add_to(http::Router& router);

 private:
  class Delivery;

  ports::BackEnd& back_end_;
  const DeliveriesDoorOptions options_;
  std::atomic<std::size_t> bytes_in_flight_ = 0;
};

}  // namespace tijdig::signal_ingest
