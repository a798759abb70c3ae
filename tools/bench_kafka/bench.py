#!/usr/bin/env python3
"""`make bench-kafka`: the distributed engine beside the plain client and beside Kafka Streams, on one broker.

    bench.py PROGRAM [--kafka 4.3.1] [--rounds 3] [--count 1000000] [--only flow,latency,kill] [--folder DIR]

All sides read the same bytes and must find the same cases (tools/bench_kafka/job.h). Sides take turns; each turn has
topics of its own. What is measured and how it came out is in docs/benchmarks-kafka.md.
"""
import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent.parent / "tests/servers"), str(HERE.parent / "kafka")]
import jars
from servers import Failed, Servers
from sides import Ours, Parts, Peer, cpu_seconds

SECONDS_OF_LOAD = 12
RATE_OF_WARMING = 40_000
SECONDS_BEFORE_KILL = 6
SECONDS_AFTER_KILL = 20
CAUGHT_UP_MS = 1000


def spread(values, digits=0):
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:,.{digits}f} ({low:,.{digits}f}-{high:,.{digits}f})"


class Flow:
    """Everything is in the topic before the side starts: signals per second, and processor time per signal."""

    def __init__(self, parts, servers, count):
        self.parts, self.servers, self.count = parts, servers, count
        self.per_second, self.cpu_us, self.server_cpu_us, self.rss_mb = {}, {}, {}, {}

    def server_cpu(self):
        return {name: cpu_seconds(pid) for name, pid in self.servers.pids().items()}

    def note(self, table, name, value):
        table.setdefault(name, []).append(value)

    def floor(self):
        prefix = self.parts.topics()
        self.parts.load(prefix, self.count)
        # The copy first: what comes after it goes to the same topic, and nobody reads that here.
        for name, part in (("passthrough", self.parts.passthrough), ("fence only", self.parts.fence_only)):
            done = part(prefix, self.count)
            self.note(self.per_second, name, done["per_second"])
            self.note(self.cpu_us, name, done["cpu_us"])

    def turn(self, side):
        prefix = self.parts.topics()
        self.parts.load(prefix, self.count)
        before = self.server_cpu()
        with self.parts.watch(prefix, self.count) as watched, side.start(prefix) as running:
            end = watched.end()
            used = running.cpu_seconds()
            self.note(self.rss_mb, side.name, running.peak_mb())
        after = self.server_cpu()
        if not end["right"]:
            raise Failed(f"{side.name} did not find the right cases: {end}")
        self.note(self.per_second, side.name, self.count / 2 / (end["last"] - end["middle"]))
        self.note(self.cpu_us, side.name, used * 1e6 / self.count)
        for name, used in after.items():
            self.note(self.server_cpu_us.setdefault(side.name, {}), name, (used - before[name]) * 1e6 / self.count)

    def print(self):
        floor = self.per_second["passthrough"]
        for name, rates in self.per_second.items():
            ratio = statistics.median(rate / under for rate, under in zip(rates, floor))
            print(f"flow     {name:22} {spread(rates)} signals/s, {ratio:.2f} of passthrough; processor "
                  f"{spread(self.cpu_us[name], 1)} us a signal", end="")
            if name in self.rss_mb:
                for server, used in self.server_cpu_us[name].items():
                    print(f", {server} {spread(used, 1)} us", end="")
                print(f"; {spread(self.rss_mb[name])} MB", end="")
            print(flush=True)


def carry(parts, side, count, rate=0):
    """Signals are written while the side works, at `rate` or as fast as can be, and share the machine with it. Gives
    signals per second, from the first written to the last case, and what was watched."""
    prefix = parts.topics()
    with parts.watch(prefix, count) as watched, side.start(prefix) as running:
        running.wait_until_working()
        began = time.time()
        parts.load(prefix, count, rate)
        end = watched.end()
    if not end["right"]:
        raise Failed(f"{side.name} did not find the right cases: {end}")
    return count / (end["last"] - began), watched.windows


