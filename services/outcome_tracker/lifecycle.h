// The life of a case, on one screen.
//
// `outcome_tracker` consults this table and nothing else; docs/lifecycle.md is generated from it; lifecycle_test checks
// that every status can be reached and that every open status has a way out by time. Source: evaluation of Zoetermeer
// 2018-2019 (contact: two visits, flyer, telephone; close at once on refusal, or after 30 working days without
// contact), L18.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace tijdig::outcome_tracker {

enum class Status : unsigned char {
  on_list,     // on the walk list; nobody has tried yet
  trying,      // tried, nobody reached
  in_contact,  // somebody was reached; no result yet
  closed,      // has its end result
  count_,
};

enum class Trigger : unsigned char {
  not_reached,     // an attempt without contact
  reached,         // an attempt with contact
  result_given,    // a caseworker gave the end result
  window_elapsed,  // the clock of policy `closing` ran out
  link_undone,     // what was left without an undone link is no match
  approach_ended,  // it became known that nobody should go there: the reasons of approach_ends.h
  merged,          // its household became one with another, whose case goes on
  count_,
};

struct Transition {
  Status from;
  Trigger trigger;
  Status to;
};

inline constexpr std::array lifecycle{
    Transition{Status::on_list, Trigger::not_reached, Status::trying},
    Transition{Status::on_list, Trigger::reached, Status::in_contact},
    Transition{Status::on_list, Trigger::result_given, Status::closed},
    Transition{Status::on_list, Trigger::window_elapsed, Status::closed},
    Transition{Status::on_list, Trigger::link_undone, Status::closed},
    Transition{Status::on_list, Trigger::approach_ended, Status::closed},
    Transition{Status::on_list, Trigger::merged, Status::closed},
    Transition{Status::trying, Trigger::not_reached, Status::trying},
    Transition{Status::trying, Trigger::reached, Status::in_contact},
    Transition{Status::trying, Trigger::result_given, Status::closed},
    Transition{Status::trying, Trigger::window_elapsed, Status::closed},
    Transition{Status::trying, Trigger::link_undone, Status::closed},
    Transition{Status::trying, Trigger::approach_ended, Status::closed},
    Transition{Status::trying, Trigger::merged, Status::closed},
    Transition{Status::in_contact, Trigger::not_reached, Status::in_contact},
    Transition{Status::in_contact, Trigger::reached, Status::in_contact},
    Transition{Status::in_contact, Trigger::result_given, Status::closed},
    Transition{Status::in_contact, Trigger::window_elapsed, Status::closed},
    Transition{Status::in_contact, Trigger::link_undone, Status::closed},
    // Late entries of caseworkers: they are facts, and a later result corrects an earlier one.
    Transition{Status::closed, Trigger::not_reached, Status::closed},
    Transition{Status::closed, Trigger::reached, Status::closed},
    Transition{Status::closed, Trigger::result_given, Status::closed},
};

constexpr std::optional<Status> next_status(Status from, Trigger trigger) {
  for (const Transition& row : lifecycle)
    if (row.from == from && row.trigger == trigger) return row.to;
  return std::nullopt;
}

constexpr std::string_view name_of(Status status) {
  constexpr std::array<std::string_view, 4> names{"on_list", "trying", "in_contact", "closed"};
  return names[static_cast<std::size_t>(status)];
}

constexpr std::string_view name_of(Trigger trigger) {
  constexpr std::array<std::string_view, 7> names{"not_reached", "reached",        "result_given", "window_elapsed",
                                                  "link_undone", "approach_ended", "merged"};
  return names[static_cast<std::size_t>(trigger)];
}

}  // namespace tijdig::outcome_tracker
