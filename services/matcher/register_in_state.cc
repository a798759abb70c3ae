#include "services/matcher/register_in_state.h"

#include <algorithm>

namespace tijdig::matcher {
namespace {

const std::vector<residents::PersonRef> nobody;
// A key under which more were filed than are kept: longer than any list the linker looks at, so that it counts as
// capped however many have left since, and no rival is missing unseen.
const std::vector<residents::PersonRef> too_many(residents::posting_max + 1);
const residents::ResidentForm unknown_resident;

}  // namespace

Bytes resident_key(MunicipalityCode municipality, const residents::PersonRef& person) {
  return flow::tables::residents.key(municipality, person.hash());
}

Bytes filing_key(MunicipalityCode municipality, residents::Key filed) {
  return flow::tables::filings.key(municipality, filed);
}

Bytes term_key(MunicipalityCode municipality, std::uint64_t term) {
  return flow::tables::name_counts.key(municipality, term);
}

template <class T>
const T* RegisterInState::look(BytesView key) const {
  auto found = turn_->look<T>(key);
  if (found) return *found;
  failure_ = found.error();
  return nullptr;
}

const std::vector<residents::PersonRef>& RegisterInState::posting(residents::Key key) const {
  const auto* filing = look<Filing>(filing_key(municipality_, key));
  if (filing == nullptr) return nobody;
  return filing->left_out > 0 ? too_many : filing->residents;
}

const residents::ResidentForm& RegisterInState::resident(const Handle& person) const {
  const auto* known = look<KnownResident>(resident_key(municipality_, person));
  return known == nullptr ? unknown_resident : known->today;
}

const residents::ResidentForm* RegisterInState::find(const Handle& person) const {
  const auto* known = look<KnownResident>(resident_key(municipality_, person));
  return known == nullptr ? nullptr : &known->today;
}

std::uint32_t RegisterInState::frequency(std::uint64_t term) const {
  const auto* count = look<TermCount>(term_key(municipality_, term));
  return count == nullptr ? 0 : count->residents;
}

std::optional<Address> RegisterInState::address_of(const Handle& person) const {
  const auto* known = look<KnownResident>(resident_key(municipality_, person));
  if (known == nullptr) return std::nullopt;
  const auto here = std::find_if(known->statements.rbegin(), known->statements.rend(),
                                 [&](const Statement& said) { return said.form.door == known->today.door; });
  return here == known->statements.rend() ? std::nullopt : std::optional<Address>(here->address);
}

}  // namespace tijdig::matcher
