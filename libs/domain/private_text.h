// Text about a person. It compares and hashes, and it refuses to be printed.
//
//   PrivateText surname("Jansen");
//   fmt::print("{}", surname);                        // does not compile
//   normalise(surname.reveal(Purpose::matching));      // the single way out names its purpose
//
// Why: no BSN, name, address, e-mail or telephone may reach a log line, label, key or exception text (SECURITY.md).
#pragma once

#include <compare>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace tijdig {

// Why personal data is looked at (AVG art. 5(1)(b); L38). Search for the word to audit a purpose.
enum class Purpose {
  matching,          // linking signals to one household
  register_check,    // comparing with the BRP before contact (L26)
  contact,           // the walk list and the case page of the assigned caseworker
  partner_feedback,  // back to the partner that sent it
  storage,           // writing it to the log or a state blob
  synthetic,         // invented people of the simulator
};

class PrivateText {
 public:
  PrivateText() = default;
  explicit PrivateText(std::string text) : text_(std::move(text)) {}

  std::string_view reveal(Purpose) const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const PrivateText&) const = default;
  // For failing tests. Without it GoogleTest would print the bytes of the object.
  friend void PrintTo(const PrivateText&, std::ostream* out) { *out << "<private>"; }

 private:
  std::string text_;
};

std::ostream& operator<<(std::ostream&, const PrivateText&) = delete;

}  // namespace tijdig
