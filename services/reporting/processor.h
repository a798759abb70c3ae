// The reporting stage: keeps facts as rows (rows.h). Contract: libs/runtime/stage.h.
#pragma once

#include "libs/runtime/stage.h"

namespace tijdig::reporting {

class Processor {
 public:
  using Message = FactsMessage;
  static constexpr const flow::StageInfo& info = flow::reporting;

  void prefetch(const FactsMessage& message, runtime::KeySink& keys) const;
  Result<> handle(const FactsMessage& message, runtime::Turn& turn) const;
};

}  // namespace tijdig::reporting
