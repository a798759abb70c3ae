#include "tools/linking/residents_linker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tijdig::lab {
namespace {

using residents::Decision;

Date month_start(int month) { return YearMonth(people::first_year, 1).plus_months(month).first_day(); }

constexpr int months_heard = 12;  // a text counts for as long as the matcher keeps its signals

// An address that a linker cannot read is no address.
Address address_of(std::string_view postcode, std::string_view number, std::string_view letter,
                   std::string_view addition) {
  const auto code = Postcode::parse(postcode);
  const auto house = HouseNumber::parse(number, letter, addition);
  return code && house ? Address{*code, *house} : Address{};
}

// Log-odds of the best candidate against everything else, in milli-bits; what a veto forbids ranks below all others.
std::int32_t person_score(const Decision& decision) {
  const auto bits = [](residents::MilliBits weight) { return std::exp2(weight / 1000.0); };
  double others = 1;
  for (std::size_t i = 1; i < decision.best.count(); ++i) others += bits(decision.best[i].weight);
  const double margin = decision.best[0].weight - 1000 * std::log2(others);
  const bool forbidden = decision.has(residents::birth_dates_differ) || decision.has(residents::address_alone) ||
                         decision.has(residents::ruled_out);
  constexpr double below_all = 100'000;
  return static_cast<std::int32_t>(margin - (forbidden ? below_all : 0));
}

}  // namespace

residents::PersonRef person_ref(people::ResidentId resident) {
  Hash128 hash{};
  for (std::size_t i = 0; i < 8; ++i) hash[i] = static_cast<std::uint8_t>(resident >> (56 - 8 * i));
  return residents::PersonRef::from_hash(hash);
}

residents::RegisterChange register_change(const people::RegisterLine& line, const people::AddressObject& at) {
  residents::RegisterChange made;
  made.person = person_ref(line.resident);
  made.valid_from = month_start(line.month);
  made.arrived = line.lives_here_since;
  made.who.surname = PrivateText(line.surname);
  made.who.prefix = PrivateText(line.prefix);
  made.who.first_name = PrivateText(line.first_names);
  made.who.birth_date = line.birth;
  made.partner_surname = PrivateText(line.partner_surname);
  made.partner_prefix = PrivateText(line.partner_prefix);
  made.address = address_of(at.postcode, std::to_string(at.number), at.letter, at.addition);
  if (line.partner != 0) made.partner = person_ref(line.partner);
  for (const people::ResidentId parent : line.parents)
    if (parent != 0) made.parents.push_back(person_ref(parent));
  made.is_deceased = line.deceased;
  made.has_moved_out = line.moved_out;
  return made;
}

residents::CustomerForm customer_form(const people::CustomerVersion& version) {
  const town::CustomerRecord& text = version.text;
  Person person;
  person.surname = PrivateText(text.surname);
  person.prefix = PrivateText(text.prefix);
  std::string initials = text.initials;
  std::erase(initials, '.');
  person.initials = PrivateText(std::move(initials));
  person.first_name = PrivateText(text.first_name);
  if (const auto birth = Date::parse(text.birth_date)) person.birth_date = *birth;
  person.telephone = PrivateText(text.telephone);
  person.email = PrivateText(text.email);
  return residents::customer_form(
      person, address_of(text.postcode, text.house_number, text.house_letter, text.house_addition), version.kind);
}

ResidentsLinker::ResidentsLinker(const residents::LinkModel& model, bool hears)
    : model_(model), hears_(hears), register_(std::make_unique<residents::Register>(month_start(0))) {}

void ResidentsLinker::apply(const people::RegisterLine& line, const people::AddressObject& at) {
  if (line.month == 0) {
    waiting_.push_back(register_change(line, at));
  } else {
    register_->apply(register_change(line, at));
  }
}

void ResidentsLinker::loaded(int month) {
  if (!waiting_.empty()) register_->load(waiting_);
  waiting_ = {};
  if (month > 0 && month % 12 == 0) {
    register_->grow_older(month_start(month));
    register_->count_names();
  }
  std::erase_if(texts_, [&](const auto& text) { return text.second.month + months_heard < month; });
  if (hears_) hear_all();
}

void ResidentsLinker::all_came(int /*month*/) {
  if (hears_) hear_all();
}

