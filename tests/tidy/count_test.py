#!/usr/bin/env python3
"""The test runner counts what ran: cases, not programs; and a program that dies is never a success."""
import importlib.util
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent.parent
specification = importlib.util.spec_from_file_location("runner", ROOT / "tools" / "test.py")
runner = importlib.util.module_from_spec(specification)
specification.loader.exec_module(runner)

Count = runner.Count
GOOD = "[==========] 3 tests from 1 test suite ran. (1 ms total)\n[  PASSED  ] 3 tests.\n"
BAD = ("[==========] 3 tests from 2 test suites ran. (1 ms total)\n[  PASSED  ] 1 test.\n"
       "[  SKIPPED ] 1 test, listed below:\n[  SKIPPED ] A.B\n[  FAILED  ] 1 test, listed below:\n[  FAILED  ] A.C\n")


class CountTest(unittest.TestCase):
    def test_each_case_of_a_gtest_program_counts(self):
        self.assertEqual(Count(3, 0), runner.count_program(GOOD, True))
        self.assertEqual(Count(1, 1, 1), runner.count_program(BAD, False))

    def test_each_case_of_a_unittest_program_counts(self):
        self.assertEqual(Count(5, 0), runner.count_program("Ran 5 tests in 0.1s\n\nOK\n", True))
        self.assertEqual(Count(3, 2, 1), runner.count_program(
            "Ran 6 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)\n", False))

    def test_any_other_test_counts_as_one(self):
        self.assertEqual(Count(1, 0), runner.count_program("fine\n", True))
        self.assertEqual(Count(0, 1), runner.count_program("", False))

    def test_a_program_that_dies_after_its_cases_is_a_failure(self):
        self.assertEqual(Count(3, 1), runner.count_program(GOOD, False))

    def test_a_program_that_dies_before_its_end_is_a_failure(self):
        self.assertEqual(Count(0, 1), runner.count_program("[ RUN      ] A.B\n", False))

    def test_a_report_adds_up_and_names_what_failed(self):
        cases = (f'<testcase name="a" status="run"><system-out>{GOOD}</system-out></testcase>'
                 f'<testcase name="b" status="fail"><failure message="x"/><system-out>{BAD}</system-out></testcase>'
                 '<testcase name="c" status="notrun"><skipped message="Unable to find executable"/></testcase>'
                 '<testcase name="d" status="disabled"/>')
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as report:
            report.write(f"<testsuite>{cases}</testsuite>")
            report.flush()
            count, failing = runner.count_junit(Path(report.name))
        self.assertEqual(Count(4, 2, 2), count)
        self.assertEqual(["b", "c"], failing)

    def test_a_pair_of_builds_that_differs_or_is_missing_has_failed(self):
        one = "compare: x made 3 things, state 0\npair: x, y: agree\n"
        self.assertEqual(Count(2, 0), runner.count_pairs(one + "pair: x, z: agree\n", 2))
        self.assertEqual(Count(1, 1), runner.count_pairs(one + "pair: x, z: differ\n", 2))
        self.assertEqual(Count(1, 2), runner.count_pairs(one, 3))
        self.assertEqual(Count(0, 2), runner.count_pairs("", 2))


if __name__ == "__main__":
    unittest.main()
