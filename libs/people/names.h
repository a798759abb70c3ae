// Names for the laboratory: the common ones as counted, a long tail, and the very frequent names of migrants.
//
//   Surname-like: name_book().surname(index).name
//   const NameIndex index = name_book().draw_surname(chance, Origin::dutch);
//
// Three in ten bear one of the nine hundred commonest Dutch surnames (names_data.h of the town). The tail is composed
// of stems and endings of Dutch place and field names: it holds some twenty thousand names where reality has 322,000,
// so a rare name is commoner here than in life, which makes linking harder. Migrant names are few and frequent, as in
// life; the lists are general knowledge, the weights fall as one over rank [A]. Immutable; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "libs/town/random.h"

namespace tijdig::people {

enum class Origin : std::uint8_t { dutch, turkish, arabic, hindustani, polish, count_ };

struct FamilyName {
  std::string name;
  std::string prefix;
};

using NameIndex = std::uint32_t;

class NameBook {
 public:
  NameBook();
  NameIndex draw_surname(town::Random& chance, Origin origin) const;
  const FamilyName& surname(NameIndex index) const { return surnames_[index]; }
  std::string_view draw_first_name(town::Random& chance, Origin origin, bool woman, int birth_year) const;
  std::size_t size() const { return surnames_.size(); }

 private:
  std::vector<FamilyName> surnames_;
  std::vector<std::uint64_t> bearers_up_to_;  // of the common ones
  std::array<NameIndex, static_cast<std::size_t>(Origin::count_) + 1> first_of_{};
  NameIndex first_of_tail_ = 0;
};

const NameBook& name_book();

}  // namespace tijdig::people
