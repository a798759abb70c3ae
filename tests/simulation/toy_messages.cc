#include "tests/simulation/toy_messages.h"

namespace tijdig::simulation {
namespace {

constexpr char mark = '\x7f';  // no inbox message of the real system begins with it
constexpr std::size_t bytes_per_message = 1 + 4 + 4 + 4 + 4 + 8 + 4;

template <class Message>
Result<ToyRecord> decode_day(BytesView wire) {
  TIJDIG_TRY(const Message message, codec::decode<Message>(wire));
  if constexpr (requires { std::get<DayClosed>(message); }) {
    if (const auto* closed = std::get_if<DayClosed>(&message)) {
      ToyRecord record;
      record.is_day = true;
      record.day = closed->day.days_since_epoch();
      record.municipality = closed->municipality;
      return record;
    }
  }
  return Error::refused("neither a toy record nor a day");
}

}  // namespace

flow::HouseholdKey household_of(std::uint32_t house) {
  return {town_of(house), HouseholdId::of(StableHasher("toy house").add(static_cast<std::int64_t>(house)))};
}

flow::PartnerKey partner_key(std::uint32_t partner) {
  return {MunicipalityCode::from_number(1), *PartnerId::parse("partner-" + std::to_string(partner))};
}

std::vector<ports::OutRecord> toy_deliveries(std::int32_t day, std::uint32_t count, ports::Partition partitions) {
  std::vector<ports::OutRecord> records;
  for (std::uint32_t i = 0; i < count; ++i) {
    ToyMessage signal;
    signal.partner = i % 5;
    signal.house = i % 97;
    signal.day = signal.received = day;
    signal.id = static_cast<std::uint64_t>(day) * 100'000 + i;
    Bytes key = flow::key_bytes(partner_key(signal.partner));
    const auto partition = flow::partition_of(key, partitions);
    records.push_back({flow::topics::deliveries.info.id, partition, {}, std::move(key), encode_toy({signal})});
  }
  return records;
}

std::vector<MunicipalityCode> toy_towns() { return {town_of(0), town_of(1), town_of(2)}; }

Bytes encode_toy(const std::vector<ToyMessage>& messages) {
  Bytes out(1, mark);
  for (const ToyMessage& message : messages) {
    append_big_endian(out, static_cast<std::uint8_t>(message.kind));
    append_big_endian(out, message.house);
    append_big_endian(out, message.partner);
    append_big_endian(out, static_cast<std::uint32_t>(message.day));
    append_big_endian(out, static_cast<std::uint32_t>(message.received));
    append_big_endian(out, message.id);
    append_big_endian(out, message.number);
  }
  return out;
}

Result<ToyRecord> decode_toy(flow::TopicId inbox, BytesView wire) {
  if (wire.empty() || wire[0] != mark) {
    if (inbox == flow::topics::signals.info.id) return decode_day<SignalsMessage>(wire);
    if (inbox == flow::topics::cases.info.id) return decode_day<CasesMessage>(wire);
    if (inbox == flow::topics::work.info.id) return decode_day<WorkMessage>(wire);
    if (inbox == flow::topics::facts.info.id) return decode_day<FactsMessage>(wire);
    return Error::refused("not a toy record");
  }
  if ((wire.size() - 1) % bytes_per_message != 0) return Error::refused("a toy record of a wrong length");
  ToyRecord record;
  for (std::size_t at = 1; at < wire.size(); at += bytes_per_message) {
    ToyMessage message;
    message.kind = static_cast<ToyKind>(static_cast<unsigned char>(wire[at]));
    message.house = read_big_endian<std::uint32_t>(wire.substr(at + 1));
    message.partner = read_big_endian<std::uint32_t>(wire.substr(at + 5));
    message.day = static_cast<std::int32_t>(read_big_endian<std::uint32_t>(wire.substr(at + 9)));
    message.received = static_cast<std::int32_t>(read_big_endian<std::uint32_t>(wire.substr(at + 13)));
    message.id = read_big_endian<std::uint64_t>(wire.substr(at + 17));
    message.number = read_big_endian<std::uint32_t>(wire.substr(at + 25));
    record.messages.push_back(message);
  }
  return record;
}

std::vector<ToyMessage> decode_toy_list(BytesView wire) {
  TIJDIG_CHECK(!wire.empty() && wire[0] == mark);
  auto record = decode_toy(0, wire);
  TIJDIG_CHECK(record.has_value());
  return std::move(record->messages);
}

}  // namespace tijdig::simulation

namespace tijdig::codec {
template <>
Bytes encode(const std::vector<simulation::ToyMessage>& messages) {
  return simulation::encode_toy(messages);
}
}  // namespace tijdig::codec
