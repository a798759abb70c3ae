#include "tools/linking/judge.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <unordered_map>
#include <vector>

namespace tijdig::lab {
namespace {

using people::none;
using people::Observed;
using people::RegisterLine;
using people::Truth;

constexpr int window_months = 3;
constexpr std::uint64_t nowhere = 0;

// One signal of the window, seen by the linker and in truth.
struct Seen {
  int month = 0;
  std::uint8_t partner = 0;
  std::uint32_t version = 0;
  Answer answer;
  bool known = false;  // the register had the customer when the signal came
};

// A line of an event, sorted by `key`.
struct Line {
  std::uint64_t key = nowhere;
  std::uint32_t seen = 0;
};

class Judge {
 public:
  Judge(const people::World& world, LinkerUnderTest& linker, Witness* witness)
      : seen_(world.observed), truth_(world.truth), linker_(linker), witness_(witness) {}

  Tally run() {
    linker_.begin(seen_);
    answered_.resize(seen_.versions.size());
    std::size_t line = 0;
    std::size_t signal = 0;
    for (month_ = 0; month_ < people::months_count; ++month_) {
      for (; line < seen_.register_lines.size() && seen_.register_lines[line].month == month_; ++line)
        load(seen_.register_lines[line]);
      linker_.loaded(month_);
      forget_before(month_ - window_months + 1);
      const auto start = std::chrono::steady_clock::now();
      const std::size_t first = window_.size();
      for (; signal < seen_.signals.size() && seen_.signals[signal].month == month_; ++signal)
        window_.push_back(link(seen_.signals[signal]));
      linker_.all_came(month_);
      if (linker_.looks_twice())
        for (Seen& seen : window_) seen.answer = linker_.link(seen_.versions[seen.version], month_);
      tally_.link_nanoseconds += static_cast<std::uint64_t>(
          std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count());
      for (std::size_t i = first; i < window_.size(); ++i) count_answer(window_[i]);
      judge_events();
    }
    tally_.signals = seen_.signals.size();
    tally_.residents = registered_.size();
    count_pairs();
    return std::move(tally_);
  }

 private:
  void load(const RegisterLine& line) {
    linker_.apply(line, seen_.addresses[line.address]);
    registered_[line.resident] = &line;
  }

  Seen link(const people::SignalLine& signal) {
    const people::CustomerVersion& version = seen_.versions[signal.version];
    const std::uint32_t human = truth_.versions[signal.version].human;
    return {signal.month, version.partner, signal.version, linker_.link(version, month_),
            registered_.contains(truth_.resident_of[human])};
  }

  void forget_before(int month) {
    window_.erase(window_.begin(),
                  std::find_if(window_.begin(), window_.end(), [&](const Seen& seen) { return seen.month >= month; }));
  }

  // True household of the customer of a signal, this month.
  std::uint32_t household(const Seen& seen) const {
    return truth_.household_of(truth_.versions[seen.version].human, month_);
  }
  std::uint32_t household_of_resident(people::ResidentId resident) const {
    const auto found = truth_.human_of.find(resident);
    return found == truth_.human_of.end() ? none : truth_.household_of(found->second, month_);
  }

  // One answer per version: the first.
  void count_answer(const Seen& seen) {
    if (answered_[seen.version]) return;
    answered_[seen.version] = true;
    const Answer& answer = seen.answer;
    const people::VersionTruth& truth = truth_.versions[seen.version];
    const bool automatic = answer.band >= Band::household;
    const bool right_person = answer.resident == truth_.resident_of[truth.human];
    const bool right_household = household_of_resident(answer.resident) == household(seen);
    const bool wrong_household = automatic && linker_.knows_residents() && !right_household;
    const bool wrong = wrong_household || (answer.band == Band::person && !right_person);
    const auto count = [&](LinkCounts& counts) {
      ++counts.versions;
      counts.automatic += automatic;
      counts.wrong += wrong;
      counts.persons += answer.band == Band::person;
      counts.wrong_household += wrong_household;
      counts.review += answer.band == Band::review;
      counts.none += answer.band == Band::none;
    };
    count(tally_.links);
    for (std::size_t i = 0; i < slices_count; ++i)
      if ((truth.slices >> i & 1U) != 0) count(tally_.slices[i]);
    if (wrong && witness_ != nullptr)
      witness_->saw({seen_.versions[seen.version], answer, truth.human, truth.slices, wrong_household}, linker_);
    tally_.known_versions += seen.known;
    if (!linker_.knows_residents() || answer.resident == 0) return;
    ScoreCounts& scores = tally_.people[answer.person_score];
    ++(right_person ? scores.right : scores.wrong);
    calibrate(tally_.person_calibration[bin_of(answer.person_ppm)], answer.person_ppm, right_person);
    calibrate(tally_.household_calibration[bin_of(answer.household_ppm)], answer.household_ppm, right_household);
  }

