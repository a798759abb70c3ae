// Messages to bytes and back. The only room that knows Protobuf, beside the *_codec.cc files that write a stage's
// state.
//
//   Bytes wire = codec::encode(message);
//   TIJDIG_TRY(auto message, codec::decode<SignalsMessage>(wire));
//
// Encoding is deterministic: the same value gives the same bytes on every machine. Decoding refuses what it cannot
// believe (unknown tag, impossible date, malformed postcode); the refusal never repeats the content. Unknown fields of
// a newer writer are ignored. Any thread.
#pragma once

#include "libs/base/bytes.h"
#include "libs/base/result.h"
#include "libs/domain/inboxes.h"

namespace tijdig::codec {

// Defined for the seven inbox variants, and for DeliveryReceipt, Feedback, ReviewTask, Assignment, LateSignal,
// BreachTask, LinkLabel, EnrichedCase, Match, Signal and LinkUndone.
template <class Message>
Bytes encode(const Message& message);
// As encode(Inbox{kind}), without a copy of the kind. For the kinds named at the end of codec.cc.
template <class Inbox, class Kind>
Bytes encode_kind(const Kind& kind);
template <class Message>
Result<Message> decode(BytesView wire);
template <class Message>
Result<> decode(BytesView wire, Message& into);  // the same without moving it; refused: unspecified

}  // namespace tijdig::codec
