"""Rules for C++: what may be called where, how long a function is, what a header says, who tests what."""
import re

from tree import Finding

FUNCTION_LINES_MAX = 60

CLOCKS = re.compile(r"\b(system_clock|steady_clock|high_resolution_clock|file_clock)::now\b"
                    r"|\b(random_device|getenv|sleep_for|sleep_until|mt19937(_64)?|rand|srand|gettimeofday)\b"
                    r"|\blocaltime(_r)?\b"
                    r"|\bstd::time\s*\(")
EDGES = re.compile(r"^(libs/backends/|libs/http/|services/tijdig/|services/shell/|services/[a-z_]+/shell/)")
# Engines with a given seed are no chance at all; the simulators live from them.
SEEDED = re.compile(r"\bmt19937(_64)?\b")
SEEDED_ROOMS = re.compile(r"^(libs/town/|tests/|tools/)|_(test|bench)\.cc$")
CLOCK_TESTS = re.compile(r"^(tests/|tools/)|_bench\.cc$")

FLOATS = re.compile(r"\b(double|float)\b")
EXACT = re.compile(r"^libs/domain/|(^|/)(state\.h|decide\.cc)$")
TOPIC_NAME = re.compile(r'"tijdig\.[a-z-]+\.v\d+"')
CATCH_ALL = re.compile(r"\bcatch\s*\(\s*\.\.\.\s*\)")
DISCARDED = re.compile(r"\(void\)\s*[\w:.\->]+\s*\(|\bstd::ignore\s*=|static_cast<void>\s*\(")
VAGUE_WORD = re.compile(r"(?<!::)\b\w*(Manager|Utils|Util|Impl|Helper|Helpers)\b")
VAGUE_FILE = re.compile(r"(^|/)(utils?|helpers?|misc|common|manager)(_\w+)?\.(h|cc)$")
LOG_CALL = re.compile(r"\bspdlog::|\bSPDLOG_")
PRINTS = re.compile(r"^(services/tijdig/|services/shell/|tests/|tools/|libs/base/check\.cc)|.*_(test|bench)\.cc$")
PRINT_CALL = re.compile(r"\b(std::cout|std::cerr|printf|fprintf|puts)\b")
UNITLESS = re.compile(r"\b(int|unsigned|std::u?int\d+_t|std::size_t|long)\s+"
                      r"(timeout|delay|interval|amount|duration|wait|max_size|size_max)\b")


def each_match(pattern, file, text):
    for match in pattern.finditer(text):
        yield file.line_at(match.start()), match


def check_clocks(tree):
    for file in tree.cpp:
        if EDGES.search(file.path):
            continue
        for line, match in each_match(CLOCKS, file, file.code):
            if SEEDED.fullmatch(match.group()) and SEEDED_ROOMS.search(file.path):
                continue
            if ("clock" in match.group() or match.group() == "getenv") and CLOCK_TESTS.search(file.path):
                continue
            yield Finding("clock-or-chance", file.path, line,
                          f"`{match.group()}` outside the edges: time comes as DayClosed, chance as a seed, "
                          "settings as values")


def check_exactness(tree):
    for file in tree.cpp:
        if EXACT.search(file.path) and not file.path.endswith("_test.cc"):
            for line, match in each_match(FLOATS, file, file.code):
                yield Finding("floating-point", file.path, line,
                              f"`{match.group()}` in a decision: use integers (cents, milli-bits, ratios as pairs)")


def check_topic_names(tree):
    for file in tree.cpp:
        if not file.path.startswith("libs/flow/"):
            for line, match in each_match(TOPIC_NAME, file, file.code_with_strings):
                yield Finding("topic-name", file.path, line,
                              f"{match.group()} belongs in libs/flow/topics.h; name the constant")


def check_errors(tree):
    for file in tree.cpp:
        for line, _ in each_match(CATCH_ALL, file, file.code):
            yield Finding("catch-all", file.path, line,
                          "catch (...) hides what broke: catch what you expect, or let it end")
        for line, _ in each_match(DISCARDED, file, "" if file.is_test else file.code):
            yield Finding("discarded-result", file.path, line,
                          "a result thrown away: use TIJDIG_TRY or TIJDIG_DO, or say with an `if` what happens")


