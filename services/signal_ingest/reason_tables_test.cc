#include "services/signal_ingest/reason_tables.h"

#include <gtest/gtest.h>

#include "tests/harness/pages.h"

namespace tijdig::signal_ingest {
namespace {

TEST(ReasonTables, EqualThoseOnTheCommittedPage) {
  const std::string page = harness::file_text("docs/partner-files.md");
  harness::expect_page("docs/partner-files.md", with_reason_tables(page));
  EXPECT_NE(page.find("| `below_threshold` |"), std::string::npos);  // the markers are there
}

TEST(ReasonTables, LeaveAPageWithoutMarkersAlone) { EXPECT_EQ(with_reason_tables("tekst\n"), "tekst\n"); }

}  // namespace
}  // namespace tijdig::signal_ingest
