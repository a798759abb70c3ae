"""The process that owns the servers of one test run. Started by servers.py, not by hand.

    keeper.py PLAN-AS-JSON

It makes a folder, starts the servers, asks until they are ready, prints one line of JSON ({"ready": {addresses}} or
{"failed": text}) and then obeys its control socket: one line `VERB SERVER`, answered by `ok` or `failed TEXT`. It ends,
and takes servers and folder with it, when told `down`, when it is terminated, or when the process it watches has ended.
Should it be killed itself, the kernel kills the servers, and the next keeper removes the folder.
"""
import fcntl
import json
import os
import secrets
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools/kafka"))
import broker
import certificate
import jars
import redis_server
import wire
from child import Failed

PREFIX = "tijdig-servers-"
SECONDS_MAX_READY = 90
POLL_SECONDS = 0.05
ATTEMPTS_MAX = 3
BYTES_MIN_IN_MEMORY = 4 << 30
MEMORY = Path("/dev/shm")
VERBS = ("kill", "stop", "start", "pause", "resume", "wipe")


def parent_folder(plan):
    """In memory when there is plenty: a log that nobody keeps need not touch a disk."""
    if plan["folder"]:
        return Path(plan["folder"])
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= BYTES_MIN_IN_MEMORY:
        return MEMORY
    return Path(tempfile.gettempdir())


