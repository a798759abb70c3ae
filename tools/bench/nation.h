// A made-up country that owes money: municipalities, households in arrears, partners that deliver once a month.
//
//   Nation nation({.municipalities = 342, .signals_per_month = 71'667}, policy_yaml);
//   for (const DeliveryChunk& chunk : nation.deliveries(YearMonth(2018, 9))) ...
//
// The same options give the same deliveries. About one signal in ten finds a second partner in its window, as in the
// published year of Zoetermeer. People and addresses are invented; there are no BSNs. One thread.
#pragma once

#include <string>
#include <vector>

#include "libs/domain/delivery.h"
#include "libs/policy/policy.h"

namespace tijdig::bench {

struct NationOptions {
  std::uint16_t municipalities = 342;
  std::uint32_t signals_per_month = 71'667;          // 8.6 million in ten years
  std::uint32_t households_per_municipality = 5000;  // in arrears now and then
};

class Nation {
 public:
  // `policy_yaml` is the policy of one town; every municipality works by it under its own code.
  Nation(const NationOptions& options, const std::string& policy_yaml);

  const std::vector<MunicipalityCode>& municipalities() const { return municipalities_; }
  const std::vector<policy::Policy>& policies() const { return policies_; }

  // What all partners hand over in one month, chunk by chunk; `received` is its tenth day.
  std::vector<DeliveryChunk> deliveries(YearMonth month) const;
  std::vector<DeliveryChunk> deliveries(YearMonth month, std::uint16_t municipality, std::uint32_t signals) const;
  // One row about one household; the number says who.
  DeliveredRow row(YearMonth month, std::uint16_t municipality, std::uint32_t household, std::size_t partner) const;
  DeliveryChunk chunk(YearMonth month, std::uint16_t municipality, std::size_t partner,
                      std::vector<DeliveredRow> rows) const;

 private:
  NationOptions options_;
  std::vector<MunicipalityCode> municipalities_;
  std::vector<policy::Policy> policies_;
};

}  // namespace tijdig::bench
