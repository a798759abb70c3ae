#include "services/shell/private_files.h"

#include <sys/stat.h>

namespace tijdig::shell {

void keep_files_private() { umask(S_IRWXG | S_IRWXO); }

}  // namespace tijdig::shell
