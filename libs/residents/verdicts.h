// What people said about links, and what that makes of the linker's answer: denials, confirmations, contacts to assess.
//
//   Verdict undone = unlink_of(seen, {customer, version}, Because::wrong_person, {today, 0, actor});
//   Standing standing = standing_of(verdicts_of_the_customer, version);
//   Decision found = link_settled(form, standing, view, model, lookup);
//
// Rules, the safe side first (docs/linking.md):
//   * A denial is about a customer and a resident, or a household: it holds for every later text of that customer, so
//     an undone pair never comes back by itself. A confirmation is about the text that was seen, and no other.
//   * Where the model would make the denied link again, the machine does not guess twice: what is left is at most a
//     question, or the household when only the person was denied.
//   * A confirmation wins over the model but lifts no veto of the register: who died, has secrecy, or is not living
//     where registered goes to the clerk all the same.
//   * The latest verdict on a pair stands; of one day and revision the denial.
// So decisions depend on the set of verdicts, not on the order of arrival. Everything here is pure; reasons are codes
// and actors are references, so that no text about persons comes in. AVG art. 33 and 34 for contacts; L26 for the
// answers.
#pragma once

#include "libs/residents/residents.h"

namespace tijdig::residents {

using ActorRef = Id<struct ActorTag>;  // who said it; a pseudonym of an employee

// In the order in which they count on one day: the safest last.
enum class Said : std::uint8_t {
  open_again,  // forget what was said of this resident and household
  same_household,
  same_person,
  not_this_person,
  not_this_household,
  nobody_here,  // of these; the customer is not in the register
  count_
};
enum class Because : std::uint8_t { answer, wrong_person, wrong_household, register_wrong, partner_wrong, count_ };
std::string_view code_of(Said value);
std::string_view code_of(Because value);

struct CustomerText {
  CustomerId customer;
  VersionId version;  // the text a person saw
  auto operator<=>(const CustomerText&) const = default;
};

struct GivenBy {
  Date on;
  std::uint32_t revision = 0;  // of several on one day
  ActorRef actor;
  auto operator<=>(const GivenBy&) const = default;
};

struct Verdict {
  GivenBy given;
  Said said = Said::open_again;
  Because because = Because::answer;
  CustomerText about;
  PersonRef resident;      // in question; for a household: one of its members, whose household it is from then on
  ShortRef household = 0;  // its founder when it was said
  bool operator==(const Verdict&) const = default;
};
bool is_before(const Verdict& a, const Verdict& b);

Bytes to_bytes(const Verdict& verdict);
Result<Verdict> verdict_from_bytes(BytesView bytes);

// Takes back a link: its person when the person is wrong, else its household. `seen` is the decision that is undone.
Verdict unlink_of(const Decision& seen, const CustomerText& about, Because because, const GivenBy& given);
// A clerk's answer to "is this customer of this household?".
Verdict answer_to(const Decision& seen, const CustomerText& about, bool same_household, const GivenBy& given);

// What stands for one text of one customer, of all that was said about that customer.
struct Standing {
  std::vector<ShortRef> residents_denied;   // never candidates again
  std::vector<ShortRef> households_denied;  // never an automatic link again
  std::vector<ShortRef> households_kept;    // where only the person was denied
  std::optional<Verdict> confirmed;         // about this text
  bool is_nobody = false;                   // this text is of nobody in the register
  bool is_of_this_text = false;             // some denial was about this very text

  bool is_empty() const {
    return residents_denied.empty() && households_denied.empty() && !confirmed.has_value() && !is_nobody;
  }
  bool operator==(const Standing&) const = default;
};
Standing standing_of(std::span<const Verdict> of_the_customer, const VersionId& version);

// `plain` is the model's answer as if nobody had said anything, `without` the one without the residents denied;
// `confirmed` the confirmed resident as the register has it now, null when it is gone or nobody was confirmed.
Decision settled(const Decision& plain, const Decision& without, const Standing& standing, const CustomerForm& customer,
                 const ResidentForm* confirmed, const LinkModel& model);

// link() with the verdicts: `lookup(PersonRef)` gives a resident, or null.
template <RegisterView View, class Lookup>
Decision link_settled(const CustomerForm& customer, const Standing& standing, const View& view, const LinkModel& model,
                      Lookup lookup, Keys* beyond = nullptr) {
  const Decision plain = link(customer, view, model, {}, beyond);
  if (standing.is_empty()) return plain;
  const ResidentForm* confirmed = standing.confirmed ? lookup(standing.confirmed->resident) : nullptr;
  const Decision without =
      standing.residents_denied.empty() ? plain : link(customer, view, model, standing.residents_denied, beyond);
  return settled(plain, without, standing, customer, confirmed, model);
}

// One row per verdict that stands, to be shown below explain().
std::vector<EvidenceRow> rows_of(const Standing& standing);

// Somebody was written to or visited because of a link: whom it named, and when.
struct Contact {
  CustomerText about;
  Date on;
  PersonRef person;        // unset when only the household was addressed
  ShortRef household = 0;  // founder
  bool operator==(const Contact&) const = default;
};
Contact contact_on(const Decision& decision, const CustomerText& about, Date on);

// May data of one person have reached another? Asked again whenever the decision changes.
enum class Breach : std::uint8_t { none, within_household, other_household, count_ };
std::string_view code_of(Breach value);
Breach breach_of(const Contact& made, const Decision& now);

inline constexpr int days_to_report_a_breach = 3;  // 72 hours after it is known: AVG art. 33(1)

// A verdict as training material: the levels that were found, and what they turned out to be. Holds no values. Labels
// of another model hash are old: the levels may mean something else.
struct Label {
  PartnerKind kind = PartnerKind::other;
  Levels levels;
  std::optional<bool> same_person;
  std::optional<bool> same_household;
  std::uint64_t model_hash = 0;
  bool operator==(const Label&) const = default;
};
std::optional<Label> label_of(const Verdict& verdict, const Decision& seen);

}  // namespace tijdig::residents
