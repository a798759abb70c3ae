#include "libs/residents/verdicts.h"

#include <tuple>

#include "libs/base/check.h"
#include "libs/residents/wire.h"

namespace tijdig::residents {
namespace {

constexpr std::uint8_t verdict_version = 1;
constexpr std::uint32_t certain_ppm = 1'000'000;

constexpr std::array<std::string_view, levels_of<Said>> said_words = {
    "open again", "same household", "same person", "not this person", "not this household", "nobody in the register"};
constexpr std::array<std::string_view, levels_of<Because>> because_words = {"answer", "wrong person", "wrong household",
                                                                            "register wrong", "partner wrong"};
constexpr std::array<std::string_view, levels_of<Breach>> breach_words = {"none", "within the household",
                                                                          "another household"};

bool holds(const std::vector<ShortRef>& refs, ShortRef ref) {
  return std::find(refs.begin(), refs.end(), ref) != refs.end();
}

void put(std::vector<ShortRef>& refs, ShortRef ref) {
  const auto at = std::lower_bound(refs.begin(), refs.end(), ref);
  if (ref != 0 && (at == refs.end() || *at != ref)) refs.insert(at, ref);
}

// One customer's verdicts in the order in which they count.
class Hearing {
 public:
  explicit Hearing(const VersionId& version) : version_(version) {}

  void hear(const Verdict& verdict) {
    switch (verdict.said) {
      case Said::open_again:
        return open_again(verdict);
      case Said::same_household:
        return same_household(verdict);
      case Said::same_person:
        return same_person(verdict);
      case Said::not_this_person:
        return not_this_person(verdict);
      case Said::not_this_household:
        return not_this_household(verdict);
      case Said::nobody_here:
        return nobody_here(verdict);
      case Said::count_:
        break;
    }
    TIJDIG_CHECK(false);  // verdict_from_bytes() lets none in
  }

  Standing finish() { return std::move(now_); }

 private:
  void open_again(const Verdict& verdict) {
    std::erase(now_.residents_denied, short_ref(verdict.resident));
    std::erase(now_.households_denied, verdict.household);
    std::erase(now_.households_kept, verdict.household);
    if (now_.confirmed && is_about_the_same(verdict)) now_.confirmed.reset();
    if (now_.residents_denied.empty() && now_.households_denied.empty()) now_.is_of_this_text = false;
    if (is_of_this_text(verdict)) now_.is_nobody = false;
  }
  void same_household(const Verdict& verdict) {
    std::erase(now_.households_denied, verdict.household);
    lift_with_household(verdict.household);
    confirm(verdict);
  }
  void same_person(const Verdict& verdict) {
    std::erase(now_.residents_denied, short_ref(verdict.resident));
    std::erase(now_.households_denied, verdict.household);
    confirm(verdict);
  }
  void not_this_person(const Verdict& verdict) {
    const ShortRef resident = short_ref(verdict.resident);
    put(now_.residents_denied, resident);
    std::erase_if(with_household_, [&](const auto& both) { return both.second == resident; });
    if (!holds(now_.households_denied, verdict.household)) put(now_.households_kept, verdict.household);
    if (now_.confirmed && now_.confirmed->said == Said::same_person && now_.confirmed->resident == verdict.resident)
      now_.confirmed.reset();
    now_.is_of_this_text |= is_of_this_text(verdict);
  }
  void not_this_household(const Verdict& verdict) {
    const ShortRef resident = short_ref(verdict.resident);
    if (!holds(now_.residents_denied, resident)) with_household_.emplace_back(verdict.household, resident);
    put(now_.residents_denied, resident);
    put(now_.households_denied, verdict.household);
    std::erase(now_.households_kept, verdict.household);
    if (now_.confirmed && is_about_the_same(verdict)) now_.confirmed.reset();
    now_.is_of_this_text |= is_of_this_text(verdict);
  }
  void nobody_here(const Verdict& verdict) {
    if (!is_of_this_text(verdict)) return;
    now_.is_nobody = true;
    now_.confirmed.reset();
  }

  bool is_of_this_text(const Verdict& verdict) const { return verdict.about.version == version_; }
  bool is_about_the_same(const Verdict& verdict) const {
    return now_.confirmed->household == verdict.household || now_.confirmed->resident == verdict.resident;
  }
  void confirm(const Verdict& verdict) {
    if (!is_of_this_text(verdict)) return;
    now_.confirmed = verdict;
    now_.is_nobody = false;
  }
  // Residents who were denied only because their household was.
  void lift_with_household(ShortRef household) {
    for (const auto& [denied, resident] : with_household_)
      if (denied == household) std::erase(now_.residents_denied, resident);
  }