def check_words(tree):
    for file in tree.cpp:
        if VAGUE_FILE.search(file.path):
            yield Finding("vague-name", file.path, 0, "a name that says nothing: call it by what it holds")
        for line, match in each_match(VAGUE_WORD, file, file.code):
            yield Finding("vague-name", file.path, line,
                          f"`{match.group()}` says nothing: use the word of the field")
        for line, match in each_match(UNITLESS, file, file.code):
            yield Finding("unit", file.path, line,
                          f"`{match.group(2)}` has no unit: write amount_cents, wait_ms_max")


def check_logs(tree):
    for file in tree.cpp:
        if not file.path.startswith("libs/telemetry/"):
            for line, match in each_match(LOG_CALL, file, file.code):
                yield Finding("log-call", file.path, line,
                              f"`{match.group()}` outside libs/telemetry: emit a struct, which is log line and "
                              "metric in one")
        if not PRINTS.match(file.path):
            for line, match in each_match(PRINT_CALL, file, file.code):
                yield Finding("print", file.path, line,
                              f"`{match.group()}` outside the command line: return text instead")


def check_header_comment(tree):
    for file in tree.cpp:
        if not file.path.endswith(".h"):
            continue
        if not file.text.startswith("//"):
            yield Finding("header-comment", file.path, 1,
                          "a header is a contract: begin with a comment: purpose, units, threads, errors, source")
        if "#pragma once" not in file.code:
            yield Finding("header-comment", file.path, 1, "no `#pragma once`")


def check_functions(tree):
    for file in tree.cpp:
        for name, start, end in functions(file):
            if end - start + 1 > FUNCTION_LINES_MAX:
                yield Finding("function-length", file.path, start,
                              f"`{name}` has {end - start + 1} lines, at most {FUNCTION_LINES_MAX}: "
                              "name its steps and make them functions")


HEAD_NAME = re.compile(r"([~\w:]+|operator\s*\S+?)\s*\(")
TYPE_HEAD = re.compile(r"^\s*(template\s*<.*>\s*)?(inline\s+)?(namespace|class|struct|union|enum|extern\s*\")", re.S)


def functions(file):
    """(name, first line, last line) of every function body that is not inside another one."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group()), file.code, flags=re.M)
    depth_inside, name, start, head_from = 0, "", 0, 0
    for match in re.finditer(r"[{};]", code):
        sign, at = match.group(), match.start()
        if depth_inside:
            depth_inside += {"{": 1, "}": -1}.get(sign, 0)
            if depth_inside == 0:
                yield name, start, file.line_at(at)
                head_from = at + 1
            continue
        if sign == "{":
            head = code[head_from:at]
            named = HEAD_NAME.search(head)
            if named and not TYPE_HEAD.search(head.strip()) and not re.search(r"=\s*$", head):
                depth_inside, name = 1, named.group(1)
                start = file.line_at(head_from + len(head) - len(head.lstrip()))
        head_from = at + 1


def check_tested(tree):
    """Every .cc is named by a test: its own foo_test.cc, one that includes foo.h, or one whose comment says foo.cc."""
    tests = [file for file in tree.cpp if file.is_test]
    named = {match for file in tests for match in re.findall(r'#include "([^"]+)\.h"', file.text)}
    named |= {file.path[:-len("_test.cc")] for file in tests if file.path.endswith("_test.cc")}
    programs = [file for file in tree.files if file.path.startswith("tests/") and file.path.endswith(".py")]
    for file in [*tests, *programs]:
        said = file.text if file in programs else " ".join(text for _, text in file.comments)
        for mention in re.findall(r"[\w/]+(?=\.cc\b)", said):
            named |= {mention, f"{file.path.rpartition('/')[0]}/{mention}"}
    for file in tree.cpp:
        stem = file.path[:-3]
        if file.path.endswith(".cc") and not file.is_test and stem not in named:
            name = stem.rpartition("/")[2]
            yield Finding("untested", file.path, 0,
                          f"no test names it: write {name}_test.cc, say `// Also tests {name}.cc` where that is true, "
                          "or list it in tests/tidy/allow.txt with the reason")


RULES = [check_clocks, check_exactness, check_topic_names, check_errors, check_words, check_logs, check_header_comment,
         check_functions, check_tested]
