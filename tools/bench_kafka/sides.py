"""The processes of tools/bench_kafka/bench.py: the parts around a run, and the two sides that do the job."""
import itertools
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import jars
from child import die_with_parent
from servers import Failed

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent.parent / "build/kafka/streams"
SIGNALS, CASES = "tijdig.signals.v1", "tijdig.matches.v1"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SECONDS_MAX_START = 60


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND


class Watched:
    """A `watch` in the background: its windows so far, and its end."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=die_with_parent)
        self.windows, self.last = [], None
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.process.stdout.readline()
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            answer = json.loads(line)
            if "right" in answer:
                self.last = answer
            else:
                self.windows.append(answer)

    def end(self):
        self.reader.join()
        if self.last is None:
            raise Failed("the watching process ended without a word")
        return self.last

    def wait_seconds(self, seconds):
        """After the first case."""
        give_up = time.time() + SECONDS_MAX_START
        while not self.windows:
            if time.time() > give_up:
                raise Failed("no case came")
            time.sleep(0.05)
        time.sleep(max(0.0, self.windows[0]["at"] + seconds - time.time()))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Parts:
    """What stands around a side: topics, load, watch, passthrough."""

    def __init__(self, program, servers, slots, threads_per_slot):
        self.program, self.addresses, self.slots = program, servers.addresses, slots
        self.threads_per_slot = threads_per_slot
        self.brokers = servers.addresses["TIJDIG_TEST_KAFKA"]
        self.numbers = itertools.count(1)

    def command(self, part, prefix, *words):
        return [self.program, part, "--brokers", self.brokers, "--prefix", prefix, *map(str, words)]

    def run(self, *words):
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failed(f"{words[0]}: {done.stderr}")
        return json.loads(done.stdout) if done.stdout else {}

    def topics(self):
        """Makes topics under a new prefix; gives it."""
        prefix = f"turn{next(self.numbers)}."
        self.run("topics", prefix, "--slots", self.slots)
        return prefix

    def load(self, prefix, count, rate=0):
        return self.run("load", prefix, "--count", count, "--rate", rate)

    def loading(self, prefix, count, rate):
        return subprocess.Popen(self.command("load", prefix, "--count", count, "--rate", rate),
                                stdout=subprocess.DEVNULL, preexec_fn=die_with_parent)

    def passthrough(self, prefix, count):
        return self.run("passthrough", prefix, "--count", count)

    def fence_only(self, prefix, count):
        return self.run("fence-only", prefix, "--count", count, "--redis", self.addresses["TIJDIG_TEST_REDIS"])

    def trips(self, count=1000):
        return self.run("trips", self.topics(), "--count", count)

    def watch(self, prefix, count):
        return Watched(self.command("watch", prefix, "--count", count))


class Running:
    """A side at work; stopped in good order at the end."""

    def __init__(self, command, log, environment, working):
        self.log, self.working = open(log, "w+b"), working
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, env={**os.environ, **environment},
                                        preexec_fn=die_with_parent)

    def wait_until_working(self):
        give_up = time.time() + SECONDS_MAX_START
        while self.working not in Path(self.log.name).read_text(errors="replace"):
            if time.time() > give_up or self.process.poll() is not None:
                raise Failed(f"a side did not begin:\n{Path(self.log.name).read_text()[-2000:]}")
            time.sleep(0.05)

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    def peak_mb(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def kill(self):
        self.process.kill()
        self.process.wait()
        return time.time()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Ours:
    """The step, the crew and the Kafka and Redis back end of the product, with the job as its one stage."""

    name = "tijdig"

    def __init__(self, parts):
        self.parts = parts

    def start(self, prefix):
        command = self.parts.command("work", prefix, "--redis", self.parts.addresses["TIJDIG_TEST_REDIS"],
                                     "--slots", self.parts.slots, "--threads-per-slot", self.parts.threads_per_slot)
        return Running(command, Path(self.parts.addresses["TIJDIG_TEST_SERVERS"]) / "ours.log", {}, "working")


class Peer:
    """Kafka Streams, exactly_once_v2, with its own defaults where the job does not ask for others."""

    name = "kafka-streams"
    COMMIT_MS = 100

    def __init__(self, parts, threads, scratch):
        self.parts, self.threads, self.scratch = parts, threads, scratch
        libs = jars.fetch(HERE / "streams/pom.xml", BUILD)
        classes = BUILD / "classes"
        self.class_path = f"{libs}:{classes}"
        subprocess.run(["javac", "-cp", libs, "-d", classes, HERE / "streams/MatchPeer.java"], check=True)

    def start(self, prefix):
        command = ["java", "-Xmx1g", "MatchPeer", self.parts.brokers, prefix + SIGNALS, prefix + CASES, prefix + "peer",
                   str(self.threads), str(self.COMMIT_MS), str(self.scratch / "state"), "rocksdb"]
        return Running(command, self.scratch / "peer.log", {"CLASSPATH": self.class_path}, "RUNNING")
