"""Everything a round of faults happens to: brokers, Redis, the gates in front of them, and the services behind those.

    with World(programs, seed=7, kafka="4.3.1", folder=folder) as world:
        world.crowd.set_size("matcher", 3)
        FAULTS["kill -9 Redis"].inject(world, random.Random(7))

The services see Kafka and Redis through gates only; the test itself goes past them.
"""
import contextlib
import json
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
import raw_records
import wire
from forgotten import Forgotten
from gate import Gate
from processes import ENVIRONMENT, SECONDS_MAX, SERVICES, Crowd, Failed, settings_text
from progress import Progress
from servers import Servers

ROOT = Path(__file__).resolve().parent.parent.parent
POLICY = ROOT / "deploy/policies/zoetermeer.yaml"
SESSION_MS = 6000
DRAIN_SECONDS_MAX = 10
LOOK_SECONDS = 2
SMALL_MOUNT_MIB = 700
HELD_SECONDS_MAX = 15
STATUS_OF = "return {ok = redis.call('HGET', KEYS[1], 'status') or 'missing'}"
MEMORY_BYTES_MAX = 1 << 30  # of one service, with the small towns of these tests


class Mount:
    """A small file system in memory, where the machine lets us have one."""

    def __init__(self, path, size_mib=SMALL_MOUNT_MIB):
        self.path = path
        path.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size_mib}m", "tijdig-faults", path],
                              capture_output=True, check=False)
        self.there = done.returncode == 0

    def close(self):
        if self.there:
            subprocess.run(["umount", "-l", self.path], check=False, capture_output=True)


