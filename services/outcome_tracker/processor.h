// The outcome-tracker stage: loads the case file, lets decide.h decide, stores, emits. Contract: libs/runtime/stage.h.
#pragma once

#include "libs/policy/policy.h"
#include "libs/runtime/stage.h"
#include "services/outcome_tracker/decide.h"

namespace tijdig::outcome_tracker {

class Processor {
 public:
  using Message = WorkMessage;
  static constexpr const flow::StageInfo& info = flow::outcome_tracker;

  void prefetch(const WorkMessage& message, runtime::KeySink& keys) const;
  Result<> handle(const WorkMessage& message, runtime::Turn& turn) const;

 private:
  Result<> open(const Assignment& assignment, runtime::Turn& turn) const;
  Result<> enter(const DeskEntry& entry, runtime::Turn& turn) const;
  Result<> update(const CaseUpdated& updated, runtime::Turn& turn) const;
  Result<> look_again(const CaseChecked& checked, runtime::Turn& turn) const;
  Result<> merge(const CaseMergeAsked& asked, runtime::Turn& turn) const;
  Result<> go_on(const CaseGoesOn& goes_on, runtime::Turn& turn) const;
  Result<> unlink(const LinkUndone& undone, runtime::Turn& turn) const;
  Result<> close(const DayClosed& closed, runtime::Turn& turn) const;
  Result<> look_at_due(MunicipalityCode municipality, Date marked, Date today, runtime::Turn& turn) const;
  Result<> carry_out(MunicipalityCode municipality, const CaseId& id, const Events& events,
                     const policy::Policy& policy, runtime::Turn& turn) const;
};

// The state key of a case, for `tijdig explain`.
Bytes case_key(MunicipalityCode municipality, const CaseId& id);

}  // namespace tijdig::outcome_tracker
