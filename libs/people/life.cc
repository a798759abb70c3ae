#include "libs/people/life.h"

#include <algorithm>
#include <array>

#include "libs/people/family.h"

namespace tijdig::people {
namespace {

using town::Random;

constexpr std::uint32_t years = months_count / 12;
constexpr int old_age = 60;
constexpr std::uint32_t old_age_factor = 3;  // a third of adults are that old, so they die at three times the mean rate

std::int8_t some_month(Random& chance) { return static_cast<std::int8_t>(chance.between(1, months_count - 1)); }

std::int8_t draw_register_lag(Random& chance) {
  return static_cast<std::int8_t>(register_lag_months[chance.weighted(register_lag_shares)]);
}

bool may_move(HomeKind kind) {
  return kind != HomeKind::care_home && kind != HomeKind::letter_address && kind != HomeKind::away_tenant &&
         kind != HomeKind::subtenant;
}

class Life {
 public:
  Life(Municipality& m, std::vector<std::uint32_t> empty) : m_(m), empty_(std::move(empty)) {}

  void run() {
    const auto settled = static_cast<std::uint32_t>(m_.homes.size());
    for (std::uint32_t h = 0; h < settled; ++h) draw_fate(h);
    if (m_.setting.lives_on) add_arrivals(settled);
    find_doors();
  }

 private:
  void draw_fate(std::uint32_t h) {
    Random chance = Random::of(m_.seed, "life", m_.number, h);
    register_wrongly(chance, m_.homes[h]);
    for (std::uint32_t i = 0; m_.setting.lives_on && i < m_.homes[h].humans; ++i) {
      Human& who = m_.people[m_.homes[h].first_human + i];
      if (first_year - who.birth.year() >= old_age && chance.hits(deaths_per_year * years * old_age_factor))
        who.dies_in = some_month(chance);
    }
    if (m_.setting.lives_on) marry_perhaps(chance, m_.homes[h]);
    if (may_move(m_.homes[h].kind) && chance.hits(moves_per_year * years)) {
      m_.homes[h].moves_in = some_month(chance);
      if (!m_.setting.lives_on) return;
      m_.homes[h].register_lag = draw_register_lag(chance);
      m_.homes[h].leaves = chance.hits(moves_that_leave);
      return;
    }
    if (m_.setting.lives_on) split_perhaps(chance, h);
  }

  void register_wrongly(Random& chance, Home& home) {
    const bool usual = home.kind == HomeKind::plain || home.kind == HomeKind::shared_room;
    if (!usual || !chance.hits(m_.setting.register_wrong)) return;
    home.wrongly_registered = true;
    home.registered_door = chance.below(static_cast<std::uint32_t>(m_.doors.size()));
  }

  void marry_perhaps(Random& chance, const Home& home) {
    if (!home.couple || m_.people[home.first_human].marries_in == 0) return;
    if (!chance.hits(marriages_per_year * years)) return;
    const std::int8_t month = some_month(chance);
    for (const std::uint32_t who : {home.first_human, m_.people[home.first_human].partner}) {
      m_.people[who].marries_in = month;
      if (m_.people[who].woman) m_.people[who].name_use = static_cast<town::NameUse>(chance.weighted(name_use_shares));
    }
  }

  void split_perhaps(Random& chance, std::uint32_t h) {
    const Home home = m_.homes[h];
    if (home.kind != HomeKind::plain) return;
    if (home.couple && chance.hits(separations_per_year * years)) {
      leave_home(chance, home.first_human + chance.below(2));
      return;
    }
    for (std::uint32_t i = home.couple ? 2 : 1; i < home.humans; ++i) {
      const std::uint32_t child = home.first_human + i;
      if (m_.age_of(child) >= 18 && chance.hits(grown_child_leaves_per_year * years)) leave_home(chance, child);
    }
  }

  void leave_home(Random& chance, std::uint32_t who) {
    Home made;
    made.first_human = who;
    made.arrives_in = some_month(chance);
    made.register_lag = draw_register_lag(chance);
    m_.people[who].changes_home_in = made.arrives_in;
    m_.people[who].later_home = static_cast<std::uint32_t>(m_.homes.size());
    m_.homes.push_back(made);
  }

  void add_arrivals(std::uint32_t settled) {
    Random chance = Random::of(m_.seed, "arrivals", m_.number);
    const std::uint32_t count = settled / 1000 * moves_per_year * years * moves_that_leave / 1000;
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto index = static_cast<std::uint32_t>(m_.homes.size());
      Home made;
      made.first_human = static_cast<std::uint32_t>(m_.people.size());
      made.humans = add_family(m_, index, static_cast<FamilyKind>(chance.weighted(kind_shares)), {});
      made.couple = m_.people[made.first_human].partner != none;
      made.arrives_in = some_month(chance);
      made.register_lag = draw_register_lag(chance);
      m_.homes.push_back(made);
    }
  }

  void find_doors() {
    std::array<std::vector<std::uint32_t>, months_count> movers;
    for (std::uint32_t h = 0; h < m_.homes.size(); ++h) {
      const Home& home = m_.homes[h];
      if (home.arrives_in > 0) movers[static_cast<std::size_t>(home.arrives_in)].push_back(h);
      if (home.moves_in != never) movers[static_cast<std::size_t>(home.moves_in)].push_back(h);
    }
    for (int month = 1; month < months_count; ++month) {
      Random chance = Random::of(m_.seed, "doors found", m_.number, static_cast<std::uint64_t>(month));
      // A successor comes into a dwelling left in the same year; what nobody took is empty by the next.
      if (month % 12 == 0) empty_.insert(empty_.end(), left_.begin(), left_.end());
      if (month % 12 == 0) left_.clear();
      std::vector<std::uint32_t> left_now;
      for (const std::uint32_t h : movers[static_cast<std::size_t>(month)]) move(chance, m_.homes[h], left_now);
      left_.insert(left_.end(), left_now.begin(), left_now.end());
    }
  }

  void move(Random& chance, Home& home, std::vector<std::uint32_t>& left_now) {
    const bool arrives = home.door == none;
    if (!arrives && home.kind != HomeKind::grown_child) left_now.push_back(home.door);
    if (!arrives && home.leaves) return;
    const std::uint32_t door = take_door(chance);
    if (arrives) {
      // Nobody is turned away: with every door taken, an arrival shares one.
      home.door = home.registered_door =
          door != none ? door : chance.below(static_cast<std::uint32_t>(m_.doors.size()));
    } else if (door != none) {
      home.next_door = door;
    } else {
      home.leaves = true;
    }
  }

  std::uint32_t take_door(Random& chance) {
    const bool successor = chance.hits(m_.setting.successors);
    std::vector<std::uint32_t>& from = (successor && !left_.empty()) || empty_.empty() ? left_ : empty_;
    if (from.empty()) return none;
    std::swap(from[chance.below(static_cast<std::uint32_t>(from.size()))], from.back());
    const std::uint32_t door = from.back();
    from.pop_back();
    return door;
  }

  Municipality& m_;
  std::vector<std::uint32_t> empty_;
  std::vector<std::uint32_t> left_;
};

}  // namespace

void live(Municipality& m, std::vector<std::uint32_t> empty) { Life(m, std::move(empty)).run(); }

}  // namespace tijdig::people
