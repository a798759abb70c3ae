// `tijdig feedback`: what enrichment, assignment and the outcome-tracker told partners, signal by signal, in the words
// by which the partner knows it: its own reference and customer number, read back from its deliveries. Nothing about
// the household, the case or another partner is read here, so nothing of them can be shown (L35, L37).
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "services/signal_ingest/validate.h"
#include "services/tijdig/commands.h"
#include "services/tijdig/outlet.h"
#include "services/tijdig/store.h"

namespace tijdig::commands {
namespace {

// As delivered; empty where the deliveries are no longer kept. Of a corrected signal what it was corrected to.
struct OwnWords {
  PrivateText reference, customer_number, signal_date, amount;
};
using WordsById = std::map<SignalId, OwnWords>;

struct Told {
  Feedback feedback;
  OwnWords signal;
};

void take_words(const DeliveredRow& row, OwnWords& words) {
  const auto take = [&](Column column, PrivateText& into) {
    if (!row[column].empty()) into = row[column];
  };
  take(Column::reference, words.reference);
  take(Column::customer_number, words.customer_number);
  take(Column::signal_date, words.signal_date);
  take(Column::amount, words.amount);
}

// Of the signals that are in `words` already.
Result<> read_words(ports::BackEnd& back_end, const flow::PartnerKey& key, WordsById& words) {
  Outlet deliveries(back_end, flow::topics::deliveries, key);
  return deliveries.each_new([&](DeliveriesMessage&& message) {
    const auto* chunk = std::get_if<DeliveryChunk>(&message);
    if (chunk == nullptr) return;
    for (const DeliveredRow& row : chunk->rows) {
      const auto known = words.find(signal_ingest::signal_id_of(row, key.municipality, key.partner));
      if (known != words.end()) take_words(row, known->second);
    }
  });
}

Result<> read_partner(ports::BackEnd& back_end, const flow::PartnerKey& key, std::vector<Told>& into) {
  Outlet outlet(back_end, flow::topics::feedback, key);
  TIJDIG_TRY(auto all, outlet.read_new());
  WordsById words;
  for (const Feedback& feedback : all) words.try_emplace(feedback.signal);
  if (!words.empty()) TIJDIG_DO(read_words(back_end, key, words));
  for (Feedback& feedback : all) {
    OwnWords& signal = words.at(feedback.signal);
    into.push_back({std::move(feedback), signal});
  }
  return {};
}

Result<std::vector<Told>> read_feedback(const FeedbackOptions& options) {
  TIJDIG_TRY(auto back_end, open_to_read(options));
  TIJDIG_TRY(const auto policies, policies_in(*back_end));
  std::vector<Told> all;
  std::vector<std::string> partners;
  for (const policy::Policy& policy : policies) {
    for (const policy::Partner& partner : policy.partners) {
      partners.push_back(partner.id.text());
      if (!options.partner.empty() && options.partner != partner.id.text()) continue;
      TIJDIG_DO(read_partner(*back_end, {policy.municipality, partner.id}, all));
    }
  }
  if (!options.partner.empty() && std::find(partners.begin(), partners.end(), options.partner) == partners.end())
    return Error::refused(
        fmt::format("--partner: the policy has no such partner; it has {}", fmt::join(partners, ", ")));
  return all;
}

std::string_view shown(const PrivateText& text) { return text.reveal(Purpose::partner_feedback); }

nlohmann::ordered_json text_or_null(std::string_view text) {
  return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
}

nlohmann::ordered_json json_of(const Told& told) {
  const Feedback& feedback = told.feedback;
  return {{"partner", feedback.partner.text()},
          {"signaalId", text_or_null(shown(told.signal.reference))},
          {"klantnummer", text_or_null(shown(told.signal.customer_number))},
          {"signaaldatum", text_or_null(shown(told.signal.signal_date))},
          {"bedrag", text_or_null(shown(told.signal.amount))},
          {"resultaat", feedback.ddas_result},
          {"datum", feedback.day.to_string()},
          {"incassopauzeTot", text_or_null(feedback.pause_ends ? feedback.pause_ends->to_string() : "")}};
}

void print(const Told& told) {
  const Feedback& feedback = told.feedback;
  const OwnWords& signal = told.signal;
  fmt::print("{}  {}  {}  signalled {}, EUR {}: {}{}\n", feedback.day.to_string(), feedback.partner.text(),
             shown(signal.reference.empty() ? signal.customer_number : signal.reference), shown(signal.signal_date),
             shown(signal.amount), feedback.ddas_result,
             feedback.pause_ends ? fmt::format("; collection pauses until {}", feedback.pause_ends->to_string()) : "");
}

}  // namespace

int feedback(const FeedbackOptions& options) {
  const auto told = read_feedback(options);
  if (!told) return failed(told.error());
  if (options.json) {
    nlohmann::ordered_json out = nlohmann::ordered_json::array();
    for (const Told& one : *told) out.push_back(json_of(one));
    fmt::print("{}\n", out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    return exit_done;
  }
  for (const Told& one : *told) print(one);
  if (told->empty()) fmt::print("nothing to tell partners yet\n");
  return exit_done;
}

}  // namespace tijdig::commands
