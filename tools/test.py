#!/usr/bin/env python3
"""Builds and runs the tests, and ends with one line: `N passed, N failed`.

    tools/test.py plain      what `make test` runs
    tools/test.py asan tsan  what `make sanitize` runs
    tools/test.py builds     what `make builds` runs

Stages
    plain      preset dev, every test there is
    builds     the same year through what is delivered, GCC's release, beside GCC with assertions and light
               optimisation, and Clang's release; every byte must agree
    asan       address and undefined-behaviour sanitizers, every test but those of NOT_INSTRUMENTED
    tsan       thread sanitizer, the tests of everything that has threads
    coverage   preset coverage, the tests of asan

What is counted: each case of a GoogleTest or unittest program, and each other ctest test as one. A program that dies
counts as one failure more than its finished cases. A stage that does not build is one failure. Of builds that are
compared, each pair is a case; a pair of which one is missing has failed.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JOBS = os.cpu_count() or 2
SECONDS_MAX_PER_TEST = 900
# Read the source only, measure memory, kill the program, or wait for servers: they say nothing new in an instrumented
# build.
NOT_INSTRUMENTED = "^(plain|bad_input|kill|system|servers)$"
# Rooms with threads of their own, or whose objects several threads share. The rest are values or, as the simulator,
# run on one thread by construction: asan sees all there is.
THREADED = ["tijdig_runtime_test", "tijdig_rocksdb_test", "tijdig_http_test", "tijdig_telemetry_test",
            "tijdig_policy_test", "tijdig_shell_test", "tijdig_signal_ingest_test", "tijdig_commands_test",
            "conformance_test", "small_town_on_threads_test"]

GTEST_RAN = re.compile(r"^\[=+\] (\d+) tests? from \d+ test suites? ran\.", re.M)
GTEST_PASSED = re.compile(r"^\[  PASSED  \] (\d+) tests?\.", re.M)
GTEST_SKIPPED = re.compile(r"^\[  SKIPPED \] (\d+) tests?", re.M)
PAIR_AGREES = re.compile(r"^pair: .*: agree$", re.M)
UNITTEST_RAN = re.compile(r"^Ran (\d+) tests? in ", re.M)
UNITTEST_RESULT = re.compile(r"^(?:OK|FAILED)(?: \((.*)\))?$", re.M)


class Count:
    """Cases that passed, failed and were skipped; counts add up."""

    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped = passed, failed, skipped

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __eq__(self, other):
        return vars(self) == vars(other)

    def __repr__(self):
        return f"Count({self.passed} passed, {self.failed} failed, {self.skipped} skipped)"


def count_program(output, succeeded):
    """The cases of one ctest test, from the end of what it printed."""
    ran = GTEST_RAN.search(output)
    if ran:
        passed = sum(int(n) for n in GTEST_PASSED.findall(output))
        skipped = sum(int(n) for n in GTEST_SKIPPED.findall(output)[:1])
        count = Count(passed, int(ran.group(1)) - passed - skipped, skipped)
    elif UNITTEST_RAN.search(output):
        count = count_unittest(output)
    else:
        return Count(passed=1) if succeeded else Count(failed=1)
    if not succeeded and count.failed == 0:
        count.failed = 1
    return count


def count_unittest(output):
    ran = int(UNITTEST_RAN.findall(output)[-1])
    results = UNITTEST_RESULT.findall(output)
    parts = dict(re.findall(r"(\w+)=(\d+)", results[-1] if results else ""))
    failed = int(parts.get("failures", 0)) + int(parts.get("errors", 0))
    skipped = int(parts.get("skipped", 0))
    return Count(ran - failed - skipped, failed, skipped)


def count_junit(path):
    """The sum over the JUnit file ctest wrote, and the names of the tests with a failure."""
    total, failing = Count(), []
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        status = case.get("status")
        skipped = case.find("skipped")
        if status == "disabled" or (skipped is not None and "SKIP" in skipped.get("message", "")):
            total += Count(skipped=1)
            continue
        output = case.findtext("system-out") or ""
        count = count_program(output, status == "run" and case.find("failure") is None)
        if count.failed:
            failing.append(case.get("name"))
        total += count
    return total, failing


def say(stage, text):
    print(f"== {stage}: {text}", flush=True)


def run(command, **options):
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False, **options).returncode == 0


def build(stage, preset, targets):
    """Configures when needed and builds; says what happens and how long it took."""
    started = time.monotonic()
    folder = ROOT / "build" / preset
    if not (folder / "build.ninja").exists():
        say(stage, f"configuring build/{preset}")
        if not run(["cmake", "--preset", preset]):
            return False
    say(stage, f"building {' '.join(targets)} in build/{preset}")
    built = run(["cmake", "--build", "--preset", preset, "--target", *targets])
    say(stage, f"{'built' if built else 'did not build'} in {time.monotonic() - started:.0f} s")
    return built


def environment_of(preset):
    rules = ROOT / "tools" / "sanitizers"
    environment = dict(os.environ)
    environment["PATH"] = f"{ROOT / 'build' / 'tools'}:{environment['PATH']}"  # promtool
    if preset == "asan":
        # One life of the year and its rebuild touch all the memory there is; the others compare bytes, not memory.
        environment["GTEST_FILTER"] = "*-Year.GivesTheSame*:Year.SaysTheSame*:Year.ChangesNothing*"
        environment["ASAN_OPTIONS"] = "detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1"
        environment["LSAN_OPTIONS"] = f"suppressions={rules / 'lsan.supp'}:print_suppressions=0"
        environment["UBSAN_OPTIONS"] = "print_stacktrace=1:halt_on_error=1"
    if preset == "tsan":
        # A year takes minutes here; the services on several threads are those of small_town_on_threads_test.
        environment["GTEST_FILTER"] = "*-Year.*:YearOfLinks.*"
        environment["TSAN_OPTIONS"] = f"suppressions={rules / 'tsan.supp'}:second_deadlock_stack=1:halt_on_error=1"
    if preset in ("asan", "tsan", "coverage"):
        environment.setdefault("TIJDIG_SIM_SEEDS", "200")
        environment.setdefault("RC_PARAMS", "max_success=25")
    return environment


def without_address_randomisation():
    """Clang 14's thread sanitizer refuses some kernels' memory layouts; without randomisation it runs everywhere."""
    prefix = ["setarch", "-R"]
    allowed = shutil.which("setarch") and run([*prefix, "true"], stderr=subprocess.DEVNULL)
    return prefix if allowed else []


def ctest(stage, preset):
    """Runs ctest in a build folder: everything in dev; elsewhere without the labels of NOT_INSTRUMENTED."""
    report = ROOT / "build" / preset / "junit.xml"
    report.unlink(missing_ok=True)
    command = ["ctest", "--test-dir", f"build/{preset}", "-j", str(JOBS), "--output-on-failure", "--no-tests=error",
               "--timeout", str(SECONDS_MAX_PER_TEST), "--output-junit", str(report),
               "--test-output-truncation", "head", "--test-output-size-passed", "4000",
               "--test-output-size-failed", "200000"]
    if preset != "dev":
        command += ["-LE", NOT_INSTRUMENTED]
    if preset == "tsan":
        command = without_address_randomisation() + command + ["-R", f"^({'|'.join(THREADED)})$"]
    started = time.monotonic()
    succeeded = run(command, env=environment_of(preset))
    if not report.exists():
        say(stage, "ctest wrote no report")
        return Count(failed=1)
    count, failing = count_junit(report)
    if not succeeded and count.failed == 0:
        count += Count(failed=1)
    skipped = f", {count.skipped} skipped" if count.skipped else ""
    say(stage, f"{count.passed} cases passed, {count.failed} failed{skipped} in {time.monotonic() - started:.0f} s")
    for name in failing:
        say(stage, f"failed: {name}")
    return count


def run_ctest_stage(stage, preset, targets):
    return ctest(stage, preset) if build(stage, preset, targets) else Count(failed=1)


def count_pairs(output, expected):
    """The pairs of builds that tools/compare_builds.py found to agree; all others have failed."""
    agreeing = len(PAIR_AGREES.findall(output))
    return Count(agreeing, max(0, expected - agreeing))


def compare_builds(stage, presets):
    """Builds all, and compares each with the first."""
    built = [preset for preset in presets if build(stage, preset, ["tijdig"])]
    programs = [f"build/{preset}/services/tijdig/tijdig" for preset in built]
    output = ""
    if presets[0] in built and len(built) > 1:
        done = subprocess.run([sys.executable, "tools/compare_builds.py", *programs], cwd=ROOT, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
        output = done.stdout
        print(output, end="", flush=True)
    return count_pairs(output, len(presets) - 1)


STAGES = {
    "plain": lambda: run_ctest_stage("plain", "dev", ["all"]),
    "asan": lambda: run_ctest_stage("asan", "asan", ["tijdig_tests"]),
    "tsan": lambda: run_ctest_stage("tsan", "tsan", THREADED),
    "builds": lambda: compare_builds("builds", ["release", "dev", "clang"]),
    "coverage": lambda: run_ctest_stage("coverage", "coverage", ["tijdig_tests"]),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", nargs="+", metavar="STAGE", help=f"any of: {', '.join(STAGES)}")
    chosen = parser.parse_args().stage
    unknown = [name for name in chosen if name not in STAGES]
    if unknown:
        parser.error(f"no stage {', '.join(unknown)}; there are: {', '.join(STAGES)}")
    started, total = time.monotonic(), Count()
    for name in chosen:
        total += STAGES[name]()
    say("all", f"{time.monotonic() - started:.0f} s")
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    return 1 if total.failed or not total.passed else 0


if __name__ == "__main__":
    sys.exit(main())
