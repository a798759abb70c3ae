// Customers compared with each other, for a municipality without a register: same person, same household, or strangers.
//
//   PairGroups found = group_customers(forms, cannot_links, pair_model());
//   found.household[i] == found.household[j]        // they live together; named by the smallest place of the group
//   for (const Bridge& bridge : found.bridges) ...  // a person must look
//
// A pair is one of three things (docs/linking.md): the two are one person; two people of one household, who share a
// surname and a door but not a birth date; or strangers, who may share a door in a house of let rooms. Each has its own
// weights for the levels of comparisons.h, in milli-bits against strangers; a door alone is never enough. Groups come
// by complete linkage: nobody joins a group of whom some member is sooner a stranger, so there are no chains; at most
// `customers_max` customers. The strongest pair that may belong together across two groups is a bridge: a question,
// never a link. Telephones and mail addresses that many share say nothing. The answer depends on who the customers are
// and not on the order in which they are given. Without a register there are no rivals, so expect more doubt
// and more misses than link() has. Whole numbers; pure; any thread.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "libs/linking/cluster.h"
#include "libs/residents/comparisons.h"
#include "libs/residents/model.h"

namespace tijdig::residents {

// What each level says for one relation, against strangers.
struct RelationWeights {
  MilliBits prior = 0;
  std::array<MilliBits, levels_of<SurnameLevel>> surname{};
  std::array<MilliBits, levels_of<InitialsLevel>> initials{};
  std::array<MilliBits, levels_of<FirstNameLevel>> first{};
  std::array<MilliBits, levels_of<BirthLevel>> birth{};
  std::array<MilliBits, levels_of<DoorLevel>> door{};
  MilliBits contact = 0;  // one telephone number or mail address
};

struct PairModel {
  RelationWeights same_person;
  RelationWeights same_household;
  MilliBits link = 6644;           // odds of a hundred to one
  MilliBits bridge = 0;            // from even odds a person must look
  MilliBits weakest = 0;           // no two of a group are sooner strangers
  std::size_t customers_max = 12;  // customers of one household
  std::size_t key_max = 256;       // more under one key: it says nothing
  std::size_t contact_max = 6;     // more customers with one telephone number: it is an agent's
};
// Set by hand from the order of magnitude of published weights; see docs/linking.md for how well it does.
const PairModel& pair_model();

struct PairWeights {
  MilliBits same_person = 0;     // log2 odds against strangers
  MilliBits same_household = 0;  // of being two people of one
  MilliBits together() const { return std::max(same_person, same_household); }
};
PairWeights weigh_pair(const CustomerForm& a, const CustomerForm& b, const PairModel& model,
                       bool contact_counts = true);

using Place = linking::RecordIndex;
struct Bridge {
  Place a = 0, b = 0;
  MilliBits weight = 0;
  bool operator==(const Bridge&) const = default;
};

struct PairGroups {
  std::vector<Place> household;
  std::vector<Place> person;
  std::vector<Bridge> bridges;
  std::uint64_t pairs = 0;
  std::uint64_t keys_capped = 0;
  std::uint64_t stopped_by_size = 0;
};
PairGroups group_customers(std::span<const CustomerForm> customers,
                           std::span<const std::pair<Place, Place>> cannot_links, const PairModel& model);

}  // namespace tijdig::residents