class World:
    def __init__(self, programs, folder, kafka, brokers=1, sizes=None, other_programs=None, mount=None, words=None,
                 settings=None):
        self.programs, self.other_programs, self.folder, self.mount = programs, other_programs, folder, mount
        self.broker_count, self.session_seconds, self.poisoned, self.drain_seconds = brokers, SESSION_MS / 1000, 0, 0.0
        self.send_hostile = lambda body: None
        self.zombies = self.zombies_refused = 0
        self.start_seconds = 0.0
        copies = min(3, brokers)
        self.servers = Servers(kafka=kafka, brokers=brokers, redis=True, redis_file=True, gated=True, folder=mount)
        self.more_settings = {"kafka.replication_factor": copies, "kafka.min_insync_replicas": max(1, copies - 1),
                              **(settings or {})}
        self.words, self.sizes = words or {}, sizes or {}
        self.kafka_gates, self.redis_gate, self.crowd, self.progress = [], None, None, None
        self.closing, self.operator = threading.Event(), threading.Thread(target=self.operate, daemon=True)
        self.operator_problem = None

    def __enter__(self):
        self.servers.__enter__()
        try:
            self.open()
        except BaseException as problem:
            self.__exit__(problem)
            raise
        return self

    def open(self):
        began = time.monotonic()
        addresses = self.servers.addresses
        self.kafka, self.redis = addresses["TIJDIG_TEST_KAFKA"].split(",")[0], addresses["TIJDIG_TEST_REDIS"]
        servers = Path(addresses["TIJDIG_TEST_SERVERS"])
        self.redis_folder = servers / "redis"
        self.forgotten = Forgotten(self.kafka, [servers / f"kafka-{one + 1}" for one in range(self.broker_count)])
        for line in addresses["TIJDIG_TEST_KAFKA_GATES"].split(","):
            host, gate, bound = line.split(":")
            self.kafka_gates.append(Gate(to=(host, int(bound)), port=int(gate)))
        host, port = self.redis.rsplit(":", 1)
        self.redis_gate = Gate(to=(host, int(port)))
        self.settings = {"backend": "kafka", "log.level": "info", "engine.partitions": 4, "kafka.slots": 4,
                         "kafka.brokers": ",".join(gate.address for gate in self.kafka_gates),
                         "kafka.session_timeout_ms": SESSION_MS, "kafka.transaction_timeout_ms": 5000,
                         "redis.address": self.redis_gate.address, **self.more_settings}
        self.config = self.folder / "tijdig.yaml"
        self.config.write_text(settings_text(self.settings))
        self.tool("topics", "apply", "--config", self.config)
        self.crowd = Crowd(self.programs, self.folder, self.settings, self.words)
        self.progress = Progress(self.crowd)
        for name in SERVICES:
            self.crowd.set_size(name, self.sizes.get(name, 1))
        self.crowd.wait_until_ready()
        self.start_seconds = time.monotonic() - began
        self.operator.start()

    def operate(self):
        """What somebody who runs Kafka must do when it does not help itself, and nothing else."""
        while not self.closing.wait(LOOK_SECONDS):
            try:
                self.forgotten.look()
            except Exception as problem:  # whatever it is: a round is not judged without its operator
                self.operator_problem = problem
                return

    def __exit__(self, problem=None, *_):
        self.closing.set()
        if self.operator.is_alive():
            self.operator.join()
        if problem is not None:
            with contextlib.suppress(Failed, OSError):
                shutil.move(self.servers.tell("logs"), self.folder / "servers")
        for one in (self.progress, self.crowd, *self.kafka_gates, self.redis_gate):
            if one is not None:
                one.close()
        self.servers.__exit__()

    def tool(self, *words, allowed=(0,), seconds_max=600):
        """The program `tijdig`; gives what it printed."""
        done = subprocess.run([self.programs["tijdig"], *map(str, words)], capture_output=True, check=False,
                              env=ENVIRONMENT, timeout=seconds_max, stdin=subprocess.DEVNULL)
        if done.returncode not in allowed:
            raise Failed(f"tijdig {words[0]} ended with {done.returncode}: {done.stderr.decode()[-800:]}")
        return done.stdout

    def heal(self):
        """After the last fault: nothing is in the way any more."""
        for gate in (*self.kafka_gates, self.redis_gate):
            gate.heal()
        for one in self.crowd.running():
            one.resume()

    def killed(self, name, chance):
        """One instance of a service, which had been alive."""
        self.wait_for(lambda: self.crowd.choose(chance, name).kill())

    def restarted(self, one, program=None, variables=None):
        """Stopped in good order and started with another program or environment; works when this returns."""
        with self.crowd.lock:
            one.wanted = False
        self.drained(one.stop())
        one.program = program or one.program
        one.variables = one.variables if variables is None else variables
        with self.crowd.lock:
            one.start()
        self.wait_for(one.is_ready)

    def a_door_is_shut(self):
        return any(one.metric("tijdig_door_closed") for one in self.crowd.of("signal-ingest"))

    def flow(self):
        return json.loads(self.tool("describe", "flow", "--format", "json"))

    def state_hash(self):
        return self.tool("state-hash", "--config", self.config).decode().strip()

    def expect_state(self, expected, what):
        found = self.state_hash()
        if found != expected:
            raise Failed(f"state hash {found} of what was {what}, {expected} before")

    def expect_all_lanes(self):
        """Redis holds every lane, built to its end."""
        prefix = self.settings.get("redis.prefix", "tijdig.")
        for stage in self.flow()["stages"]:
            for partition in range(self.settings["engine.partitions"]):
                key = f"{prefix}{{{stage['id']}.{partition}}}:position"
                if wire.ask_redis(self.redis, "EVAL", STATUS_OF, "1", key) != "+ok":
                    raise Failed(f"ready, but {key} of Redis is not whole")

    def expect_unready_until_rebuilt(self):
        """Whoever works on something says that he is not ready when Redis was emptied, until all of it is there again.
        Nothing need come in for that."""
        self.wait_for(self.somebody_works)
        wire.ask_redis(self.redis, "FLUSHALL")
        # Nobody can build anything meanwhile.
        wire.ask_redis(self.redis, "CLIENT", "PAUSE", str(HELD_SECONDS_MAX * 1000), "WRITE")
        try:
            self.wait_for(self.nobody_is_ready_who_works, HELD_SECONDS_MAX)
        finally:
            wire.ask_redis(self.redis, "CLIENT", "UNPAUSE")
        self.crowd.wait_until_ready()

    def somebody_works(self):
        return any(one.owns() for one in self.crowd.running())

    def nobody_is_ready_who_works(self):
        return not any(one.is_ready() and one.owns() for one in self.crowd.running())

    def wait_for(self, condition, seconds_max=SECONDS_MAX):
        until = time.monotonic() + seconds_max
        while not condition():
            if time.monotonic() > until:
                raise Failed(f"waited {seconds_max} s in vain for {condition.__qualname__}")
            time.sleep(0.05)

    def drained(self, seconds):
        """A service that was asked to stop must have drained in time, unless something else was wrong just then."""
        self.drain_seconds = max(self.drain_seconds, seconds)

    def an_inbox(self, chance):
        """Name of a topic that a stage reads, and one of its partitions."""
        topic = self.settings.get("kafka.prefix", "") + chance.choice(self.flow()["stages"])["inbox"]
        return topic, chance.randrange(self.settings["engine.partitions"])

    def wait_until_copied(self):
        """Every partition has all its copies again, so that the next broker may fail."""
        topics = [topic["name"] for topic in self.flow()["topics"]]

        def copied():
            try:
                return all(raw_records.is_copied(self.kafka, topic) for topic in topics)
            except (OSError, wire.NotReady):
                return False
        self.wait_for(copied)

    def memory_bytes_max(self):
        return max((one.memory_bytes() for one in self.crowd.running()), default=0)
