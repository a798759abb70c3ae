// Where a resident is found before the register knows: doors that customers' texts tell of.
//
//   for (const PersonRef& person : told_at(texts_of_one_door, view, model)) doors_of[person].push_back(door);
//   register.set_heard(person, heard_doors(doors_of[person]));      // then link: DoorLevel::heard
//
// A text tells when it names exactly one resident by birth date, surname (but for a letter or two) and initials (or
// first name), nobody else in the register comes near that, its door is not one the register has for that person, nor a
// slip of the pen away from it, and it was last said (its newest signal date) since the register has the person where
// it does. "Unique in the register, or no answer" is how SBV-Z and the BV BSN search by hand (docs/matching.md). So
// does a text whose surname nobody has or had at its door, when a link to somebody elsewhere would be sure by all that
// the register says (`told_in_town`, docs/adr/0014).
//
// Where somebody is told of, a text without birth date, or with that of a housemate, or with a slip in its own, tells
// of the housemate of age in the register whom it names: people move together, and accounts mix them up. So does a text
// with a telephone or mail address that is known at the register's door of the one whom it names there (ties.h). Named
// alike, a parent is meant sooner than a child who is not known there, and both partners; else nobody.
//
// `together_at` are two residents of one door whose texts there give one telephone or mail address: evidence of a
// couple (households.h). When more than two do, also by way of each other, it is a house's, a carer's or an agent's
// contact, and tells nothing.
//
// Two layers, so that order cannot matter: what is told at a door follows from the texts that give this door and from
// the statements of the register alone, never from households, heard doors or links; links are made when all that is
// told is known. Per person the `doors_heard_max` smallest doors of the set count (`heard_doors`). Pure; any thread.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "libs/residents/comparisons.h"
#include "libs/residents/households.h"
#include "libs/residents/register_view.h"
#include "libs/residents/residents.h"
#include "libs/residents/ties.h"

