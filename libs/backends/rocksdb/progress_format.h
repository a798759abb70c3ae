// A lane's progress as bytes, saved beside its state in the same write.
//
//   Bytes saved = encode_progress(progress);
//   TIJDIG_TRY(ports::Progress same, decode_progress(saved));
//
// The bytes are described in README.md of this folder. Equal progress gives equal bytes. Errors: `refused` when the
// bytes are of another version, damaged or longer than they say. Pure functions.
#pragma once

#include "libs/base/result.h"
#include "libs/ports/back_end.h"

namespace tijdig::rocksdb_store {

Bytes encode_progress(const ports::Progress& progress);
Result<ports::Progress> decode_progress(BytesView bytes);

}  // namespace tijdig::rocksdb_store
