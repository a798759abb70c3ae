#!/usr/bin/env python3
"""Lets everything go wrong that may go wrong with the distributed mode, and counts what is there afterwards.

    tests/faults/torture.py --build build/release --faults 500 --seed 1
    tests/faults/torture.py --build build/release --only "kill -9 Redis" --faults 20

Rounds, each on fresh brokers and a fresh Redis, with one to three of each service. In a round of the kind `post`,
partners deliver over HTTP all the while, some things twice; in one of the kind `import`, a simulated town's files come
in day by day. Faults of one kind (in the last round of all kinds) happen at random moments, processes that end are
started again, and when all is well again

  * every row that was acknowledged is counted once: none lost, none twice;
  * the report is byte-equal to that of the embedded mode, fed with the same and left in peace;
  * what came in twice changed nothing; every record that nobody could read stands among the dead letters;
  * no service holds more memory than it may, and one that was asked to stop did so in time.

Prints one table, exit 0 when all of it holds. The seed decides what is delivered, what goes wrong and for how long; the
machine decides how far the processes had come.
"""
import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import rounds
from faults import FAULTS, fake_clock
from processes import Failed, programs_in
from table import HEAD, Table
from wire import NotReady
from world import Mount

KAFKAS = ("3.9.2", "4.3.1")
FAULTS_PER_ROUND = 10
KILLS_PER_ROUND = 25
BREATH_SECONDS = (0.5, 2.0)


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
        elif name == "clock of a service off by days" and not fake_clock():
            missing.append(f"not made here: {name} (no faketime)")
        else:
            chosen[name] = fault
    return chosen, missing


def plan(faults, count, chance):
    """Rounds as (fault names, how many), so that about `count` faults happen, each kind by its weight."""
    total = sum(fault.weight for fault in faults.values())
    planned = []
    for name, fault in faults.items():
        left = max(1, round(count * fault.weight / total))
        while left > 0:
            now = min(left, KILLS_PER_ROUND if name.startswith("kill -9") else FAULTS_PER_ROUND)
            planned.append(([name], now))
            left -= now
    mixed = [name for name, fault in faults.items() if fault.brokers == 1 and not fault.mount]
    if len(mixed) > 1:
        planned.append((mixed, FAULTS_PER_ROUND))
    chance.shuffle(planned)
    return planned


def inject_all(world, names, count, seconds_max, chance, table):
    """The faults of a round, with a breath between them."""
    until = time.monotonic() + seconds_max
    for _ in range(count):
        if time.monotonic() > until:
            return
        time.sleep(chance.uniform(*BREATH_SECONDS))
        name, since = chance.choice(names), time.monotonic()
        FAULTS[name].inject(world, chance)
        table.happened(name, world.progress, since)
        say(f"  {name}: {time.monotonic() - since:.1f} s")


def one_round(number, names, count, arguments, programs, table):
    seed = arguments.seed * 1000 + number
    chance = random.Random(seed)
    folder = Path(tempfile.mkdtemp(prefix=f"tijdig-round-{seed}-"))
    needed = [FAULTS[name] for name in names]
    mount = Mount(folder / "mount") if any(fault.mount for fault in needed) else None
    kinds = sorted(rounds.KINDS)
    kind = arguments.kind or (kinds[number % 2] if arguments.short else chance.choices(kinds, (1, 2))[0])
    kafka = arguments.kafka or (KAFKAS[number % 2] if arguments.short else chance.choice(KAFKAS))
    about = f"round {number}: {kind}, Kafka {kafka}, seed {seed}, {count} x {names[0] if len(names) == 1 else 'any'}"
    say(about)
    began = time.monotonic()
    try:
        result = rounds.KINDS[kind](
            rounds.Round(programs=programs, folder=folder, kafka=kafka, chance=chance, seed=seed,
                         brokers=max(fault.brokers for fault in needed), mount=mount.path if mount else None,
                         other_programs=programs_in(arguments.other) if arguments.other else None,
                         days=arguments.days),
            lambda world: inject_all(world, names, count, arguments.round_seconds, chance, table))
        table.counted(names, result)
        say(f"  {result.text()}, {time.monotonic() - began:.0f} s")
    except (Failed, RuntimeError, OSError, NotReady) as failure:  # of a round, or of the servers it asked for
        table.failed(names)
        say(f"failed ({about}): {failure}\n  what it left is in {folder}")
        return False
    finally:
        if mount:
            mount.close()
    shutil.rmtree(folder, ignore_errors=True)
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, type=Path, help="folder with the programs")
    parser.add_argument("--other", type=Path, help="another build, for two versions side by side")
    parser.add_argument("--faults", type=int, default=500, help="about how many")
    parser.add_argument("--minutes", type=float, default=45, help="no round begins after these")
    parser.add_argument("--round-seconds", type=float, default=120, help="no fault of a round begins after these")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="faults with this in their name")
    parser.add_argument("--short", action="store_true", help="one round of each kind, of quick faults only")
    parser.add_argument("--kind", choices=sorted(rounds.KINDS))
    parser.add_argument("--kafka", choices=KAFKAS)
    parser.add_argument("--days", type=int, default=22, help="days of the town's year that a round imports")
    parser.add_argument("--list", action="store_true", help="the faults there are")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(FAULTS))
        return 0
    faults, missing = usable(arguments)
    table, good, began = Table(), True, time.monotonic()
    programs = programs_in(arguments.build)
    planned = plan(faults, arguments.faults, random.Random(arguments.seed))
    if arguments.short:
        planned = [([name for name, fault in faults.items() if fault.quick], arguments.faults)] * 2
    print(f"seed {arguments.seed}: {len(planned)} rounds", flush=True)
    for number, (names, count) in enumerate(planned):
        if time.monotonic() - began > arguments.minutes * 60:
            missing.append(f"{len(planned) - number} rounds were not begun: {arguments.minutes:g} minutes were over")
            break
        good = one_round(number, names, count, arguments, programs, table) and good
    print(HEAD)
    print(table.text())
    print("\n".join(missing))
    return 0 if good and table.is_clean() else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as wrong:
        sys.exit(str(wrong))