namespace tijdig::residents {

inline constexpr std::size_t doors_heard_max = 2;

// Whether a text says enough to tell anything: a whole birth date, a name with initials or first name, and a door.
bool may_tell(const CustomerForm& customer);
// The text and the statement name one person: the birth date is equal, the surname but for a letter or two, and so are
// initials or first name, if the text gives any.
bool is_named_by(const CustomerForm& customer, const ResidentForm& resident);
// By name alone, for whom a housemate's text makes it likely; by surname alone where a text says no more.
bool is_named_alone(const CustomerForm& customer, const ResidentForm& resident);

SurnameLevel surname_level(const CustomerForm& customer, const ResidentForm& resident);
// The text's birth date is the resident's, but for a slip of the pen.
bool is_slip_of(const CustomerForm& customer, const ResidentForm& resident);

// One customer's text and the newest signal date it came with.
struct HeardText {
  const CustomerForm* customer = nullptr;
  Date said;
};

// The resident lives in town, but not at the text's door, nor did before, however misread; and the register says so
// since before the text.
bool may_be_heard(const HeardText& text, const ResidentForm& resident);

template <RegisterView View>
std::optional<PersonRef> told_by(const HeardText& text, const View& view) {
  if (!may_tell(*text.customer)) return std::nullopt;
  std::optional<PersonRef> told;
  for (const Key key : telling_keys(*text.customer)) {
    const auto& posting = view.posting(key);
    if (std::ranges::size(posting) > posting_max) return std::nullopt;
    for (const auto& handle : posting) {
      const ResidentForm& resident = view.resident(handle);
      if (!is_named_by(*text.customer, resident)) continue;
      if (told && *told != resident.person) return std::nullopt;  // two of them: nobody is told of
      if (!may_be_heard(text, resident)) return std::nullopt;
      told = resident.person;
    }
  }
  return told;
}

// Nobody of the text's surname is or was registered at its door, so that its people came from elsewhere.
template <RegisterView View>
bool is_strange_at_its_door(const CustomerForm& customer, const View& view) {
  if (customer.names.own.empty() || !customer.door.is_set()) return false;
  const auto& posting = view.posting(door_key(customer.door));
  return std::ranges::size(posting) <= posting_max &&
         std::none_of(posting.begin(), posting.end(), [&](const auto& handle) {
           const ResidentForm& resident = view.resident(handle);
           return registered_door_level(customer.door, resident) <= DoorLevel::former_number &&
                  surname_level(customer, resident) <= SurnameLevel::near;
         });
}

// Whom a stranger's text names so well that a link would be sure, would anybody of the town be meant: by a rare name,
// or by a birth date with a slip. Whoever asks files the text under its far keys (keys.h) as well.
template <RegisterView View>
std::optional<PersonRef> told_in_town(const HeardText& text, const View& view, const LinkModel& model) {
  const CustomerForm& customer = *text.customer;
  if (!is_strange_at_its_door(customer, view)) return std::nullopt;
  const Decision found = Looking(customer, view, model, {}).as_registered(text.said);
  if (found.band < Band::household || found.keys_capped > 0) return std::nullopt;
  const ResidentForm* told = view.find(found.best[0].person);
  if (told == nullptr || !may_be_heard(text, *told)) return std::nullopt;
  return told->person;
}

// Of people behind one door whom a text names alike, who is meant, `told` being known at the text's door: a parent
// sooner than a child, both partners, else nobody.
std::vector<PersonRef> those_meant(const HeardText& text, std::vector<const ResidentForm*> named,
                                   std::span<const PersonRef> told);

// Whom a text names of those who are registered behind `door`, where somebody lives who is told of at the text's door:
// by his own name sooner than by his partner's.
template <RegisterView View>
std::vector<PersonRef> told_with_housemate(const HeardText& text, const Door& door, std::span<const PersonRef> told,
                                           const View& view) {
  const auto& posting = view.posting(door_key(door));
  if (std::ranges::size(posting) > posting_max) return {};
  std::vector<const ResidentForm*> named;
  SurnameLevel named_by = SurnameLevel::unknown;
  bool is_excused = !text.customer->birth_date;
  for (const auto& handle : posting) {
    const ResidentForm& resident = view.resident(handle);
    if (resident.door != door || !resident.lives_here() || is_under_age(resident, text.said)) continue;
    is_excused = is_excused || text.customer->birth_date == resident.birth_date;
    if (!is_named_alone(*text.customer, resident)) continue;
    is_excused = is_excused || is_slip_of(*text.customer, resident);
    const SurnameLevel level = surname_level(*text.customer, resident);
    if (level < named_by) named.clear();
    named_by = std::min(named_by, level);
    if (level == named_by) named.push_back(&resident);
  }
  return is_excused ? those_meant(text, std::move(named), told) : std::vector<PersonRef>{};
}

// The one resident of `door` whom a text names; nobody of a child of somebody there, whose household follows from age.
template <RegisterView View>
const ResidentForm* head_named_at(const Door& door, const CustomerForm& customer, const View& view) {
  const ResidentForm* named = nullptr;
  const auto& posting = view.posting(door_key(door));
  if (std::ranges::size(posting) > posting_max) return nullptr;
  const auto lives_there = [&](const ResidentForm& resident) { return resident.door == door && resident.lives_here(); };
  for (const auto& handle : posting) {
    const ResidentForm& resident = view.resident(handle);
    if (!lives_there(resident) || !is_named_alone(customer, resident)) continue;
    if (named != nullptr) return nullptr;
    named = &resident;
  }
  if (named == nullptr) return nullptr;
  for (const auto& handle : posting) {
    const ResidentForm& other = view.resident(handle);
    if (lives_there(other) && named->parents.holds(short_ref(other.person))) return nullptr;
  }
  return named;
}

// A resident of a door and the key of a contact that a text there gives for him.
struct ReachedBy {
  Key contact = 0;
  ShortRef resident = 0;
  auto operator<=>(const ReachedBy&) const = default;
};

// The pairs that share a contact and share none with anybody else; sorted.
std::vector<Together> only_two_reached(std::vector<ReachedBy> reached);

// The texts that give one door, tied (ties.h), so that a contact known at many doors is not among them.
template <RegisterView View>
std::vector<Together> together_at(std::span<const HeardText> texts, const View& view) {
  std::vector<ReachedBy> reached;
  for (const HeardText& text : texts) {
    const CustomerForm& customer = *text.customer;
    if (customer.telephone == 0 && customer.email == 0) continue;
    const ResidentForm* named = head_named_at(customer.door, customer, view);
    if (named == nullptr) continue;
    for (const Key contact : {telephone_key(customer), mail_key(customer)})
      if (contact != 0) reached.push_back({contact, short_ref(named->person)});
  }
  return only_two_reached(std::move(reached));
}

// Everybody told of by the texts that give one door; sorted.
template <RegisterView View>
std::vector<PersonRef> told_at(std::span<const HeardText> texts, const View& view, const LinkModel& model) {
  std::vector<PersonRef> told;
  for (const HeardText& text : texts) {
    auto person = told_by(text, view);
    if (!person) person = told_in_town(text, view, model);
    if (person) told.push_back(*person);
  }
  const auto tell_of_housemates = [&](const auto& doors_of) {
    const std::vector<PersonRef> known = told;
    for (const HeardText& text : texts)
      for (const Door& door : doors_of(text))
        for (const PersonRef& person : told_with_housemate(text, door, known, view)) told.push_back(person);
  };
  tell_of_housemates([](const HeardText& text) { return text.customer->tied; });
  std::vector<Door> left;
  for (const PersonRef& person : told) left.push_back(view.find(person)->door);
  tell_of_housemates([&](const HeardText&) { return std::span(left); });
  std::sort(told.begin(), told.end());
  told.erase(std::unique(told.begin(), told.end()), told.end());
  return told;
}

// Of all doors told of one person, those that count: a function of the set.
Few<Door, doors_heard_max> heard_doors(std::vector<Door> told);

}  // namespace tijdig::residents
