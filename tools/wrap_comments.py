#!/usr/bin/env python3
"""Wraps // comment lines that are too long, and changes nothing else.

    tools/wrap_comments.py FILE...

The words that do not fit move to the next line of the same paragraph, or to a new line. A paragraph ends at another
indentation, a list mark, a code example (two or more spaces after //), an empty comment or code. clang-format would
do it too, but it also joins list items and examples; so .clang-format leaves comments alone.
"""
import re
import sys
from pathlib import Path

COLUMNS_MAX = 120
COMMENT = re.compile(r"^(?P<indent>\s*// ?)(?P<text>\S.*)$")
MARK = re.compile(r"^(?P<mark>[*-] |\d+\. )")


def split(prefix, text):
    """The part that fits in a line, and the words that do not."""
    head, _, tail = text, "", ""
    while len(prefix) + len(head) > COLUMNS_MAX and " " in head:
        head, _, word = head.rpartition(" ")
        tail = f"{word} {tail}".rstrip()
    return head, tail


def continues(previous, line):
    """Whether a line goes on with the paragraph of the line before, and the prefix of both."""
    match = COMMENT.match(line)
    return bool(match) and match.group("indent") == previous and not MARK.match(match.group("text"))


def wrap(lines):
    wrapped, rest = [], list(lines)
    while rest:
        line = rest.pop(0)
        match = COMMENT.match(line)
        if len(line) <= COLUMNS_MAX or not match:
            wrapped.append(line)
            continue
        prefix = match.group("indent")
        mark = MARK.match(match.group("text"))
        head, tail = split(prefix, match.group("text"))
        wrapped.append(prefix + head)
        if not tail:
            continue
        following = prefix + " " * (len(mark.group("mark")) if mark else 0)
        if rest and continues(following, rest[0]) and not mark:
            rest[0] = f"{following}{tail} {COMMENT.match(rest[0]).group('text')}"
        elif mark and rest and rest[0].startswith(following) and rest[0].strip() != "//":
            rest[0] = f"{following}{tail} {rest[0][len(following):].lstrip()}"
        else:
            rest.insert(0, following + tail)
    return wrapped


def main():
    for name in sys.argv[1:]:
        path = Path(name)
        before = path.read_text()
        after = "\n".join(wrap(before.split("\n")))
        if after != before:
            path.write_text(after)
            print(f"wrapped: {name}")


if __name__ == "__main__":
    main()
