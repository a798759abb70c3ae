#include "libs/residents/linkage.h"

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

void add(StableHasher& hasher, const Hash128& hash) {
  hasher.add(BytesView(reinterpret_cast<const char*>(hash.data()), hash.size()));
}

}  // namespace

VersionId version_of(const CustomerId& customer, const CustomerForm& form) {
  return VersionId::of(StableHasher("customer version").add(customer.bytes()).add(to_bytes(form)));
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
  const KnownSignal now{said.revision, said.is_withdrawn, version_of(said.customer, said.form)};
  const auto [at, is_new] = signals_.try_emplace(said.id, now);
  if (is_new) {
    if (!now.is_withdrawn) hold(said, now.version);
    return;
  }
  KnownSignal& known = at->second;
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
  if (!now.is_withdrawn) hold(said, now.version);
  if (!before.is_withdrawn) release(before.version);
}

void Linkage::apply(const Verdict& verdict) {
  Customer& customer = customers_[verdict.about.customer];
  if (!insert_new(customer.verdicts, verdict, is_before)) {
    ++counts_.repeated;
    return;
  }
  for (const std::uint32_t slot : customer.texts) mark(slot);
}

void Linkage::apply(const Contact& contact) {
  if (!insert_new(contacts_, contact, is_earlier)) ++counts_.repeated;
}

void Linkage::hold(const SignalSaid& said, const VersionId& version) {
  const auto [at, is_new] = slots_.try_emplace(version, 0);
  if (!is_new) {
    ++texts_[at->second].signals;
    ++counts_.cached;
    return;
  }
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(texts_.size()));
    texts_.emplace_back();
  }
  const std::uint32_t slot = free_.back();
  free_.pop_back();
  at->second = slot;
  const bool is_due = texts_[slot].is_due;  // of the text that was here before; it is in the list still
  texts_[slot] = {version, said.customer, said.form, {}, 1, is_due, false};
  customers_[said.customer].texts.push_back(slot);
  for (const Key key : keys_of(said.form)) texts_under_.add(key, slot);
  mark(slot);
}

void Linkage::release(const VersionId& version) {
  const auto at = slots_.find(version);
  TIJDIG_CHECK(at != slots_.end());
  const std::uint32_t slot = at->second;
  Text& text = texts_[slot];
  if (--text.signals > 0) return;
  for (const Key key : keys_of(text.form)) texts_under_.remove(key, slot);
  std::erase(customers_[text.customer].texts, slot);
  text.is_linked = false;
  slots_.erase(at);
  free_.push_back(slot);
}

void Linkage::mark(std::uint32_t slot) {
  if (!std::exchange(texts_[slot].is_due, true)) due_.push_back(slot);
}

void Linkage::mark_under(std::span<const Key> keys) {
  for (const Key key : keys)
    for (const std::uint32_t slot : texts_under_.find(key)) mark(slot);
}

bool Linkage::link_again(Text& text) {
  const std::vector<Verdict>& verdicts = customers_[text.customer].verdicts;
  const Standing standing = verdicts.empty() ? Standing{} : standing_of(verdicts, text.version);
  const auto lookup = [&](const PersonRef& person) {
    const ResidentForm* form = register_.find(person);
    return form == nullptr || form->has(revoked) ? nullptr : form;
  };
  const Decision found = link_settled(text.form, standing, register_, *model_, lookup);
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
    if (text.signals > 0 && link_again(text)) changed.push_back(text.version);
  }
  std::sort(changed.begin(), changed.end());
  return changed;
}

Result<Verdict> Linkage::unlink(const VersionId& version, Because because, const GivenBy& given) {
  const auto at = slots_.find(version);
  if (at == slots_.end() || !texts_[at->second].is_linked)
    return Error::refused("unlink: no such text of a customer is linked; ask for the version of the signal again");
  const Text& text = texts_[at->second];
  const Verdict verdict = unlink_of(text.decision, {text.customer, version}, because, given);
  apply(verdict);
  settle();
  return verdict;
}

const Decision* Linkage::decision(const VersionId& version) const {
  const auto at = slots_.find(version);
  return at == slots_.end() || !texts_[at->second].is_linked ? nullptr : &texts_[at->second].decision;
}

const CustomerForm* Linkage::form(const VersionId& version) const {
  const auto at = slots_.find(version);
  return at == slots_.end() ? nullptr : &texts_[at->second].form;
}

std::optional<VersionId> Linkage::version_of_signal(const SignalId& id) const {
  const auto at = signals_.find(id);
  if (at == signals_.end() || at->second.is_withdrawn) return std::nullopt;
  return at->second.version;
}

std::vector<EvidenceRow> Linkage::explain(const VersionId& version) const {
  const Decision* found = decision(version);
  if (found == nullptr) return {};
  std::vector<EvidenceRow> rows = residents::explain(*found, *model_);
  const Customer& customer = customers_.at(texts_[slots_.at(version)].customer);
  const std::vector<EvidenceRow> said = rows_of(standing_of(customer.verdicts, version));
  rows.insert(rows.end(), said.begin(), said.end());
  return rows;
}

// Of the text that led to the contact; when that was corrected away, of what the customer says now.
Breach Linkage::worst_of(const Contact& contact) const {
  if (const Decision* now = decision(contact.about.version)) return breach_of(contact, *now);
  Breach worst = Breach::none;
  const auto customer = customers_.find(contact.about.customer);
  if (customer == customers_.end()) return worst;
  for (const std::uint32_t slot : customer->second.texts)
    if (texts_[slot].is_linked) worst = std::max(worst, breach_of(contact, texts_[slot].decision));
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
  for (const auto& [id, customer] : customers_)
    for (const Verdict& verdict : customer.verdicts) {
      const CustomerForm* seen = form(verdict.about.version);
      if (seen == nullptr) continue;
      if (const auto label = label_of(verdict, link(*seen, register_, *model_))) found.push_back(*label);
    }
  return found;
}

Hash128 Linkage::digest() const {
  StableHasher hasher("links");
  for (const auto& [version, slot] : slots_) {
    add(hasher, version.hash());
    hasher.add(texts_[slot].signals);
    hasher.add(to_bytes(texts_[slot].decision));
  }
  for (const Assessment& assessment : assessments()) {
    hasher.add(static_cast<std::int64_t>(assessment.breach)).add(assessment.contact.on.days_since_epoch());
    add(hasher, assessment.contact.about.version.hash());
  }
  return hasher.finish();
}

}  // namespace tijdig::residents
