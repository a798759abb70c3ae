#include "services/matcher/state.h"

#include <algorithm>
#include <tuple>

namespace tijdig::matcher {
namespace {

bool holds(const std::vector<CustomerId>& side, const CustomerId& customer) {
  return std::find(side.begin(), side.end(), customer) != side.end();
}

}  // namespace

bool line_before(const CustomerLine& a, const CustomerLine& b) {
  return std::tie(a.customer, a.person, a.named_at) < std::tie(b.customer, b.person, b.named_at);
}

bool Review::is_between(const CustomerId& one, const CustomerId& other) const {
  return (holds(left, one) && holds(right, other)) || (holds(right, one) && holds(left, other));
}

}  // namespace tijdig::matcher
