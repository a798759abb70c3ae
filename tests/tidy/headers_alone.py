#!/usr/bin/env python3
"""Every header compiles alone.

    tests/tidy/headers_alone.py --compiler g++ -I build/dev/proto

A header that its own .cc includes first has been compiled alone already, by that .cc; the others are compiled here.
What a precompiled header could hide from that .cc, the rule `include` of tidy.py finds.
"""
import argparse
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tree import Tree  # noqa: E402

FIRST_INCLUDE = re.compile(r'#include ["<]([^">]+)[">]')


def proven_by_its_source(tree, header):
    source = tree.file(header.path[:-2] + ".cc")
    first = FIRST_INCLUDE.search(source.text) if source else None
    return bool(first) and first.group(1) == header.path


def compile_alone(root, compiler, includes, path):
    """What the compiler says, or an empty text."""
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-x", "c++", "-", f"-I{root}",
               *(word for folder in includes for word in ("-isystem", folder))]
    done = subprocess.run(command, input=f'#include "{path}"\n', capture_output=True, text=True, cwd=root, check=False)
    return done.stderr if done.returncode else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("-I", dest="includes", action="append", default=[], help="folder of generated headers")
    options = parser.parse_args()
    tree = Tree(Path(__file__).resolve().parent.parent.parent)
    headers = [file.path for file in tree.cpp if file.path.endswith(".h") and not proven_by_its_source(tree, file)]
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        said = list(pool.map(lambda path: compile_alone(tree.root, options.compiler, options.includes, path), headers))
    failed = [(path, text) for path, text in zip(headers, said) if text]
    for path, text in failed:
        print(f"{path} does not compile alone: include what it uses\n{text}")
    print(f"headers: {len(headers)} compiled alone, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
