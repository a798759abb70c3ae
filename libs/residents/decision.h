// The answer for one customer: which resident, which household, how sure, and everything needed to say why.
//
//   Decision found = link(customer, view, model);              // residents.h
//   if (found.may_contact()) go_to(*found.household());
//   explain(found, model)                                      // the waterfall, from the decision alone
//   verify(found, model)                                       // the same bits again from the stored levels
//
// A decision holds levels, weights and references, never a name or a date, so that an explanation survives erasure. It
// fits in `decision_bytes_max`. Posteriors are parts per million, computed in integers. Plain value; any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libs/domain/match.h"
#include "libs/residents/households.h"
#include "libs/residents/model.h"

namespace tijdig::residents {

inline constexpr std::size_t decision_bytes_max = 1024;
inline constexpr std::size_t rivals_kept = 3;  // the chosen one and two beside it

enum class Band : std::uint8_t {
  none,       // nobody in the register: counted, never contacted
  review,     // a clerk must look
  household,  // one household, not certainly which member
  person,
  count_
};
std::string_view code_of(Band value);

// Why nobody may be contacted on this decision, whatever its posterior. Bits of Decision::vetoes.
enum Veto : std::uint8_t {
  birth_dates_differ = 1,  // both known, and not a slip of the pen: not this person
  is_deceased = 2,
  has_moved_out = 4,          // feedback to the partner instead (L27)
  address_investigated = 8,   // established not to live there
  has_secrecy = 16,           // to the clerk
  names_not_its_person = 32,  // a shared dwelling asks for a name or birth date, not only a family
  ruled_out = 64,             // a person undid this link before
  address_alone = 128,        // name and birth date say nothing, or speak against: a door is no evidence
};

struct Candidate {
  PersonRef person;
  ShortRef household = 0;
  Levels levels;
  MilliBits surname_term = 0;
  MilliBits first_term = 0;
  MilliBits weight = 0;  // all of it, with the prior
  std::uint8_t flags = 0;
  bool operator==(const Candidate&) const = default;
};

struct Decision {
  Band band = Band::none;
  std::uint8_t vetoes = 0;
  PartnerKind kind = PartnerKind::other;
  std::uint32_t person_ppm = 0;     // of the best candidate
  std::uint32_t household_ppm = 0;  // of the best household: the sum over its members
  ShortRef founder = 0;             // of the best household; 0: none
  Few<Candidate, rivals_kept> best;
  MilliBits prior = 0;
  std::uint32_t candidates = 0;
  std::uint32_t keys_capped = 0;  // keys too common to be looked at
  std::uint64_t model_hash = 0;

  std::optional<PersonRef> person() const;       // when the band says person
  std::optional<HouseholdId> household() const;  // when the band says person or household
  bool has(Veto veto) const { return (vetoes & veto) != 0; }
  bool may_contact() const { return band >= Band::household && !has(has_moved_out); }
  bool operator==(const Decision&) const = default;
};

// All of them hold: one line each of `explain`.
std::vector<std::string_view> reasons_of(std::uint8_t vetoes);

Bytes to_bytes(const Decision& decision);
Result<Decision> decision_from_bytes(BytesView bytes);

// One row per part of the sum, best candidate first, then the rivals, the thresholds, and what would flip it. The
// weights of the rows of the best candidate add up to its weight.
std::vector<EvidenceRow> explain(const Decision& decision, const LinkModel& model);
// False when this model does not give the stored weights for the stored levels.
bool verify(const Decision& decision, const LinkModel& model);

// How sure a household must be with this as its best candidate: surer behind a shared door, or at another than the
// register's.
std::uint32_t household_bound_ppm(const Candidate& best, const Thresholds& at);

// The score of levels under a model: the only place where it is summed.
struct Score {
  MilliBits name = 0;
  MilliBits birth = 0;
  MilliBits door = 0;
  MilliBits sum() const { return name + birth + door; }
};
inline Score score_of(const Levels& levels, const Weights& weights) {
  return {weights.name[levels.name], weights.birth[index(levels.birth)], weights.door[index(levels.door)]};
}
inline MilliBits age_weight_of(const Candidate& candidate, const LinkModel& model) {
  return (candidate.flags & under_age) != 0 ? model.under_age : 0;
}
inline MilliBits weight_of(const Candidate& candidate, const LinkModel& model, const Weights& weights,
                           MilliBits prior) {
  return prior + score_of(candidate.levels, weights).sum() + candidate.surname_term + candidate.first_term +
         age_weight_of(candidate, model);
}

}  // namespace tijdig::residents
