#include "services/shell/private_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace tijdig::shell {
namespace {

TEST(PrivateFiles, AreForTheirUserAloneWhateverTheShellSaid) {
  const mode_t before = umask(0);
  keep_files_private();
  EXPECT_EQ(umask(before), mode_t{077});
}

}  // namespace
}  // namespace tijdig::shell
