#include "services/matcher/looking_ahead.h"

#include <algorithm>

#include "libs/domain/address_id.h"
#include "services/matcher/hearing_ties.h"
#include "services/matcher/register_in_state.h"
#include "services/matcher/state_keys.h"
#include "services/matcher/verdict_keeping.h"

namespace tijdig::matcher {
namespace {

using residents::Key;

void load(const std::vector<Bytes>& keys, runtime::Turn& turn) {
  for (auto from = keys.begin(); from != keys.end();) {
    const auto until = from + std::min<std::ptrdiff_t>(keys_per_call, keys.end() - from);
    turn.load_ahead({from, until});
    from = until;
  }
}

Result<std::vector<const Filing*>> filings(MunicipalityCode municipality, const std::vector<Key>& keys,
                                           runtime::Turn& turn) {
  std::vector<Bytes> wanted;
  for (const Key key : keys) wanted.push_back(filing_key(municipality, key));
  load(wanted, turn);
  std::vector<const Filing*> found;
  for (const Bytes& key : wanted) {
    TIJDIG_TRY(const auto* filing, turn.look<Filing>(key));
    if (filing != nullptr && filing->left_out == 0) found.push_back(filing);
  }
  return found;
}

Result<> look_ahead_at_contacts(MunicipalityCode municipality, const std::vector<Key>& contacts, runtime::Turn& turn) {
  TIJDIG_TRY(const auto found, filings(municipality, contacts, turn));
  std::vector<AddressId> known_from;
  for (const Filing* filing : found)
    if (filing->named.size() <= residents::contact_doors_max)
      known_from.insert(known_from.end(), filing->named.begin(), filing->named.end());
  look_ahead_at_addresses(known_from, turn);
  return {};
}

}  // namespace

// Of a key with more residents than are ever looked at, nobody.
Result<> look_ahead_at_residents(MunicipalityCode municipality, const std::vector<Key>& keys, runtime::Turn& turn) {
  TIJDIG_TRY(const auto found, filings(municipality, keys, turn));
  std::vector<Bytes> wanted;
  for (const Filing* filing : found)
    if (filing->residents.size() <= residents::posting_max)
      for (const auto& person : filing->residents) wanted.push_back(resident_key(municipality, person));
  load(wanted, turn);
  return {};
}

void look_ahead_at_addresses(const std::vector<AddressId>& addresses, runtime::Turn& turn) {
  std::vector<Bytes> wanted;
  for (const AddressId address : addresses) wanted.push_back(address_key(address));
  load(wanted, turn);
}

Result<> look_ahead_at_lines(MunicipalityCode municipality, const std::vector<AddressId>& addresses,
                             runtime::Turn& turn) {
  look_ahead_at_addresses(addresses, turn);
  std::vector<Bytes> around;
  for (const AddressId own : addresses) {
    TIJDIG_TRY(const auto* here, turn.look<AddressState>(address_key(own)));
    if (here == nullptr) continue;
    for (const AddressId away : here->away) around.push_back(address_key(away));
    for (const CustomerLine& line : here->lines) around.push_back(verdicts_key(municipality, line.customer));
  }
  load(around, turn);
  std::vector<Key> keys;
  std::vector<Key> contacts;
  for (const AddressId own : addresses) {
    TIJDIG_TRY(const auto texts, texts_named_at(municipality, own, turn));
    for (const NamedText& text : texts) {
      const residents::Keys of_text = residents::near_keys_of(text.form);
      keys.insert(keys.end(), of_text.begin(), of_text.end());
      const residents::Keys telling = residents::telling_keys(text.form);
      keys.insert(keys.end(), telling.begin(), telling.end());
      for (const Key contact : {residents::telephone_key(text.form), residents::mail_key(text.form)})
        if (contact != 0) contacts.push_back(contact);
    }
  }
  TIJDIG_DO(look_ahead_at_contacts(municipality, contacts, turn));
  return look_ahead_at_residents(municipality, keys, turn);
}

Result<> look_ahead_at_doors(MunicipalityCode municipality, const std::vector<Key>& doors, runtime::Turn& turn) {
  TIJDIG_DO(look_ahead_at_residents(municipality, doors, turn));
  std::vector<AddressId> addresses;
  for (const Key door : doors) {
    TIJDIG_TRY(const auto* filing, turn.look<Filing>(filing_key(municipality, door)));
    if (filing == nullptr || filing->residents.empty()) continue;
    TIJDIG_TRY(const auto* known, turn.look<KnownResident>(resident_key(municipality, filing->residents.front())));
    if (known != nullptr && !known->statements.empty())
      addresses.push_back(address_id_of(municipality, known->statements.back().address));
  }
  look_ahead_at_addresses(addresses, turn);
  return {};
}

}  // namespace tijdig::matcher
