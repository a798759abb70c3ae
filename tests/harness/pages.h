// Holds a committed page to what the program generates today.
//
//   TEST(PolicyReference, EqualsTheCommittedPage) { harness::expect_page("docs/policy.md", policy_reference()); }
//
// When they differ, the generated page is left in the test's temporary folder, and the message says how to take it
// over. Paths are from the source root, where tests run.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace tijdig::harness {

inline std::string file_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

inline void expect_page(const std::string& path, const std::string& generated) {
  if (file_text(path) == generated) return;
  std::string name = path;
  for (char& c : name)
    if (c == '/') c = '_';
  const std::string beside = testing::TempDir() + name;
  std::ofstream(beside, std::ios::binary) << generated;
  ADD_FAILURE() << path << " is not what the program generates; to take it over: cp " << beside << ' ' << path;
}

}  // namespace tijdig::harness
