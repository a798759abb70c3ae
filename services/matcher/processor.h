// The matcher stage: which household, how sure, and does the match rule fire? See libs/runtime/stage.h for the
// contract.
//
// A signal costs one address blob: load, add, save; where its address becomes able to match in a month, the address
// goes on the list of that month. A run (the match day, or each day when matching continuously) looks at the listed
// addresses only, in order of their ids. Runs never happen in the middle of a day, so the order of arrival cannot
// matter.
//
// Where policy links through the register (docs/adr/0009), entries of the register come through the inbox as well. Then
// each line is linked when its day closes, before the run, and is kept at the door of its household.
//
// Which tables it keeps stands in libs/flow/flow.h. Errors: rules never activated, or state that does not read: fatal.
// An answer to a question nobody asked, or a customer too many at one address: refused, to the dead letters.
#pragma once

#include "libs/policy/policy.h"
#include "libs/runtime/stage.h"
#include "services/matcher/decide.h"
#include "services/matcher/register_linker.h"
#include "services/matcher/state.h"

namespace tijdig::matcher {

class Processor {
 public:
  using Message = SignalsMessage;
  static constexpr const flow::StageInfo& info = flow::matcher;

  explicit Processor(const Linker& linker = rule_linker(),
                     const residents::LinkModel& model = residents::built_in_model())
      : linker_(&linker), model_(&model), by_register_(model) {}

  void prefetch(const SignalsMessage& message, runtime::KeySink& keys) const;
  Result<> handle(const SignalsMessage& message, runtime::Turn& turn) const;

 private:
  Result<> activate(const PolicyActivated& activated, runtime::Turn& turn) const;
  Result<> take(const Signal& signal, bool is_correction, runtime::Turn& turn) const;
  Result<> take_back(const SignalWithdrawn& withdrawn, runtime::Turn& turn) const;
  Result<> settle_doubt(const ReviewAnswer& given, runtime::Turn& turn) const;
  Result<> close(const DayClosed& closed, runtime::Turn& turn) const;
  Result<> place(const DayClosed& closed, runtime::Turn& turn) const;
  Result<> run_month(const DayClosed& closed, const RunList& list, const MunicipalityState& town,
                     runtime::Turn& turn) const;
  Result<> look_at(AddressId address, const Run& run, runtime::Turn& turn) const;

  const Linker* linker_;
  const residents::LinkModel* model_;
  RegisterLinker by_register_;
  policy::PolicyCache policies_;  // the stages after this one work by the same rules
};

}  // namespace tijdig::matcher