  static void calibrate(CalibrationBin& bin, std::uint32_t stated, bool right) {
    ++bin.count;
    bin.stated_ppm += stated;
    bin.right += right;
  }

  // Runs of lines with one key that make an event in this month.
  template <class Visit>
  void each_event(std::vector<Line>& lines, Visit visit) const {
    std::sort(lines.begin(), lines.end(),
              [](const Line& a, const Line& b) { return a.key != b.key ? a.key < b.key : a.seen < b.seen; });
    for (std::size_t first = 0; first < lines.size();) {
      std::size_t end = first;
      std::uint32_t partners = 0;
      bool now = false;
      for (; end < lines.size() && lines[end].key == lines[first].key; ++end) {
        const Seen& seen = window_[lines[end].seen];
        partners |= 1U << seen.partner;
        now = now || seen.month == month_;
      }
      const bool fires = now && (partners & (partners - 1)) != 0;
      if (fires) visit(std::span<const Line>(lines).subspan(first, end - first));
      first = end;
    }
  }

  void judge_events() {
    std::vector<Line> fired;
    std::vector<Line> truth;
    std::vector<Line> reachable;
    for (std::uint32_t i = 0; i < window_.size(); ++i) {
      const Seen& seen = window_[i];
      if (seen.answer.band >= Band::household) {
        const std::uint64_t key = linker_.household_now(seen.answer);
        if (key != nowhere) fired.push_back({key, i});
      }
      const std::uint32_t human = truth_.versions[seen.version].human;
      const bool here = truth_.door_of(household(seen), month_) != none;
      if (!here || !people::Municipality::is_alive(truth_.municipality.people[human], month_)) continue;
      truth.push_back({household(seen) + std::uint64_t{1}, i});
      if (seen.known) reachable.push_back(truth.back());
    }
    found_.clear();
    each_event(fired, [&](std::span<const Line> event) { judge_fired(event); });
    known_.clear();
    each_event(reachable, [&](std::span<const Line> event) { known_.push_back(event.front().key); });
    std::sort(found_.begin(), found_.end());
    each_event(truth, [&](std::span<const Line> event) { judge_true(event); });
    if (linker_.knows_residents()) judge_ceilings();
  }

  // What would be found if one half of the work were perfect: the links, or the households. An event counts when it
  // holds signals of one true household only.
  void judge_ceilings() {
    std::vector<Line> by_links;
    std::vector<Line> by_households;
    for (std::uint32_t i = 0; i < window_.size(); ++i) {
      const Seen& seen = window_[i];
      const std::uint32_t human = truth_.versions[seen.version].human;
      const std::uint64_t derived = linker_.household_of_resident(truth_.resident_of[human]);
      if (seen.known && derived != nowhere) by_links.push_back({derived, i});
      const std::uint32_t named = household_of_resident(seen.answer.resident);
      if (seen.answer.band >= Band::household && named != none) by_households.push_back({named + std::uint64_t{1}, i});
    }
    tally_.events.found_by_true_links += count_pure(by_links);
    tally_.events.found_by_true_households += count_pure(by_households);
  }

  // The events of one true household that lives somewhere, each household once.
  std::uint64_t count_pure(std::vector<Line>& lines) const {
    std::vector<std::uint32_t> pure;
    each_event(lines, [&](std::span<const Line> event) {
      const std::uint32_t one = household(window_[event.front().seen]);
      const bool is_pure = std::all_of(event.begin(), event.end(),
                                       [&](const Line& line) { return household(window_[line.seen]) == one; });
      if (is_pure && truth_.door_of(one, month_) != none) pure.push_back(one);
    });
    std::sort(pure.begin(), pure.end());
    return static_cast<std::uint64_t>(std::unique(pure.begin(), pure.end()) - pure.begin());
  }

