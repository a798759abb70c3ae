#include "tests/simulation/toy_stages.h"

#include <algorithm>
#include <set>

#include "libs/runtime/days.h"
#include "tests/simulation/toy_messages.h"

namespace tijdig::simulation {
namespace {

using runtime::Turn;

template <class... Numbers>
Bytes key(char table, Numbers... numbers) {
  Bytes out(1, table);
  (append_big_endian(out, static_cast<std::uint32_t>(numbers)), ...);
  return out;
}

std::vector<ToyMessage> load(const Bytes& at, Turn& turn) {
  const auto stored = turn.load(at);
  return stored ? decode_toy_list(*stored) : std::vector<ToyMessage>{};
}

void save(const Bytes& at, const std::vector<ToyMessage>& messages, Turn& turn) {
  if (messages.empty()) return turn.erase(at);
  turn.save(at, encode_toy(messages));
}

void insert_sorted(std::vector<ToyMessage>& into, const ToyMessage& message) {
  into.insert(std::lower_bound(into.begin(), into.end(), message), message);
}

flow::MunicipalityKey town_key(std::uint32_t house) { return {town_of(house)}; }

ToyMessage about(ToyKind kind, const ToyMessage& cause, std::uint32_t number = 0) {
  ToyMessage message;
  message.kind = kind;
  message.house = cause.house;
  message.day = cause.day;
  message.number = number;
  return message;
}

Error refused() { return Error::refused("no stage of the toy town wants this"); }

Result<> ingest(const ToyRecord& record, Turn& turn, const ToyBugs&) {
  for (const ToyMessage& signal : record.messages) {
    if (signal.kind != ToyKind::signal) return refused();
    const Bytes seen = key('s', signal.id);
    if (turn.load(seen)) continue;
    turn.save(seen, "1");
    turn.emit(toy_topics::signals, town_key(signal.house), {signal});
    ToyMessage counted = about(ToyKind::counted, signal);
    counted.id = signal.id;
    turn.emit(toy_topics::facts, town_key(signal.house), {counted});
  }
  return {};
}

void run_matches(const std::vector<ToyMessage>& houses, std::int32_t day, std::int32_t last_run, Turn& turn,
                 std::vector<ToyMessage>& still) {
  for (const ToyMessage& house : houses) {
    auto signals = load(key('h', house.house), turn);
    std::erase_if(signals, [&](const ToyMessage& signal) { return signal.day <= day - toy_window_days; });
    std::set<std::uint32_t> partners;
    bool news = false;
    for (const ToyMessage& signal : signals) {
      partners.insert(signal.partner);
      news = news || signal.received > last_run;
    }
    save(key('h', house.house), signals, turn);
    if (!signals.empty()) still.push_back(house);
    ToyMessage match = about(ToyKind::match, house);
    match.day = day;
    if (partners.size() >= 2 && news) turn.emit(toy_topics::matches, household_of(house.house), {match});
  }
}

Result<> match_day(const ToyRecord& record, Turn& turn, const ToyBugs& bugs) {
  const Bytes run_key = key('r', record.municipality.number());
  const auto stored = turn.load(run_key);
  const std::int32_t last_run = stored ? static_cast<std::int32_t>(read_big_endian<std::uint32_t>(*stored)) : -1;
  const bool due = record.day / toy_run_every_days != last_run / toy_run_every_days || last_run < 0;
  if (!due) return {};
  Bytes value;
  append_big_endian(value, static_cast<std::uint32_t>(record.day));
  turn.save(run_key, value);
  const Bytes index = key('i', record.municipality.number());
  auto houses = load(index, turn);
  if (bugs.map_order) {
    const std::uint64_t seed = *bugs.incarnation;
    std::sort(houses.begin(), houses.end(), [seed](const ToyMessage& one, const ToyMessage& other) {
      const auto hashed = [seed](const ToyMessage& message) {
        return StableHasher("seeded").add(static_cast<std::int64_t>(seed)).add(std::int64_t{message.house}).finish();
      };
      return hashed(one) < hashed(other);
    });
  }
  // The planted wall clock shows a day that differs from start to start.
  const std::int32_t today = record.day - (bugs.wall_clock ? static_cast<std::int32_t>(*bugs.incarnation % 3) : 0);
  std::vector<ToyMessage> still;
  run_matches(houses, today, last_run, turn, still);
  std::sort(still.begin(), still.end());
  save(index, still, turn);
  return {};
}

Result<> match(const ToyRecord& record, Turn& turn, const ToyBugs& bugs) {
  if (record.is_day) return match_day(record, turn, bugs);
  for (const ToyMessage& signal : record.messages) {
    if (signal.kind != ToyKind::signal) return refused();
    if (signal.received - signal.day > toy_window_days) {
      turn.emit(toy_topics::late, town_key(signal.house), {signal});
      ToyMessage late = about(ToyKind::ended, signal, reason_late);
      late.id = signal.id;
      turn.emit(toy_topics::facts, town_key(signal.house), {late});
      continue;
    }
    auto signals = load(key('h', signal.house), turn);
    insert_sorted(signals, signal);
    save(key('h', signal.house), signals, turn);
    const Bytes index = key('i', town_of(signal.house).number());
    auto houses = load(index, turn);
    ToyMessage house;
    house.house = signal.house;
    if (!std::binary_search(houses.begin(), houses.end(), house)) {
      insert_sorted(houses, house);
      save(index, houses, turn);
    }
  }
  return {};
}

Result<> look_up(const ToyRecord& record, Turn& turn, const ToyBugs&) {
  for (const ToyMessage& message : record.messages) {
    const Bytes at = key('b', message.house);
    auto entry = load(at, turn);
    if (message.kind == ToyKind::register_entry) {
      // The newest file wins, and of one day the stricter line, so that arrival order cannot matter.
      if (entry.empty() || std::pair(entry[0].day, entry[0].number) < std::pair(message.day, message.number))
        save(at, {message}, turn);
    } else if (message.kind == ToyKind::lookup) {
      const std::uint32_t blocked = entry.empty() ? 0 : entry[0].number;
      turn.emit(toy_topics::matches, household_of(message.house), {about(ToyKind::answer, message, blocked)});
    } else {
      return refused();
    }
  }
  return {};
}

Result<> enrich(const ToyRecord& record, Turn& turn, const ToyBugs&) {
  for (const ToyMessage& message : record.messages) {
    const Bytes open = key('e', message.house);
    if (message.kind == ToyKind::match) {
      turn.emit(toy_topics::lookups, town_key(message.house), {about(ToyKind::lookup, message)});
    } else if (message.kind == ToyKind::notice) {
      message.number == 1 ? turn.save(open, "1") : turn.erase(open);
    } else if (message.kind == ToyKind::answer) {
      const bool has_case = turn.load(open).has_value();
      if (message.number == 1 || has_case) {
        const auto why = message.number == 1 ? reason_blocked : reason_open_case;
        turn.emit(toy_topics::facts, town_key(message.house), {about(ToyKind::ended, message, why)});
      } else {
        turn.emit(toy_topics::cases, town_key(message.house), {about(ToyKind::enriched, message)});
      }
    } else {
      return refused();
    }
  }
  return {};
}

Result<> assign_day(const ToyRecord& record, Turn& turn) {
  const Bytes at = key('p', record.municipality.number());
  std::vector<ToyMessage> pool = load(at, turn);
  std::sort(pool.begin(), pool.end(), [](const ToyMessage& one, const ToyMessage& other) {
    return std::pair(one.day, one.house) < std::pair(other.day, other.house);
  });
  std::vector<ToyMessage> left;
  for (std::size_t i = 0; i < pool.size(); ++i) {
    if (i < toy_quota) {
      ToyMessage assigned = about(ToyKind::assigned, pool[i]);
      assigned.received = record.day;
      turn.emit(toy_topics::work, household_of(pool[i].house), {assigned});
    } else if (record.day - pool[i].day >= toy_pool_days) {
      turn.emit(toy_topics::facts, town_key(pool[i].house), {about(ToyKind::ended, pool[i], reason_no_place)});
    } else {
      left.push_back(pool[i]);
    }
  }
  std::sort(left.begin(), left.end());
  save(at, left, turn);
  return {};
}

Result<> assign(const ToyRecord& record, Turn& turn, const ToyBugs&) {
  if (record.is_day) return assign_day(record, turn);
  for (const ToyMessage& enriched : record.messages) {
    if (enriched.kind != ToyKind::enriched) return refused();
    const Bytes at = key('p', town_of(enriched.house).number());
    auto pool = load(at, turn);
    const bool waits = std::any_of(pool.begin(), pool.end(),
                                   [&](const ToyMessage& waiting) { return waiting.house == enriched.house; });
    if (waits) {
      turn.emit(toy_topics::facts, town_key(enriched.house), {about(ToyKind::ended, enriched, reason_in_pool)});
    } else {
      insert_sorted(pool, enriched);
      save(at, pool, turn);
    }
  }
  return {};
}

void tell(const ToyMessage& what, ToyKind fact, std::uint32_t open, Turn& turn) {
  turn.emit(toy_topics::matches, household_of(what.house), {about(ToyKind::notice, what, open)});
  turn.emit(toy_topics::facts, town_key(what.house), {about(fact, what)});
}

Result<> track(const ToyRecord& record, Turn& turn, const ToyBugs&) {
  if (record.is_day) {
    const Bytes at = key('o', record.municipality.number());
    std::vector<ToyMessage> still;
    for (const ToyMessage& open : load(at, turn)) {
      record.day - open.received >= toy_open_days ? tell(open, ToyKind::closed, 0, turn) : still.push_back(open);
    }
    save(at, still, turn);
    return {};
  }
  for (const ToyMessage& assigned : record.messages) {
    if (assigned.kind != ToyKind::assigned) return refused();
    const Bytes at = key('o', town_of(assigned.house).number());
    auto open = load(at, turn);
    insert_sorted(open, assigned);
    save(at, open, turn);
    tell(assigned, ToyKind::assigned, 1, turn);
  }
  return {};
}

Result<> report(const ToyRecord& record, Turn& turn, const ToyBugs&) {
  for (const ToyMessage& fact : record.messages) {
    if (fact.kind == ToyKind::poison) return refused();
    Bytes at(1, 'f');
    at += encode_toy({fact});
    const auto stored = turn.load(at);
    Bytes count;
    append_big_endian(count, stored ? read_big_endian<std::uint32_t>(*stored) + 1 : 1U);
    turn.save(at, std::move(count));  // counted, not set: a fact that comes twice must show
  }
  return {};
}

using Decide = Result<> (*)(const ToyRecord& record, Turn& turn, const ToyBugs& bugs);

class ToyStage final : public runtime::Stage {
 public:
  ToyStage(const flow::StageInfo& info, Decide decide, const ToyBugs& bugs)
      : info_(info), decide_(decide), bugs_(bugs) {}
  const flow::StageInfo& info() const override { return info_; }
  bool keeps_its_tables() const override { return false; }
  std::unique_ptr<runtime::OpenBatch> open() const override { return std::make_unique<Batch>(*this); }

