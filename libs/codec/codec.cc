#include "libs/codec/codec.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>
#include <array>

#include "libs/codec/described.h"
#include "libs/codec/described_facts.h"
#include "libs/codec/described_merge.h"

namespace tijdig::codec {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;
using google::protobuf::io::CodedOutputStream;

// One message per thread and type, so that a hot lane parses into memory it already has.
template <class Value>
typename WireOf<Value>::type& scratch() {
  thread_local typename WireOf<Value>::type wire;
  return wire;
}

template <class Value>
Error in_message(const Error& error) {
  return {error.severity, WireOf<Value>::type::descriptor()->name() + ": " + error.detail};
}

template <class Value>
Bytes encode_one(const Value& value) {
  if constexpr (Described<Value>) {
    return to_wire(value);
  } else {
    auto& wire = scratch<Value>();
    wire.Clear();
    write(value, &wire);
    return to_bytes(wire);
  }
}

// What fields.h does not read may still be legal: the generated code knows.
template <class Value>
Result<Bytes> as_we_write_it(BytesView bytes) {
  auto& wire = scratch<Value>();
  if (auto parsed = from_bytes(bytes, &wire); !parsed) return in_message<Value>(parsed.error());
  wire.DiscardUnknownFields();
  return to_bytes(wire);
}

template <class Value>
Result<> decode_one(BytesView bytes, Value& value) {
  if constexpr (Described<Value>) {
    if (from_wire(bytes, value)) return {};
    TIJDIG_TRY(const Bytes usual, as_we_write_it<Value>(bytes));
    if (auto believed = from_wire(usual, value); !believed) return in_message<Value>(believed.error());
  } else {
    auto& wire = scratch<Value>();
    if (auto parsed = from_bytes(bytes, &wire); !parsed) return in_message<Value>(parsed.error());
    if (auto believed = read(wire, value); !believed) return in_message<Value>(believed.error());
  }
  return {};
}

// An inbox message is a Protobuf oneof whose tags are the places in the variant plus one. It is written and read here
// by hand, because the generated oneof gives up its memory at every Clear; codec_test.cc holds it to the generated
// code.
template <class Value>
Bytes encode_alternative(std::size_t index, const Value& value) {
  thread_local WireWriter out;
  out.begin();
  const int field = static_cast<int>(index) + 1;
  if constexpr (Described<Value>) {
    Putter putter(out);
    putter(field, value);
  } else {
    out.bytes_always(field, encode_one(value));
  }
  return out.take();
}

struct Envelope {
  std::size_t index = 0;
  BytesView body;
};

Error broken_envelope() { return Error::refused("inbox message: broken envelope"); }
Error unknown_kind() { return Error::refused("inbox message: no kind that this version knows"); }

// What a writer of ours makes: one message that this version knows, and nothing else.
std::optional<Envelope> open_usual_envelope(BytesView bytes, std::size_t kinds) {
  WireReader in(bytes);
  if (!in.next() || static_cast<std::size_t>(in.field()) > kinds) return std::nullopt;
  const RawField body = in.raw();
  if (!in.is_whole() || body.type != WireType::bytes || body.bytes + body.number != bytes.data() + bytes.size())
    return std::nullopt;
  return Envelope{static_cast<std::size_t>(in.field()) - 1, BytesView(body.bytes, body.number)};
}

Result<Envelope> open_envelope(BytesView bytes, std::size_t kinds) {
  if (const auto usual = open_usual_envelope(bytes, kinds)) return *usual;
  CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  std::optional<Envelope> found;
  while (const std::uint32_t tag = in.ReadTag()) {
    const auto number = static_cast<std::size_t>(WireFormatLite::GetTagFieldNumber(tag));
    if (number < 1 || number > kinds) {
      if (!WireFormatLite::SkipField(&in, tag)) return broken_envelope();
      continue;
    }
    std::uint32_t size = 0;
    if (WireFormatLite::GetTagWireType(tag) != WireFormatLite::WIRETYPE_LENGTH_DELIMITED || !in.ReadVarint32(&size))
      return broken_envelope();
    const auto at = static_cast<std::size_t>(in.CurrentPosition());
    if (size > bytes.size() - at || !in.Skip(static_cast<int>(size))) return broken_envelope();
    if (found) return Error::refused("inbox message: more than one message in it");
    found = Envelope{number - 1, bytes.substr(at, size)};
  }
  if (!in.ConsumedEntireMessage()) return broken_envelope();
  if (!found) return unknown_kind();
  return *found;
}

template <class Variant, std::size_t index = 0>
Result<> decode_alternative(const Envelope& envelope, Variant& message) {
  if constexpr (index < std::variant_size_v<Variant>) {
    if (envelope.index == index) return decode_one(envelope.body, message.template emplace<index>());
    return decode_alternative<Variant, index + 1>(envelope, message);
  } else {
    return unknown_kind();
  }
}

template <class Message>
struct Wire {
  static Bytes encode(const Message& message) { return encode_one(message); }
  static Result<> decode(BytesView bytes, Message& message) { return decode_one(bytes, message); }
};

template <class... Kinds>
struct Wire<std::variant<Kinds...>> {
  using Message = std::variant<Kinds...>;
  static Bytes encode(const Message& message) {
    return std::visit([&](const auto& kind) { return encode_alternative(message.index(), kind); }, message);
  }
  template <class Kind>
  static Bytes encode_kind(const Kind& kind) {
    constexpr std::array<bool, sizeof...(Kinds)> is_it{std::is_same_v<Kind, Kinds>...};
    constexpr auto index = static_cast<std::size_t>(std::find(is_it.begin(), is_it.end(), true) - is_it.begin());
    static_assert(index < sizeof...(Kinds), "not a kind of this inbox");
    return encode_alternative(index, kind);
  }
  static Result<> decode(BytesView bytes, Message& message) {
    TIJDIG_TRY(const Envelope envelope, open_envelope(bytes, sizeof...(Kinds)));
    return decode_alternative(envelope, message);
  }
};

}  // namespace

