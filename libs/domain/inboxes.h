// What may stand in each topic: the closed list of messages per inbox and per outlet.
//
// A new kind of message is added at the end (its index is its wire tag, see proto/tijdig/v1/inboxes.proto).
#pragma once

#include <variant>

#include "libs/domain/case.h"
#include "libs/domain/day_closed.h"
#include "libs/domain/delivery.h"
#include "libs/domain/facts.h"
#include "libs/domain/household_merge.h"
#include "libs/domain/link_verdicts.h"
#include "libs/domain/match.h"
#include "libs/domain/policy_activated.h"
#include "libs/domain/register_facts.h"
#include "libs/domain/signal.h"

namespace tijdig {

using DeliveriesMessage = std::variant<PolicyActivated, DeliveryChunk>;
using SignalsMessage = std::variant<PolicyActivated, DayClosed, Signal, SignalCorrected, SignalWithdrawn, ReviewAnswer,
                                    RegisterEntry, LinkDenied>;
using LookupsMessage = std::variant<PolicyActivated, RegisterEntry, ListEntry, LookupRequest, WatchEnded>;
using MatchesMessage = std::variant<PolicyActivated, Match, LookupAnswer, CaseNotice, SignalTakenBack, HouseholdMerged,
                                    MemoryAsked, HouseholdMemory, CaseStands>;
using CasesMessage = std::variant<PolicyActivated, DayClosed, EnrichedCase, CaseReturned>;
using WorkMessage = std::variant<PolicyActivated, DayClosed, Assignment, CaseUpdated, DeskEntry, LinkUndone,
                                 CaseChecked, CaseMergeAsked, CaseGoesOn>;
using FactsMessage = std::variant<PolicyActivated, DayClosed, SignalsCounted, SignalAmended, MatchMade, MatchEnded,
                                  CaseAssigned, ContactTried, CaseClosed, LateCounted>;

}  // namespace tijdig
