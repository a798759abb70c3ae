#include "services/tijdig/shown.h"

#include "libs/flow/flow.h"
#include "services/matcher/state_keys.h"

namespace tijdig::commands {

Result<matcher::AddressState> address_state(ports::BackEnd& back_end, MunicipalityCode municipality,
                                            AddressId address) {
  const Bytes home = flow::key_bytes(flow::MunicipalityKey{municipality});
  const ports::Lane lane{flow::matcher.id, flow::partition_of(home, back_end.partitions())};
  const Bytes key = matcher::address_key(address);
  std::vector<std::optional<Bytes>> values;
  TIJDIG_DO(back_end.load(lane, std::span(&key, 1), values));
  matcher::AddressState state;
  if (values[0]) TIJDIG_DO(matcher::decode(*values[0], state));
  return state;
}

std::string name_for_contact(const Person& person) {
  std::string name;
  for (const PrivateText* part : {&person.initials, &person.prefix, &person.surname}) {
    const std::string_view text = part->reveal(Purpose::contact);
    if (!name.empty() && !text.empty()) name += ' ';
    name += text;
  }
  return name;
}

}  // namespace tijdig::commands
