#!/usr/bin/env python3
"""Delivers every bad file to `tijdig import` and checks what expected.tsv promises. See README.md."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import generated

HERE = Path(__file__).resolve().parent
POLICY = HERE.parent.parent / "deploy/policies/zoetermeer.yaml"
BYTES_MAX = 256 << 20
SECRETS = ("geheim", "2711xy", "2711 xy", "123456789")
REFUSED_WHOLE = "nothing of this file was taken"  # then the state is as it was; a row refused by law is counted


def expectations():
    for line in (HERE / "expected.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            file, name, code, reasons = line.split("\t")
            yield file, name, int(code), reasons.split(",") if reasons else []


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


def import_file(tijdig, data, path, work):
    return run([tijdig, "import", "--data", str(data), "--policy", str(POLICY), str(path)], work / "import.log")


def check(options, base, base_hash, case):
    tijdig = options.tijdig
    file, name, code, reasons = case
    wrong = []
    with tempfile.TemporaryDirectory(prefix="tijdig-bad-") as folder:
        work = Path(folder)
        shutil.copytree(base, work / "data")
        path = work / name
        if (HERE / "files" / file).exists():
            shutil.copy(HERE / "files" / file, path)
        elif file in generated.WRITERS:
            generated.write(file, path)
        got, text, peak_bytes = import_file(tijdig, work / "data", path, work)
        if got != code:
            wrong.append(f"exit code {got}, expected {code}")
        wrong += [f"the message does not say {reason}" for reason in reasons if reason not in text]
        if peak_bytes > BYTES_MAX and not options.any_memory:
            wrong.append(f"took {peak_bytes >> 20} MiB")
        wrong += [f"the output repeats {secret!r}" for secret in SECRETS if secret in text.lower()]
        if REFUSED_WHOLE in text and state_hash(tijdig, work / "data", work) != base_hash:
            wrong.append("refused whole, and yet the state has changed")
        return wrong, text, peak_bytes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tijdig", required=True)
    parser.add_argument("--only")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--any-memory", action="store_true", help="for sanitizers, which take several times as much")
    options = parser.parse_args()
    cases = [case for case in expectations() if options.only in (None, case[0])]
    listed = {case[0] for case in expectations()}
    kept = {path.name for path in (HERE / "files").iterdir()} | set(generated.WRITERS)
    failures = [f"{name}: not in expected.tsv" for name in sorted(kept - listed)]
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
                failures += [f"{case[0]}: {one}" for one in wrong]
                if wrong or options.only:
                    print(f"--- {case[0]}\n{text[:3000]}")
    for failure in failures:
        print(failure)
    print(f"{len(cases)} bad inputs, {len(failures)} complaints, peak {peak_bytes_max >> 20} MiB")
    sys.exit(1 if failures or not cases else 0)


if __name__ == "__main__":
    main()
