// A value, or the reason there is none.
//
//   Result<Postcode> parsed = Postcode::parse("2711 AB");
//   if (!parsed) return parsed.error();
//   use(*parsed);
//
//   TIJDIG_TRY(auto postcode, Postcode::parse(text));   // returns the error to the caller
//
// Three kinds of failure, three mechanisms (docs/adr/0003): a row the rules do not accept is *data*; a store or broker
// that fails is an `Error` in a `Result`; a broken invariant is a CHECK. An `Error` never holds personal data, because
// its text ends in logs. Not thread-safe; plain values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "libs/base/check.h"

namespace tijdig {

// What the caller must do next. Anything nobody classified is fatal.
enum class Severity {
  retry,        // the same call may succeed later; nothing has changed
  abort_batch,  // drop this unit of work, reload state, read again from the committed position
  fatal,        // stop the process; a restart recovers
  refused,      // the input itself is wrong; trying again gives the same answer
};

struct Error {
  Severity severity = Severity::fatal;
  std::string detail;  // what was expected and what to do; never personal data

  static Error refused(std::string why) { return {Severity::refused, std::move(why)}; }
  static Error fatal(std::string why) { return {Severity::fatal, std::move(why)}; }
  static Error retry(std::string why) { return {Severity::retry, std::move(why)}; }
  static Error abort_batch(std::string why) { return {Severity::abort_batch, std::move(why)}; }

  bool operator==(const Error&) const = default;
};

struct Ok {
  bool operator==(const Ok&) const = default;
};

template <class T = Ok>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result() requires std::is_same_v<T, Ok> : held_(Ok{}) {}
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  bool has_value() const { return held_.index() == 0; }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  T& value() {
    TIJDIG_CHECK(has_value());
    return *std::get_if<0>(&held_);
  }
  const T& value() const {
    TIJDIG_CHECK(has_value());
    return *std::get_if<0>(&held_);
  }
  const Error& error() const {
    TIJDIG_CHECK(!has_value());
    return *std::get_if<1>(&held_);
  }
  T value_or(T other) const { return has_value() ? value() : std::move(other); }

 private:
  std::variant<T, Error> held_;
};

}  // namespace tijdig

#define TIJDIG_CONCAT_INNER(a, b) a##b
#define TIJDIG_CONCAT(a, b) TIJDIG_CONCAT_INNER(a, b)

// TIJDIG_TRY(auto x, call()): x becomes the value, or this function returns the error.
#define TIJDIG_TRY(declaration, expression) \
  TIJDIG_TRY_INNER(TIJDIG_CONCAT(tijdig_tried_, __LINE__), declaration, expression)
#define TIJDIG_TRY_INNER(tried, declaration, expression) \
  auto tried = (expression);                             \
  if (!tried) return tried.error();                      \
  declaration = *std::move(tried)

// TIJDIG_DO(call()): for calls whose value is not wanted.
#define TIJDIG_DO(expression)                                                      \
  do {                                                                             \
    if (auto tijdig_done = (expression); !tijdig_done) return tijdig_done.error(); \
  } while (false)
