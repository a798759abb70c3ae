#!/usr/bin/env python3
"""Every C++ file is laid out as `make format` lays it out.

    tests/tidy/layout.py

Other versions of clang-format lay out otherwise, so the one of Debian 12 decides. Where it is not installed the check
is skipped; with CI=true that fails.
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tree import Tree  # noqa: E402

VERSION = 14
SKIPPED = 77
FILES_PER_CALL = 50
MISPLACED = re.compile(r"^(\S+?):(\d+):\d+: error: code should be clang-formatted", re.M)


def version_installed():
    """The major version of clang-format, or nothing."""
    try:
        said = subprocess.run(["clang-format", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"version (\d+)", said)
    return int(found.group(1)) if found else None


def look_at(root, paths):
    """What clang-format says of these files, and whether it likes them."""
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *paths], capture_output=True, text=True, cwd=root,
                          check=False)
    return done.returncode == 0, done.stderr


def main():
    version = version_installed()
    if version != VERSION:
        there = f"version {version} is installed" if version else "it is not installed"
        print(f"layout: needs clang-format {VERSION}, {there}: tools/install_packages.sh test")
        return 1 if os.environ.get("CI") else SKIPPED
    tree = Tree(Path(__file__).resolve().parent.parent.parent)
    paths = [file.path for file in tree.cpp]
    parts = [paths[at:at + FILES_PER_CALL] for at in range(0, len(paths), FILES_PER_CALL)]
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        outcomes = list(pool.map(lambda part: look_at(tree.root, part), parts))
    said = "".join(text for _, text in outcomes)
    misplaced = sorted({(path, int(line)) for path, line in MISPLACED.findall(said)})
    for path, line in misplaced:
        print(f"{path}:{line}: not laid out as clang-format does it: run `make format`")
    if not misplaced and not all(liked for liked, _ in outcomes):
        print(said)
    print(f"layout: {len(paths)} files, {len({path for path, _ in misplaced})} to be laid out")
    return 0 if paths and all(liked for liked, _ in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
