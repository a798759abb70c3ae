// Finds the weights of a model from customers without labels and the registers they belong to.
//
//   LinkModel model = train(towns, {.version = "register-5"});
//
// u by counting: customers against residents drawn by a stable hash, which are strangers but for one in a population;
// initials and first names apart for pairs of one surname, because a family chooses both. m by EM in the closed world:
// every customer is one of its candidates or nobody, with the posterior of the weights so far; so members of one family
// are rivals in training as they are in linking, and the share that is nobody gives the prior. Rare cells lean on the
// product of their parts. Trades have their own m and u. (docs/linking.md; Dempster, Laird, Rubin 1977.)
//
// Deterministic for the same towns in the same order. The only part of this room that computes with doubles: what comes
// out is whole milli-bits, and no decision is made here. Costs seconds for a hundred thousand customers.
#pragma once

#include "libs/residents/register.h"
#include "libs/residents/residents.h"

namespace tijdig::residents {

struct TrainingTown {
  const Register* known = nullptr;
  std::span<const CustomerForm> customers;  // one per customer version
};

struct TrainingPlan {
  std::string version = "trained";
  std::size_t rounds = 12;
  std::size_t strangers_per_customer = 100;
  std::size_t namesakes_per_customer = 12;
};

LinkModel train(std::span<const TrainingTown> towns, const TrainingPlan& plan);

}  // namespace tijdig::residents
