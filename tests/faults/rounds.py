"""One round of torture: something to do for the services, faults meanwhile, and what must be there in the end.

    result = KINDS["post"](Round(programs=..., folder=..., kafka="3.9.2", chance=..., seed=7), inject)

`inject(world, flow)` makes the faults and returns when the last is over. The oracle is the embedded mode, fed with the
same and left in peace; it has one process, one folder and no network.
"""
import csv
import json
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "kill"))
import kill_test
from answers import Answers, Growing
from child import die_with_parent
from partners import Partners, make_deliveries
from posting import Posting
from processes import ENVIRONMENT, SERVICES, Failed
from server import Server, write_configuration
from table import Result
from world import DRAIN_SECONDS_MAX, MEMORY_BYTES_MAX, POLICY, World

DELIVERIES_MAX = 4000
UNREAD_RECORDS_MAX = 700  # with more, the doors are shut
SETTLE_SECONDS_MAX = 180
RESUME_SECONDS_MAX = 120   # after a fault
PAUSE_SECONDS_MAX = 15     # of an import that begins again, with files that are known already
IMPORT_SECONDS_MAX = 300
MEMBERS_MAX = 3
TOWN_SEED = 2018


@dataclass
class Round:
    """What one round is given."""
    programs: dict
    folder: Path
    kafka: str
    chance: random.Random
    seed: int
    brokers: int = 1
    mount: Path = None
    other_programs: dict = None
    town: Path = None

    def world(self, **settings):
        sizes = {name: self.chance.randint(1, MEMBERS_MAX) for name in SERVICES}
        return World(self.programs, self.folder, self.kafka, self.brokers, sizes, self.other_programs, self.mount,
                     words={"signal-ingest": ("--policy", POLICY)}, settings=settings)


@dataclass
class Flow:
    """What streams through the services while faults happen. `is_over`: there is nothing left to be disturbed.
    `may_pause`: who goes on may have nothing new for a while."""
    world: World
    places: tuple
    is_over: object
    may_pause: bool = False

    def wait_until_it_goes_on(self, since):
        """Something came through at every place since a moment."""
        seconds_max = PAUSE_SECONDS_MAX if self.may_pause else RESUME_SECONDS_MAX
        until = time.monotonic() + seconds_max
        while not self.is_over() and not all(self.world.progress.first_after(place, since) for place in self.places):
            if time.monotonic() > until:
                if self.may_pause:
                    return
                raise Failed(f"nothing came through for {seconds_max} s after a fault")
            time.sleep(0.05)

    def gap(self, place, since, over):
        """Seconds around a fault in which nothing came through; 0 for a place where nothing ever came."""
        progress = self.world.progress
        first = progress.first_after(place, over)
        return progress.longest(place, since, first) if progress.times[place] else 0.0


def figures(report):
    """Every figure of a report by where it stands."""
    found = {}
    for table in json.loads(report)["tables"]:
        for place, row in enumerate(table["rows"]):
            for figure in row["figures"]:
                found[(table["id"], place, row["name"], figure["column"])] = figure["value"]
    return found


def unequal(report, undisturbed):
    """How many figures differ; reports that differ in anything else count as one."""
    one, other = figures(report), figures(undisturbed)
    count = sum(one.get(place) != other.get(place) for place in one.keys() | other.keys())
    return count or int(report != undisturbed)


def report_of(world):
    return world.tool("report", "--config", world.config, "--format", "json")


def dead_letters_of(world):
    return world.tool("dead-letters", "--config", world.config, "--json")


def wait_until_worked_off(world):
    """No inbox of any stage holds a record that was not applied; nobody brings in anything any more."""
    until, lags = time.monotonic() + SETTLE_SECONDS_MAX, None
    while lags is None or any(lag["records"] for lag in lags):
        if time.monotonic() > until:
            raise Failed(f"not worked off in {SETTLE_SECONDS_MAX} s: {lags}")
        lags = json.loads(world.tool("lag", "--config", world.config, "--json", allowed=(0, 1)) or "null")