  VersionId version_;
  Standing now_;
  std::vector<std::pair<ShortRef, ShortRef>> with_household_;
};

bool goes_to_the_clerk(std::uint8_t flags) { return (flags & (deceased | under_investigation | secrecy)) != 0; }

std::uint8_t register_vetoes(std::uint8_t flags) {
  unsigned vetoes = 0;
  if ((flags & deceased) != 0) vetoes |= is_deceased;
  if ((flags & moved_out) != 0) vetoes |= has_moved_out;
  if ((flags & under_investigation) != 0) vetoes |= address_investigated;
  if ((flags & secrecy) != 0) vetoes |= has_secrecy;
  return static_cast<std::uint8_t>(vetoes);
}

// The confirmed one first, the best others behind it. How common its names are is left out of its weight.
Few<Candidate, rivals_kept> with_first(const Decision& found, const CustomerForm& customer,
                                       const ResidentForm& resident, const LinkModel& model) {
  Few<Candidate, rivals_kept> best;
  const auto known = std::find_if(found.best.begin(), found.best.end(),
                                  [&](const Candidate& candidate) { return candidate.person == resident.person; });
  if (known != found.best.end()) {
    best.add(*known);
  } else {
    Candidate made;
    made.person = resident.person;
    made.household = resident.household != 0 ? resident.household : short_ref(resident.person);
    made.levels = compare(customer, resident).levels;
    made.flags = resident.flags;
    made.weight = weight_of(made, model, model.of(customer.kind), found.prior);
    best.add(made);
  }
  for (const Candidate& candidate : found.best)
    if (candidate.person != resident.person) best.add(candidate);
  return best;
}

Decision confirmed_decision(Decision found, const Verdict& verdict, const CustomerForm& customer,
                            const ResidentForm& resident, const LinkModel& model) {
  found.best = with_first(found, customer, resident, model);
  const Candidate& chosen = found.best[0];
  const bool person = verdict.said == Said::same_person;
  found.founder = chosen.household;
  found.household_ppm = certain_ppm;
  if (person) found.person_ppm = certain_ppm;
  found.vetoes = register_vetoes(chosen.flags);
  found.band = goes_to_the_clerk(chosen.flags) ? Band::review : person ? Band::person : Band::household;
  return found;
}

Decision at_most(Decision found, Band most) {
  found.band = std::min(found.band, most);
  found.vetoes |= ruled_out;
  return found;
}

}  // namespace

std::string_view code_of(Said value) { return said_words[index(value)]; }
std::string_view code_of(Because value) { return because_words[index(value)]; }
std::string_view code_of(Breach value) { return breach_words[index(value)]; }

bool is_before(const Verdict& a, const Verdict& b) {
  const auto rank = [](const Verdict& v) {
    return std::tuple(v.given.on, v.given.revision, v.said, v.about, v.resident, v.household, v.because, v.given.actor);
  };
  return rank(a) < rank(b);
}

Bytes to_bytes(const Verdict& verdict) {
  WireWriter to(verdict_version);
  to.date(verdict.given.on);
  to.number(verdict.given.revision);
  to.hash(verdict.given.actor.hash());
  to.number(static_cast<std::uint8_t>(verdict.said));
  to.number(static_cast<std::uint8_t>(verdict.because));
  to.hash(verdict.about.customer.hash());
  to.hash(verdict.about.version.hash());
  to.hash(verdict.resident.hash());
  to.number(verdict.household);
  return to.take();
}

Result<Verdict> verdict_from_bytes(BytesView bytes) {
  WireReader from(bytes, verdict_version);
  Verdict verdict;
  verdict.given.on = from.date();
  verdict.given.revision = from.number<std::uint32_t>();
  verdict.given.actor = ActorRef::from_hash(from.hash());
  verdict.said = static_cast<Said>(from.number_below(levels_of<Said>));
  verdict.because = static_cast<Because>(from.number_below(levels_of<Because>));
  verdict.about.customer = CustomerId::from_hash(from.hash());
  verdict.about.version = VersionId::from_hash(from.hash());
  verdict.resident = PersonRef::from_hash(from.hash());
  verdict.household = from.number<std::uint64_t>();
  if (!from.is_done()) return Error::refused("verdict: not one of version 1");
  return verdict;
}

Verdict unlink_of(const Decision& seen, const CustomerText& about, Because because, const GivenBy& given) {
  Verdict verdict{given, Said::nobody_here, because, about, {}, 0};
  if (seen.best.empty()) return verdict;
  const bool person = because == Because::wrong_person && seen.band == Band::person;
  verdict.said = person ? Said::not_this_person : Said::not_this_household;
  verdict.resident = seen.best[0].person;
  verdict.household = person ? seen.best[0].household : seen.founder;
  return verdict;
}

Verdict answer_to(const Decision& seen, const CustomerText& about, bool same_household, const GivenBy& given) {
  Verdict verdict{given, Said::nobody_here, Because::answer, about, {}, seen.founder};
  const auto member = std::find_if(seen.best.begin(), seen.best.end(),
                                   [&](const Candidate& candidate) { return candidate.household == seen.founder; });
  if (member == seen.best.end()) return verdict;
  verdict.said = same_household ? Said::same_household : Said::not_this_household;
  verdict.resident = member->person;
  return verdict;
}

Standing standing_of(std::span<const Verdict> of_the_customer, const VersionId& version) {
  Hearing hearing(version);
  if (std::is_sorted(of_the_customer.begin(), of_the_customer.end(), is_before)) {
    for (const Verdict& verdict : of_the_customer) hearing.hear(verdict);
    return hearing.finish();
  }
  std::vector<Verdict> in_order(of_the_customer.begin(), of_the_customer.end());
  std::sort(in_order.begin(), in_order.end(), is_before);
  for (const Verdict& verdict : in_order) hearing.hear(verdict);
  return hearing.finish();
}

Decision settled(const Decision& plain, const Decision& without, const Standing& standing, const CustomerForm& customer,
                 const ResidentForm* confirmed, const LinkModel& model) {
  if (standing.is_nobody) return at_most(plain, Band::none);
  if (standing.confirmed && confirmed == nullptr) return at_most(without, Band::review);
  if (standing.confirmed) return confirmed_decision(without, *standing.confirmed, customer, *confirmed, model);
  const bool again = !plain.best.empty() && (holds(standing.residents_denied, short_ref(plain.best[0].person)) ||
                                             holds(standing.households_denied, plain.founder));
  if (holds(standing.households_denied, without.founder)) return at_most(without, Band::review);
  if (!again && !standing.is_of_this_text) return without;
  return at_most(without, holds(standing.households_kept, without.founder) ? Band::household : Band::review);
}

std::vector<EvidenceRow> rows_of(const Standing& standing) {
  std::vector<EvidenceRow> rows;
  const auto add = [&](std::string found) { rows.push_back({"a person said", std::move(found), 0}); };
  if (standing.confirmed) add(std::string(code_of(standing.confirmed->said)));
  if (standing.is_nobody) add(std::string(code_of(Said::nobody_here)));
  if (const auto denied = standing.residents_denied.size(); denied > 0)
    add("not " + std::to_string(denied) + (denied == 1 ? " resident" : " residents"));
  if (const auto denied = standing.households_denied.size(); denied > 0)
    add("not " + std::to_string(denied) + (denied == 1 ? " household" : " households"));
  return rows;
}

Contact contact_on(const Decision& decision, const CustomerText& about, Date on) {
  Contact made{about, on, {}, decision.founder};
  if (const auto person = decision.person()) made.person = *person;
  return made;
}

Breach breach_of(const Contact& made, const Decision& now) {
  const bool known = !now.best.empty() && now.band != Band::none;
  if (known && made.person.is_set() && now.best[0].person == made.person) return Breach::none;  // moved, perhaps
  const bool is_denied = now.has(ruled_out) && now.band < Band::household;
  if (!known || is_denied || now.founder != made.household) return Breach::other_household;
  return made.person.is_set() ? Breach::within_household : Breach::none;
}

std::optional<Label> label_of(const Verdict& verdict, const Decision& seen) {
  const auto asked = std::find_if(seen.best.begin(), seen.best.end(), [&](const Candidate& candidate) {
    return verdict.said == Said::nobody_here || candidate.person == verdict.resident;
  });
  if (asked == seen.best.end()) return std::nullopt;
  Label label{seen.kind, asked->levels, std::nullopt, std::nullopt, seen.model_hash};
  switch (verdict.said) {
    case Said::same_person:
      label.same_person = true;
      label.same_household = true;
      return label;
    case Said::same_household:
      label.same_household = true;
      return label;
    case Said::not_this_person:
      label.same_person = false;
      return label;
    case Said::not_this_household:
    case Said::nobody_here:
      label.same_person = false;
      label.same_household = false;
      return label;
    default:
      return std::nullopt;
  }
}

}  // namespace tijdig::residents
