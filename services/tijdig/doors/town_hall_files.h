// The register, list and desk doors: files of the town hall to records of the log.
//
//   std::vector<RegisterEntry> entries;
//   const auto keep = [&](RegisterEntry entry, std::uint32_t line) { entries.push_back(std::move(entry)); };
//   const auto problems = read_register(content, zoetermeer, Date(2018, 9, 1), keep);
//   if (!problems.empty()) entries.clear();
//
// A file is taken whole or not at all: one row that cannot be believed refuses it, with all problems of all rows at
// once. (Partner files are different: there good rows go on. A register with a hole would send somebody to the wrong
// door.) `take` is called when all rows were found good; only if the file changes meanwhile are there problems after it
// was. Column names: docs/town-files.md. Errors never repeat a value. Any thread.
#pragma once

#include <functional>
#include <vector>

#include "libs/domain/inboxes.h"
#include "libs/policy/policy.h"
#include "services/tijdig/doors/table_file.h"

namespace tijdig::doors {

// A message, and the line it was made of.
template <class Message>
using Take = std::function<void(Message message, std::uint32_t line)>;

std::vector<Problem> read_register(const TableContent& content, MunicipalityCode municipality, Date as_of,
                                   const Take<RegisterEntry>& take);
std::vector<Problem> read_list(const TableContent& content, ListKind list, MunicipalityCode municipality, Date as_of,
                               const Take<ListEntry>& take);
// Result codes, causes and compositions are checked against the rules in force; nothing may be of after `as_of`.
std::vector<Problem> read_desk(const TableContent& content, const policy::Policy& policy, Date as_of,
                               const Take<DeskEntry>& take);
// Answers to the questions of `tijdig tasks`, and links that turned out wrong. Employees become pseudonyms here.
std::vector<Problem> read_answers(const TableContent& content, MunicipalityCode municipality, Date as_of,
                                  const Take<ReviewAnswer>& take);
std::vector<Problem> read_unlinks(const TableContent& content, const policy::Policy& policy, Date as_of,
                                  const Take<LinkUndone>& take);

}  // namespace tijdig::doors
