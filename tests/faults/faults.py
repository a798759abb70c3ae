"""What goes wrong, and how it is mended: one function per fault, told where (`world`) and by which seed (`chance`).

Each returns when the fault is over: processes that were killed have been started again, cuts are healed, servers run.
What came of it is not judged here. `FAULTS` lists them in the order of the table that is printed.
"""
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
import raw_records
import wire
from posting import HOSTILE
from processes import FAKE_CLOCK, SERVICES

FAULTS = {}


@dataclass(frozen=True)
class Fault:
    name: str
    inject: object
    brokers: int       # so many are needed
    weight: int        # how often, beside the others
    mount: bool        # needs a small file system of its own
    quick: bool        # over in a second or three
    kinds: tuple       # of rounds in which it has an effect


def fault(name, brokers=1, weight=1, mount=False, quick=False, kinds=("post", "import")):
    def add(inject):
        FAULTS[name] = Fault(name, inject, brokers, weight, mount, quick, kinds)
        return inject
    return add


def kill_one(name):
    def inject(world, chance):
        world.killed(name, chance)
        time.sleep(chance.uniform(0.1, 1.0))
    return inject


for service in SERVICES:
    fault(f"kill -9 {service}", weight=4, quick=True)(kill_one(service))


EMBEDDED = "kill -9 the embedded mode"
fault(EMBEDDED, kinds=("embedded",))(None)  # of a round by itself, see rounds.embedded


@fault("kill -9 all services at once", quick=True)
def kill_all(world, chance):
    for name in SERVICES:
        world.killed(name, chance)
    for one in world.crowd.running():
        one.kill()
    time.sleep(chance.uniform(0.5, 1.5))


@fault("clean stop and start of a service", quick=True)
def restart_one(world, chance):
    one = world.crowd.choose(chance)
    world.drained(world.crowd.remove(one))
    world.crowd.add(one.name)


def a_broker(world, chance):
    return f"kafka-{chance.randint(1, world.broker_count)}"


@fault("kill -9 a broker", quick=True)
def kill_broker(world, chance):
    name = a_broker(world, chance)
    world.servers.tell("kill", name)
    time.sleep(chance.uniform(0, 2))
    world.servers.tell("start", name)


@fault("clean restart of a broker")
def restart_broker(world, chance):
    name = a_broker(world, chance)
    world.servers.tell("stop", name)
    world.servers.tell("start", name)


@fault("broker stands still (SIGSTOP)")
def pause_broker(world, chance):
    name = a_broker(world, chance)
    world.servers.tell("pause", name)
    time.sleep(stands_seconds(world, chance))
    world.servers.tell("resume", name)


@fault("one of three brokers loses its disk", brokers=3)
def lose_broker_disk(world, chance):
    name = a_broker(world, chance)
    world.servers.tell("kill", name)
    world.servers.tell("wipe", name)
    world.servers.tell("start", name)
    world.wait_until_copied()


@fault("transaction that nobody ends")
def hang_transaction(world, chance):
    topic, partition = world.an_inbox(chance)
    raw_records.hang(world.kafka, topic, partition, f"nobody-{chance.randrange(10**6)}",
                     timeout_ms=chance.randint(2000, 6000))
    time.sleep(chance.uniform(4, 8))


@fault("transaction times out while a broker is down")
def hang_over_a_restart(world, chance):
    topic, partition = world.an_inbox(chance)
    raw_records.hang(world.kafka, topic, partition, f"nobody-{chance.randrange(10**6)}", timeout_ms=1500)
    name = a_broker(world, chance)
    world.servers.tell("kill", name)
    time.sleep(2)
    world.servers.tell("start", name)


@fault("kill -9 Redis", quick=True)
def kill_redis(world, chance):
    world.servers.tell("kill", "redis")
    time.sleep(chance.uniform(0, 2))
    world.servers.tell("start", "redis")


@fault("Redis stands still (SIGSTOP)")
def pause_redis(world, chance):
    world.servers.tell("pause", "redis")
    time.sleep(30 if chance.random() < 0.1 else stands_seconds(world, chance))
    world.servers.tell("resume", "redis")


@fault("Redis stands still, a service is told to end")
def end_beside_a_still_redis(world, chance):
    one = world.crowd.choose(chance)
    world.servers.tell("pause", "redis")
    try:
        time.sleep(chance.uniform(0, 1))
        world.drained(world.crowd.remove(one))
    finally:
        world.servers.tell("resume", "redis")
    world.crowd.add(one.name)


@fault("Redis is emptied (FLUSHALL)", weight=2, quick=True)
def flush_redis(world, chance):
    wire.ask_redis(world.redis, "FLUSHALL")
    time.sleep(chance.uniform(0.5, 2))


@fault("Redis is emptied and takes no writes for a while", quick=True)
def flush_and_hold_redis(world, chance):
    world.expect_unready_until_rebuilt()


@fault("Redis loads itself anew (DEBUG RELOAD)")
def reload_redis(world, chance):
    wire.ask_redis(world.redis, "DEBUG", "RELOAD")
    time.sleep(chance.uniform(0.2, 1))


@fault("Redis is put back to an older state")
def restore_old_redis(world, chance):
    files, kept = world.redis_folder / "appendonlydir", world.folder / f"redis-{time.monotonic_ns()}"
    shutil.copytree(files, kept)
    time.sleep(chance.uniform(0.5, 5))
    world.servers.tell("kill", "redis")
    shutil.rmtree(files)
    shutil.move(kept, files)
    world.servers.tell("start", "redis")


def stands_seconds(world, chance):
    """Mostly shorter than a session; every third time longer, so that the groups miss their members."""
    if chance.random() < 0.67:
        return chance.uniform(1, 4)
    return world.session_seconds + chance.uniform(1, 6)


