// Ids that say what they name and derive from provenance, never from chance.
//
//   SignalId id = SignalId::of(StableHasher("signal").add(partner.text()).add(...));
//   CaseId c{household, YearMonth(2018, 10)};  c.to_string() == "0h3k…-2018-10"
//
// The same input gives the same id in both modes and in every replay (docs/adr/0004), so that repeating a decision
// repeats its ids. Text form: 26 characters of Crockford base 32, lower case, one
// text per id (no aliases such as "O" for "0"). Plain values, any thread.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "libs/base/result.h"
#include "libs/base/stable_hash.h"
#include "libs/domain/date.h"

namespace tijdig {

std::string id_text(const Hash128& hash);
Result<Hash128> parse_id_text(std::string_view text);

template <class Tag>
class Id {
 public:
  Id() = default;  // all zero: "no id"
  static Id of(const StableHasher& hasher) { return Id(hasher.finish()); }
  static Id from_hash(const Hash128& hash) { return Id(hash); }
  static Result<Id> parse(std::string_view text) {
    TIJDIG_TRY(Hash128 hash, parse_id_text(text));
    return Id(hash);
  }
  const Hash128& hash() const { return hash_; }
  bool is_set() const { return hash_ != Hash128{}; }
  std::string to_string() const { return id_text(hash_); }
  BytesView bytes() const { return bytes_of(hash_); }
  auto operator<=>(const Id&) const = default;

 private:
  explicit Id(const Hash128& hash) : hash_(hash) {}
  Hash128 hash_{};
};

using DeliveryId = Id<struct DeliveryTag>;    // one file or request of one partner: hash of partner and content
using SignalId = Id<struct SignalTag>;        // one row as the partner identifies it
using CustomerId = Id<struct CustomerTag>;    // one customer number of one partner
using AddressId = Id<struct AddressTag>;      // one canonical address in one municipality
using HouseholdId = Id<struct HouseholdTag>;  // people who live together at an address
using MatchId = Id<struct MatchTag>;          // one household in one match month
using EmployeeRef = Id<struct EmployeeTag>;   // a pseudonym: the hash of what a file calls an employee

// The case of a household that was matched in a month. Carries its household, so that a door can find the partition.
struct CaseId {
  HouseholdId household;
  YearMonth month;

  std::string to_string() const;
  static Result<CaseId> parse(std::string_view text);
  auto operator<=>(const CaseId&) const = default;
};

// The number of a question to a clerk. Carries the address it is about, so that an answer finds it.
struct QuestionId {
  Hash128 task{};
  AddressId address;

  std::string to_string() const;
  static Result<QuestionId> parse(std::string_view text);
  auto operator<=>(const QuestionId&) const = default;
};

// A partner as the policy names it: "de-goede-woning". Lower case letters, digits and inner dashes, 1 to 40.
class PartnerId {
 public:
  PartnerId() = default;
  static Result<PartnerId> parse(std::string_view slug);
  const std::string& text() const { return slug_; }
  auto operator<=>(const PartnerId&) const = default;

 private:
  explicit PartnerId(std::string slug) : slug_(std::move(slug)) {}
  std::string slug_;
};

// A municipality by its CBS code: "GM0637". Also reads "0637" and "637".
class MunicipalityCode {
 public:
  MunicipalityCode() = default;
  static Result<MunicipalityCode> parse(std::string_view code);
  static MunicipalityCode from_number(std::uint16_t number) { return MunicipalityCode(number); }
  std::uint16_t number() const { return number_; }
  std::string to_string() const;  // "GM0637"
  std::string ddas() const;       // "0637"
  auto operator<=>(const MunicipalityCode&) const = default;

 private:
  explicit MunicipalityCode(std::uint16_t number) : number_(number) {}
  std::uint16_t number_ = 0;
};

}  // namespace tijdig
