#include "tools/bench_linking/export.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <system_error>

namespace tijdig::bench_linking {
namespace {

using residents::Door;
using residents::Names;

template <class Parts>
std::string_view part(const Parts& parts, std::size_t i) {
  return i < parts.count() ? parts[i].letters() : std::string_view();
}

std::string day(const std::optional<Date>& date) { return date ? date->to_string() : ""; }

std::string name_fields(const Names& names, std::string_view partner) {
  return fmt::format("{},{},{},{}", part(names.own, 0), partner,
                     std::string(names.initials.begin(), names.initials.end()), names.first.letters());
}

std::string door_fields(const Door& door) {
  return fmt::format("{},{},{},{}", door.postcode, door.number, door.addition, door.district());
}

constexpr std::string_view fields =
    "surname,partner,initials,first_name,birth_date,postcode,number,addition,district\n";

}  // namespace

Result<> export_towns(const Towns& towns, const std::string& folder) {
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  residents::Register known(Date(2022, 1, 1));
  known.load(towns.first_load);
  for (const residents::RegisterChange& change : towns.changes) known.apply(change);
  std::ofstream people(folder + "/register.csv");
  people << "unique_id," << fields;
  for (const residents::ResidentForm& form : known.residents())
    people << residents::short_ref(form.person) << ',' << name_fields(form.names, part(form.names.partner, 0)) << ','
           << day(form.birth_date) << ',' << door_fields(form.door) << '\n';
  std::ofstream texts(folder + "/texts.csv");
  texts << "unique_id,truth," << fields;
  for (std::size_t i = 0; i < towns.texts.size(); ++i) {
    const Text& text = towns.texts[i];
    const residents::CustomerForm form = residents::customer_form(text.person, text.address, text.kind);
    texts << i << ',' << text.truth << ',' << name_fields(form.names, part(form.names.own, 1)) << ','
          << day(form.birth_date) << ',' << door_fields(form.door) << '\n';
  }
  people.close();
  texts.close();
  if (people && texts) return {};
  return Error::fatal(folder + ": cannot be written; choose another --export");
}

}  // namespace tijdig::bench_linking
