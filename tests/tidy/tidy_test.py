#!/usr/bin/env python3
"""The house rules catch what they say, and leave alone what is in order."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import cpp_rules  # noqa: E402
import docs_rules  # noqa: E402
import history_rules  # noqa: E402
import include_rules  # noqa: E402
import room_rules  # noqa: E402
import text_rules  # noqa: E402
import tidy  # noqa: E402
from tree import Tree  # noqa: E402

HEADER = "// What it is.\n#pragma once\n"
# A number that passes the eleven test, put together so that it stands nowhere as such.
CITIZEN_NUMBER = "1112" + "22333"


class RulesTest(unittest.TestCase):
    def tree(self, files):
        """A small repository of its own."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        for path, text in files.items():
            target = Path(folder.name) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return Tree(folder.name)

    def found(self, rule, files):
        return [finding.rule for finding in rule(self.tree(files))]

    def assert_caught(self, rule, name, path, text):
        self.assertIn(name, self.found(rule, {path: text}))

    def assert_fine(self, rule, path, text):
        self.assertEqual([], self.found(rule, {path: text}))


class TextRules(RulesTest):
    def test_a_file_over_400_lines_is_caught(self):
        self.assert_caught(text_rules.check_length, "file-length", "libs/base/a.h", "//\n" * 401)
        self.assert_fine(text_rules.check_length, "libs/base/a.h", "//\n" * 400)

    def test_a_long_readme_of_a_room_is_caught_but_not_the_front_page(self):
        self.assert_caught(text_rules.check_length, "readme-length", "libs/base/README.md", "\n" * 41)
        self.assert_fine(text_rules.check_length, "README.md", "\n" * 100)

    def test_columns_are_characters_not_bytes(self):
        self.assert_fine(text_rules.check_width, "a.h", "é" * 120 + "\n")
        self.assert_caught(text_rules.check_width, "line-length", "a.h", "é" * 121 + "\n")

    def test_a_citizen_number_is_caught_except_in_the_one_file(self):
        self.assert_caught(text_rules.check_personal_data, "citizen-number", "a.csv", f"x;{CITIZEN_NUMBER};y\n")
        self.assert_fine(text_rules.check_personal_data, text_rules.TEST_NUMBERS, f'"{CITIZEN_NUMBER}"\n')

    def test_nine_digits_that_fail_the_eleven_test_are_fine(self):
        self.assert_fine(text_rules.check_personal_data, "a.csv", "123456789\n")

    def test_a_real_mail_address_is_caught_and_an_example_is_not(self):
        self.assert_caught(text_rules.check_personal_data, "e-mail", "a.md", "jan" + "@gemeente.nl\n")
        self.assert_fine(text_rules.check_personal_data, "a.md", "jan@example.org\n")

    def test_a_private_key_is_caught(self):
        self.assert_caught(text_rules.check_secrets, "private-key", "k.pem", "-----BEGIN RSA " + "PRIVATE KEY-----\n")

    def test_a_promise_needs_a_place(self):
        self.assert_caught(text_rules.check_promises, "promise", "a.h", "// TO" + "DO: later\n")
        self.assert_fine(text_rules.check_promises, "b.h", "// TO" + "DO(ADR-0004): per-tenant keys\n")

    def test_a_path_of_one_machine_is_caught(self):
        self.assert_caught(text_rules.check_scratch_paths, "scratch-path", "a.h", "// see /ho" + "me/jan/notes\n")


