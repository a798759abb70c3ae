#!/usr/bin/env python3
"""Lets everything go wrong that may go wrong with the distributed mode, and counts what is there afterwards.

    tests/faults/torture.py --build build/release --other build/clang --faults 500 --seed 1
    tests/faults/torture.py --build build/release --only "kill -9 Redis" --faults 20

Rounds, three at a time, each on fresh brokers and a fresh Redis, with one to three of each service. In a round of the
kind `post`, partners deliver over HTTP all the while, some things twice; in one of the kind `import`, a simulated
town's files come in day by day. Faults of many kinds happen one after the other, every second one as soon as the work
goes on after the one before, the others sooner; processes that end are started again, and when all is well again

  * every row that was acknowledged is counted once: none lost, none twice;
  * the report is byte-equal to that of the embedded mode, fed with the same and left in peace;
  * what came in twice changed nothing; every record that nobody could read stands among the dead letters;
  * the state follows from the log: Redis emptied and built again, and all of it derived again, have the same hash;
  * no answer was wrong while Redis was being built: reports, queues, walk list, why a case exists;
  * no service holds more memory than it may, and one that was asked to stop did so in time.

Prints one table and one last line, exit 0 when all of it holds. The gaps are the longest times without a delivery
answered 202 (door) and without a record reported (end), around a fault. The seed decides what is delivered, what goes
wrong and for how long; the machine decides how far the processes had come.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import round_process
import rounds
from child import die_with_parent
from faults import FAULTS
from plan import KAFKAS, again, plan, short_plan
from processes import Failed, programs_in
from table import HEAD, Result, Table
from world import Mount

ROUND_SECONDS_MAX = 900


def say(text):
    """Whoever waits for the table may see here how far it is."""
    print(text, file=sys.stderr, flush=True)


def usable(arguments):
    """The faults that can be made here; says of the others why not."""
    chosen, missing = {}, []
    with tempfile.TemporaryDirectory() as folder:
        mount = Mount(Path(folder) / "mount")
        mount.close()
    for name, fault in FAULTS.items():
        if arguments.only and arguments.only not in name:
            continue
        if fault.mount and not mount.there:
            missing.append(f"not made here: {name} (no right to mount)")
        elif name == "two builds side by side" and arguments.other is None:
            missing.append(f"not made here: {name} (no --other build)")
        else:
            chosen[name] = fault
    return chosen, missing


class Run:
    """All rounds, taken by a few threads; each round is a process of its own. `town`: a future with its folder."""

    def __init__(self, arguments, specs, town):
        self.arguments, self.town, self.waiting, self.count = arguments, town, list(specs), 0
        self.table, self.lock, self.began = Table(), threading.Lock(), time.monotonic()
        self.not_begun, self.left = 0, []

    def go(self):
        while self.waiting:
            threads = [threading.Thread(target=self.work) for _ in range(self.arguments.side_by_side)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.waiting, self.left = again(self.left), []
        return self.table

    def work(self):
        while True:
            with self.lock:
                if not self.waiting:
                    return
                spec, number = self.waiting.pop(0), self.count
                self.count += 1
                if self.minutes() > self.arguments.minutes:
                    self.not_begun += 1
                    continue
            self.one(number, spec)

    def minutes(self):
        return (time.monotonic() - self.began) / 60

    def one(self, number, spec):
        seed = self.arguments.seed * 1000 + number
        town = str(self.town.result()) if spec.kind == "import" else ""
        say(f"round {number}: {spec.text()}, seed {seed}, {len(spec.names)} faults")
        words = {"spec": spec.words(), "seed": seed, "build": str(self.arguments.build), "town": town,
                 "other": str(self.arguments.other) if self.arguments.other else None,
                 "seconds": self.arguments.round_seconds}
        process = subprocess.Popen([sys.executable, round_process.__file__, json.dumps(words)], text=True,
                                   stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)
        try:
            output, _ = process.communicate(timeout=ROUND_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            output, _ = process.communicate()
        self.note(number, spec, output)

    def note(self, number, spec, output):
        lines = output.splitlines()
        answer = json.loads(lines[-1]) if lines else {}
        with self.lock:
            for name, gap_door, gap_end in answer.get("happened", []):
                self.table.happened(name, gap_door, gap_end)
            happened = [name for name, _, _ in answer.get("happened", [])] or list(spec.names)
            if answer.get("result"):
                self.table.counted(happened, Result(**answer["result"]))
            if answer.get("failed") or not answer:
                self.table.failed(happened)
                say(f"FAILED round {number}: {answer.get('failed', 'it ended without a word')}")
            elif answer["left"]:
                self.left.append((spec, answer["left"]))
        say(f"round {number}: {answer.get('text', '')}, {len(answer.get('happened', []))} faults, "
            f"minute {self.minutes():.0f}")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, help="folder with the programs")
    parser.add_argument("--other", type=Path, help="another build, for two versions side by side")
    parser.add_argument("--faults", type=int, default=500, help="at least so many")
    parser.add_argument("--minutes", type=float, default=42, help="no round begins after these")
    parser.add_argument("--round-seconds", type=float, default=200, help="no fault of a round begins after these")
    parser.add_argument("--side-by-side", type=int, default=3, help="rounds at a time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="faults with this in their name")
    parser.add_argument("--short", action="store_true", help="one round on each Kafka, of quick faults only")
    parser.add_argument("--kind", choices=sorted(rounds.KINDS))
    parser.add_argument("--kafka", choices=KAFKAS)
    parser.add_argument("--days", type=int, default=22, help="days of the town's year that a round imports")
    parser.add_argument("--list", action="store_true", help="the faults there are")
    arguments = parser.parse_args()
    if not (arguments.list or arguments.build):
        parser.error("--build is needed")
    return arguments


def main():
    arguments = parse()
    if arguments.list:
        print("\n".join(FAULTS))
        return 0
    faults, missing = usable(arguments)
    chance = random.Random(arguments.seed)
    specs = (short_plan(faults, arguments.faults, chance, arguments.kind) if arguments.short
             else plan(faults, arguments.faults, chance, arguments.kind, arguments.kafka))
    planned = sum(len(spec.names) for spec in specs)
    print(f"seed {arguments.seed}: {planned} faults in {len(specs)} rounds", flush=True)
    programs = programs_in(arguments.build)
    with tempfile.TemporaryDirectory(prefix="tijdig-town-") as folder, ThreadPoolExecutor() as pool:
        town = None
        if any(spec.kind == "import" for spec in specs):
            town = pool.submit(rounds.make_town, programs["tijdig"], Path(folder), arguments.days)
        run = Run(arguments, specs, town)
        table = run.go()
    if run.not_begun:
        missing.append(f"{run.not_begun} rounds were not begun: {arguments.minutes:g} minutes were over")
    print("\n".join([HEAD, table.text(), *missing]))
    good = table.is_clean() and table.times() >= planned
    lost, twice, unequal = (table.most(what) for what in ("lost", "twice", "unequal"))
    print(f"{'passed' if good else 'FAILED'}: {table.times()} of {planned} faults of {len(faults)} kinds in "
          f"{run.minutes():.1f} minutes on {len(os.sched_getaffinity(0))} cores; {table.rows} rows, {lost} lost, "
          f"{twice} twice, {unequal} figures unequal")
    return 0 if good else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as wrong:
        sys.exit(str(wrong))
