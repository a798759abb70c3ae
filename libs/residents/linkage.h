// All links of a municipality over time: what partners, the register and people say, in any order, and who is linked to
// whom because of it.
//
//   Linkage links(model, Date(2024, 1, 1));
//   links.load(register_changes);
//   links.apply(SignalSaid{id, 0, false, customer, version, form});
//   for (const VersionId& changed : links.settle()) use(*links.decision(changed));
//   TIJDIG_TRY(Verdict undone, links.unlink(version, Because::wrong_person, {today, 0, clerk}));
//
// Statements are kept and marked, `settle` links again whom they may concern: a text of a customer when it is new, when
// somebody said something of that customer, and when a register change touches one of its keys. Everything is computed
// from the set of statements, so late, repeated, corrected, withdrawn and undone ones give the same links in whatever
// order they come; `digest` proves it, and one batch gives what many small steps give. How common names are is counted
// by `load` and `refresh` only. A star: a text is linked to a resident, never to another text, so an undo touches one
// customer. No log, no clock: the caller keeps the statements. One thread.
#pragma once

#include <deque>
#include <map>

#include "libs/residents/ref_table.h"
#include "libs/residents/register.h"
#include "libs/residents/verdicts.h"

namespace tijdig::residents {

// A partner about one of its signals. The highest revision counts; of one revision the withdrawal, then the greater
// bytes.
struct SignalSaid {
  SignalId id;
  std::uint32_t revision = 0;
  bool is_withdrawn = false;
  CustomerId customer;
  VersionId version;
  CustomerForm form;
};

// One text of one customer, as it came: the unit that is linked. Signals that repeat it share its decision.
VersionId version_of(const CustomerId& customer, const Person& person, const Address& address, PartnerKind kind);

struct Assessment {
  Contact contact;
  Breach breach = Breach::none;
  bool operator==(const Assessment&) const = default;
};

class Linkage {
 public:
  struct Counts {
    std::uint64_t linked = 0;         // times a text was weighed against the register
    std::uint64_t cached = 0;         // signals whose text had its decision already
    std::uint64_t repeated = 0;       // statements that were there already
    std::uint64_t corrected = 0;      // signals that replaced what was known
    std::uint64_t outdated = 0;       // signals that came after what replaces them
    std::uint64_t contradicting = 0;  // one signal and revision, two contents
  };

  // The model must outlive the linkage.
  Linkage(const LinkModel& model, Date today) : model_(&model), register_(today) {}

  void load(std::span<const RegisterChange> changes);
  void apply(const RegisterChange& change);
  void apply(const SignalSaid& said);
  // The same for a text that is known already, so that nobody needs to normalise it again; false: it is not known.
  bool repeat(const SignalId& signal, std::uint32_t revision, const VersionId& version);
  void apply(const Verdict& verdict);
  void apply(const Contact& contact);
  // Another day: people grow up, names are counted anew, everything is linked again.
  void refresh(Date today);

  // Links whatever is marked. The texts whose decision changed or is new, in order.
  std::vector<VersionId> settle();

  // Takes back the link of a text and settles: at most one customer changes. Refused when there is no such text.
  Result<Verdict> unlink(const VersionId& version, Because because, const GivenBy& given);

  // Null: no live signal has this text.
  const Decision* decision(const VersionId& version) const;
  const CustomerForm* form(const VersionId& version) const;
  // The text that counts for a signal now; nothing when it is withdrawn or unknown.
  std::optional<VersionId> version_of_signal(const SignalId& id) const;
  std::vector<EvidenceRow> explain(const VersionId& version) const;

  // Contacts that may have reached the wrong person, by what is known now.
  std::vector<Assessment> assessments() const;
  // What people answered, for training.
  std::vector<Label> labels() const;

  // Over all texts, decisions and assessments; independent of the order in which anything came.
  Hash128 digest() const;

  const Register& residents() const { return register_; }
  std::size_t texts() const { return slots_.size(); }
  const Counts& counts() const { return counts_; }

 private:
  static constexpr std::uint32_t nobody = 0xffffffff;
  struct Text {
    VersionId version;
    CustomerId customer;
    CustomerForm form;
    Decision decision;
    std::uint32_t signals = 0;
    std::uint32_t next = nobody;  // text of this customer
    bool is_due = false;
    bool is_linked = false;
  };
  struct KnownSignal {
    std::uint32_t revision = 0;
    bool is_withdrawn = false;
    VersionId version;
    auto operator<=>(const KnownSignal&) const = default;
  };

  // `form` is null when the text is known.
  void take(const SignalId& id, const KnownSignal& now, const CustomerId& customer, const CustomerForm* form);
  void hold(const VersionId& version, const CustomerId& customer, const CustomerForm* form);
  void release(const VersionId& version);
  void unchain(std::uint32_t slot);
  template <class Act>
  void each_text_of(const CustomerId& customer, Act act) const;
  const Text* linked_text(const VersionId& version) const;
  void mark(std::uint32_t slot);
  void mark_under(std::span<const Key> keys);
  bool link_again(std::uint32_t slot);
  Breach worst_of(const Contact& contact) const;

  const LinkModel* model_;
  Register register_;
  std::deque<Text> texts_;  // never moved: they are large
  std::vector<std::uint32_t> free_;
  RefTable<VersionId> slots_;    // in texts_
  RefTable<CustomerId> chains_;  // the first text of each customer
  RefTable<SignalId> places_;    // in signals_
  std::vector<KnownSignal> signals_;
  std::map<CustomerId, std::vector<Verdict>> verdicts_;  // in the order in which they count
  std::vector<Contact> contacts_;
  PostingIndex texts_under_;  // key of linking -> texts that look there
  std::vector<std::uint32_t> due_;
  Counts counts_;
};

}  // namespace tijdig::residents
