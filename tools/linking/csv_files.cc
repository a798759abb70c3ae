#include "tools/linking/csv_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <vector>

#include "tools/linking/evaluation.h"

namespace tijdig::lab {
namespace {

using people::World;

std::string id(std::uint64_t number) { return number == 0 ? "" : fmt::format("{:016x}", number); }
std::string month_text(int month) { return YearMonth(people::first_year, 1).plus_months(month).to_string(); }
std::string record_id(const World& world, std::uint32_t version) {
  return fmt::format("r{}-{}", world.observed.municipality, version);
}

void write_line(std::ofstream& file, const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_field(fields[i]);
  }
  file << line << '\n';
}

class Files {
 public:
  explicit Files(const std::filesystem::path& folder)
      : register_(folder / "register.csv"),
        records_(folder / "records.csv"),
        signals_(folder / "signals.csv"),
        truth_(folder / "truth.csv") {
    register_ << "resident,loaded,municipality,surname,prefix,first_names,partner_surname,partner_prefix,name_use,"
                 "birth_date,lives_here_since,address_object,street,house_number,house_letter,house_addition,postcode,"
                 "partner,parent1,parent2,deceased,moved_out\n";
    records_
        << "record,municipality,creditor,kind,customer_number,surname,prefix,initials,first_name,birth_date,street,"
           "house_number,house_letter,house_addition,postcode,telephone,email,legal_form\n";
    signals_ << "record,month,delivered,amount_cents\n";
    truth_ << "record,resident,household\n";
  }

  void write(const World& world) {
    write_register(world);
    write_records(world);
    std::vector<int> first(world.observed.versions.size(), people::never);
    for (const people::SignalLine& line : world.observed.signals) {
      first[line.version] = std::min(first[line.version], line.month);
      write_line(signals_, {record_id(world, line.version), month_text(line.month), month_text(line.delivered_month),
                            std::to_string(line.amount_cents)});
    }
    write_truth(world, first);
  }

  bool good() {
    for (std::ofstream* file : {&register_, &records_, &signals_, &truth_}) file->flush();
    return register_ && records_ && signals_ && truth_;
  }

 private:
  void write_register(const World& world) {
    constexpr std::string_view uses[] = {"E", "P", "V", "N"};
    for (const people::RegisterLine& line : world.observed.register_lines) {
      const people::AddressObject& at = world.observed.addresses[line.address];
      write_line(register_, {id(line.resident),
                             month_text(line.month),
                             std::to_string(world.observed.municipality),
                             line.surname,
                             line.prefix,
                             line.first_names,
                             line.partner_surname,
                             line.partner_prefix,
                             std::string(uses[static_cast<std::size_t>(line.name_use)]),
                             line.birth.to_string(),
                             line.lives_here_since.to_string(),
                             id(at.id),
                             at.street,
                             std::to_string(at.number),
                             at.letter,
                             at.addition,
                             at.postcode,
                             id(line.partner),
                             id(line.parents[0]),
                             id(line.parents[1]),
                             line.deceased ? "1" : "0",
                             line.moved_out ? "1" : "0"});
    }
  }

  void write_records(const World& world) {
    constexpr std::string_view kinds[] = {"rent",   "rent",  "rent",   "health", "health",
                                          "health", "water", "energy", "energy", "energy"};
    for (std::uint32_t i = 0; i < world.observed.versions.size(); ++i) {
      const people::CustomerVersion& version = world.observed.versions[i];
      const town::CustomerRecord& text = version.text;
      write_line(records_, {record_id(world, i), std::to_string(world.observed.municipality),
                            fmt::format("creditor-{}", version.partner), std::string(kinds[version.partner]),
                            text.number, text.surname, text.prefix, text.initials, text.first_name, text.birth_date,
                            text.street, text.house_number, text.house_letter, text.house_addition, text.postcode,
                            text.telephone, text.email, text.legal_form});
    }
  }

  void write_truth(const World& world, const std::vector<int>& first) {
    std::unordered_map<people::ResidentId, bool> registered;
    for (const people::RegisterLine& line : world.observed.register_lines) registered[line.resident] = true;
    for (std::uint32_t i = 0; i < world.observed.versions.size(); ++i) {
      const std::uint32_t human = world.truth.versions[i].human;
      const people::ResidentId resident = world.truth.resident_of[human];
      write_line(truth_,
                 {record_id(world, i), registered.contains(resident) ? id(resident) : "",
                  fmt::format("h{}-{}", world.observed.municipality, world.truth.household_of(human, first[i]))});
    }
  }

  std::ofstream register_;
  std::ofstream records_;
  std::ofstream signals_;
  std::ofstream truth_;
};

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

Result<> write_csv_files(const people::Setting& setting, std::uint64_t seed, std::uint32_t households,
                         const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  Files files(folder);
  std::uint16_t number = 0;
  for (const std::uint32_t size : split_households(households))
    files.write(people::make_world(setting, seed, number++, size));
  if (!files.good()) return Error::refused(fmt::format("{}: cannot be written; choose another --out", folder));
  return Ok{};
}

}  // namespace tijdig::lab
