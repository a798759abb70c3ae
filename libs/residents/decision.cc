#include "libs/residents/decision.h"

#include "libs/residents/wire.h"

namespace tijdig::residents {
namespace {

constexpr std::uint8_t decision_version = 1;

constexpr std::array<std::string_view, levels_of<Band>> band_words = {"none", "review", "household", "person"};

struct VetoWords {
  Veto veto;
  std::string_view words;
};
constexpr auto veto_words = std::to_array<VetoWords>({
    {birth_dates_differ, "both birth dates are known and differ: not linked as a person"},
    {is_deceased, "the resident is deceased: a clerk looks first"},
    {has_moved_out, "the resident left the municipality: feedback to the partner, no contact"},
    {address_investigated, "the address is under investigation: a clerk looks first"},
    {has_secrecy, "the resident has secrecy: a clerk looks first"},
    {names_not_its_person, "a shared dwelling: only who is named there is linked"},
    {address_alone, "name and birth date do not speak for this resident: a door alone is no evidence"},
    {ruled_out, "a person said before that it is not this resident"},
});

std::string joined(std::string_view a, std::string_view b, std::string_view c) {
  std::string text(a);
  text.append(", ").append(b).append(", ").append(c);
  return text;
}

std::string percent(std::uint32_t ppm) {
  const std::string whole = std::to_string(ppm / 10'000);
  std::string part = std::to_string(ppm % 10'000 + 10'000);
  return whole + "." + part.substr(1) + " %";
}

void add_rows(std::vector<EvidenceRow>& rows, const Candidate& best, const Weights& weights, const LinkModel& model) {
  const Levels& levels = best.levels;
  const Score score = score_of(levels, weights);
  rows.push_back({"surname, initials, first name",
                  joined(surname_words[index(levels.surname())], initials_words[index(levels.initials())],
                         first_name_words[index(levels.first())]),
                  score.name});
  if (best.surname_term != 0)
    rows.push_back({"surname", best.surname_term > 0 ? "a rare one" : "a common one", best.surname_term});
  if (best.first_term != 0)
    rows.push_back({"first name", best.first_term > 0 ? "a rare one" : "a common one", best.first_term});
  rows.push_back({"birth date", std::string(birth_words[index(levels.birth)]), score.birth});
  rows.push_back({"address", std::string(door_words[index(levels.door)]), score.door});
  if (const MilliBits age = age_weight_of(best, model); age != 0)
    rows.push_back({"age", "under eighteen: seldom the holder of an account", age});
}

// What the chosen one lacks to the band above, in the words of the rival or of the threshold.
EvidenceRow what_flips(const Decision& decision, const Thresholds& at) {
  switch (decision.band) {
    case Band::person:
      return {"would flip", "evidence against this resident, or for a rival, of this many milli-bits",
              -(decision.best.count() > 1 ? decision.best[0].weight - decision.best[1].weight - at.rival_ratio
                                          : decision.best[0].weight - at.rival_ratio)};
    case Band::household:
      return {"would flip", "a birth date, initials or first name that tells the members apart", 0};
    case Band::review:
      return {"would flip", decision.best.count() > 1 ? "a field in which the two best differ" : "one more field", 0};
    default:
      return {"would flip", "a name, birth date or address that the register knows", 0};
  }
}

void write(WireWriter& to, const Candidate& candidate) {
  to.hash(candidate.person.hash());
  to.number(candidate.household);
  to.number(candidate.levels.name);
  to.number(static_cast<std::uint8_t>(candidate.levels.birth));
  to.number(static_cast<std::uint8_t>(candidate.levels.door));
  to.signed_number(candidate.surname_term);
  to.signed_number(candidate.first_term);
  to.signed_number(candidate.weight);
  to.number(candidate.flags);
}

Candidate read_candidate(WireReader& from) {
  Candidate candidate;
  candidate.person = PersonRef::from_hash(from.hash());
  candidate.household = from.number<std::uint64_t>();
  candidate.levels.name = from.number<std::uint16_t>();
  if (candidate.levels.name >= name_cells) from.spoil();
  candidate.levels.birth = static_cast<BirthLevel>(from.number_below(levels_of<BirthLevel>));
  candidate.levels.door = static_cast<DoorLevel>(from.number_below(levels_of<DoorLevel>));
  candidate.surname_term = from.signed_number();
  candidate.first_term = from.signed_number();
  candidate.weight = from.signed_number();
  candidate.flags = from.number<std::uint8_t>();
  return candidate;
}

}  // namespace

std::uint32_t household_bound_ppm(const Candidate& best, const Thresholds& at) {
  if ((best.flags & shared_dwelling) != 0) return at.shared_household;
  const DoorLevel door = best.levels.door;
  const bool is_away =
      door == DoorLevel::same_postcode || door == DoorLevel::same_district || door == DoorLevel::elsewhere;
  return is_away ? at.away_household : at.household;
}

std::string_view code_of(Band value) { return band_words[index(value)]; }

std::optional<PersonRef> Decision::person() const {
  if (band != Band::person) return std::nullopt;
  return best[0].person;
}

std::optional<HouseholdId> Decision::household() const {
  if (band < Band::household) return std::nullopt;
  return household_id(founder);
}

std::vector<std::string_view> reasons_of(std::uint8_t vetoes) {
  std::vector<std::string_view> reasons;
  for (const VetoWords& each : veto_words)
    if ((vetoes & each.veto) != 0) reasons.push_back(each.words);
  return reasons;
}

Bytes to_bytes(const Decision& decision) {
  WireWriter to(decision_version);
  to.number(static_cast<std::uint8_t>(decision.band));
  to.number(decision.vetoes);
  to.number(static_cast<std::uint8_t>(decision.kind));
  to.number(decision.person_ppm);
  to.number(decision.household_ppm);
  to.number(decision.founder);
  to.signed_number(decision.prior);
  to.number(decision.candidates);
  to.number(decision.keys_capped);
  to.number(decision.model_hash);
  to.number<std::uint8_t>(static_cast<std::uint8_t>(decision.best.count()));
  for (const Candidate& candidate : decision.best) write(to, candidate);
  return to.take();
}

Result<Decision> decision_from_bytes(BytesView bytes) {
  WireReader from(bytes, decision_version);
  Decision decision;
  decision.band = static_cast<Band>(from.number_below(levels_of<Band>));
  decision.vetoes = from.number<std::uint8_t>();
  decision.kind = static_cast<PartnerKind>(from.number_below(static_cast<std::uint8_t>(PartnerKind::count_)));
  decision.person_ppm = from.number<std::uint32_t>();
  decision.household_ppm = from.number<std::uint32_t>();
  decision.founder = from.number<std::uint64_t>();
  decision.prior = from.signed_number();
  decision.candidates = from.number<std::uint32_t>();
  decision.keys_capped = from.number<std::uint32_t>();
  decision.model_hash = from.number<std::uint64_t>();
  for (auto left = from.number<std::uint8_t>(); left > 0 && from.is_good(); --left)
    if (!decision.best.add(read_candidate(from))) from.spoil();
  if (!from.is_done()) return Error::refused("decision: not one of version 1");
  return decision;
}

std::vector<EvidenceRow> explain(const Decision& decision, const LinkModel& model) {
  std::vector<EvidenceRow> rows;
  if (decision.best.empty()) {
    rows.push_back({"candidates", "nobody in the register shares a key with this customer", 0});
    return rows;
  }
  rows.push_back({"prior", "one of everybody in the register", decision.prior});
  add_rows(rows, decision.best[0], model.of(decision.kind), model);
  rows.push_back({"posterior",
                  "this resident " + percent(decision.person_ppm) + ", this household " +
                      percent(decision.household_ppm) + ", among " + std::to_string(decision.candidates) +
                      " candidates",
                  0});
  for (std::size_t i = 1; i < decision.best.count(); ++i) {
    const Candidate& rival = decision.best[i];
    const bool same = rival.household == decision.best[0].household;
    rows.push_back(
        {"rival " + std::to_string(i), same ? "of the same household" : "of another household", rival.weight});
  }
  const auto is_taken_home = [](const Candidate& each) { return (each.flags & meant_with_parent) != 0; };
  if (std::any_of(decision.best.begin(), decision.best.end(), is_taken_home))
    rows.push_back({"holder", "a grown child at home may be meant too: a bill of the dwelling is the parents'", 0});
  if (decision.keys_capped > 0)
    rows.push_back({"keys", std::to_string(decision.keys_capped) + " too common to be looked at", 0});
  for (const std::string_view reason : reasons_of(decision.vetoes)) rows.push_back({"veto", std::string(reason), 0});
  rows.push_back({"band", std::string(code_of(decision.band)), 0});
  rows.push_back(what_flips(decision, model.thresholds));
  return rows;
}

bool verify(const Decision& decision, const LinkModel& model) {
  if (decision.model_hash != model.identity) return false;
  return std::all_of(decision.best.begin(), decision.best.end(), [&](const Candidate& candidate) {
    return candidate.weight == weight_of(candidate, model, model.of(decision.kind), decision.prior);
  });
}

}  // namespace tijdig::residents
