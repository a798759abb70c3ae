#include "services/matcher/homes.h"

#include <algorithm>

#include "services/matcher/state_keys.h"

namespace tijdig::matcher {
namespace {

void move_lines(AddressState& from, const std::optional<Address>& named_at, std::vector<CustomerLine>& to) {
  const auto stays = [&](const CustomerLine& line) { return line.named_at != named_at; };
  const auto going = std::stable_partition(from.lines.begin(), from.lines.end(), stays);
  for (auto line = going; line != from.lines.end(); ++line) {
    line->named_at.reset();
    to.push_back(std::move(*line));
  }
  from.lines.erase(going, from.lines.end());
}

void insert_line(AddressState& state, CustomerLine line) {
  state.lines.insert(std::lower_bound(state.lines.begin(), state.lines.end(), line, line_before), std::move(line));
}

}  // namespace

Result<AddressState> take_named(AddressId own, runtime::Turn& turn) {
  AddressState named;
  TIJDIG_TRY(AddressState * here, turn.change<AddressState>(address_key(own)));
  named.address = here->address;
  move_lines(*here, std::nullopt, named.lines);
  for (const AddressId away : std::exchange(here->away, {})) {
    TIJDIG_TRY(AddressState * there, turn.change<AddressState>(address_key(away)));
    move_lines(*there, named.address, named.lines);
  }
  std::sort(named.lines.begin(), named.lines.end(), line_before);
  return named;
}

Result<> put_named(AddressId own, AddressState named, const std::vector<Door>& homes, runtime::Turn& turn) {
  TIJDIG_CHECK(homes.size() == named.lines.size());
  TIJDIG_TRY(AddressState * here, turn.change<AddressState>(address_key(own)));
  here->address = named.address;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    CustomerLine& line = named.lines[i];
    if (homes[i].id == own) {
      insert_line(*here, std::move(line));
      continue;
    }
    TIJDIG_TRY(AddressState * there, turn.change<AddressState>(address_key(homes[i].id)));
    there->address = homes[i].address;
    line.named_at = named.address;
    insert_line(*there, std::move(line));
    here->away.push_back(homes[i].id);
    const auto guest = std::lower_bound(there->guests.begin(), there->guests.end(), own);
    if (guest == there->guests.end() || *guest != own) there->guests.insert(guest, own);
  }
  std::sort(here->away.begin(), here->away.end());
  here->away.erase(std::unique(here->away.begin(), here->away.end()), here->away.end());
  return {};
}

}  // namespace tijdig::matcher
