#!/usr/bin/env python3
"""Real Kafka brokers and a real Redis for tests, from one command or from Python.

    servers.py run --kafka 4.3.1 --redis -- build/dev/.../some_test     servers for one command, gone afterwards
    servers.py up NAME --kafka 3.9.2 --redis                            servers that stay, shared under a name
    servers.py run --shared NAME --redis -- COMMAND                     Kafka from those, a Redis of its own
    servers.py env NAME                                                 the addresses, to be pasted into a shell
    servers.py kill kafka-1                                             (also stop start pause resume wipe) inside `run`
    servers.py down NAME

    with Servers(kafka="3.9.2", brokers=3, redis=True) as servers:
        servers.addresses["TIJDIG_TEST_KAFKA"]                          # host:port,host:port,host:port
        servers.tell("kill", "kafka-2")

The command finds the addresses in its environment: TIJDIG_TEST_KAFKA, TIJDIG_TEST_KAFKA_VERSION, ..._SASL, ..._TLS,
..._MUTUAL_TLS, ..._USER, ..._PASSWORD_FILE, ..._CA_FILE, ..._KEY_FILE, TIJDIG_TEST_REDIS, ..._TLS, ..._SOCKET,
..._USER, ..._PASSWORD_FILE, ..._CA_FILE, and in TIJDIG_TEST_SERVERS the folder through which `kill` and the like find
their way. Servers end with the process that asked for them, also when that is killed; with `up` only by `down`, or with
its caller given --watch-parent.
"""
import argparse
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "tools/kafka"))
import jars
from child import die_with_parent

VERBS = ("kill", "stop", "start", "pause", "resume", "wipe")
SECONDS_MAX = 900


class Failed(RuntimeError):
    """Servers that could not be started, or a command they did not obey."""


def make_plan(kafka=None, brokers=1, redis=False, redis_file=False, folder=None, fast=False, settings=None, watch=0,
              gated=False):
    """What the keeper is to do. `redis_file`: Redis keeps an append-only file. `folder`: where data is put. `fast`: a
    JVM for measuring instead of for starting quickly. `settings`: of the broker, by Kafka's names. `watch`: the process
    with which all ends. `gated`: one more listener per broker, reached through a port where the test has yet to
    listen; TIJDIG_TEST_KAFKA_GATES is host:gate:port for each."""
    return {"kafka": kafka, "broker_count": brokers, "redis": redis, "redis_file": redis_file,
            "folder": str(folder) if folder else None, "fast": fast, "settings": settings or {}, "watch": watch,
            "gated": gated}


def start_keeper(plan):
    """Starts the servers of a plan; gives the process that keeps them and their addresses."""
    keeper = subprocess.Popen([sys.executable, HERE / "keeper.py", json.dumps(plan)], stdout=subprocess.PIPE,
                              stdin=subprocess.DEVNULL, start_new_session=True)
    with keeper.stdout:
        line = keeper.stdout.readline()
    answer = json.loads(line) if line else {"failed": "the keeper of the servers ended without a word"}
    if "failed" in answer:
        keeper.wait()
        raise Failed(answer["failed"])
    return keeper, answer["ready"]


