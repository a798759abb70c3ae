#include "services/signal_ingest/shell/file_door.h"

#include <array>
#include <fstream>

#include "libs/codec/codec.h"
#include "libs/flow/topics.h"
#include "services/signal_ingest/validate.h"

namespace tijdig::signal_ingest {
namespace {

constexpr std::size_t piece_bytes = 64 * 1024;

PreparedDelivery refused(FileProblem problem) {
  PreparedDelivery delivery;
  delivery.problems.push_back(std::move(problem));
  return delivery;
}

DeliveryId id_of(MunicipalityCode municipality, const PartnerId& partner, const Hash128& content) {
  return DeliveryId::of(StableHasher("delivery")
                            .add(municipality.number())
                            .add(partner.text())
                            .add(BytesView(reinterpret_cast<const char*>(content.data()), content.size())));
}

}  // namespace

PreparedDelivery FileDoor::prepare(const std::filesystem::path& path, const Sender& sender) const {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) return refused({FileReason::unreadable, 0, "", 0});
  DeliveryReader reader(Format::by_content, limits_);
  std::array<char, piece_bytes> piece;
  while (in) {
    in.read(piece.data(), piece.size());
    if (!reader.feed(BytesView(piece.data(), static_cast<std::size_t>(in.gcount())))) break;
  }
  if (in.bad()) return refused({FileReason::unreadable, 0, "", 0});
  return prepare(reader.finish(), sender);
}

PreparedDelivery FileDoor::prepare(BytesView content, const Sender& sender) const {
  DeliveryReader reader(Format::by_content, limits_);
  reader.feed(content);
  return prepare(reader.finish(), sender);
}

PreparedDelivery FileDoor::prepare(ReadDelivery read, const Sender& sender) const {
  PreparedDelivery delivery;
  delivery.problems = std::move(read.problems);
  delivery.excess_columns = read.excess_columns;
  delivery.near_misses = std::move(read.near_misses);
  if (!delivery.problems.empty()) return delivery;

  const std::string& said = sender.partner.empty() ? read.partner : sender.partner;
  const auto partner = PartnerId::parse(said);
  if (!partner) return refused({FileReason::partner_missing, 0, "", 0});
  if (!read.partner.empty() && read.partner != said) return refused({FileReason::partner_other, 0, "", 0});
  delivery.partner = *partner;
  if (!judge(read.draft, sender.received, delivery)) {
    delivery.problems.push_back({FileReason::no_row_usable, 0, "", 0});
    return delivery;
  }
  delivery.rows = read.draft.rows();
  delivery.id = id_of(policy_.municipality, *partner, read.content);
  DeliveryChunk head;
  head.id = delivery.id;
  head.municipality = policy_.municipality;
  head.partner = *partner;
  head.received = sender.received;
  const Bytes key = flow::key_bytes(flow::PartnerKey{policy_.municipality, *partner});
  for (std::size_t i = 0; i < read.draft.chunks(); ++i) {
    ports::OutRecord record;
    record.topic = flow::topics::deliveries.info.id;
    record.partition = flow::partition_of(key, partitions_);
    record.key = key;
    record.value = codec::encode(DeliveriesMessage{read.draft.chunk(i, head)});
    delivery.records.push_back(std::move(record));
  }
  return delivery;
}

bool FileDoor::judge(const DeliveryDraft& draft, Date received, PreparedDelivery& delivery) const {
  const RowContext context{policy_, policy_.municipality, delivery.partner, received};
  bool any_usable = false;
  delivery.lines.reserve(draft.rows());
  for (std::size_t i = 0; i < draft.rows(); ++i) {
    const DeliveredRow row = draft.row(i);
    CheckedRow checked = validate(row, context);
    any_usable = any_usable || is_usable(checked);
    delivery.lines.push_back(row.line);
    if (!checked.problems.empty()) delivery.refused.push_back({row.line, std::move(checked.problems)});
  }
  return any_usable;
}

}  // namespace tijdig::signal_ingest
