// The small builder with which `flow.h` draws the map.
//
//   inline constexpr StageInfo matcher = stage(2, "matcher", "matcher", topics::signals)
//                                            .writes(topics::matches, topics::review_tasks)
//                                            .keeps(tables::addresses, tables::towns)
//                                            .hears_of_days();
//   matcher.may_write(topics::matches.info.id);          // asked by the step of every output
//
// A stage has one inbox; whatever may change its decisions is a record in it. A door writes what the world brings.
// Plain values, made and checked when the program is compiled: too many outputs or tables do not compile, and what the
// whole map must hold stands in flow.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "libs/flow/table.h"
#include "libs/flow/topic.h"

namespace tijdig::flow {

using StageId = std::uint16_t;

// A short list that can be made when the program is compiled.
template <class T, std::size_t count_max>
class ShortList {
 public:
  constexpr void add(T one) { all_.at(count_++) = one; }
  constexpr bool has(const T& one) const {
    for (const T& other : *this)
      if (other == one) return true;
    return false;
  }
  constexpr const T* begin() const { return all_.data(); }
  constexpr const T* end() const { return all_.data() + count_; }
  constexpr std::size_t size() const { return count_; }

 private:
  std::array<T, count_max> all_{};
  std::size_t count_ = 0;
};

// What doors and stages have in common.
template <class Self>
struct Writer {
  ShortList<TopicId, 8> outputs;

  template <class... Topics>
  constexpr Self writes(const Topics&... topics) const {
    Self copy = static_cast<const Self&>(*this);
    (copy.outputs.add(topics.info.id), ...);
    return copy;
  }
  constexpr bool may_write(TopicId topic) const { return outputs.has(topic); }
};

struct StageInfo : Writer<StageInfo> {
  StageId id = 0;
  std::string_view name;     // consumer group, metric label: never generated
  std::string_view service;  // which of the six services runs it
  TopicId inbox = 0;
  bool told_of_days = false;  // gets DayClosed
  ShortList<const TableInfo*, 12> tables;

  template <class... Tables>
  constexpr StageInfo keeps(const Tables&... kept) const {
    StageInfo copy = *this;
    (copy.keep(kept.info), ...);
    return copy;
  }
  constexpr StageInfo hears_of_days() const {
    StageInfo copy = *this;
    copy.told_of_days = true;
    return copy;
  }

  // The table of this stage in which the key stands; nullptr: in none.
  constexpr const TableInfo* table_of(BytesView key) const {
    for (const TableInfo* table : tables)
      if (table->fits(key)) return table;
    return nullptr;
  }
  // False: the key stands in no table of this stage. Asked for every key that a record touches, so it looks at the
  // first byte only; `table_of` looks at all of it.
  constexpr bool may_keep(BytesView key) const {
    return !key.empty() && (first_bytes_[cell(key[0])] & bit(key[0])) != 0;
  }

 private:
  constexpr void keep(const TableInfo& table) {
    tables.add(&table);
    first_bytes_[cell(table.prefix[0])] |= bit(table.prefix[0]);
  }
  static constexpr std::size_t cell(char byte) { return static_cast<unsigned char>(byte) / 64; }
  static constexpr std::uint64_t bit(char byte) { return std::uint64_t{1} << (static_cast<unsigned char>(byte) % 64); }

  std::array<std::uint64_t, 4> first_bytes_{};
};

template <class InboxTopic>
constexpr StageInfo stage(StageId id, std::string_view name, std::string_view service, const InboxTopic& inbox) {
  StageInfo info;
  info.id = id;
  info.name = name;
  info.service = service;
  info.inbox = inbox.info.id;
  return info;
}

struct DoorInfo : Writer<DoorInfo> {
  std::string_view name;
  std::string_view brings;  // in words, for the picture
};

constexpr DoorInfo door(std::string_view name, std::string_view brings) {
  DoorInfo info;
  info.name = name;
  info.brings = brings;
  return info;
}

}  // namespace tijdig::flow
