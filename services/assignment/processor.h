// The assignment stage: loads the pool, lets decide.h decide, stores, emits. See libs/runtime/stage.h for the contract.
#pragma once

#include "libs/policy/policy.h"
#include "libs/runtime/stage.h"
#include "services/assignment/decide.h"

namespace tijdig::assignment {

class Processor {
 public:
  using Message = CasesMessage;
  static constexpr const flow::StageInfo& info = flow::assignment;

  void prefetch(const CasesMessage& message, runtime::KeySink& keys) const;
  Result<> handle(const CasesMessage& message, runtime::Turn& turn) const;

 private:
  Result<> add(const EnrichedCase& arrived, runtime::Turn& turn) const;
  Result<> close(const DayClosed& closed, runtime::Turn& turn) const;
  Result<> take_back(const CaseReturned& returned, runtime::Turn& turn) const;
  Result<> carry_out(MunicipalityCode municipality, const Pool& pool, const Decision& decision, Date day,
                     runtime::Turn& turn) const;
};

}  // namespace tijdig::assignment
