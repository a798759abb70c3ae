#include "libs/residents/register.h"

#include <tuple>

#include "libs/base/check.h"

namespace tijdig::residents {
namespace {

constexpr std::size_t residents_looked_at = 256;  // more behind one door is an institution: everybody on their own

bool form_before(const ResidentForm& a, const ResidentForm& b) {
  const auto rank = [](const ResidentForm& form) { return std::tuple(form.valid_from, form.revision); };
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  return to_bytes(a) < to_bytes(b);  // contradictory: the choice is arbitrary but always the same
}

// A person filed once has one statement, which is the form without what was derived.
ResidentForm as_stated(ResidentForm form) {
  form.household = 0;
  form.heard = {};
  form.flags = static_cast<std::uint8_t>(form.flags & ~unsigned{shared_dwelling});
  return form;
}

std::vector<Bytes> written(const std::vector<ResidentForm>& statements) {
  std::vector<Bytes> bytes;
  bytes.reserve(statements.size());
  for (const ResidentForm& statement : statements) {
    bytes.push_back(to_bytes(statement));
    bytes.back().shrink_to_fit();
  }
  return bytes;
}

std::vector<ResidentForm> read(const std::vector<Bytes>& statements) {
  std::vector<ResidentForm> forms;
  for (const Bytes& statement : statements) {
    const Result<ResidentForm> form = resident_from_bytes(statement);
    TIJDIG_CHECK(form);
    forms.push_back(*form);
  }
  return forms;
}

}  // namespace

std::uint32_t Register::slot_of(const PersonRef& person, bool& is_new) {
  const auto [at, inserted] = slots_.add(short_ref(person), static_cast<std::uint32_t>(forms_.size()));
  is_new = inserted;
  if (inserted) {
    if (forms_.size() == forms_.capacity())
      forms_.reserve(forms_.size() + forms_.size() / 8 + 64);  // not twice as many
    forms_.emplace_back();
    forms_.back().person = person;
    ++counts_.persons;
  }
  return *at;
}

void Register::refile(std::uint32_t slot, const Keys& before, std::vector<Key>* touched) {
  const ResidentForm& form = forms_[slot];
  const Keys after = form.door.is_set() && !form.has(revoked) ? keys_of(form) : Keys{};
  for (const Key key : before)
    if (!after.holds(key)) index_.remove(key, slot);
  for (const Key key : after)
    if (!before.holds(key)) index_.add(key, slot);
  if (touched == nullptr) return;
  touched->insert(touched->end(), before.begin(), before.end());
  touched->insert(touched->end(), after.begin(), after.end());
}

// Puts a statement among those of its person and refiles the person.
std::uint32_t Register::place(const ResidentForm& statement, std::vector<Key>* touched) {
  bool is_new = false;
  const std::uint32_t slot = slot_of(statement.person, is_new);
  if (statement.names.own.empty()) ++counts_.nameless;
  if (is_new) {
    forms_[slot] = statement;
    refile(slot, {}, touched);
    return slot;
  }
  auto kept = statements_.find(slot);
  const ResidentForm only = as_stated(forms_[slot]);
  std::vector<ResidentForm> all = kept != statements_.end() ? read(kept->second) : std::vector<ResidentForm>{only};
  const auto at = std::lower_bound(all.begin(), all.end(), statement, form_before);
  if (at != all.end() && *at == statement) {
    ++counts_.repeated;
    return slot;
  }
  const auto contradicts = [&](const ResidentForm& other) {
    return other.valid_from == statement.valid_from && other.revision == statement.revision;
  };
  if (std::any_of(all.begin(), all.end(), contradicts)) ++counts_.contradicting;
  all.insert(at, statement);
  const Keys before = keys_of(forms_[slot]);
  const ShortRef household = forms_[slot].household;
  const Few<Door, 2> heard = forms_[slot].heard;
  forms_[slot] = folded(all);
  forms_[slot].household = household;
  forms_[slot].heard = heard;
  statements_[slot] = written(all);
  refile(slot, before, touched);
  return slot;
}

void Register::load(std::span<const RegisterChange> changes) {
  forms_.reserve(forms_.size() + changes.size());
  slots_.reserve(slots_.size() + changes.size());
  for (const RegisterChange& change : changes) place(resident_form(change), nullptr);
  index_.trim();
  count_names();
  grow_older(today_);
}

std::vector<Key> Register::apply(const RegisterChange& change) {
  std::vector<Key> touched;
  const ResidentForm* before = find(change.person);
  const Door left = before != nullptr ? before->door : Door{};
  const std::uint32_t slot = place(resident_form(change), &touched);
  const Door entered = forms_[slot].door;
  // A household of its own until it is found behind a door.
  forms_[slot].household = 0;
  forms_[slot].flags = static_cast<std::uint8_t>(forms_[slot].flags & ~unsigned{shared_dwelling});
  if (left.is_set() && left != entered) regroup(left, &touched);
  if (entered.is_set()) regroup(entered, &touched);
  return touched;
}

void Register::grow_older(Date today) {
  today_ = today;
  for (ResidentForm& form : forms_) form.household = 0;
  for (std::uint32_t slot = 0; slot < forms_.size(); ++slot)
    if (forms_[slot].household == 0 && forms_[slot].lives_here()) regroup(forms_[slot].door, nullptr);
}

void Register::count_names() {
  const auto count = [&](std::uint64_t term) {
    if (term != 0) ++*frequency_.add(term, 0).first;
  };
  frequency_ = {};
  population_ = 0;
  for (const ResidentForm& form : forms_) {
    if (!form.lives_here()) continue;
    ++population_;
    for (const NamePart& part : form.names.own) count(part.hash());
    for (const NamePart& part : form.names.partner) count(part.hash());
    if (!form.names.firsts.empty()) count(first_name_term(form.names.firsts[0]));
  }
}

std::vector<const ResidentForm*> Register::living_at(const Door& door) const {
  std::vector<const ResidentForm*> living;
  for (const std::uint32_t slot : index_.find(door_key(door)))
    if (forms_[slot].door == door && forms_[slot].lives_here()) living.push_back(&forms_[slot]);
  std::sort(living.begin(), living.end(),
            [](const ResidentForm* a, const ResidentForm* b) { return a->person < b->person; });
  return living;
}

void Register::regroup(const Door& door, std::vector<Key>* touched) {
  const std::vector<const ResidentForm*> living = living_at(door);
  if (living.empty()) return;
  DoorHouseholds found;
  if (living.size() > residents_looked_at) {
    found.is_shared_dwelling = true;
    for (const ResidentForm* form : living) found.household.push_back(short_ref(form->person));
  } else {
    const auto said = together_.find(door);
    found = households_at(living, said == together_.end() ? std::span<const Together>{} : said->second, today_);
  }
  for (std::size_t i = 0; i < living.size(); ++i) {
    ResidentForm& form = forms_[static_cast<std::size_t>(living[i] - forms_.data())];
    const auto flags = static_cast<std::uint8_t>((form.flags & ~unsigned{shared_dwelling}) |
                                                 (found.is_shared_dwelling ? unsigned{shared_dwelling} : 0U));
    if (touched != nullptr && (form.household != found.household[i] || form.flags != flags)) {
      const Keys keys = keys_of(form);
      touched->insert(touched->end(), keys.begin(), keys.end());
    }
    form.household = found.household[i];
    form.flags = flags;
  }
}

std::vector<Key> Register::set_together(const Door& door, std::vector<Together> together) {
  std::sort(together.begin(), together.end());
  const auto known = together_.find(door);
  if (known == together_.end() ? together.empty() : known->second == together) return {};
  if (together.empty())
    together_.erase(door);
  else
    together_[door] = std::move(together);
  std::vector<Key> touched;
  regroup(door, &touched);
  return touched;
}

std::vector<Key> Register::set_heard(ShortRef person, const Few<Door, 2>& doors) {
  std::vector<Key> touched;
  const std::uint32_t* slot = slots_.find(person);
  if (slot == nullptr || forms_[*slot].heard == doors) return touched;
  const Keys before = keys_of(forms_[*slot]);
  forms_[*slot].heard = doors;
  refile(*slot, before, &touched);
  if (forms_[*slot].lives_here()) regroup(forms_[*slot].door, &touched);
  return touched;
}

const ResidentForm* Register::find(ShortRef person) const {
  const std::uint32_t* slot = slots_.find(person);
  return slot == nullptr ? nullptr : &forms_[*slot];
}

const ResidentForm* Register::find(const PersonRef& person) const { return find(short_ref(person)); }

std::size_t Register::bytes() const {
  constexpr std::size_t node = 40;  // of a hash table of the standard library: pointer, hash, pair, and the allocator's
  std::size_t total = forms_.capacity() * sizeof(ResidentForm) + index_.bytes() + slots_.bytes() + frequency_.bytes();
  for (const auto& [slot, all] : statements_) {
    total += node + all.capacity() * sizeof(Bytes);
    for (const Bytes& statement : all) total += statement.capacity();
  }
  return total;
}

}  // namespace tijdig::residents