def judged(world, round_, acknowledged, undisturbed, notes, dead_by_files=range(1)):
    """What the round found, after everything has been mended and worked off. `dead_by_files`: how many dead letters
    there may be beside those of the poison."""
    began = time.monotonic()
    wait_until_worked_off(world)
    report = report_of(world)
    notes = [f"ready in {world.start_seconds:.0f} s", *notes, f"settled in {time.monotonic() - began:.0f} s"]
    if world.forgotten.ended:
        notes.append(f"ended for the broker: {'; '.join(world.forgotten.ended)}")
    result = Result(acknowledged, kill_test.signals_in(report), unequal(report, undisturbed), notes)
    if result.unequal:
        (round_.folder / "report.json").write_bytes(report)
        (round_.folder / "undisturbed.json").write_bytes(undisturbed)
        raise Failed(f"{result.text()}; report.json and undisturbed.json show where", result)
    if result.acknowledged != result.found:
        raise Failed(result.text(), result)
    expect_dead_letters(world, dead_by_files)
    if world.memory_bytes_max() > MEMORY_BYTES_MAX:
        raise Failed(f"a service holds {world.memory_bytes_max() >> 20} MiB")
    expect_rebuilt_alike(world, notes)
    if world.operator_problem:
        raise Failed(f"the operator stopped: {world.operator_problem!r}")
    if world.zombies:
        notes.append(f"{world.zombies_refused} of {world.zombies} zombies had a step refused")
    ends = sum(len([code for code in one.ends if code != -9]) for one in world.crowd.services)
    notes.append(f"{ends} ended by themselves and were started again")
    return result


def expect_rebuilt_alike(world, notes):
    """At rest: answers and state after Redis was emptied are those from before, and those that follow from the log."""
    began, state_hash = time.monotonic(), world.state_hash()
    Answers(world).expect_after_a_wipe()
    world.expect_unready_until_rebuilt()
    world.expect_all_lanes()
    world.expect_state(state_hash, "built again")
    took = max(world.drain_seconds, world.crowd.stop_all())
    if took > DRAIN_SECONDS_MAX:
        raise Failed(f"a service took {took:.0f} s to stop")
    rebuilt = json.loads(world.tool("rebuild", "--config", world.config, "--json"))
    if not rebuilt["equal"] or rebuilt["live"] != state_hash:
        raise Failed(f"state hash {state_hash}, derived again from the inboxes: {rebuilt}")
    notes.append(f"rebuilt alike in {time.monotonic() - began:.0f} s")


def expect_dead_letters(world, by_files):
    letters = dead_letters_of(world)
    dead = count_dead_letters(letters)
    if dead - world.poisoned not in by_files:
        (world.folder / "dead.json").write_bytes(letters)
        raise Failed(f"{dead} dead letters, {world.poisoned} by poison and {by_files[0]} to {by_files[-1]} by the "
                     "files expected; dead.json has them")


def count_dead_letters(text):
    return len(json.loads(text))


def post(round_, inject):
    """Partners deliver over HTTP all the while."""
    tool = kill_test.Tool(round_.programs["tijdig"])
    (round_.folder / "oracle").mkdir()
    keys = write_configuration(tool, round_.folder / "oracle")
    deliveries = make_deliveries(round_.seed, DELIVERIES_MAX)
    settings = {"partners.keys_file": round_.folder / "oracle/keys", "doors.unread_records_max": UNREAD_RECORDS_MAX}
    with round_.world(**settings) as world:
        posting = Posting(world.crowd, world.progress, deliveries, keys, round_.chance)
        world.send_hostile = posting.send_hostile
        posting.start()
        growing = Growing(world)
        try:
            inject(world, Flow(world, ("door", "end"), lambda: not posting.waiting))
            growing.close()
        except BaseException:
            posting.problems.append("a fault could not be made or mended")  # the senders stop
            raise
        world.heal()
        posting.finish()
        undisturbed, days = oracle_of_posts(tool, round_.folder / "oracle", posting.acknowledged, keys)
        if days | posting.days != days:
            raise Failed("the day changed during the round; run it again")
        notes = [f"{len(posting.acknowledged)} deliveries", f"{posting.sent_twice} sent twice",
                 f"{posting.retries} tries more", f"{posting.busy} times busy",
                 f"{growing.answers} reports looked at, {growing.refusals} refused"]
        return judged(world, round_, posting.rows_acknowledged(), undisturbed, notes)


def oracle_of_posts(tool, folder, deliveries, keys):
    data = folder / "data"
    partners = Partners(deliveries, keys)
    with Server(tool, data, POLICY, folder) as server:
        partners.send_all(server.port)
    return kill_test.settled_report(tool, folder, data), partners.days