def tell(folder, line):
    """One command to the keeper of a folder; gives what it answers beside `ok`."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(SECONDS_MAX)
        try:
            connection.connect(f"{folder}/control")
        except OSError as problem:
            raise Failed(f"no servers in {folder}: {problem.strerror}") from problem
        connection.sendall(line.encode() + b"\n")
        answer = connection.makefile().read().strip()
    word, _, rest = answer.partition(" ")
    if word != "ok":
        raise Failed(rest or "the keeper ended")
    return rest


class Servers:
    """Servers of this process: running while inside the `with`."""

    def __init__(self, **wishes):
        self.plan, self.keeper, self.addresses = make_plan(**wishes, watch=os.getpid()), None, {}

    def __enter__(self):
        self.keeper, self.addresses = start_keeper(self.plan)
        return self

    def __exit__(self, *_):
        self.keeper.terminate()
        self.keeper.wait()

    def tell(self, verb, server=""):
        return tell(self.addresses["TIJDIG_TEST_SERVERS"], f"{verb} {server}".strip())

    def pids(self):
        return json.loads(self.tell("pids"))


def state_file(name):
    """Where `up NAME` leaves its addresses: a path, or a word for a file in build/servers."""
    return Path(name) if "/" in name else ROOT / "build/servers" / name


def shared(name):
    """The addresses of servers that run under a name."""
    try:
        addresses = json.loads(state_file(name).read_text())
    except FileNotFoundError as problem:
        raise Failed(f"no servers are called {name}") from problem
    tell(addresses["TIJDIG_TEST_SERVERS"], "pids")
    return addresses


def is_up(name):
    try:
        return bool(shared(name))
    except Failed:
        return False


def up(arguments):
    if is_up(arguments.name):
        print(f"servers: {arguments.name} runs already")
        return 0
    watch = os.getppid() if arguments.watch_parent else 0
    keeper, addresses = start_keeper(make_plan(**wishes(arguments), watch=watch))
    keeper.returncode = 0  # It stays behind on purpose.
    path = state_file(arguments.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(addresses))
    print(f"servers: {arguments.name} is up")
    return 0


def down(arguments):
    path = state_file(arguments.name)
    if not is_up(arguments.name):
        print(f"servers: {arguments.name} does not run")
    else:
        tell(shared(arguments.name)["TIJDIG_TEST_SERVERS"], "down")
        print(f"servers: {arguments.name} is gone")
    path.unlink(missing_ok=True)
    return 0


def show(arguments):
    for name, value in shared(arguments.name).items():
        print(f"export {name}={shlex.quote(value)}")
    return 0


def run(arguments):
    if not arguments.command:
        raise Failed("run needs a command behind --")
    environment = dict(os.environ)
    if arguments.shared:
        environment.update(shared(arguments.shared))
    if not (arguments.kafka or arguments.redis):
        os.execvpe(arguments.command[0], arguments.command, environment)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with Servers(**wishes(arguments)) as servers:
        environment.update(servers.addresses)
        with subprocess.Popen(arguments.command, env=environment, preexec_fn=die_with_parent) as child:
            try:
                code = child.wait()
            except BaseException:
                child.terminate()
                raise
        if code and arguments.kafka:
            print(f"servers: {arguments.command[0]} ended with {code}; logs: {servers.tell('logs')}", file=sys.stderr)
    return code if code >= 0 else 128 - code


def wishes(arguments):
    settings = dict(setting.split("=", 1) for setting in arguments.set)
    return {"kafka": arguments.kafka, "brokers": arguments.brokers, "redis": arguments.redis,
            "redis_file": arguments.redis_file, "folder": arguments.folder, "fast": arguments.fast,
            "settings": settings, "gated": arguments.gated}


def parse(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("run", "up"):
        sub = verbs.add_parser(verb)
        sub.add_argument("--kafka", choices=jars.versions(), help="start brokers of this version")
        sub.add_argument("--brokers", type=int, default=1, help="how many")
        sub.add_argument("--redis", action="store_true", help="start a Redis")
        sub.add_argument("--redis-file", action="store_true", help="let it keep an append-only file")
        sub.add_argument("--folder", help="where the data goes, instead of memory")
        sub.add_argument("--fast", action="store_true", help="a bigger JVM, for measuring")
        sub.add_argument("--gated", action="store_true", help="another listener, behind a gate of the test")
        sub.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the broker")
        if verb == "run":
            sub.add_argument("--shared", help="use Kafka of these servers")
            sub.add_argument("command", nargs=argparse.REMAINDER)
        else:
            sub.add_argument("--watch-parent", action="store_true", help="end when the caller does")
    verbs.choices["up"].add_argument("name")
    for verb in ("down", "env"):
        verbs.add_parser(verb).add_argument("name")
    for verb in VERBS:
        sub = verbs.add_parser(verb)
        sub.add_argument("server", help="kafka-1, ... or redis")
        sub.add_argument("--shared", help="of these servers, instead of those of TIJDIG_TEST_SERVERS")
    arguments = parser.parse_args(words)
    if arguments.verb == "run" and arguments.command[:1] == ["--"]:
        arguments.command.pop(0)
    return arguments


def obey(arguments):
    folder = shared(arguments.shared)["TIJDIG_TEST_SERVERS"] if arguments.shared else os.environ["TIJDIG_TEST_SERVERS"]
    tell(folder, f"{arguments.verb} {arguments.server}")
    return 0


def main():
    arguments = parse(sys.argv[1:])
    commands = {"run": run, "up": up, "down": down, "env": show}
    try:
        return commands.get(arguments.verb, obey)(arguments)
    except (Failed, jars.CannotFetch) as problem:
        print(f"servers: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
