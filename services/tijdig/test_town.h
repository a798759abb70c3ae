// A town in memory and what a town brings, for the tests of this folder.
//
//   auto town = town_in_memory();                        // the rules of Zoetermeer, four partitions
//   std::string file = signals_csv({signal_row("K1", "2711AB", "12", "100,00")});
//   TestFolder folder("importer");  folder.write("2018-10-12_signals_dunea.csv", file);
//
// Header only; test programs. What should not fail ends the program.
#pragma once

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

#include "libs/backends/memory/memory.h"
#include "services/tijdig/embedded.h"
#include "services/tijdig/zoetermeer_policy.h"

namespace tijdig::commands {

inline const std::string signals_header =
    "klantnummer;achternaam;geboortedatum;postcode;huisnummer;bedrag;ontstaansdatum;signaaldatum\n";

inline std::unique_ptr<Embedded> town_in_memory(runtime::StepObserver* observer = nullptr) {
  memory::MemoryOptions memory;
  memory.partitions = 4;
  EmbeddedOptions options;
  options.observer = observer;
  auto town = Embedded::on(std::make_unique<memory::Memory>(memory), *zoetermeer_policy(), options);
  TIJDIG_CHECK(town.has_value());
  return *std::move(town);
}

inline std::string signal_row(const std::string& customer, const std::string& house, const std::string& amount) {
  return customer + ";Geheimpje;1970-01-02;2711 XY;" + house + ";" + amount + ";2018-08-01;2018-10-10\n";
}

inline std::string signals_csv(const std::vector<std::string>& rows) {
  std::string text = signals_header;
  for (const std::string& row : rows) text += row;
  return text;
}

// A folder of this process; gone with the value.
class TestFolder {
 public:
  explicit TestFolder(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("tijdig-" + name + "-" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace tijdig::commands