class CppRules(RulesTest):
    def test_a_clock_in_the_logic_is_caught_and_allowed_at_the_edges(self):
        text = "auto t = std::chrono::system_clock::now();\n"
        self.assert_caught(cpp_rules.check_clocks, "clock-or-chance", "services/matcher/decide.cc", text)
        for path in ("libs/http/server.cc", "services/tijdig/run.cc", "services/signal_ingest/shell/folder.cc"):
            with self.subTest(path):
                self.assert_fine(cpp_rules.check_clocks, path, text)

    def test_words_in_comments_and_strings_are_not_calls(self):
        self.assert_fine(cpp_rules.check_clocks, "libs/base/a.cc", '// getenv\nauto s = "getenv";\n')

    def test_a_float_in_the_domain_is_caught(self):
        self.assert_caught(cpp_rules.check_exactness, "floating-point", "libs/domain/money.h", "double x;\n")
        self.assert_caught(cpp_rules.check_exactness, "floating-point", "services/matcher/state.h", "float x;\n")
        self.assert_fine(cpp_rules.check_exactness, "services/reporting/text.cc", "double x;\n")

    def test_a_topic_name_outside_the_map_is_caught(self):
        text = 'auto name = "tijdig.sig' + 'nals.v1";\n'
        self.assert_caught(cpp_rules.check_topic_names, "topic-name", "services/matcher/decide.cc", text)

    def test_catching_everything_is_caught(self):
        self.assert_caught(cpp_rules.check_errors, "catch-all", "libs/base/a.cc", "try {} catch (...) {}\n")

    def test_a_discarded_result_is_caught(self):
        self.assert_caught(cpp_rules.check_errors, "discarded-result", "libs/base/a.cc", "(void)unit.commit(p);\n")
        self.assert_fine(cpp_rules.check_errors, "libs/base/a.cc", "int main(void) { (void)unused; }\n")

    def test_words_that_say_nothing_are_caught(self):
        self.assert_caught(cpp_rules.check_words, "vague-name", "libs/base/a.h", "class Case" + "Manager {};\n")
        self.assert_caught(cpp_rules.check_words, "vague-name", "libs/base/utils.h", HEADER)
        self.assert_caught(cpp_rules.check_words, "unit", "libs/base/b.h", "int timeout = 3;\n")

    def test_a_log_call_outside_telemetry_is_caught(self):
        self.assert_caught(cpp_rules.check_logs, "log-call", "services/matcher/decide.cc", 'spdlog::info("x");\n')

    def test_a_header_without_a_contract_is_caught(self):
        self.assert_caught(cpp_rules.check_header_comment, "header-comment", "libs/base/a.h", "#pragma once\n")
        self.assert_fine(cpp_rules.check_header_comment, "libs/base/a.h", HEADER)

    def test_a_long_function_is_caught_wherever_it_stands(self):
        body = "  call({1, 2});\n" * 60
        for head in ("int f(int x)", "Result<> A::f() const", "TEST(Subject, SaysWhatHolds)",
                     "template <class T>\nvoid f(T x)", "A::A(int x) : x_(x)"):
            with self.subTest(head):
                text = f"namespace a {{\n{head} {{\n{body}}}\n}}  // namespace a\n"
                self.assert_caught(cpp_rules.check_functions, "function-length", "libs/base/a.cc", text)

    def test_a_long_class_or_table_is_not_a_function(self):
        member = "  int f() { return 1; }\n" * 70
        self.assert_fine(cpp_rules.check_functions, "a.cc", f"class A : public B {{\n{member}}};\n")
        rows = "  {1, 2},\n" * 70
        self.assert_fine(cpp_rules.check_functions, "b.cc", f"constexpr Row table[] = {{\n{rows}}};\n")

    def test_a_source_without_a_test_is_caught(self):
        self.assertEqual(["untested"], self.found(cpp_rules.check_tested, {"libs/base/a.cc": "int a;\n"}))
        for test in ("libs/base/a_test.cc", '#include "libs/base/a.h"', "// Also tests a.cc.", "// See libs/base/a.cc"):
            with self.subTest(test):
                files = {"libs/base/a.cc": "int a;\n", "libs/base/b_test.cc": f"{test}\n"}
                if test.endswith(".cc") and not test.startswith("//"):
                    files[test] = "int b;\n"
                self.assertEqual([], self.found(cpp_rules.check_tested, files))

    def test_a_raw_string_does_not_confuse_the_reader(self):
        self.assert_fine(cpp_rules.check_clocks, "libs/base/a.cc", 'auto s = R"(getenv " // )"; int n = 1\'000;\n')


class IncludeRules(RulesTest):
    def test_a_name_without_its_header_is_caught_once(self):
        self.assertEqual(["include"], self.found(include_rules.check_includes,
                                                 {"libs/base/a.cc": "std::vector<int> a;\nstd::vector<int> b;\n"}))
        self.assert_fine(include_rules.check_includes, "libs/base/a.cc", "#include <vector>\nstd::vector<int> a;\n")

    def test_a_header_of_ours_may_bring_it(self):
        files = {"libs/base/a.h": HEADER + "#include <vector>\n",
                 "libs/base/b.h": HEADER + '#include "libs/base/a.h"\n',
                 "libs/base/b.cc": '#include "libs/base/b.h"\nstd::vector<int> a;\n'}
        self.assertEqual([], self.found(include_rules.check_includes, files))

    def test_names_of_outside_libraries_are_asked_for_too(self):
        self.assert_caught(include_rules.check_includes, "include", "libs/base/a.cc", "auto a = fmt::format(a);\n")
        self.assert_fine(include_rules.check_includes, "libs/base/a.cc", "#include <fmt/core.h>\nfmt::print(a);\n")

    def test_words_in_comments_and_names_of_every_header_are_left_alone(self):
        self.assert_fine(include_rules.check_includes, "libs/base/a.cc", "// std::vector\nstd::size_t a;\n")


