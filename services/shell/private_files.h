// What a program of ours writes is for its own user only.
//
//   keep_files_private();     // first of all: before a thread, a file or a folder
//
// The store, refused rows, waterfalls and tables hold personal data; a shell's umask mostly lets everybody read. Who
// else must read a folder gets a default ACL on it (`setfacl -d`), which a umask does not touch. What was there before
// stays as it is. Source: AVG art. 32.
#pragma once

namespace tijdig::shell {

void keep_files_private();

}  // namespace tijdig::shell
