// The register, list and desk doors: files of the town hall to records of the log.
//
//   Records records = read_register(bytes, zoetermeer, Date(2018, 9, 1));
//   if (records.problems.empty()) back_end.append_durably(records.out);
//
// A file is taken whole or not at all: one row that cannot be believed refuses it, with all problems of all rows at
// once. (Partner files are different: there good rows go on. A register with a hole would send somebody to the wrong
// door.) Column names: docs/town-files.md. Pure, apart from being called; errors never repeat a value.
#pragma once

#include <vector>

#include "libs/domain/inboxes.h"
#include "libs/policy/policy.h"
#include "services/tijdig/doors/table_file.h"

namespace tijdig::doors {

template <class Message>
struct Records {
  std::vector<Message> messages;
  std::vector<std::uint32_t> lines;  // of each message
  std::vector<Problem> problems;
};

Records<RegisterEntry> read_register(BytesView bytes, MunicipalityCode municipality, Date as_of);
Records<ListEntry> read_list(BytesView bytes, ListKind list, MunicipalityCode municipality, Date as_of);
// Result codes, causes and compositions are checked against the rules in force; nothing may be of after `as_of`.
Records<DeskEntry> read_desk(BytesView bytes, const policy::Policy& policy, Date as_of);
// Answers to the questions of `tijdig tasks`, and links that turned out wrong. Employees become pseudonyms here.
Records<ReviewAnswer> read_answers(BytesView bytes, MunicipalityCode municipality, Date as_of);
Records<LinkUndone> read_unlinks(BytesView bytes, const policy::Policy& policy, Date as_of);

}  // namespace tijdig::doors