class RoomRules(RulesTest):
    ROOMS = "libs/base\nlibs/domain libs/base\nservices/matcher libs/domain\nservices/reporting libs/domain\n"

    def broken(self, path, text):
        return self.found(room_rules.check_rooms, {room_rules.ROOMS: self.ROOMS, path: text})

    def test_a_service_never_includes_another(self):
        self.assertEqual(["include-table"], self.broken("services/matcher/a.cc", '#include "services/reporting/b.h"\n'))

    def test_a_room_includes_itself_and_what_the_table_says(self):
        text = '#include "services/matcher/a.h"\n#include "libs/domain/date.h"\n#include <vector>\n'
        self.assertEqual([], self.broken("services/matcher/a.cc", text))

    def test_a_path_that_does_not_start_at_the_root_is_caught(self):
        self.assertEqual(["include-path"], self.broken("libs/domain/a.cc", '#include "date.h"\n'))

    def test_rooms_go_one_way(self):
        self.assertEqual([], room_rules.circles({"a": ["b"], "b": ["c"], "c": []}))
        self.assertEqual(["a", "b", "c"], room_rules.circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": []}))

    def test_an_unknown_room_is_caught(self):
        self.assertEqual(["room"], self.broken("libs/nowhere/a.cc", "int a;\n"))

    def test_a_library_is_known_in_its_own_room_only(self):
        files = {room_rules.LIBRARIES: "rocksdb/ libs/backends/rocksdb/*\n*.pb.h libs/codec/* *_codec.cc\n",
                 "libs/runtime/a.cc": "#include <rocksdb/db.h>\n",
                 "libs/backends/rocksdb/a.cc": "#include <rocksdb/db.h>\n",
                 "services/matcher/state_codec.cc": '#include "tijdig/v1/state.pb.h"\n',
                 "services/matcher/decide.cc": '#include "tijdig/v1/state.pb.h"\n'}
        places = [finding.path for finding in room_rules.check_libraries(self.tree(files))]
        self.assertEqual(["libs/runtime/a.cc", "services/matcher/decide.cc"], places)


class DocumentRules(RulesTest):
    def test_a_path_that_is_gone_is_caught_in_documents_and_comments(self):
        self.assert_caught(docs_rules.check_markdown_paths, "document-path", "README.md", "See `libs/gone/a.h`.\n")
        self.assert_caught(docs_rules.check_markdown_paths, "document-path", "README.md", "See [it](docs/gone.md).\n")
        self.assert_caught(docs_rules.check_comment_paths, "comment-path", "libs/base/a.h", "// docs/adr/0009\n")

    def test_a_path_that_exists_is_fine_also_as_pattern_and_adr_number(self):
        files = {"libs/base/a.h": "// docs/adr/0001\n", "docs/adr/0001-x.md": "x\n",
                 "docs/b.md": "`libs/*/a.h` `libs/base/{a,b}.h` [a](../libs/base/a.h#L1) [b](https://example.org/x)\n"}
        self.assertEqual([], self.found(docs_rules.check_markdown_paths, files))
        self.assertEqual([], self.found(docs_rules.check_comment_paths, files))

    def test_a_symbol_that_is_gone_is_caught(self):
        files = {"libs/base/a.h": "int here();\n", "README.md": "`here()` `tijdig::gone`\n"}
        self.assertEqual(["document-symbol"] * 2, self.found(docs_rules.check_symbols, files))

    def test_an_adr_has_its_four_sections_and_its_own_number(self):
        self.assertEqual(["adr"] * 5, self.found(docs_rules.check_adrs, {
            "docs/adr/0001-a.md": "\n".join(docs_rules.ADR_HEADINGS), "docs/adr/0001-b.md": "nothing\n"}))

    def test_a_rule_number_is_explained(self):
        files = {"docs/rules.md": "| L07 | x |\n", "libs/base/a.h": "// L07 and L99\n"}
        self.assertEqual(["rule-id"], self.found(docs_rules.check_rule_ids, files))

    def test_a_generated_part_that_differs_is_caught_and_can_be_rewritten(self):
        command = "printf new"
        page = f"a\n<!-- generated: {command} -->\n```mermaid\nold```\n<!-- end generated -->\nz\n"
        tree = self.tree({docs_rules.GENERATED: f"README.md\t{command}\t{command}\n", "README.md": page})
        self.assertEqual(1, len(list(docs_rules.check_generated(tree, None))))
        self.assertEqual([], list(docs_rules.check_generated(tree, None, update=True)))
        self.assertEqual([], list(docs_rules.check_generated(tree, None)))
        self.assertEqual(page.replace("old", "new"), (tree.root / "README.md").read_text())


class HistoryRules(unittest.TestCase):
    def test_subjects(self):
        for subject in ("matcher: explain ties", "libs/flow: draw the map", "docs, tools: say who reads what"):
            self.assertIsNone(history_rules.judge(subject), subject)
        for subject in ("Explain ties", "matcher: explained ties." , "matcher: added ties", "wip", "a: " + "x" * 80):
            self.assertIsNotNone(history_rules.judge(subject), subject)


class Waivers(RulesTest):
    def judge(self, allow):
        tree = self.tree({tidy.ALLOW: allow, "libs/base/a.cc": "try {} catch (...) {}\n"})
        return [finding.rule for finding in tidy.judge(tree, [cpp_rules.check_errors])]

    def test_a_waiver_excuses_its_offender(self):
        self.assertEqual([], self.judge("catch-all libs/base/a.cc the library throws integers\n"))

    def test_a_waiver_that_excuses_nothing_is_an_offence(self):
        self.assertEqual(["catch-all", "waiver"], self.judge("catch-all libs/base/b.cc gone\n"))

    def test_a_waiver_without_a_reason_is_an_offence(self):
        self.assertEqual(["catch-all", "waiver"], self.judge("catch-all libs/base/a.cc\n"))


if __name__ == "__main__":
    unittest.main()
