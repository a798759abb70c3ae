#!/usr/bin/env python3
"""Kafka's own two tests of exactly-once, on our step: nothing lost, nothing doubled for readers of committed records.

    tests/faults/shapes.py --copier build/release/tests/faults/copier --kafka 4.3.1 --records 100000

  copy under bounces   an inbox is copied while its client, or the broker, is stopped and started again, in good order
                       or by SIGKILL (Kafka's transactions_test); one reader looks on meanwhile and one afterwards
  three that come      three instances are added, stopped and killed at random until every record is delivered (Kafka's
  and go               streams_eos_test)

Prints a line per shape and the seed; exit 0 when all of it holds.
"""
import argparse
import json
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tests/servers"))
from child import die_with_parent
from servers import Servers

SECONDS_MAX, STILL_SECONDS_MAX = 300, 15
PARTITIONS, SLOTS = 8, 4
BROKERS = 3  # on one alone, Kafka 4 may make records of an aborted transaction visible (forgotten.py says how)
BOUNCES = ("client_hard", "client_clean", "broker_hard", "broker_clean")


class Failed(Exception):
    """Something does not hold; the text says what."""


class Copier:
    """The program, with the settings of one shape."""

    def __init__(self, program, prefix, addresses, batch):
        settings = {"backend": "kafka", "kafka.brokers": addresses["TIJDIG_TEST_KAFKA"], "kafka.prefix": prefix,
                    "redis.address": f"unix:{addresses['TIJDIG_TEST_REDIS_SOCKET']}", "redis.prefix": prefix,
                    "engine.partitions": PARTITIONS, "engine.batch_records": batch, "kafka.slots": SLOTS,
                    "kafka.replication_factor": BROKERS, "kafka.min_insync_replicas": BROKERS - 1,
                    "kafka.session_timeout_ms": 6000, "log.level": "off"}
        self.program = program
        self.settings = [word for name, value in settings.items() for word in ("--set", f"{name}={value}")]

    def start(self, verb, *words):
        return subprocess.Popen([self.program, verb, *words, *self.settings], stdout=subprocess.PIPE, text=True,
                                preexec_fn=die_with_parent)

    def ask(self, verb, *words):
        process = self.start(verb, *words)
        output, _ = process.communicate(timeout=SECONDS_MAX)
        if process.returncode != 0:
            raise Failed(f"copier {verb} ended with {process.returncode}")
        return json.loads(output) if output.strip() else None

    def worker(self, instance=""):
        """With an instance it takes its slots back at once; without, the group waits until it misses the dead one."""
        process = self.start("work", *(["--set", f"kafka.instance={instance}"] if instance else []))
        if process.stdout.readline().strip() != "working":
            raise Failed("a copier did not begin to work")
        return process


def end(process, hard):
    """Kills a worker, or asks it to stop; the latter must succeed."""
    if hard:
        process.kill()
        process.wait()
    elif process.poll() is None:
        process.send_signal(signal.SIGTERM)
        if process.wait(timeout=30) != 0:
            raise Failed(f"a copier that was asked to stop ended with {process.returncode}")


def judge(answer, records, who):
    wanted = {"records": records, "distinct": records, "doubled": 0, "foreign": 0}
    if "remembered" in answer:
        wanted["remembered"] = records
    if answer != wanted:
        raise Failed(f"{who}: {json.dumps(answer)}, expected {json.dumps(wanted)}")


class Watcher:
    """Who looks on: how far the copy is, and in the end what it saw."""

    def __init__(self, copier, records):
        self.process, self.records = copier.start("watch", "--records", str(records)), records
        self.count, self.answer, self.moved = 0, None, threading.Condition()
        self.until = time.monotonic() + SECONDS_MAX
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            with self.moved:
                said = json.loads(line)
                self.count, self.answer = said["distinct"], said if "doubled" in said else None
                self.moved.notify_all()

    def is_done(self):
        return self.answer is not None

    def wait_for_progress(self, share):
        """Until this share of all records was copied since the call, or for some seconds: faults may stop all of it."""
        with self.moved:
            wanted = self.count + share * self.records
            self.moved.wait_for(lambda: self.is_done() or self.count >= wanted, STILL_SECONDS_MAX)
        if time.monotonic() > self.until:
            raise Failed(f"the copy was not complete after {SECONDS_MAX} s: {self.count} of {self.records}")

    def judge(self, who):
        judge(self.answer, self.records, who)


def copy_under_bounces(copier, servers, bounce, records, chance):
    """How often it bounced until the copy was complete."""
    target, way = bounce.split("_")
    instance = "copier" if target == "client" else ""  # a broker that was killed fences static members
    watcher, worker, count = Watcher(copier, records), copier.worker(instance), 0
    try:
        while not watcher.is_done():
            watcher.wait_for_progress(chance.uniform(0.01, 0.1) if target == "client" else chance.uniform(0.1, 0.3))
            if worker.poll() is not None:
                worker = copier.worker(instance)  # it gave up, as a supervisor would see
            elif not watcher.is_done():
                count += 1
                if target == "client":
                    end(worker, way == "hard")
                    worker = copier.worker(instance)
                else:
                    name = f"kafka-{chance.randint(1, BROKERS)}"
                    servers.tell("kill" if way == "hard" else "stop", name)
                    servers.tell("start", name)
        watcher.judge(f"{bounce}, who looked on")
    finally:
        watcher.process.kill()
        end(worker, hard=True)
    return {"bounces": count}


def three_that_come_and_go(copier, records, chance):
    """How often an instance was added, stopped and killed."""
    watcher, crew, counts = Watcher(copier, records), [copier.worker()], {"added": 1, "stopped": 0, "killed": 0}
    try:
        while not watcher.is_done():
            watcher.wait_for_progress(chance.uniform(0.01, 0.1))
            crew = [one for one in crew if one.poll() is None]
            may = ["added"] if len(crew) < 2 else ["stopped", "killed"] + ["added"] * (len(crew) < 3)
            what = chance.choice(may)
            counts[what] += 1
            if what == "added":
                crew.append(copier.worker())
            else:
                end(crew.pop(chance.randrange(len(crew))), what == "killed")
        watcher.judge("three that come and go, who looked on")
    finally:
        watcher.process.kill()
        for one in crew:
            end(one, hard=True)
    return counts


def run(arguments):
    chance = random.Random(arguments.seed)
    print(f"seed {arguments.seed}, {arguments.records} records, Kafka {arguments.kafka}", flush=True)
    with Servers(kafka=arguments.kafka, brokers=BROKERS, redis=True) as servers:
        for shape in arguments.shapes:
            started = time.monotonic()
            prefix = shape.replace("_", "-") + "."
            copier = Copier(arguments.copier, prefix, servers.addresses, arguments.batch)
            copier.ask("fill", "--records", str(arguments.records))
            if shape in BOUNCES:
                counts = copy_under_bounces(copier, servers, shape, arguments.records, chance)
            else:
                counts = three_that_come_and_go(copier, arguments.records, chance)
            judge(copier.ask("check", "--records", str(arguments.records)), arguments.records, f"{shape}, afterwards")
            told = ", ".join(f"{name} {count}" for name, count in counts.items())
            print(f"{shape:14} {told}: 0 lost, 0 doubled, {time.monotonic() - started:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copier", required=True)
    parser.add_argument("--kafka", default="4.3.1")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=100, help="records of one partition in one transaction at most")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("shapes", nargs="*", default=[*BOUNCES, "three"], metavar="SHAPE",
                        help=f"{', '.join(BOUNCES)} or three; all of them unless named")
    try:
        run(parser.parse_args())
    except Failed as problem:
        print(f"shapes: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
