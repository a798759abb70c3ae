#include "libs/names/official_form.h"

#include "libs/base/ascii.h"

namespace tijdig::names {
namespace {

// The bytes of the first letter of UTF-8 text.
std::size_t letter_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
  return size;
}

std::string with_prefix(std::string_view prefix, std::string_view surname) {
  std::string out(prefix);
  if (!out.empty() && out.back() != '\'') out.push_back(' ');
  return out.append(surname);
}

}  // namespace

std::string voorletters(std::string_view first_names) {
  std::string out;
  bool after_bare_letter = false;
  while (!first_names.empty()) {
    const std::string_view name = first_names.substr(0, first_names.find(' '));
    first_names.remove_prefix(name.size() + (name.size() < first_names.size() ? 1 : 0));
    if (name.empty()) continue;
    const std::size_t size = letter_size(name);
    if (after_bare_letter) out.push_back(' ');
    out.append(name.substr(0, size));
    after_bare_letter = size == name.size();
    if (!after_bare_letter) out.push_back('.');
  }
  return out;
}

std::string used_surname(const NameFields& name) {
  const std::string own = with_prefix(name.prefix, name.surname);
  if (name.partner_surname.empty()) return own;
  const std::string partner = with_prefix(name.partner_prefix, name.partner_surname);
  switch (name.use) {
    case Naamgebruik::own:
      return own;
    case Naamgebruik::partner:
      return partner;
    case Naamgebruik::partner_own:
      return partner + "-" + own;
    case Naamgebruik::own_partner:
      break;
  }
  return own + "-" + partner;
}

std::string address_name(const NameFields& name) {
  std::string letters = voorletters(name.first_names);
  std::string surname = used_surname(name);
  if (!letters.empty()) return letters.append(" ").append(surname);
  if (!surname.empty() && surname[0] >= 'a' && surname[0] <= 'z')
    surname[0] = static_cast<char>(surname[0] - 'a' + 'A');
  return surname;
}

std::string address_line(const AddressFields& address) {
  if (address.street.empty()) return std::string(address.location);
  std::string line(address.street);
  if (address.designation == "by") line += " bij";
  if (address.designation == "to") line += " t/o";
  line.append(" ").append(address.number);
  if (!address.letter.empty()) {
    line.append(" ").append(address.letter);
  } else if (!address.addition.empty()) {
    line.push_back(is_digit(address.addition.front()) ? '-' : ' ');
  }
  return line.append(address.addition);
}

}  // namespace tijdig::names
