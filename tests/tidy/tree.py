"""The files of the repository as the rules see them: path, text, lines, and C++ with comments and strings blanked."""
import functools
import re
import subprocess
from pathlib import Path

CPP_SUFFIXES = (".h", ".cc")
BINARY_SUFFIXES = (".png", ".ico", ".woff2", ".gz", ".zip", ".binpb")
# Inputs that are wrong on purpose: bytes, not text to be judged.
NOT_JUDGED = re.compile(r"^tests/bad_input/.*\.(csv|ndjson|json|bin|tsv)$")

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"
      | "(?:\\.|[^"\\\n])*"
      | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'""",
    re.S | re.X)


class Finding:
    """One broken rule at one place, with what to do about it."""

    def __init__(self, rule, path, line, message):
        self.rule, self.path, self.line, self.message = rule, path, line, message

    def __str__(self):
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: [{self.rule}] {self.message}"


class SourceFile:
    """A text file. Line numbers count from 1."""

    def __init__(self, path, text):
        self.path, self.text = path, text

    @functools.cached_property
    def lines(self):
        return self.text.split("\n")[:-1] if self.text.endswith("\n") else self.text.split("\n")

    @property
    def is_cpp(self):
        return self.path.endswith(CPP_SUFFIXES)

    @property
    def is_test(self):
        return self.path.endswith(("_test.cc", "_bench.cc")) or self.path.startswith("tests/")

    @functools.cached_property
    def code(self):
        """Comments and the content of strings replaced by spaces; every offset and line stays where it was."""
        return TOKEN.sub(lambda match: blank(match.group(), keep_quotes=match.group("comment") is None), self.text)

    @functools.cached_property
    def code_with_strings(self):
        return TOKEN.sub(lambda match: blank(match.group()) if match.group("comment") else match.group(), self.text)

    @functools.cached_property
    def comments(self):
        """(line, text) of every comment."""
        return [(self.line_at(match.start()), match.group()) for match in TOKEN.finditer(self.text)
                if match.group("comment")]

    def line_at(self, offset):
        return self.text.count("\n", 0, offset) + 1


def blank(token, keep_quotes=False):
    spaces = re.sub(r"[^\n]", " ", token)
    if keep_quotes and len(token) >= 2:
        return '"' + spaces[1:-1] + '"'
    return spaces


class Tree:
    """All files git knows of, or would know of after `git add`; without git, all files outside build folders."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(list_paths(self.root))
        self.files = [file for file in map(self.read, self.paths) if file]

    @property
    def cpp(self):
        return [file for file in self.files if file.is_cpp]

    def read(self, path):
        if path.endswith(BINARY_SUFFIXES) or NOT_JUDGED.match(path):
            return None
        try:
            return SourceFile(path, (self.root / path).read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            return None

    def file(self, path):
        return next((file for file in self.files if file.path == path), None)

    @functools.cached_property
    def folders(self):
        return {str(parent) for path in self.paths for parent in Path(path).parents} - {"."}

    def has(self, path):
        """Whether a path of the documentation exists: a file, a folder, a pattern, or an ADR by its number."""
        path = path.rstrip("/")
        if path in self.folders or path in self.known or path == ".":
            return True
        if re.fullmatch(r"docs/adr/\d{4}", path):
            return any(known.startswith(path) for known in self.paths)
        if "*" in path or "{" in path:
            pattern = re.escape(path).replace(r"\*", "[^/]*")
            pattern = re.sub(r"\\\{([^}]*)\\\}", lambda m: "(" + m.group(1).replace(",", "|") + ")", pattern)
            return any(re.fullmatch(pattern, known) for known in [*self.paths, *self.folders])
        return False

    @functools.cached_property
    def known(self):
        return set(self.paths)


def list_paths(root):
    if (root / ".git").exists():
        listed = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"],
                                capture_output=True, check=True).stdout.decode()
        return {path for path in listed.split("\0") if path and (root / path).is_file()}
    return {str(path.relative_to(root)) for path in root.rglob("*")
            if path.is_file() and not path.relative_to(root).parts[0].startswith("build")}
