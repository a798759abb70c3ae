// What linking asks of a register: postings, residents, how common a name is, how many people there are.
//
//   struct MyView { using Handle = std::uint32_t; ... };     // in memory, or loaded from stored state
//
// `today` is the day for which links are made: it decides who is of age. `posting(key)` gives the residents filed under
// a key, each once, in any order; a list longer than `posting_max` may be cut by the view, because the linker does not
// look at it. Frequencies are those of one count of the register: they may lag behind the residents, so that one birth
// does not change every decision.
#pragma once

#include <concepts>
#include <ranges>

#include "libs/residents/keys.h"

namespace tijdig::residents {

inline constexpr std::size_t posting_max = 256;

template <class View>
concept RegisterView = requires(const View& view, Key key, typename View::Handle handle, std::uint64_t term) {
  { view.posting(key) } -> std::ranges::sized_range;
  { view.resident(handle) } -> std::convertible_to<const ResidentForm&>;
  { view.frequency(term) } -> std::convertible_to<std::uint32_t>;
  { view.population() } -> std::convertible_to<std::uint32_t>;
  { view.today() } -> std::convertible_to<Date>;
};

// First names are counted under another term than surnames.
constexpr std::uint64_t first_name_term(std::uint32_t name) { return mixed(7, name); }

}  // namespace tijdig::residents