 private:
  class Batch final : public runtime::OpenBatch {
   public:
    explicit Batch(const ToyStage& stage) : stage_(stage) {}
    void clear() override { records_.clear(); }
    void add(const ports::InRecord& record, runtime::KeySink& keys) override {
      records_.push_back(decode_toy(stage_.info_.inbox, record.value));
      if (records_.back() && stage_.info_.inbox == flow::topics::signals.info.id)
        for (const ToyMessage& signal : records_.back()->messages) keys.need(key('h', signal.house));
    }
    bool is_readable(std::size_t number) const override { return records_[number].has_value(); }
    Result<> handle(std::size_t number, Turn& turn) const override {
      const auto& record = records_[number];
      if (!record) return record.error();
      if (record->is_day) {
        TIJDIG_TRY(const bool is_new, runtime::is_new_day({record->municipality, Date::from_days(record->day)}, turn));
        if (!is_new) return {};
      }
      return stage_.decide_(*record, turn, stage_.bugs_);
    }

   private:
    const ToyStage& stage_;
    std::vector<Result<ToyRecord>> records_;
  };

  const flow::StageInfo& info_;
  Decide decide_;
  ToyBugs bugs_;
};

}  // namespace

std::vector<std::unique_ptr<const runtime::Stage>> toy_stages(const ToyBugs& bugs) {
  std::vector<std::unique_ptr<const runtime::Stage>> stages;
  const auto add = [&](const flow::StageInfo& info, Decide decide) {
    stages.push_back(std::make_unique<ToyStage>(info, decide, bugs));
  };
  add(flow::signal_ingest, &ingest);
  add(flow::matcher, &match);
  add(flow::register_desk, &look_up);
  add(flow::enrichment, &enrich);
  add(flow::assignment, &assign);
  add(flow::outcome_tracker, &track);
  add(flow::reporting, &report);
  return stages;
}

}  // namespace tijdig::simulation
