#!/usr/bin/env python3
"""The comment wrapper moves words, and nothing else."""
import importlib.util
import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent.parent
specification = importlib.util.spec_from_file_location("wrapper", ROOT / "tools" / "wrap_comments.py")
wrapper = importlib.util.module_from_spec(specification)
specification.loader.exec_module(wrapper)

HEAD = "// " + " ".join(["word"] * 23)
TAIL = "// word word end"
LONG = HEAD + TAIL[2:]


class WrapTest(unittest.TestCase):
    def test_short_lines_code_and_strings_stay(self):
        lines = ["// short", 'auto s = "' + "x" * 130 + '";', "", "//", "//   " + "example " * 4]
        self.assertEqual(lines, wrapper.wrap(lines))

    def test_words_move_to_the_next_line_of_the_paragraph(self):
        self.assertEqual([HEAD, f"{TAIL} and more"], wrapper.wrap([LONG, "// and more"]))

    def test_a_paragraph_ends_at_an_empty_comment_an_example_a_list_and_code(self):
        for following in ("//", "//   example();", "// * item", "// 1. first", "code();"):
            with self.subTest(following):
                self.assertEqual([HEAD, TAIL, following], wrapper.wrap([LONG, following]))

    def test_a_list_item_keeps_its_indentation(self):
        item = LONG.replace("// ", "// * ", 1)
        self.assertEqual([HEAD.replace("// ", "// * ", 1), TAIL.replace("// ", "//   ", 1)], wrapper.wrap([item]))

    def test_no_word_is_lost_and_no_line_is_long(self):
        lines = ["  // " + "abcdef " * 60, "  // tail", "code();"]
        wrapped = wrapper.wrap(lines)
        words = [word for line in wrapped for word in line.split() if word != "//"]
        self.assertEqual(["abcdef"] * 60 + ["tail", "code();"], words)
        self.assertTrue(all(len(line) <= wrapper.COLUMNS_MAX for line in wrapped))


if __name__ == "__main__":
    unittest.main()