def measure_latency(parts, side, rate):
    """Milliseconds from when a signal was due until its case can be read."""
    _, windows = carry(parts, side, int(rate * SECONDS_OF_LOAD), rate)
    # The first third warms up what needs warming.
    late = windows[len(windows) // 3:]
    worst = statistics.median(window["p99_ms"] for window in late)
    middle = statistics.median(window["p50_ms"] for window in late)
    print(f"latency  {side.name:22} at {rate:,.0f} signals/s: p50 {middle:.0f} ms, p99 {worst:.0f} ms, worst "
          f"{max(window['max_ms'] for window in late):.0f} ms", flush=True)


def measure_kill(parts, side, rate):
    """kill -9 in the middle of that, and at once a new process: seconds until cases come within a second again."""
    count = int(rate * (SECONDS_BEFORE_KILL + SECONDS_AFTER_KILL))
    prefix = parts.topics()
    with parts.watch(prefix, count) as watched, side.start(prefix) as first:
        first.wait_until_working()
        with parts.loading(prefix, count, rate):
            watched.wait_seconds(SECONDS_BEFORE_KILL)
            killed = first.kill()
            with side.start(prefix):
                end = watched.end()
    caught_up = [window["at"] - killed for window in watched.windows
                 if window["at"] > killed + 0.3 and window["max_ms"] < CAUGHT_UP_MS]
    text = f"{caught_up[0]:.1f} s" if caught_up else "not while it was watched"
    verdict = "all cases, each once" if end["right"] else f"WRONG: {end}"
    print(f"kill -9  {side.name:22} at {rate:,.0f} signals/s: caught up after {text}; {verdict}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="tijdig_bench_kafka")
    parser.add_argument("--kafka", default=jars.versions()[-1], choices=jars.versions())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--slots", type=int, default=3, help="of ours")
    parser.add_argument("--threads-per-slot", type=int, default=6, help="of ours, which mostly wait for the broker")
    parser.add_argument("--threads", type=int, default=2, help="of Kafka Streams")
    parser.add_argument("--rate", type=float, help="signals per second for latency and kill, instead of half loads")
    parser.add_argument("--warm-seconds", type=int, default=60, help="of load before it measures")
    parser.add_argument("--only", type=lambda text: text.split(","), default=["flow", "latency", "kill"])
    parser.add_argument("--sides", default="ours,peer")
    parser.add_argument("--folder", help="where the broker writes, instead of memory")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tijdig-bench-") as scratch, \
            Servers(kafka=wanted.kafka, redis=True, fast=True, folder=wanted.folder) as servers:
        parts = Parts(wanted.program, servers, wanted.slots, wanted.threads_per_slot)
        sides = {"ours": lambda: Ours(parts),
                 "peer": lambda: Peer(parts, wanted.threads, Path(scratch))}
        sides = [sides[name]() for name in wanted.sides.split(",")]
        if wanted.warm_seconds:
            carry(parts, sides[0], RATE_OF_WARMING * wanted.warm_seconds, RATE_OF_WARMING)
        flow = Flow(parts, servers, wanted.count)
        for _ in range(wanted.rounds if "flow" in wanted.only else 0):
            flow.floor()
            for side in sides:
                flow.turn(side)
        if flow.per_second:
            flow.print()
        if {"latency", "kill"} & set(wanted.only):
            under_even_load(parts, sides, wanted)


def under_even_load(parts, sides, wanted):
    """Latency and kill -9: at half of what each side can carry, and at half of what the slowest can."""
    halves = {}
    for side in sides:
        full = [carry(parts, side, wanted.count)[0] for _ in range(0 if wanted.rate else wanted.rounds)]
        halves[side.name] = wanted.rate or statistics.median(full) / 2
        if full:
            print(f"load     {side.name:22} carries {spread(full)} signals/s", flush=True)
    for _ in range(wanted.rounds if "latency" in wanted.only else 0):
        trip = parts.trips()
        print(f"trip     one record there and back: p50 {trip['p50_ms']:.1f} ms, p99 {trip['p99_ms']:.1f} ms",
              flush=True)
        for side in sides:
            for rate in sorted({halves[side.name], min(halves.values())}):
                measure_latency(parts, side, rate)
    for side in sides if "kill" in wanted.only else ():
        measure_kill(parts, side, min(halves.values()))


if __name__ == "__main__":
    try:
        main()
    except (Failed, jars.CannotFetch) as problem:
        sys.exit(f"bench-kafka: {problem}")
