// A lane's progress as bytes, saved beside its state in the same write.
//
//   Bytes saved = encode_progress(progress);
//   TIJDIG_TRY(Progress same, decode_progress(saved));
//
// Bytes: version (1 byte, 1), next offset `n`; number of watermarks `n`, each topic `n`, partition `n`, offset `n`,
// ordinal `n`, lane sequence `n`; number of emitted counters `n`, each topic `n`, partition `n`, last lane sequence
// `n`; `n` is a number as in libs/base/varint.h. Equal progress gives equal bytes. Errors: `refused` when the
// bytes are of another version, damaged or longer than they say. Pure functions.
#pragma once

#include "libs/base/result.h"
#include "libs/ports/back_end.h"

namespace tijdig::ports {

Bytes encode_progress(const Progress& progress);
Result<Progress> decode_progress(BytesView bytes);

}  // namespace tijdig::ports
