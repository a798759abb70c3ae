// Which Protobuf message carries which value. Only for codecs: this header knows the generated code.
#pragma once

#include "libs/domain/inboxes.h"
#include "tijdig/v1/case.pb.h"
#include "tijdig/v1/delivery.pb.h"
#include "tijdig/v1/facts.pb.h"
#include "tijdig/v1/household_merge.pb.h"
#include "tijdig/v1/inboxes.pb.h"
#include "tijdig/v1/link_verdicts.pb.h"
#include "tijdig/v1/match.pb.h"
#include "tijdig/v1/parts.pb.h"
#include "tijdig/v1/register_facts.pb.h"
#include "tijdig/v1/signal.pb.h"

namespace tijdig::codec {

template <class Value>
struct WireOf;

#define TIJDIG_CARRIED_BY_ITS_NAMESAKE(Name) \
  template <>                                \
  struct WireOf<Name> {                      \
    using type = v1::Name;                   \
  };
TIJDIG_CARRIED_BY_ITS_NAMESAKE(Address)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(Person)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseId)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(EvidenceRow)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(DayClosed)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(PolicyActivated)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(DeliveryChunk)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(RowProblem)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(RowReceipt)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(DeliveryReceipt)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(Signal)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(SignalCorrected)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(SignalWithdrawn)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(MatchedSignal)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(Match)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(SignalTakenBack)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(ReviewTask)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(ReviewAnswer)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LinkUndone)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LinkDenied)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(BreachTask)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LinkLabel)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(RegisterEntry)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(ListEntry)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LookupRequest)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LookupAnswer)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(WatchEnded)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(EnrichedCase)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(Assignment)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseUpdated)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseChecked)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(ContactAttempt)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseResult)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(DeskEntry)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseNotice)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseReturned)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(HouseholdMerged)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(MemoryAsked)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(HouseholdMemory)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseMergeAsked)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseStands)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseGoesOn)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(SignalCount)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(SignalsCounted)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(SignalAmended)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(FactSignal)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(MatchMade)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(MatchEnded)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseAssigned)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(ContactTried)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(CaseClosed)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(Feedback)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LateSignal)
TIJDIG_CARRIED_BY_ITS_NAMESAKE(LateCounted)
#undef TIJDIG_CARRIED_BY_ITS_NAMESAKE

}  // namespace tijdig::codec