template <class Message>
Bytes encode(const Message& message) {
  return Wire<Message>::encode(message);
}

template <class Inbox, class Kind>
Bytes encode_kind(const Kind& kind) {
  return Wire<Inbox>::encode_kind(kind);
}

template <class Message>
Result<Message> decode(BytesView wire) {
  Result<Message> message{Message{}};
  if (auto done = decode(wire, *message); !done) return done.error();
  return message;
}

template <class Message>
Result<> decode(BytesView wire, Message& into) {
  return Wire<Message>::decode(wire, into);
}

#define TIJDIG_CODED(Message)                          \
  template Bytes encode<Message>(const Message&);      \
  template Result<Message> decode<Message>(BytesView); \
  template Result<> decode<Message>(BytesView, Message&);
TIJDIG_CODED(DeliveriesMessage)
TIJDIG_CODED(SignalsMessage)
TIJDIG_CODED(LookupsMessage)
TIJDIG_CODED(MatchesMessage)
TIJDIG_CODED(CasesMessage)
TIJDIG_CODED(WorkMessage)
TIJDIG_CODED(FactsMessage)
TIJDIG_CODED(DeliveryReceipt)
TIJDIG_CODED(Feedback)
TIJDIG_CODED(ReviewTask)
TIJDIG_CODED(Assignment)
TIJDIG_CODED(LateSignal)
TIJDIG_CODED(BreachTask)
TIJDIG_CODED(LinkLabel)
TIJDIG_CODED(EnrichedCase)
TIJDIG_CODED(Match)
TIJDIG_CODED(Signal)
TIJDIG_CODED(LinkUndone)
#undef TIJDIG_CODED

template Bytes encode_kind<SignalsMessage>(const Signal&);
template Bytes encode_kind<MatchesMessage>(const Match&);
template Bytes encode_kind<MatchesMessage>(const LookupAnswer&);
template Bytes encode_kind<MatchesMessage>(const CaseNotice&);
template Bytes encode_kind<LookupsMessage>(const LookupRequest&);
template Bytes encode_kind<CasesMessage>(const EnrichedCase&);
template Bytes encode_kind<WorkMessage>(const Assignment&);
template Bytes encode_kind<WorkMessage>(const CaseUpdated&);
template Bytes encode_kind<WorkMessage>(const CaseChecked&);
template Bytes encode_kind<FactsMessage>(const MatchMade&);
template Bytes encode_kind<FactsMessage>(const MatchEnded&);
template Bytes encode_kind<FactsMessage>(const CaseAssigned&);
template Bytes encode_kind<FactsMessage>(const ContactTried&);
template Bytes encode_kind<FactsMessage>(const CaseClosed&);

}  // namespace tijdig::codec
