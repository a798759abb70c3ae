#include "services/tijdig/doors/table_content.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "services/tijdig/test_town.h"

namespace tijdig::doors {
namespace {

using commands::TestFolder;
using signal_ingest::FileReason;

TEST(TableContent, IsTheSameFromAFileAndFromBytesHoweverOften) {
  const TestFolder folder("content");
  const std::string text(200'000, 'x');
  const TableContent file(folder.write("table.csv", text));
  const TableContent bytes(text);
  for (const TableContent* content : {&file, &file, &bytes, &bytes}) {
    std::string read;
    EXPECT_FALSE(content->each_piece([&](BytesView piece) {
      read += piece;
      return true;
    }));
    EXPECT_EQ(read, text);
  }
}

TEST(TableContent, StopsWhenWhoReadsHasHadEnough) {
  const TestFolder folder("content");
  const TableContent file(folder.write("table.csv", std::string(200'000, 'x')));
  int pieces = 0;
  EXPECT_FALSE(file.each_piece([&](BytesView) { return ++pieces < 2; }));
  EXPECT_EQ(pieces, 2);
}

TEST(TableContent, RefusesALargeFileBeforeReadingIt) {
  const TestFolder folder("content");
  const auto file = folder.write("table.csv", "a");
  std::filesystem::resize_file(file, table_bytes_max + 1);
  const auto problem = TableContent(file).each_piece([](BytesView) {
    ADD_FAILURE() << "was read";
    return false;
  });
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->reason, FileReason::file_too_large);
  EXPECT_EQ(problem->number, 134'217'728);
}

TEST(TableContent, RefusesWhatIsNoFile) {
  const TestFolder folder("content");
  const auto pipe = folder.path() / "2018-10-01_register.csv";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const auto& path : {pipe, folder.path(), folder.path() / "nothing", std::filesystem::path("/dev/zero")}) {
    const auto problem = TableContent(path).each_piece([](BytesView) { return false; });
    ASSERT_TRUE(problem) << path;
    EXPECT_EQ(problem->reason, FileReason::unreadable) << path;
  }
}

}  // namespace
}  // namespace tijdig::doors
