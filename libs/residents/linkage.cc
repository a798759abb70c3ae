#include "libs/residents/linkage.h"

#include <tuple>

#include "libs/base/check.h"

namespace tijdig::residents {
namespace {

template <class T, class Less>
bool insert_new(std::vector<T>& sorted, const T& value, Less less) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), value, less);
  if (at != sorted.end() && *at == value) return false;
  sorted.insert(at, value);
  return true;
}

bool is_earlier(const Contact& a, const Contact& b) {
  const auto rank = [](const Contact& c) { return std::tuple(c.on, c.about, c.person, c.household); };
  return rank(a) < rank(b);
}

void add(StableHasher& hasher, const Hash128& hash) { hasher.add(bytes_of(hash)); }

}  // namespace

VersionId version_of(const CustomerId& customer, const Person& person, const Address& address, PartnerKind kind) {
  StableHasher hasher("customer version");
  hasher.add(customer.bytes()).add(static_cast<std::int64_t>(kind));
  for (const PrivateText* text :
       {&person.surname, &person.prefix, &person.initials, &person.first_name, &person.telephone, &person.email})
    hasher.add(text->reveal(Purpose::matching));
  hasher.add(person.birth_date ? person.birth_date->days_since_epoch() : 0);
  hasher.add(address.reveal(Purpose::matching));
  return VersionId::of(hasher);
}

void Linkage::load(std::span<const RegisterChange> changes) {
  register_.load(changes);
  for (std::uint32_t slot = 0; slot < texts_.size(); ++slot) mark(slot);
}

void Linkage::refresh(Date today) {
  register_.count_names();
  register_.grow_older(today);
  for (std::uint32_t slot = 0; slot < texts_.size(); ++slot) mark(slot);
}

void Linkage::apply(const RegisterChange& change) { mark_under(register_.apply(change)); }

void Linkage::apply(const SignalSaid& said) {
  take(said.id, {said.revision, said.is_withdrawn, said.version}, said.customer, &said.form);
}

bool Linkage::repeat(const SignalId& signal, std::uint32_t revision, const VersionId& version) {
  const std::uint32_t* slot = slots_.find(version);
  if (slot == nullptr) return false;
  take(signal, {revision, false, version}, texts_[*slot].customer, nullptr);
  return true;
}

void Linkage::take(const SignalId& id, const KnownSignal& now, const CustomerId& customer, const CustomerForm* form) {
  const auto [place, is_new] = places_.add(id, static_cast<std::uint32_t>(signals_.size()));
  if (is_new) {
    signals_.push_back(now);
    if (!now.is_withdrawn) hold(now.version, customer, form);
    return;
  }
  KnownSignal& known = signals_[*place];
  if (known == now) {
    ++counts_.repeated;
    return;
  }
  if (known.revision == now.revision) ++counts_.contradicting;
  if (now < known) {
    ++counts_.outdated;
    return;
  }
  ++counts_.corrected;
  const KnownSignal before = std::exchange(known, now);
  if (!now.is_withdrawn) hold(now.version, customer, form);
  if (!before.is_withdrawn) release(before.version);
}

void Linkage::apply(const Verdict& verdict) {
  if (!insert_new(verdicts_[verdict.about.customer], verdict, is_before)) {
    ++counts_.repeated;
    return;
  }
  each_text_of(verdict.about.customer, [&](std::uint32_t slot) { mark(slot); });
}

void Linkage::apply(const Contact& contact) {
  if (!insert_new(contacts_, contact, is_earlier)) ++counts_.repeated;
}

template <class Act>
void Linkage::each_text_of(const CustomerId& customer, Act act) const {
  const std::uint32_t* first = chains_.find(customer);
  if (first == nullptr) return;
  for (std::uint32_t slot = *first; slot != nobody; slot = texts_[slot].next) act(slot);
}

void Linkage::hold(const VersionId& version, const CustomerId& customer, const CustomerForm* form) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(texts_.size()));
    texts_.emplace_back();
  }
  const auto [known, is_new] = slots_.add(version, free_.back());
  if (!is_new) {
    ++texts_[*known].signals;
    ++counts_.cached;
    return;
  }
  TIJDIG_CHECK(form != nullptr);
  const std::uint32_t slot = free_.back();
  free_.pop_back();
  const bool is_due = texts_[slot].is_due;  // of the text that was here before; it is in the list still
  const auto [first, is_first] = chains_.add(customer, slot);
  const std::uint32_t next = is_first ? nobody : std::exchange(*first, slot);
  texts_[slot] = {version, customer, *form, {}, 1, next, is_due, false};
  const Keys keys = near_keys_of(*form);
  for (const Key key : keys) {
    texts_under_.prefetch(key);
    register_.prefetch(key);  // where it is about to be linked
  }
  for (const Key key : keys) texts_under_.add(key, slot);
  mark(slot);
}

void Linkage::release(const VersionId& version) {
  const std::uint32_t* known = slots_.find(version);
  TIJDIG_CHECK(known != nullptr);
  const std::uint32_t slot = *known;
  Text& text = texts_[slot];
  if (--text.signals > 0) return;
  for (const Key key : all_keys_of(text.form)) texts_under_.remove(key, slot);
  unchain(slot);
  text.is_linked = false;
  slots_.erase(version);
  free_.push_back(slot);
}

