#include "libs/policy/reference.h"

#include "tests/harness/pages.h"

namespace tijdig::policy {
namespace {

TEST(PolicyReference, EqualsTheCommittedPage) { harness::expect_page("docs/policy.md", policy_reference()); }

}  // namespace
}  // namespace tijdig::policy
