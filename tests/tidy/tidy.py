#!/usr/bin/env python3
"""The house rules, as a test. Each message says what to do.

    tests/tidy/tidy.py                       every rule over the whole repository
    tests/tidy/tidy.py --tijdig PROGRAM      also compares generated files with what the program prints
    tests/tidy/tidy.py --update --tijdig P   rewrites the generated files

An offender that may stay is a line in tests/tidy/allow.txt: rule, path (a pattern), reason. A line that excuses nothing
any more is itself an offence, so the list can only shrink with the code.
"""
import argparse
import fnmatch
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import cpp_rules  # noqa: E402
import docs_rules  # noqa: E402
import history_rules  # noqa: E402
import include_rules  # noqa: E402
import room_rules  # noqa: E402
import text_rules  # noqa: E402
from tree import Finding, Tree  # noqa: E402

ALLOW = "tests/tidy/allow.txt"
RULES = [*text_rules.RULES, *cpp_rules.RULES, *include_rules.RULES, *room_rules.RULES, *docs_rules.RULES,
         *history_rules.RULES]


class Waiver:
    """One line of allow.txt."""

    def __init__(self, line, rule, pattern, reason):
        self.line, self.rule, self.pattern, self.reason, self.used = line, rule, pattern, reason, False

    def excuses(self, finding):
        return finding.rule == self.rule and fnmatch.fnmatchcase(finding.path, self.pattern)


def read_waivers(tree):
    """The waivers, and findings about lines that are none."""
    waivers, wrong = [], []
    file = tree.file(ALLOW)
    for number, line in enumerate(file.lines if file else (), 1):
        if not line.strip() or line.startswith("#"):
            continue
        words = line.split(None, 2)
        if len(words) < 3:
            wrong.append(Finding("waiver", ALLOW, number, "write: rule, path, reason"))
        else:
            waivers.append(Waiver(number, *words))
    return waivers, wrong


def judge(tree, rules):
    """All findings that no waiver excuses, and the waivers that excuse nothing."""
    waivers, wrong = read_waivers(tree)
    findings = []
    for rule in rules:
        for finding in rule(tree):
            excuses = [waiver for waiver in waivers if waiver.excuses(finding)]
            for waiver in excuses:
                waiver.used = True
            if not excuses:
                findings.append(finding)
    return findings + wrong + [
        Finding("waiver", ALLOW, waiver.line, f"`{waiver.rule} {waiver.pattern}` excuses nothing any more: remove it")
        for waiver in waivers if not waiver.used]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=Path(__file__).resolve().parent.parent.parent, help="the repository")
    parser.add_argument("--tijdig", help="the built program, for generated files")
    parser.add_argument("--update", action="store_true", help="rewrite generated files")
    options = parser.parse_args()
    tree = Tree(options.root)
    findings = judge(tree, [*RULES, lambda t: docs_rules.check_generated(t, options.tijdig, options.update)])
    for finding in sorted(findings, key=lambda f: (f.path, f.line, f.rule)):
        print(finding)
    print(f"tidy: {len(tree.files)} files, {len(RULES) + 1} groups of rules, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
