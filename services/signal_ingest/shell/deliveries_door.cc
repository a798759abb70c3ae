#include "services/signal_ingest/shell/deliveries_door.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/signal_ingest/field_text.h"
#include "services/signal_ingest/shell/file_door.h"

namespace tijdig::signal_ingest {
namespace {

using Json = nlohmann::ordered_json;
using http::Response;

constexpr std::size_t rows_with_advice_max = 1'000;  // the others get their reason codes only: an answer has an end
constexpr std::string_view retry_seconds = "5";

Response unavailable(std::string_view detail) {
  Response response = http::problem(503, detail);
  response.headers.emplace_back("Retry-After", retry_seconds);
  return response;
}

// text/csv; charset=windows-1252 -> csv. The content decides about the encoding, so a charset is only checked for
// sense.
std::optional<Format> format_of(std::string_view content_type) {
  const std::string whole = lower_ascii(content_type);
  const auto end = whole.find(';');
  const BytesView type = trimmed(BytesView(whole).substr(0, end));
  const BytesView parameter = end == std::string::npos ? BytesView() : trimmed(BytesView(whole).substr(end + 1));
  const bool charset_known = parameter.empty() || parameter.find("utf-8") != BytesView::npos ||
                             parameter.find("windows-1252") != BytesView::npos ||
                             parameter.find("us-ascii") != BytesView::npos || parameter.substr(0, 7) == "header=";
  if (!charset_known) return std::nullopt;
  if (type == "text/csv") return Format::csv;
  if (type == "application/x-ndjson" || type == "application/ndjson") return Format::ndjson;
  return std::nullopt;
}

Json row_json(std::uint32_t line, const RefusedRow* refused, bool with_advice) {
  Json row{{"line", line}, {"verdict", refused == nullptr ? "accepted" : "refused"}};
  if (refused == nullptr) return row;
  if (const std::string status = ddas_status_of(refused->problems); !status.empty()) row["status"] = status;
  for (const Problem& problem : refused->problems) {
    const RowProblem words = in_words(problem);
    Json one{{"field", words.field}, {"reason", words.reason}};
    if (with_advice) one["advice"] = words.advice;
    row["problems"].push_back(std::move(one));
  }
  return row;
}

// One row at a time: two hundred thousand JSON objects at once would take more memory than the delivery.
std::string rows_json(const PreparedDelivery& delivery) {
  std::string rows = "[";
  auto refused = delivery.refused.begin();
  std::size_t refusals = 0;
  for (const std::uint32_t line : delivery.lines) {
    const RefusedRow* mine = refused != delivery.refused.end() && refused->line == line ? &*refused++ : nullptr;
    if (mine != nullptr) ++refusals;
    if (rows.size() > 1) rows += ",";
    rows += row_json(line, mine, refusals <= rows_with_advice_max).dump();
  }
  return rows + "]";
}

Response accepted(const PreparedDelivery& delivery, Date received) {
  const std::size_t refused = delivery.refused.size();
  Json head{{"deliveryId", delivery.id.to_string()},
            {"received", received.to_string()},
            {"counts", {{"rows", delivery.rows}, {"accepted", delivery.rows - refused}, {"refused", refused}}},
            {"excessColumns", delivery.excess_columns}};
  std::string body = head.dump();
  body.pop_back();
  return http::json_response(202, body + ",\"rows\":" + rows_json(delivery) + "}");
}

// Nothing was taken; everything that is wrong, at once.
Response refused(const PreparedDelivery& delivery) {
  const bool too_large = delivery.problems.front().reason == FileReason::file_too_large;
  const int status = too_large ? 413 : 400;
  Json body{{"type", "about:blank"}, {"title", http::title_of(status)}, {"status", status}};
  body["detail"] = advice_of(delivery.problems.front());
  for (const FileProblem& problem : delivery.problems)
    body["problems"].push_back({{"line", problem.line},
                                {"field", problem.field},
                                {"reason", info_of(problem.reason).code},
                                {"advice", advice_of(problem)}});
  for (const NearMiss& miss : delivery.near_misses)
    body["hints"].push_back({{"column", miss.position}, {"meant", column_name(miss.meant)}});
  std::string text = body.dump();
  text.pop_back();
  text += delivery.refused.empty() ? "}" : ",\"rows\":" + rows_json(delivery) + "}";
  return {status, "application/problem+json", {}, std::move(text)};
}

}  // namespace

// One request in hand.
class DeliveriesDoor::Delivery final : public http::Exchange {
 public:
  explicit Delivery(DeliveriesDoor& door) : door_(door) {}
  Delivery(const Delivery&) = delete;
  Delivery& operator=(const Delivery&) = delete;
  ~Delivery() override { door_.bytes_in_flight_ -= bytes_; }

  std::optional<Response> on_headers(const http::Request& request) override;
  std::optional<Response> on_body(BytesView piece) override;
  Response on_end() override;

 private:
  DeliveriesDoor& door_;
  PartnerId partner_;
  std::unique_ptr<DeliveryReader> reader_;
  std::size_t bytes_ = 0;
};

std::optional<Response> DeliveriesDoor::Delivery::on_headers(const http::Request& request) {
  const auto partner = door_.options_.partner_of_key(request.header("x-api-key"));
  if (!partner) return http::problem(401, "De API-sleutel in X-API-Key ontbreekt of is niet bekend.");
  partner_ = *partner;
  if (!door_.options_.is_open()) return unavailable("De verwerking loopt nu achter; probeer het later opnieuw.");
  const auto format = format_of(request.header("content-type"));
  const std::string_view coding = request.header("content-encoding");
  if (!format || (!coding.empty() && lower_ascii(coding) != "identity"))
    return http::problem(415, "Lever text/csv of application/x-ndjson aan, niet gecomprimeerd.");
  reader_ = std::make_unique<DeliveryReader>(*format, door_.options_.limits);
  return std::nullopt;
}

std::optional<Response> DeliveriesDoor::Delivery::on_body(BytesView piece) {
  bytes_ += piece.size();
  if ((door_.bytes_in_flight_ += piece.size()) > door_.options_.bytes_in_flight_max)
    return unavailable("Er komen te veel leveringen tegelijk binnen; probeer het zo opnieuw.");
  if (reader_->feed(piece)) return std::nullopt;
  PreparedDelivery delivery;
  ReadDelivery read = reader_->finish();
  delivery.problems = std::move(read.problems);
  delivery.near_misses = std::move(read.near_misses);
  return refused(delivery);
}

Response DeliveriesDoor::Delivery::on_end() {
  const auto policy = door_.options_.policy();
  const Date received = door_.options_.today();
  const FileDoor door(*policy, door_.back_end_.partitions(), door_.options_.limits);
  PreparedDelivery delivery = door.prepare(reader_->finish(), {partner_.text(), received});
  if (!delivery.problems.empty()) return refused(delivery);
  if (const auto stored = door_.back_end_.append_durably(std::move(delivery.records)); !stored)
    return unavailable("De levering kon niet worden vastgelegd; probeer het opnieuw.");
  door_.options_.on_delivered(delivery);
  return accepted(delivery, received);
}

void DeliveriesDoor::add_to(http::Router& router) {
  router.on("POST", "/v1/deliveries", options_.limits.file_bytes_max,
            [this] { return std::make_unique<Delivery>(*this); });
}

}  // namespace tijdig::signal_ingest