// From scratch: what is told follows from the texts and the register, not from what was heard before.
void ResidentsLinker::hear_all() {
  listen_for_contacts();
  std::map<residents::Door, std::vector<const Text*>> at;
  for (const auto& [version, text] : texts_)
    if (text.form.door.is_set()) at[text.form.door].push_back(&text);
  auto before = std::exchange(told_, {});
  for (const residents::Door& door : std::exchange(with_together_, {})) register_->set_together(door, {});
  for (const auto& [door, texts] : at) {
    std::vector<residents::CustomerForm> forms;
    for (const Text* text : texts) tie(forms.emplace_back(text->form));
    std::vector<residents::HeardText> said;
    for (std::size_t i = 0; i < texts.size(); ++i) said.push_back({&forms[i], month_start(texts[i]->month)});
    for (const residents::PersonRef& person : residents::told_at(said, *register_, model_))
      told_[person].push_back(door);
    auto together = residents::together_at(said, *register_);
    if (together.empty()) continue;
    register_->set_together(door, std::move(together));
    with_together_.push_back(door);
  }
  for (const auto& [person, doors] : told_) before.erase(person);
  for (const auto& [person, doors] : before) register_->set_heard(residents::short_ref(person), {});
  for (const auto& [person, doors] : told_)
    register_->set_heard(residents::short_ref(person), residents::heard_doors(doors));
}

void ResidentsLinker::listen_for_contacts() {
  doors_of_contact_.clear();
  for (const auto& [version, text] : texts_)
    for (const residents::Key key : {residents::telephone_key(text.form), residents::mail_key(text.form)}) {
      if (key == 0 || !text.form.door.is_set()) continue;
      std::vector<residents::Door>& doors = doors_of_contact_[key];
      if (std::find(doors.begin(), doors.end(), text.form.door) == doors.end()) doors.push_back(text.form.door);
    }
}

void ResidentsLinker::tie(residents::CustomerForm& customer) const {
  const auto doors_under = [&](residents::Key key) -> std::span<const residents::Door> {
    const auto doors = doors_of_contact_.find(key);
    if (doors == doors_of_contact_.end()) return {};
    return doors->second;
  };
  residents::tie(customer, doors_under(residents::telephone_key(customer)), doors_under(residents::mail_key(customer)));
}

Answer ResidentsLinker::link(const people::CustomerVersion& version, int month) {
  residents::CustomerForm customer = customer_form(version);
  if (hears_) {
    const auto [text, is_new] = texts_.try_emplace(&version, Text{customer, month});
    text->second.month = std::max(text->second.month, month);
    tie(customer);
  }
  const Decision decision = residents::link(customer, *register_, model_);
  Answer answer;
  answer.person_ppm = decision.person_ppm;
  answer.household_ppm = decision.household_ppm;
  if (decision.best.empty()) return answer;
  answer.resident = residents::short_ref(decision.best[0].person);
  answer.household = decision.founder;
  answer.person_score = person_score(decision);
  const residents::Levels& levels = decision.best[0].levels;
  answer.pattern =
      (std::uint64_t{levels.name} << 16) | (residents::index(levels.birth) << 8) | residents::index(levels.door);
  switch (decision.band) {
    case residents::Band::person:
      answer.band = Band::person;
      break;
    case residents::Band::household:
      answer.band = Band::household;
      break;
    case residents::Band::review:
      answer.band = Band::review;
      break;
    default:
      break;
  }
  if (answer.band >= Band::household && !decision.may_contact()) answer.band = Band::review;
  return answer;
}

std::string ResidentsLinker::describe(std::uint64_t pattern) const {
  residents::Levels levels;
  levels.name = static_cast<std::uint16_t>(pattern >> 16);
  return fmt::format("surname {} / initials {} / first name {} / birth {} / door {}",
                     residents::surname_words[residents::index(levels.surname())],
                     residents::initials_words[residents::index(levels.initials())],
                     residents::first_name_words[residents::index(levels.first())],
                     residents::birth_words[pattern >> 8 & 0xff], residents::door_words[pattern & 0xff]);
}

std::uint64_t ResidentsLinker::household_of_resident(people::ResidentId resident) {
  const residents::ResidentForm* form = register_->find(residents::ShortRef{resident});
  if (form == nullptr) return 0;
  return form->household != 0 ? form->household : resident;
}

}  // namespace tijdig::lab