def remove_left_behind(parent):
    """Folders of keepers that were killed: nobody holds their lock any more."""
    for folder in parent.glob(PREFIX + "*"):
        try:
            with open(folder / "lock", "rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            pass


class Keeper:
    def __init__(self, plan):
        self.plan, self.servers, self.brokers = plan, {}, []
        parent = parent_folder(plan)
        remove_left_behind(parent)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
        self.lock = open(self.folder / "lock", "wb")
        fcntl.flock(self.lock, fcntl.LOCK_EX)
        self.watched = os.pidfd_open(plan["watch"]) if plan["watch"] else None
        self.control = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.control.bind(str(self.folder / "control"))
        self.control.listen()
        plan["password"] = secrets.token_urlsafe(18)
        (self.folder / "password").write_text(plan["password"])

    def start_all(self):
        self.plan["certificate"], self.plan["key"], self.plan["ca"] = certificate.make(self.folder)
        if self.plan["redis"]:
            self.add(redis_server.Redis(self.folder / "redis", self.plan))
        if self.plan["kafka"]:
            self.add_brokers()
        for server in self.servers.values():
            server.start()
        for server in self.servers.values():
            self.wait_until_ready(server)

    def add(self, server):
        self.servers[server.name] = server

    def add_brokers(self):
        class_path = jars.class_path(self.plan["kafka"])
        self.plan["brokers"] = self.brokers
        cluster = [broker.Ports() for _ in range(self.plan["broker_count"])]
        for node in range(1, len(cluster) + 1):
            self.brokers.append(broker.Broker(node, cluster, self.folder / f"kafka-{node}", self.plan, class_path))
            self.add(self.brokers[-1])
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda one: one.format(), self.brokers))

    def wait_until_ready(self, server):
        give_up, why = time.monotonic() + SECONDS_MAX_READY, "it does not answer"
        while time.monotonic() < give_up:
            if self.watched and select.select([self.watched], [], [], 0)[0]:
                raise SystemExit("the watched process ended")
            if not server.alive():
                raise Failed(f"{server.name} ended with {server.process.returncode}:\n{server.last_lines()}")
            try:
                if server.is_ready():
                    return
                why = "it does not know the others yet"
            except (OSError, wire.NotReady) as problem:
                why = str(problem)
            time.sleep(POLL_SECONDS)
        raise Failed(f"{server.name} was not ready in {SECONDS_MAX_READY} s ({why}):\n{server.last_lines()}")

    def addresses(self):
        """What a test wants to know, by the names of its environment variables."""
        found = {"TIJDIG_TEST_SERVERS": self.folder}
        if self.brokers:
            found["TIJDIG_TEST_KAFKA"] = ",".join(one.address for one in self.brokers)
            found["TIJDIG_TEST_KAFKA_VERSION"] = self.plan["kafka"]
            found["TIJDIG_TEST_KAFKA_SASL"] = ",".join(f"127.0.0.1:{one.ports.sasl}" for one in self.brokers)
            found["TIJDIG_TEST_KAFKA_TLS"] = ",".join(f"127.0.0.1:{one.ports.tls}" for one in self.brokers)
            found["TIJDIG_TEST_KAFKA_MUTUAL_TLS"] = ",".join(f"127.0.0.1:{one.ports.mutual}" for one in self.brokers)
            if self.plan["gated"]:
                found["TIJDIG_TEST_KAFKA_GATES"] = ",".join(f"127.0.0.1:{one.ports.gate}:{one.ports.gated}"
                                                            for one in self.brokers)
            found["TIJDIG_TEST_KAFKA_USER"] = broker.USER
            found["TIJDIG_TEST_KAFKA_PASSWORD_FILE"] = self.folder / "password"
            found["TIJDIG_TEST_KAFKA_CA_FILE"] = self.plan["ca"]
            found["TIJDIG_TEST_KAFKA_KEY_FILE"] = self.plan["key"]
        if "redis" in self.servers:
            found["TIJDIG_TEST_REDIS"] = self.servers["redis"].address
            found["TIJDIG_TEST_REDIS_TLS"] = self.servers["redis"].tls
            found["TIJDIG_TEST_REDIS_SOCKET"] = self.servers["redis"].socket
            found["TIJDIG_TEST_REDIS_USER"] = redis_server.USER
            found["TIJDIG_TEST_REDIS_PASSWORD_FILE"] = self.folder / "password"
            found["TIJDIG_TEST_REDIS_CA_FILE"] = self.plan["ca"]
        return {name: str(value) for name, value in found.items()}

    def serve(self):
        """Obeys until told to end."""
        waited_for = [self.control] + ([self.watched] if self.watched else [])
        while True:
            ready = select.select(waited_for, [], [])[0]
            if self.watched in ready:
                return
            connection, _ = self.control.accept()
            with connection:
                line = connection.makefile().readline().strip()
                try:
                    answer = self.obey(line)
                except Failed as problem:
                    answer = f"failed {problem}"
                if answer is None:
                    self.remove()
                    answer = "ok"
                connection.sendall(answer.encode() + b"\n")
                if line == "down":
                    return

    def obey(self, line):
        verb, _, name = line.partition(" ")
        if line == "down":
            return None
        if line == "pids":
            return "ok " + json.dumps({name: server.process.pid for name, server in self.servers.items()
                                       if server.alive()})
        if line == "logs":
            return f"ok {self.keep_logs()}"
        if verb not in VERBS or name not in self.servers:
            return f"failed no `{line}`: VERB SERVER with {', '.join(VERBS)} and {', '.join(self.servers)}"
        server = self.servers[name]
        getattr(server, verb)()
        if verb == "start":
            self.wait_until_ready(server)
        return "ok"

    def remove(self):
        for server in self.servers.values():
            server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def keep_logs(self):
        """Copies the logs to where they survive; gives the folder."""
        kept = Path(tempfile.mkdtemp(prefix="tijdig-server-logs-"))
        for server in self.servers.values():
            if server.log.exists():
                shutil.copy(server.log, kept / f"{server.name}.log")
        return kept


def start(plan):
    """A keeper with running servers. Tries again with other ports when a stranger was quicker to bind one."""
    for attempt in range(ATTEMPTS_MAX):
        keeper = Keeper(plan)
        try:
            keeper.start_all()
            return keeper
        except BaseException as problem:
            retry = "Address already in use" in str(problem) and attempt + 1 < ATTEMPTS_MAX
            if isinstance(problem, Failed) and not retry:
                problem.args = (f"{problem}\nlogs: {keeper.keep_logs()}",)
            keeper.remove()
            if not retry:
                raise
    raise AssertionError("unreachable")


def say(answer):
    print(json.dumps(answer), flush=True)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        keeper = start(json.loads(sys.argv[1]))
    except (Failed, jars.CannotFetch, OSError) as problem:
        say({"failed": str(problem)})
        return
    try:
        say({"ready": keeper.addresses()})
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        keeper.serve()
    finally:
        keeper.remove()


if __name__ == "__main__":
    main()
