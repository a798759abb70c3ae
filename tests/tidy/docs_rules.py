"""Rules for documents and for what documents are said to be generated from."""
import re
import shlex
import subprocess
from pathlib import Path

from tree import Finding

TOP = ("libs", "services", "proto", "deploy", "charts", "tests", "docs", "tools", ".ci")
NAMED_PATH = re.compile(r"(?<![\w./<-])((?:" + "|".join(map(re.escape, TOP)) + r")/[\w./*{},-]*[\w*}])(?![\w<])")
DOCUMENT_NAME = re.compile(r"(?<![\w/.-])([\w-]+\.md)\b")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE_SPAN = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.S | re.M)
SYMBOL = re.compile(r"^[A-Za-z_]\w*(?:::[A-Za-z_]\w*)+(?:\(\))?$|^[A-Za-z_]\w*\(\)$")
RULE_ID = re.compile(r"\bL(\d{2})\b")
RULE_LIST = "docs/rules.md"
GENERATED = "tests/tidy/generated.txt"
ADR_HEADINGS = ("## Context", "## Decision", "## Alternatives", "## What would change our mind")


def check_markdown_paths(tree):
    for file in tree.files:
        if not file.path.endswith(".md"):
            continue
        folder = Path(file.path).parent
        for number, line in enumerate(file.lines, 1):
            for match in LINK.finditer(line):
                target = match.group(1).split("#")[0]
                if target and not re.match(r"[a-z]+:", target) and not tree.has(normal(folder / target)):
                    yield Finding("document-path", file.path, number,
                                  f"the link to {target} leads nowhere: mend or drop it")
            for match in CODE_SPAN.finditer(line):
                for named in NAMED_PATH.findall(match.group(1)):
                    if not tree.has(named):
                        yield Finding("document-path", file.path, number, f"{named} does not exist: mend or drop it")


def normal(path):
    parts = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) or "."


def check_comment_paths(tree):
    names = {path.rpartition("/")[2] for path in tree.paths}
    for file in tree.cpp:
        for line, comment in file.comments:
            for match in DOCUMENT_NAME.finditer(comment):
                if match.group(1) not in names:
                    at = line + comment.count("\n", 0, match.start())
                    yield Finding("comment-path", file.path, at,
                                  f"there is no {match.group(1)} here: cite docs/rules.md, an ADR or the source")
            for match in NAMED_PATH.finditer(comment):
                if not tree.has(match.group(1)):
                    at = line + comment.count("\n", 0, match.start())
                    yield Finding("comment-path", file.path, at, f"{match.group(1)} does not exist: mend or drop it")


def check_symbols(tree):
    words = set()
    for file in tree.files:
        if not file.path.endswith(".md"):
            words.update(re.findall(r"[A-Za-z_]\w*", file.text))
    for file in tree.files:
        if not file.path.endswith(".md") or file.path == "CHANGELOG.md":
            continue
        text = FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), file.text)
        for match in CODE_SPAN.finditer(text):
            if SYMBOL.match(match.group(1)):
                for word in re.findall(r"[A-Za-z_]\w*", match.group(1)):
                    if word not in words and word != "std":
                        yield Finding("document-symbol", file.path, file.line_at(match.start()),
                                      f"`{match.group(1)}`: nothing is called {word} any more")


def check_rule_ids(tree):
    """A rule number in code is explained in docs/rules.md."""
    listed = tree.file(RULE_LIST)
    text = listed.text if listed else ""
    known = set(RULE_ID.findall(text))
    for first, last in re.findall(r"\bL(\d{2})-L(\d{2})\b", text):
        known |= {f"{number:02}" for number in range(int(first), int(last))}
    for file in tree.files:
        if not file.path.startswith(("libs/", "services/", "deploy/")):
            continue
        for number, line in enumerate(file.lines, 1):
            for rule in RULE_ID.findall(line):
                if rule not in known:
                    yield Finding("rule-id", file.path, number,
                                  f"L{rule} is not explained in {RULE_LIST}: add its line there")


def check_adrs(tree):
    seen = {}
    for file in tree.files:
        match = re.fullmatch(r"docs/adr/(\d{4})-[a-z0-9-]+\.md", file.path)
        if not match:
            if file.path.startswith("docs/adr/") and not file.path.endswith("README.md"):
                yield Finding("adr", file.path, 0, "call it docs/adr/NNNN-title-in-words.md")
            continue
        if match.group(1) in seen:
            yield Finding("adr", file.path, 0, f"number {match.group(1)} is taken by {seen[match.group(1)]}")
        seen[match.group(1)] = file.path
        for heading in ADR_HEADINGS:
            if heading not in file.text:
                yield Finding("adr", file.path, 0, f"no section `{heading}`")


def generated_part(text, marker):
    """Where the generated text stands: between the markers, inside a code fence if there is one; "-": everywhere."""
    if marker == "-":
        return 0, len(text)
    begin = r"<!-- generated: " + re.escape(marker) + r" -->\n(?:```\w*\n)?"
    match = re.search(begin + r"(.*?)(?:```\n)?<!-- end generated -->", text, re.S)
    return match.span(1) if match else None


def check_generated(tree, tijdig, update=False):
    """Each line of generated.txt: path, marker or -, command. What stands there equals what the command prints."""
    listed = tree.file(GENERATED)
    for row in (listed.lines if listed else ()):
        if not row.strip() or row.startswith("#"):
            continue
        path, marker, command = row.split("\t")
        if tijdig is None and "{tijdig}" in command:
            continue
        words = [word.format(tijdig=tijdig) for word in shlex.split(command)]
        done = subprocess.run(words, cwd=tree.root, capture_output=True, text=True, check=False)
        if done.returncode:
            yield Finding("generated", path, 0,
                          f"`{command}` ended with {done.returncode}: {done.stderr.strip()[:200]}")
            continue
        target = Path(tree.root) / path
        text = target.read_text() if target.exists() else ""
        place = generated_part(text, marker)
        if place and text[place[0]:place[1]] == done.stdout:
            continue
        if update and place:
            target.write_text(text[:place[0]] + done.stdout + text[place[1]:])
        else:
            yield Finding("generated", path, 0,
                          f"differs from what `{command}` prints: run tests/tidy/tidy.py --update "
                          "--tijdig build/release/services/tijdig/tijdig")


RULES = [check_markdown_paths, check_comment_paths, check_symbols, check_rule_ids, check_adrs]
