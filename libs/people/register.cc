#include "libs/people/register.h"

#include <algorithm>
#include <optional>

#include "libs/town/streets_data.h"

namespace tijdig::people {
namespace {

constexpr int oldest_with_known_parents =
    60;  // relations are in the BRP for who was registered since its beginning [A]

struct Entry {
  std::uint32_t door = none;
  bool deceased = false;
  bool moved_out = false;
  bool married = false;
  Date since;
  bool operator==(const Entry&) const = default;
};

Date month_start(int month) { return YearMonth(first_year, 1).plus_months(month).first_day(); }

class Register {
 public:
  explicit Register(const Municipality& m) : m_(m) {}

  std::vector<RegisterLine> lines() {
    std::vector<RegisterLine> out;
    out.reserve(m_.people.size() * 5 / 4);
    for (std::uint32_t human = 0; human < m_.people.size(); ++human) {
      std::optional<Entry> last;
      const int loads = may_change(human) ? months_count : 1;
      for (int month = 0; month < loads; month += m_.setting.register_every_months) {
        const std::optional<Entry> now = entry(human, month);
        if (!now || now == last) continue;
        out.push_back(line(human, month, *now));
        last = now;
      }
    }
    std::sort(out.begin(), out.end(), [](const RegisterLine& a, const RegisterLine& b) {
      return a.month != b.month ? a.month < b.month : a.resident < b.resident;
    });
    return out;
  }

 private:
  const Home& home_at_start(std::uint32_t human) const { return m_.homes[m_.people[human].home]; }

  bool may_change(std::uint32_t human) const {
    const Human& who = m_.people[human];
    const Home& home = home_at_start(human);
    return home.arrives_in > 0 || home.moves_in != never || who.changes_home_in != never || who.dies_in != never ||
           (who.marries_in != never && who.marries_in > 0);
  }

  // What the register would say at the end of the month before; nothing when it does not know the human.
  std::optional<Entry> entry(std::uint32_t human, int month) const {
    const Human& who = m_.people[human];
    const Home& first = home_at_start(human);
    Entry made;
    made.since = who.lives_here_since;
    if (month < first.arrives_in + (first.arrives_in > 0 ? first.register_lag : 0)) return std::nullopt;
    if (first.arrives_in > 0) made.since = month_start(first.arrives_in);
    made.door = first.registered_door;
    if (first.moves_in != never && month >= first.moves_in + first.register_lag) {
      made.moved_out = first.leaves;
      if (!first.leaves) made.door = first.next_door;
      made.since = month_start(first.moves_in);
    }
    if (who.later_home != none) {
      const Home& later = m_.homes[who.later_home];
      if (month >= later.arrives_in + later.register_lag) {
        made.door = later.door;
        made.since = month_start(later.arrives_in);
      }
    }
    if (made.door == none) return std::nullopt;
    made.deceased = month >= who.dies_in;
    made.married = is_married(who, month);
    return made;
  }

  bool is_married(const Human& who, int month) const {
    if (who.partner == none || month < who.marries_in) return false;
    const Human& partner = m_.people[who.partner];
    return month < who.changes_home_in && month < partner.changes_home_in && month < partner.dies_in;
  }

  RegisterLine line(std::uint32_t human, int month, const Entry& entry) const {
    const Human& who = m_.people[human];
    RegisterLine made;
    made.month = month;
    made.resident = id(human);
    made.surname = name_book().surname(who.surname).name;
    made.prefix = name_book().surname(who.surname).prefix;
    for (std::size_t i = 0; i < who.first_names_count; ++i) {
      if (i > 0) made.first_names += ' ';
      made.first_names += who.first_names[i];
    }
    if (who.partner != none && month >= who.marries_in) {  // the name of a former partner may stay in use
      const FamilyName& other = name_book().surname(m_.people[who.partner].surname);
      made.partner_surname = other.name;
      made.partner_prefix = other.prefix;
      made.name_use = who.name_use;
    }
    made.birth = who.birth;
    made.lives_here_since = entry.since;
    made.address = entry.door;
    if (entry.married) made.partner = id(who.partner);
    fill_parents(human, made);
    made.deceased = entry.deceased;
    made.moved_out = entry.moved_out;
    return made;
  }

  void fill_parents(std::uint32_t human, RegisterLine& made) const {
    const Human& who = m_.people[human];
    if (who.parents[0] != none) {
      for (std::size_t i = 0; i < 2; ++i)
        if (who.parents[i] != none) made.parents[i] = id(who.parents[i]);
      return;
    }
    if (m_.age_of(human) >= oldest_with_known_parents) return;
    const std::uint32_t of = who.born_to == none ? human : who.born_to;
    made.parents[0] = town::Random::of(m_.seed, "mother elsewhere", m_.number, of).next();
    made.parents[1] = town::Random::of(m_.seed, "father elsewhere", m_.number, of).next();
  }

  ResidentId id(std::uint32_t human) const { return resident_id(m_.seed, m_.number, human); }

  const Municipality& m_;
};

}  // namespace

ResidentId resident_id(std::uint64_t seed, std::uint16_t municipality, std::uint32_t human) {
  return town::Random::of(seed, "resident", municipality, human).next();
}

std::vector<AddressObject> address_objects(const Municipality& m) {
  std::vector<AddressObject> out;
  out.reserve(m.doors.size());
  for (std::uint32_t door = 0; door < m.doors.size(); ++door) {
    const town::Dwelling& dwelling = m.doors[door];
    AddressObject made;
    made.id = town::Random::of(m.seed, "address object", m.number, door).next();
    made.street = std::string(town::streets()[dwelling.street].name);
    made.postcode = town::postcode_text(dwelling);
    made.number = dwelling.number;
    made.letter = town::letter_text(dwelling);
    made.addition = town::addition_text(dwelling);
    out.push_back(std::move(made));
  }
  return out;
}

std::vector<RegisterLine> register_lines(const Municipality& m) { return Register(m).lines(); }

}  // namespace tijdig::people