def any_gate(world, chance):
    return [world.redis_gate] if chance.random() < 0.4 else world.kafka_gates


def for_seconds(least, most):
    return lambda world, chance: chance.uniform(least, most)


def through_gates(change, seconds=stands_seconds):
    """Something a gate does for a while, at Redis or at all brokers."""
    def inject(world, chance):
        gates = any_gate(world, chance)
        for gate in gates:
            change(gate, chance)
        time.sleep(seconds(world, chance))
        for gate in gates:
            gate.heal()
    return inject


fault("cut: requests arrive, answers do not")(through_gates(lambda gate, _: gate.hold("to_client")))
fault("cut: answers arrive, requests do not")(through_gates(lambda gate, _: gate.hold("to_server")))
fault("cut both ways")(through_gates(lambda gate, _: gate.hold()))
fault("connections refused and reset")(through_gates(lambda gate, _: gate.refuse(), for_seconds(0.5, 5)))
fault("connections end on data", quick=True)(through_gates(lambda gate, _: gate.close_on_data(), for_seconds(0.5, 3)))
fault("slow network")(through_gates(lambda gate, chance: gate.delay(chance.uniform(0.02, 0.3)),
                                      for_seconds(2, 5)))
fault("narrow network")(through_gates(lambda gate, chance: gate.slow(chance.randint(20_000, 200_000)),
                                        for_seconds(2, 5)))


@fault("disk full", mount=True)
def fill_disk(world, chance):
    """Redis and the broker share a small file system; somebody fills it up. A broker that lost its log ends."""
    ballast = world.mount / "ballast"
    try:
        with open(ballast, "wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(1 << 20))
        time.sleep(chance.uniform(2, 8))
    finally:
        ballast.unlink()
    for name in (f"kafka-{node + 1}" for node in range(world.broker_count)):
        world.servers.tell("kill", name)
        world.servers.tell("start", name)


@fault("clock of a service off by days")
def skew_clock(world, chance):
    """Not of signal-ingest: what the door calls today is what the partner is told."""
    one = world.crowd.choose(chance, chance.choice(SERVICES[1:]))
    days = chance.choice((-3, -2, -1, 1, 2, 3))
    world.restarted(one, variables={"LD_PRELOAD": str(world.programs[FAKE_CLOCK]),
                                    "FAKE_CLOCK_SECONDS": str(days * 24 * 60 * 60)})
    time.sleep(chance.uniform(1, 3))
    world.restarted(one, variables={})


@fault("poison in an inbox, hostile deliveries", weight=2, quick=True)
def poison(world, chance):
    values = (b"", b"\xff" * 7, bytes(chance.randbytes(300)), b"\x0a\x05\xc3\x28\xa0\xa1" * 9, bytes(900_000))
    topic, partition = world.an_inbox(chance)
    cause = (("tijdig-cause", chance.choice((b"", b"short", chance.randbytes(24)))),)
    raw_records.put(world.kafka, topic, partition, chance.choice((b"", b"nobody", b"\xff\xfe")), chance.choice(values),
                    cause if chance.random() < 0.3 else ())
    world.poisoned += 1
    for body in HOSTILE:
        world.send_hostile(body)


@fault("members come and go every two seconds")
def storm(world, chance):
    until = time.monotonic() + chance.uniform(6, 12)
    name = chance.choice(SERVICES)
    while time.monotonic() < until:
        extra = world.crowd.add(name)
        time.sleep(2)
        world.crowd.remove(extra) if chance.random() < 0.5 else world.crowd.drop(extra)
        time.sleep(chance.uniform(0, 2))


@fault("a service stands still, work piles up", kinds=("post",))
def slow_consumer(world, chance):
    """Until the doors are shut: too much waits, and a partner hears so. One stage that every signal goes through."""
    paused = world.crowd.of(chance.choice(("matcher", "reporting")))
    for one in paused:
        one.pause()
    world.wait_for(world.a_door_is_shut)
    for one in paused:
        one.resume()


@fault("zombie: stands still past its session, then goes on")
def zombie(world, chance):
    """It had a part of the work in hand; when it wakes, others have that, and it must find out."""
    name = chance.choice(SERVICES)
    heir = world.crowd.add(name)
    world.wait_for(heir.is_ready)
    world.wait_for(lambda: any(one.owns() for one in world.crowd.of(name) if one is not heir))
    one = chance.choice([one for one in world.crowd.of(name) if one is not heir and one.owns()])
    lost, interrupted, ends = one.slots_lost(), one.steps_interrupted(), len(one.ends)
    one.pause()
    time.sleep(world.session_seconds + chance.uniform(1, 4))
    one.resume()
    world.wait_for(lambda: len(one.ends) > ends or one.slots_lost() > lost)
    world.zombies += 1
    world.zombies_refused += len(one.ends) > ends or one.steps_interrupted() > interrupted
    world.crowd.remove(heir)


@fault("two builds side by side")
def version_skew(world, chance):
    one = world.crowd.choose(chance)
    world.restarted(one, program=world.other_programs[one.name])
    time.sleep(chance.uniform(1, 4))
    world.restarted(one, program=world.programs[one.name])


@fault("everything stopped, Redis emptied, rebuilt")
def rebuild(world, chance):
    """The state that Redis gets from the changelogs is the one it had; who says `ready` has built his part of it."""
    world.drained(world.crowd.stop_all())
    hash_before = world.state_hash()
    wire.ask_redis(world.redis, "FLUSHALL")
    if chance.random() < 0.5:
        world.expect_state(hash_before, "rebuilt from the changelogs")
        wire.ask_redis(world.redis, "FLUSHALL")
    world.crowd.start_all()
    world.crowd.wait_until_ready()
    world.expect_all_lanes()
