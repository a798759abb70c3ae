#!/usr/bin/env python3
"""`make modes`: a year of Zoetermeer gives the same reports in every mode, to the byte.

    tools/modes.py build/release [--kafka 3.9.2,4.3.1] [--months 12] [--seed 7]

The same files go into
    embedded      one process on RocksDB
    memory        all state derived again in memory from the log of that one; the hash of the state must be the same
    Kafka X, 1    the six services as six processes on Kafka X and Redis, one of each
    Kafka X, 3    three of each, of which one at a time leaves in good order or is killed, while a new one joins
and for each mode the report, the walk list and the tasks are printed as JSON and hashed. Prints one line per mode and
ends with 0 when all hashes are the same.
"""
import argparse
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "tests/servers"), str(ROOT / "tests/faults"), str(ROOT / "tools/kafka")]
import jars
import servers
from child import die_with_parent
from processes import ENVIRONMENT, SERVICES, Crowd, Failed, programs_in, settings_text

POLICY = ROOT / "deploy/policies/zoetermeer.yaml"
SHOWN = ("report", "walk-list", "tasks")
SECONDS_BETWEEN_CHANGES = 4
SECONDS_MAX = 3600
REFUSED_IN_PART = 3


def tijdig(program, *words, allowed=(0,)):
    """What one command prints."""
    done = subprocess.run([program, *map(str, words)], capture_output=True, check=False, env=ENVIRONMENT,
                          stdin=subprocess.DEVNULL, timeout=SECONDS_MAX, preexec_fn=die_with_parent)
    if done.returncode not in allowed:
        raise Failed(f"tijdig {words[0]} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    return done.stdout


def files_of(town, months):
    """The files of the first months of the year: their names begin with the day."""
    found = sorted({path.name[:7] for path in town.rglob("*") if path.is_file() and path.name[:4].isdigit()})
    late = set(found[months:])
    for path in list(town.rglob("*")):
        if path.is_file() and path.name[:7] in late:
            path.unlink()
    return town


def hash_of(program, where):
    """Of everything the mode shows."""
    digest = hashlib.sha256()
    for verb in SHOWN:
        digest.update(tijdig(program, verb, *where, "--json"))
    return digest.hexdigest()


class Table:
    def __init__(self):
        self.hashes = []

    def row(self, mode, digest, note):
        self.hashes.append(digest)
        same = "same" if digest == self.hashes[0] else "DIFFERENT"
        print(f"{mode:24} {digest[:32]}  {same}  {note}", flush=True)

    def all_same(self):
        return len(set(self.hashes)) == 1


def embedded(programs, town, folder, table):
    began = time.monotonic()
    data = ("--data", folder / "embedded")
    tijdig(programs["tijdig"], "import", *data, "--policy", POLICY, town, allowed=(0, REFUSED_IN_PART))
    seconds = time.monotonic() - began
    table.row("embedded", hash_of(programs["tijdig"], data), f"{seconds:.0f} s")
    tijdig(programs["tijdig"], "rebuild", *data)
    print(f"{'memory':24} state rebuilt from the log: the same hash", flush=True)


class ComingAndGoing:
    """Keeps changing who works: every few seconds one instance leaves or is killed, and another joins."""

    def __init__(self, crowd, seed):
        self.crowd, self.chance = crowd, random.Random(seed)
        self.ended, self.changes, self.failure = threading.Event(), 0, None
        self.thread = threading.Thread(target=self.change)

    def change(self):
        try:
            while not self.ended.wait(SECONDS_BETWEEN_CHANGES):
                service = self.chance.choice(SERVICES)
                leaving = self.crowd.choose(self.chance, service)
                if self.chance.random() < 0.5:
                    self.crowd.drop(leaving)
                else:
                    self.crowd.remove(leaving)
                self.crowd.add(service)
                self.changes += 1
        except Failed as problem:
            self.failure = problem

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


def distributed(programs, town, folder, table, version, instances, seed):
    work = folder / f"kafka-{version}-{instances}"
    work.mkdir()
    with servers.Servers(kafka=version, redis=True) as running:
        settings = {"backend": "kafka", "log.level": "warning", "calendar.closes_days": "no",
                    "kafka.replication_factor": 1, "kafka.min_insync_replicas": 1, "kafka.session_timeout_ms": 6000,
                    "kafka.transaction_timeout_ms": 10000,
                    "kafka.brokers": running.addresses["TIJDIG_TEST_KAFKA"],
                    "redis.address": running.addresses["TIJDIG_TEST_REDIS"]}
        config = work / "tijdig.yaml"
        config.write_text(settings_text(settings))
        tijdig(programs["tijdig"], "topics", "apply", "--config", config)
        crowd = Crowd(programs, work, settings, {"signal-ingest": ("--policy", POLICY)})
        try:
            for name in SERVICES:
                crowd.set_size(name, instances)
            crowd.wait_until_ready()
            began = time.monotonic()
            take_in = ("import", "--config", config, "--policy", POLICY, "--refused", work / "refused",
                       town)
            note = ""
            if instances > 1:
                with ComingAndGoing(crowd, seed) as changing:
                    tijdig(programs["tijdig"], *take_in, allowed=(0, REFUSED_IN_PART))
                if changing.failure:
                    raise changing.failure
                note = f", {changing.changes} left and joined"
            else:
                tijdig(programs["tijdig"], *take_in, allowed=(0, REFUSED_IN_PART))
            seconds = time.monotonic() - began
            table.row(f"Kafka {version}, {instances} of each", hash_of(programs["tijdig"], ("--config", config)),
                      f"{seconds:.0f} s{note}")
        finally:
            crowd.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", help="folder of a build")
    parser.add_argument("--kafka", default=",".join(jars.versions()))
    parser.add_argument("--instances", default="1,3")
    parser.add_argument("--months", type=int, default=13, help="of the year")
    parser.add_argument("--seed", type=int, default=7, help="of who leaves when")
    wanted = parser.parse_args()
    programs = programs_in(wanted.build)
    table, folder = Table(), Path(tempfile.mkdtemp(prefix="tijdig-modes-"))
    try:
        town = folder / "town"
        tijdig(programs["tijdig"], "simulate", "zoetermeer", "--out", town)
        files_of(town, wanted.months)
        embedded(programs, town, folder, table)
        for version in wanted.kafka.split(","):
            for instances in map(int, wanted.instances.split(",")):
                distributed(programs, town, folder, table, version, instances, wanted.seed)
    except (Failed, servers.Failed) as problem:
        sys.exit(f"modes: {problem}\nmodes: what was there is in {folder}")
    shutil.rmtree(folder)
    return 0 if table.all_same() else 1


if __name__ == "__main__":
    sys.exit(main())