void Linkage::unchain(std::uint32_t slot) {
  std::uint32_t* link = chains_.find(texts_[slot].customer);
  TIJDIG_CHECK(link != nullptr);
  while (*link != slot) link = &texts_[*link].next;
  *link = texts_[slot].next;
  if (const std::uint32_t* first = chains_.find(texts_[slot].customer); *first == nobody)
    chains_.erase(texts_[slot].customer);
}

void Linkage::mark(std::uint32_t slot) {
  if (!std::exchange(texts_[slot].is_due, true)) due_.push_back(slot);
}

void Linkage::mark_under(std::span<const Key> keys) {
  for (const Key key : keys)
    for (const std::uint32_t slot : texts_under_.find(key)) mark(slot);
}

bool Linkage::link_again(std::uint32_t slot) {
  Text& text = texts_[slot];
  const auto said = verdicts_.find(text.customer);
  const Standing standing = said == verdicts_.end() ? Standing{} : standing_of(said->second, text.version);
  const auto lookup = [&](const PersonRef& person) {
    const ResidentForm* form = register_.find(person);
    return form == nullptr || form->has(revoked) ? nullptr : form;
  };
  Keys beyond;
  const Decision found = link_settled(text.form, standing, register_, *model_, lookup, &beyond);
  for (const Key key : beyond) texts_under_.add(key, slot);
  ++counts_.linked;
  if (std::exchange(text.is_linked, true) && text.decision == found) return false;
  text.decision = found;
  return true;
}

std::vector<VersionId> Linkage::settle() {
  std::vector<VersionId> changed;
  for (const std::uint32_t slot : std::exchange(due_, {})) {
    Text& text = texts_[slot];
    text.is_due = false;
    if (text.signals > 0 && link_again(slot)) changed.push_back(text.version);
  }
  std::sort(changed.begin(), changed.end());
  return changed;
}

Result<Verdict> Linkage::unlink(const VersionId& version, Because because, const GivenBy& given) {
  const Text* text = linked_text(version);
  if (text == nullptr)
    return Error::refused("unlink: no such text of a customer is linked; ask for the version of the signal again");
  const Verdict verdict = unlink_of(text->decision, {text->customer, version}, because, given);
  apply(verdict);
  settle();
  return verdict;
}

const Linkage::Text* Linkage::linked_text(const VersionId& version) const {
  const std::uint32_t* slot = slots_.find(version);
  return slot == nullptr || !texts_[*slot].is_linked ? nullptr : &texts_[*slot];
}

const Decision* Linkage::decision(const VersionId& version) const {
  const Text* text = linked_text(version);
  return text == nullptr ? nullptr : &text->decision;
}

const CustomerForm* Linkage::form(const VersionId& version) const {
  const std::uint32_t* slot = slots_.find(version);
  return slot == nullptr ? nullptr : &texts_[*slot].form;
}

std::optional<VersionId> Linkage::version_of_signal(const SignalId& id) const {
  const std::uint32_t* place = places_.find(id);
  if (place == nullptr || signals_[*place].is_withdrawn) return std::nullopt;
  return signals_[*place].version;
}

std::vector<EvidenceRow> Linkage::explain(const VersionId& version) const {
  const Text* text = linked_text(version);
  if (text == nullptr) return {};
  std::vector<EvidenceRow> rows = residents::explain(text->decision, *model_);
  const auto said = verdicts_.find(text->customer);
  if (said == verdicts_.end()) return rows;
  const std::vector<EvidenceRow> more = rows_of(standing_of(said->second, version));
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

// Of the text that led to the contact; when that was corrected away, of what the customer says now.
Breach Linkage::worst_of(const Contact& contact) const {
  if (const Decision* now = decision(contact.about.version)) return breach_of(contact, *now);
  Breach worst = Breach::none;
  each_text_of(contact.about.customer, [&](std::uint32_t slot) {
    if (texts_[slot].is_linked) worst = std::max(worst, breach_of(contact, texts_[slot].decision));
  });
  return worst;
}

std::vector<Assessment> Linkage::assessments() const {
  std::vector<Assessment> found;
  for (const Contact& contact : contacts_)
    if (const Breach breach = worst_of(contact); breach != Breach::none) found.push_back({contact, breach});
  return found;
}

std::vector<Label> Linkage::labels() const {
  std::vector<Label> found;
  for (const auto& [customer, verdicts] : verdicts_)
    for (const Verdict& verdict : verdicts) {
      const CustomerForm* seen = form(verdict.about.version);
      if (seen == nullptr) continue;
      if (const auto label = label_of(verdict, link(*seen, register_, *model_))) found.push_back(*label);
    }
  return found;
}

Hash128 Linkage::digest() const {
  StableHasher hasher("links");
  std::vector<const Text*> in_order;
  for (const Text& text : texts_)
    if (text.signals > 0) in_order.push_back(&text);
  std::sort(in_order.begin(), in_order.end(), [](const Text* a, const Text* b) { return a->version < b->version; });
  for (const Text* text : in_order) {
    add(hasher, text->version.hash());
    hasher.add(text->signals);
    hasher.add(to_bytes(text->decision));
  }
  for (const Assessment& assessment : assessments()) {
    hasher.add(static_cast<std::int64_t>(assessment.breach)).add(assessment.contact.on.days_since_epoch());
    add(hasher, assessment.contact.about.version.hash());
  }
  return hasher.finish();
}

}  // namespace tijdig::residents
