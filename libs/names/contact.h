// Telephone numbers and e-mail addresses in normal form, and whether a value says anything about one person.
//
//   e164_of("06 - 1234 5679") == "+31612345679"      email_of(" J.BOS@example.nl ") == "j.bos@example.nl"
//   is_placeholder_telephone("+31600000000")          is_generic({.customers = 40, .addresses = 31})
//
// docs/matching.md, "Normalisation", step 10. Telephone: E.164 (ITU-T), Dutch when no country is given; what cannot be
// a number is empty. A placeholder is typed to get past a form. Generic is a matter of counting: a letting agent's mail
// or a creditor's own number stands with many customers, so the caller counts and the rule decides; such a value weighs
// nothing. Whole numbers only. Pure; any thread. The answers are personal data without a guard: never in a log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tijdig::names {

std::string e164_of(std::string_view telephone);
bool is_placeholder_telephone(std::string_view e164);

// Empty when it is no address: one "@", something before it, and a domain with a dot.
std::string email_of(std::string_view email);
bool is_placeholder_email(std::string_view normal_email);

// What a value says about whom it belongs to: its normal form; empty when it is none, or typed to get past a form.
std::string telling_telephone(std::string_view telephone);
std::string telling_email(std::string_view email);

// How often one value was seen.
struct SeenCounts {
  std::uint32_t customers = 0;
  std::uint32_t addresses = 0;  // different dwellings
};

// A family shares a number over a few customer numbers and sometimes two dwellings; nobody shares one over many.
struct GenericLimits {
  std::uint32_t customers_max = 12;
  std::uint32_t addresses_max = 3;
};

bool is_generic(const SeenCounts& seen, const GenericLimits& limits = {});

}  // namespace tijdig::names