def at_doors(path):
    """(postal code, house number) of every row of a file."""
    with open(path, encoding="utf-8-sig", errors="replace", newline="") as file:
        separator = "\t" if "\t" in file.readline() else ";"
        file.seek(0)
        for row in csv.DictReader(file, delimiter=separator):
            yield (row.get("postcode") or "").replace(" ", "").upper(), row.get("huisnummer"), row


def thin_registers(folder):
    """Of a town's residents, leaves those at whose door somebody gave a signal: less to carry, as much to decide."""
    doors = {(code, number) for path in folder.glob("*_signals_*") for code, number, _ in at_doors(path)}
    for path in folder.glob("*_register.csv"):
        kept = [row for code, number, row in at_doors(path) if (code, number) in doors]
        header = path.read_text(encoding="utf-8-sig").splitlines()[0]
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, header.split(";"), delimiter=";", lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)


def make_town(program, folder, days):
    """Fills a folder: files of the first days of a simulated year, what the embedded mode makes of them, its dead
    letters."""
    tool = kill_test.Tool(program)
    tool.run("simulate", "zoetermeer", "--seed", TOWN_SEED, "--out", folder / "files")
    for late in sorted({path.name[:10] for path in (folder / "files").iterdir()})[days:]:
        for path in (folder / "files").glob(f"{late}_*"):
            path.unlink()
    thin_registers(folder / "files")
    tool.import_files(folder / "data", folder / "files")
    (folder / "report.json").write_bytes(tool.report(folder / "data"))
    (folder / "dead.json").write_bytes(tool.run("dead-letters", "--data", folder / "data", "--json"))
    return folder


class Importing:
    """Imports the same files over and over, until told that once more is enough."""

    def __init__(self, world, files):
        self.world, self.files, self.runs, self.done, self.enough = world, files, [], 0, threading.Event()
        self.problem, self.said = None, ""
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while not (self.enough.is_set() and self.done):
            began = time.monotonic()
            code, said = self.once()
            self.runs.append(code)
            if self.runs[-2:] != [code, code]:
                print(f"  import: {code} after {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
            self.said = said
            if code in (0, 3):
                self.done += 1
            elif code != 1:
                self.problem = f"tijdig import ended with {code}: {said}"
                return
            time.sleep(0.2)

    def once(self):
        program = self.world.programs["tijdig"]
        command = [program, "import", "--config", self.world.config, "--policy", POLICY,
                   "--refused", self.world.folder / "refused", self.files]
        done = subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                              preexec_fn=die_with_parent)
        return done.returncode, done.stderr.decode()[-500:]

    def finish(self):
        self.enough.set()
        self.thread.join(IMPORT_SECONDS_MAX)
        if self.thread.is_alive():
            raise Failed(f"the import did not come to its end in {IMPORT_SECONDS_MAX} s after the last fault; "
                         f"{self.said}")
        if self.problem:
            raise Failed(self.problem)


def import_files(round_, inject):
    """A town's files come in day by day, and again."""
    files, undisturbed = round_.town / "files", (round_.town / "report.json").read_bytes()
    dead = count_dead_letters((round_.town / "dead.json").read_bytes())
    with round_.world(**{"calendar.closes_days": "no"}) as world:  # the import closes the town's days
        importing = Importing(world, files)
        growing = Growing(world)
        inject(world, Flow(world, ("end",), lambda: importing.done or importing.problem, may_pause=True))
        growing.close()
        world.heal()
        importing.finish()
        failed = sum(code == 1 for code in importing.runs)
        notes = [f"{importing.done} imports came to their end, {failed} did not",
                 f"{growing.answers} reports looked at, {growing.refusals} refused"]
        # What a caseworker entered wrongly is refused each time it is brought.
        dead_by_files = range(dead, dead * len(importing.runs) + 1)
        return judged(world, round_, kill_test.signals_in(undisturbed), undisturbed, notes, dead_by_files)


def embedded(round_, injection):
    """The one process, killed while partners deliver over HTTP."""
    tool, (name, *more) = kill_test.Tool(round_.programs["tijdig"]), injection.left
    try:
        row = kill_test.kill_servers(tool, round_.folder, 1 + len(more), round_.seed, round_.chance)
    except kill_test.Failed as failure:
        raise Failed(str(failure)) from failure
    injection.happened, injection.left = [(name, 0.0, 0.0)] * row.kills, []
    result = Result(row.acknowledged, row.found, 0)
    if row.lost or row.twice:
        raise Failed(result.text(), result)
    return result


KINDS = {"post": post, "import": import_files, "embedded": embedded}
