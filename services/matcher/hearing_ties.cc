#include "services/matcher/hearing_ties.h"

#include <algorithm>

#include "services/matcher/register_in_state.h"
#include "services/matcher/register_keeping.h"
#include "services/matcher/state_keys.h"
#include "services/matcher/verdict_keeping.h"

namespace tijdig::matcher {
namespace {

using residents::Key;

Result<> add_texts(MunicipalityCode municipality, const std::vector<CustomerLine>& lines,
                   const std::optional<Address>& named_at, const Address& address, runtime::Turn& turn,
                   std::vector<NamedText>& texts) {
  for (const CustomerLine& line : lines) {
    if (line.named_at != named_at || line.signals.empty()) continue;
    residents::CustomerForm form = residents::customer_form(line.person, address, line.kind);
    TIJDIG_TRY(const residents::Standing verdicts, standing_of(municipality, line.customer, form, turn));
    if (verdicts.is_empty()) texts.push_back({std::move(form), line.signals.back().signal_date});
  }
  return {};
}

bool is_an_agents(const Filing& filing) {
  return filing.left_out > 0 || filing.named.size() > residents::contact_doors_max;
}

// The address joins, or leaves, those that have this contact.
Result<> refile(MunicipalityCode municipality, Key contact, AddressId own, bool joins, runtime::Turn& turn) {
  TIJDIG_TRY(auto* filing, turn.change<Filing>(filing_key(municipality, contact)));
  const bool was_an_agents = is_an_agents(*filing);
  const auto at = std::lower_bound(filing->named.begin(), filing->named.end(), own);
  const bool is_filed = at != filing->named.end() && *at == own;
  if (joins && filing->named.size() < filed_max)
    filing->named.insert(at, own);
  else if (joins)
    ++filing->left_out;
  else if (is_filed)
    filing->named.erase(at);
  else if (filing->left_out > 0)
    --filing->left_out;
  if (was_an_agents && is_an_agents(*filing)) return {};
  for (const AddressId other : std::vector(filing->named)) TIJDIG_DO(mark_address(municipality, other, turn));
  return {};
}

Result<std::vector<residents::Door>> doors_under(MunicipalityCode municipality, Key contact, runtime::Turn& turn) {
  std::vector<residents::Door> doors;
  if (contact == 0) return doors;
  TIJDIG_TRY(const auto* filing, turn.look<Filing>(filing_key(municipality, contact)));
  if (filing == nullptr) return doors;
  const std::size_t enough = residents::contact_doors_max + 1;  // to see that it is an agent's
  if (filing->left_out > 0) return std::vector<residents::Door>(enough);
  for (std::size_t i = 0; i < std::min(filing->named.size(), enough); ++i) {
    TIJDIG_TRY(const auto* there, turn.look<AddressState>(address_key(filing->named[i])));
    if (there != nullptr) doors.push_back(residents::door_of(there->address));
  }
  return doors;
}

}  // namespace

Result<std::vector<NamedText>> texts_named_at(MunicipalityCode municipality, AddressId own, runtime::Turn& turn) {
  std::vector<NamedText> texts;
  TIJDIG_TRY(const auto* here, turn.look<AddressState>(address_key(own)));
  if (here == nullptr) return texts;
  TIJDIG_DO(add_texts(municipality, here->lines, std::nullopt, here->address, turn, texts));
  for (const AddressId away : here->away) {
    TIJDIG_TRY(const auto* there, turn.look<AddressState>(address_key(away)));
    if (there != nullptr) TIJDIG_DO(add_texts(municipality, there->lines, here->address, here->address, turn, texts));
  }
  return texts;
}

Result<> file_contacts(MunicipalityCode municipality, AddressId own, runtime::Turn& turn) {
  TIJDIG_TRY(const auto texts, texts_named_at(municipality, own, turn));
  std::vector<FiledContact> now;
  for (const NamedText& text : texts)
    for (const Key key : {residents::telephone_key(text.form), residents::mail_key(text.form)})
      if (key != 0) now.push_back({key});
  std::sort(now.begin(), now.end());
  now.erase(std::unique(now.begin(), now.end()), now.end());
  TIJDIG_TRY(const auto* state, turn.look<AddressState>(address_key(own)));
  if (state == nullptr || state->contacts == now) return {};
  TIJDIG_TRY(auto* changed, turn.change<AddressState>(address_key(own)));
  const std::vector<FiledContact> before = std::exchange(changed->contacts, now);
  for (const FiledContact& gone : before)
    if (!std::binary_search(now.begin(), now.end(), gone)) TIJDIG_DO(refile(municipality, gone.key, own, false, turn));
  for (const FiledContact& one : now)
    if (!std::binary_search(before.begin(), before.end(), one))
      TIJDIG_DO(refile(municipality, one.key, own, true, turn));
  return {};
}

Result<> tie_to_others(MunicipalityCode municipality, residents::CustomerForm& customer, runtime::Turn& turn) {
  TIJDIG_TRY(const auto of_telephone, doors_under(municipality, residents::telephone_key(customer), turn));
  TIJDIG_TRY(const auto of_mail, doors_under(municipality, residents::mail_key(customer), turn));
  residents::tie(customer, of_telephone, of_mail);
  return {};
}

}  // namespace tijdig::matcher
