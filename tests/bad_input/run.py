#!/usr/bin/env python3
"""Delivers every bad file to `tijdig import` and checks what expected.tsv promises. See README.md."""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import generated

HERE = Path(__file__).resolve().parent
POLICY = HERE.parent.parent / "deploy/policies/zoetermeer.yaml"
BYTES_MAX = 256 << 20
SECRETS = ("geheim", "2711xy", "2711 xy", "123456789")
REFUSED_WHOLE = "nothing of this file was taken"
SUMMARY = re.compile(r"(\d+) rows taken, \d+ known already, (\d+) refused")
NOTHING = "-"  # of the rows: none was taken, and none was counted


class Case(NamedTuple):
    file: str
    delivered_as: str
    code: int
    rows: str  # taken/refused, or NOTHING
    reasons: list


def expectations():
    for line in (HERE / "expected.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            file, name, code, rows, reasons = line.split("\t")
            yield Case(file, name, int(code), rows, reasons.split(",") if reasons else [])


def run(command, log):
    """Exit code, output and peak memory of one command."""
    with open(log, "wb") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, Path(log).read_bytes().decode("utf-8", "replace"), usage.ru_maxrss * 1024


def state_hash(tijdig, data, work):
    code, text, _ = run([tijdig, "state-hash", "--data", str(data)], work / "hash.log")
    if code != 0:
        raise RuntimeError(f"state-hash ended with {code}: {text}")
    return text


def import_file(tijdig, data, path, work, *words):
    command = [tijdig, "import", "--data", str(data), "--policy", str(POLICY), str(path), *words]
    return run(command, work / "import.log")


def make_file(case, work):
    path = work / case.delivered_as
    if (HERE / "files" / case.file).exists():
        shutil.copy(HERE / "files" / case.file, path)
    else:
        generated.write(case.file, path)
    return path


def check_nothing_taken(tijdig, data, base_hash, text, work):
    if REFUSED_WHOLE not in text:
        yield "the message does not say that nothing was taken"
    if state_hash(tijdig, data, work) != base_hash:
        yield "refused whole, and yet the state has changed"


def check_rows_counted(tijdig, base, case, path, text, work):
    """What people are told; and where not every row was taken, that a machine is told the same."""
    counted = SUMMARY.search(text)
    if not counted or "/".join(counted.groups()) != case.rows:
        yield f"{counted[0] if counted else 'no rows are counted'}, expected {case.rows} taken/refused"
    if case.code == 0:
        return
    code, text, _ = import_file(tijdig, shutil.copytree(base, work / "told"), path, work, "--json")
    told = json.loads(text)
    rows = f"{told['taken']}/{told['refused']}"
    if (code, rows) != (case.code, case.rows):
        yield f"with --json exit code {code} and {rows} rows taken/refused, expected {case.code} and {case.rows}"


def check(options, base, base_hash, case):
    tijdig = options.tijdig
    wrong = []
    with tempfile.TemporaryDirectory(prefix="tijdig-bad-") as folder:
        work = Path(folder)
        shutil.copytree(base, work / "data")
        path = make_file(case, work)
        got, text, peak_bytes = import_file(tijdig, work / "data", path, work)
        if got != case.code:
            wrong.append(f"exit code {got}, expected {case.code}")
        wrong += [f"the message does not say {reason}" for reason in case.reasons if reason not in text]
        if peak_bytes > BYTES_MAX and not options.any_memory:
            wrong.append(f"took {peak_bytes >> 20} MiB")
        wrong += [f"the output repeats {secret!r}" for secret in SECRETS if secret in text.lower()]
        if case.rows == NOTHING:
            wrong += check_nothing_taken(tijdig, work / "data", base_hash, text, work)
        else:
            wrong += check_rows_counted(tijdig, base, case, path, text, work)
        return wrong, text, peak_bytes


def check_table(cases):
    """The table itself: every file is in it, once under a name; each is there; its rows say what its codes mean."""
    listed = [case.file for case in cases]
    kept = {path.name for path in (HERE / "files").iterdir()} | set(generated.WRITERS)
    yield from (f"{name}: not in expected.tsv" for name in sorted(kept - set(listed)))
    yield from (f"{name}: neither kept in files nor written by generated.py" for name in sorted(set(listed) - kept))
    under = [f"{case.file} as {case.delivered_as}" for case in cases]
    yield from (f"{one}: twice in expected.tsv" for one in sorted({one for one in under if under.count(one) > 1}))
    for case in cases:
        if case.code == 2 and case.rows != NOTHING and not case.rows.startswith("0/"):
            yield f"{case.file}: exit code 2 says that nothing was taken"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tijdig", required=True)
    parser.add_argument("--only")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--any-memory", action="store_true", help="for sanitizers, which take several times as much")
    options = parser.parse_args()
    table = list(expectations())
    failures = list(check_table(table))
    cases = [case for case in table if options.only in (None, case.file)]
    if failures:
        sys.exit("\n".join(failures))
    peak_bytes_max = 0
    with tempfile.TemporaryDirectory(prefix="tijdig-bad-base-") as folder:
        work = Path(folder)
        first = work / "2018-10-12_signals_eneco.csv"
        first.write_bytes(generated.HEADER + generated.ROW % (7, 7))
        code, text, _ = import_file(options.tijdig, work / "base", first, work)
        if code != 0:
            sys.exit(f"a good file was not taken (exit {code}): {text}")
        base_hash = state_hash(options.tijdig, work / "base", work)
        with ThreadPoolExecutor(options.jobs) as pool:
            outcomes = pool.map(lambda case: check(options, work / "base", base_hash, case), cases)
            for case, (wrong, text, peak_bytes) in zip(cases, outcomes):
                peak_bytes_max = max(peak_bytes_max, peak_bytes)
                failures += [f"{case.file}: {one}" for one in wrong]
                if wrong or options.only:
                    print(f"--- {case.file}\n{text[:3000]}")
    for failure in failures:
        print(failure)
    print(f"{len(cases)} bad inputs, {len(failures)} complaints, peak {peak_bytes_max >> 20} MiB")
    sys.exit(1 if failures or not cases else 0)


if __name__ == "__main__":
    main()
