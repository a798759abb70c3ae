// One number per topic for everything that stands in it: how two runs, builds or machines are compared.
//
//   TIJDIG_TRY(TopicHashes places, hash_in_place(back_end));    // every byte and where it stands
//   TIJDIG_TRY(TopicHashes said, hash_by_key(back_end));        // what stages said of each key, wherever it stands
//
// `hash_by_key` leaves out what another number of partitions changes lawfully: partition, offset, provenance, and what
// doors bring (rules and days stand in every partition). The order counts wherever keys give one: of the records of a
// key that came there the same way, by the same keys of the same inboxes. Repeats count. Read-only; any back end;
// memory for the key of every record.
#pragma once

#include <map>

#include "libs/base/stable_hash.h"
#include "libs/ports/back_end.h"

namespace tijdig::runtime {

using TopicHashes = std::map<flow::TopicId, Hash128>;

Result<TopicHashes> hash_in_place(ports::BackEnd& back_end);
Result<TopicHashes> hash_by_key(ports::BackEnd& back_end);

}  // namespace tijdig::runtime
