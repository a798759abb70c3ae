"""Rules for every text file: length, secrets, personal data, promises without a place."""
import re

from tree import Finding

LINES_MAX = 400
COLUMNS_MAX = 120
README_LINES_MAX = 40
MAIN_LINES_MAX = 35

# Long by nature: the licence is not ours to cut, the licence and tables of data are read by machines.
ANY_LENGTH = ("LICENSE", ".csv", ".json", ".txt", ".golden", ".svg")
ANY_WIDTH = (*ANY_LENGTH, ".md", "go.sum", "Makefile", ".clang-tidy", ".html")

NINE_DIGITS = re.compile(r"(?<![\w.,+-])\d{9}(?![\w])")
TEST_NUMBERS = "tests/harness/test_bsns.h"
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
RESERVED_DOMAINS = re.compile(r"(^|\.)(example(\.(com|org|net|nl))?|test|invalid|localhost)$")
PRIVATE_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")
PROMISE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!\((?:ADR-\d{4}|#\d+)\))")
SCRATCH_PATH = re.compile(r"(?<![\w.:/~-])/(?:home|root|Users|mnt)/\w+")


def passes_eleven_test(digits):
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits))
    return total % 11 == 0 and digits != "000000000"


def check_length(tree):
    for file in tree.files:
        count = len(file.lines)
        if file.path.endswith("README.md") and file.path != "README.md" and count > README_LINES_MAX:
            yield Finding("readme-length", file.path, 0,
                          f"{count} lines, at most {README_LINES_MAX}: say what the room answers, the rest in docs/")
        elif file.path.endswith("main.cc") and count > MAIN_LINES_MAX:
            yield Finding("main-length", file.path, 0,
                          f"{count} lines, at most {MAIN_LINES_MAX}: a main starts things, it decides nothing")
        elif count > LINES_MAX and not file.path.endswith(ANY_LENGTH):
            yield Finding("file-length", file.path, 0,
                          f"{count} lines, at most {LINES_MAX}: find the second thing it does and give it a file")


def check_width(tree):
    for file in tree.files:
        if file.path.endswith(ANY_WIDTH):
            continue
        for number, line in enumerate(file.lines, 1):
            if len(line) > COLUMNS_MAX:
                yield Finding("line-length", file.path, number,
                              f"{len(line)} columns, at most {COLUMNS_MAX}: break the line")


def check_personal_data(tree):
    for file in tree.files:
        for number, line in enumerate(file.lines, 1):
            for match in NINE_DIGITS.finditer(line):
                if file.path != TEST_NUMBERS and passes_eleven_test(match.group()):
                    yield Finding("citizen-number", file.path, number,
                                  f"a nine-digit number that passes the eleven test; take one from {TEST_NUMBERS}, "
                                  "or write one that fails the test")
            for match in EMAIL.finditer(line):
                if not RESERVED_DOMAINS.search(match.group(1)):
                    yield Finding("e-mail", file.path, number, "an e-mail address that may be real; use example.org")


def check_secrets(tree):
    for file in tree.files:
        for number, line in enumerate(file.lines, 1):
            if PRIVATE_KEY.search(line):
                yield Finding("private-key", file.path, number,
                              "a private key; make one at run time, and replace this one")


def check_promises(tree):
    for file in tree.files:
        if file.path.startswith("tests/tidy/"):
            continue
        for number, line in enumerate(file.lines, 1):
            if PROMISE.search(line):
                yield Finding("promise", file.path, number,
                              "a promise without a place: do it, drop it, or name its record as in (ADR-0001) or (#12)")


def check_scratch_paths(tree):
    for file in tree.files:
        for number, line in enumerate(file.lines, 1):
            if SCRATCH_PATH.search(line):
                yield Finding("scratch-path", file.path, number, "a path of one machine; make it relative or a setting")


def check_carriage(tree):
    for file in tree.files:
        if "\r" in file.text:
            yield Finding("line-ends", file.path, file.text.count("\n", 0, file.text.index("\r")) + 1,
                          "a carriage return; end lines with a line feed alone")
        if file.text and not file.text.endswith("\n") and file.path != "LICENSE":
            yield Finding("line-ends", file.path, len(file.lines), "no line feed at the end; add one")


RULES = [check_length, check_width, check_personal_data, check_secrets, check_promises, check_scratch_paths,
         check_carriage]