  void judge_fired(std::span<const Line> event) {
    std::vector<std::uint32_t> households;
    std::uint32_t slices = 0;
    bool by_link = false;
    bool untold = linker_.knows_residents();
    for (const Line& line : event) {
      const Seen& seen = window_[line.seen];
      households.push_back(household(seen));
      slices |= truth_.versions[seen.version].slices;
      by_link = by_link || names_another(seen);
      untold = untold && is_untold(seen);
    }
    std::sort(households.begin(), households.end());
    households.erase(std::unique(households.begin(), households.end()), households.end());
    ++tally_.events.fired;
    if (households.size() > 1 || by_link) {
      ++tally_.events.wrong;
      ++(by_link ? tally_.events.wrong_by_link : tally_.events.wrong_by_household);
      tally_.events.wrong_untold += untold && !by_link;
      if (witness_ != nullptr)
        witness_->saw(WrongEvent{month_, slices, static_cast<std::uint32_t>(households.size()), by_link});
      return;
    }
    const std::uint32_t door = truth_.door_of(households.front(), month_);
    if (door == none || door != door_pointed_at(event)) ++tally_.events.misdirected;
    if (door != none) found_.push_back(households.front() + std::uint64_t{1});
  }

  // A link to a household that is not the customer's. Which member the linker holds likeliest is no claim of such a
  // link.
  bool names_another(const Seen& seen) {
    if (!linker_.knows_residents() || household_of_resident(seen.answer.resident) == household(seen)) return false;
    if (seen.answer.band == Band::person) return true;
    const std::uint32_t human = truth_.versions[seen.version].human;
    return linker_.household_of_resident(truth_.resident_of[human]) != linker_.household_now(seen.answer);
  }
  // Register and creditor both have the customer behind the door that the register gives the answer.
  bool is_untold(const Seen& seen) const {
    const auto found = registered_.find(seen.answer.resident);
    return found != registered_.end() && !found->second->moved_out &&
           truth_.versions[seen.version].door == found->second->address;
  }

  std::uint32_t door_pointed_at(std::span<const Line> event) const {
    const Seen& newest = window_[event.back().seen];
    if (!linker_.knows_residents()) return truth_.versions[newest.version].door;
    const auto found = registered_.find(newest.answer.resident);
    return found == registered_.end() || found->second->moved_out ? none : found->second->address;
  }

  void judge_true(std::span<const Line> event) {
    EventCounts& events = tally_.events;
    const std::uint64_t key = event.front().key;
    const bool found = std::binary_search(found_.begin(), found_.end(), key);
    const bool reachable = std::binary_search(known_.begin(), known_.end(), key);
    ++events.truth;
    events.found += found;
    events.reachable += reachable;
    events.reachable_found += reachable && found;
    if (found) return;
    std::uint32_t slices = 0;
    bool all_right = linker_.knows_residents();
    for (const Line& line : event) {
      const Seen& seen = window_[line.seen];
      slices |= truth_.versions[seen.version].slices;
      all_right = all_right && seen.answer.band >= Band::household &&
                  household_of_resident(seen.answer.resident) == household(seen);
    }
    if (!reachable) {
      ++events.missed_unknown;
    } else if (all_right) {
      ++events.missed_apart;
    } else {
      ++events.missed_unlinked;
    }
    if (witness_ != nullptr) witness_->saw_missed(slices, all_right);
  }

  // How well the linker tells, of adults registered at one address, who belong together.
  void count_pairs() {
    --month_;
    std::unordered_map<std::uint32_t, std::vector<people::ResidentId>> at;
    for (const auto& [resident, line] : registered_)
      if (!line->moved_out && !line->deceased && people::first_year - line->birth.year() >= 18)
        at[line->address].push_back(resident);
    for (const auto& [address, residents] : at) {
      for (std::size_t i = 0; i < residents.size(); ++i)
        for (std::size_t j = i + 1; j < residents.size(); ++j) count_pair(residents[i], residents[j]);
    }
  }

  void count_pair(people::ResidentId one, people::ResidentId other) {
    const std::uint64_t key = linker_.household_of_resident(one);
    const bool derived = key != nowhere && key == linker_.household_of_resident(other);
    const bool together = household_of_resident(one) == household_of_resident(other);
    PairCounts& pairs = tally_.pairs;
    ++(derived ? (together ? pairs.both : pairs.derived_only) : (together ? pairs.truth_only : pairs.neither));
  }

  const Observed& seen_;
  const Truth& truth_;
  LinkerUnderTest& linker_;
  Witness* witness_;
  Tally tally_;
  int month_ = 0;
  std::vector<Seen> window_;
  std::vector<bool> answered_;
  std::unordered_map<people::ResidentId, const RegisterLine*> registered_;
  std::vector<std::uint64_t> found_;  // true households rightly found this month
  std::vector<std::uint64_t> known_;  // true events this month whose people the register knows
};

}  // namespace

Tally judge(const people::World& world, LinkerUnderTest& linker, Witness* witness) {
  return Judge(world, linker, witness).run();
}

}  // namespace tijdig::lab
