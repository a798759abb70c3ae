#!/usr/bin/env python3
"""Kills `tijdig` at random moments and counts what is there afterwards.

    tests/kill/kill_test.py --tijdig build/release/services/tijdig/tijdig --count 50 --seed 1

Half of the kills hit `tijdig import` of a simulated year, half hit `tijdig run` while partners deliver over HTTP; each
is a SIGKILL at a random moment, followed by a restart in which everything without an answer is sent again. In the end

  * every row that was acknowledged is counted once: none lost, none twice (counted apart, partner by partner);
  * sending everything a second time changes nothing;
  * the report is byte-equal to that of a run that nobody disturbed;
  * `tijdig rebuild` derives the same state again from the log.

A kill counts when it hit something: an import that had not ended, or new deliveries that were on their way and got no
answer. Acknowledged is what the door said: the answers to deliveries, or what the last import says of its files.

Prints one table, exit 0 when all of it holds. The seed decides what is delivered and when it is killed; the machine
decides how far the process had come.
"""
import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from partners import Partners, make_deliveries
from server import Server, write_configuration

ROOT = Path(__file__).resolve().parent.parent.parent
POLICY = ROOT / "deploy" / "policies" / "zoetermeer.yaml"
KILLS_PER_FOLDER = 5
DELIVERIES_PER_LIFE = 12


class Failed(Exception):
    """Something does not hold; the text says what."""


class Tool:
    def __init__(self, binary):
        self.binary = str(binary)

    def start(self, *arguments, **options):
        return subprocess.Popen([self.binary, *map(str, arguments)], stdin=subprocess.DEVNULL, **options)

    def run(self, *arguments, allowed=(0,)):
        done = subprocess.run([self.binary, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                              check=False)
        if done.returncode not in allowed:
            raise Failed(f"tijdig {arguments[0]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
        return done.stdout

    def report(self, data):
        return self.run("report", "--data", data, "--format", "json")

    def import_files(self, data, files):
        """What it says of each file. 3: the simulated partners also send rows that must be refused."""
        return json.loads(self.run("import", "--data", data, "--policy", POLICY, "--json", files, allowed=(0, 3)))


def table_in(report, wanted):
    for table in json.loads(report)["tables"]:
        if table["id"] == wanted:
            return table
    raise Failed(f"the report has no table `{wanted}`")


def signals_in(report):
    """The figure the funnel begins with."""
    return table_in(report, "funnel")["rows"][0]["figures"][0]["value"]


def signals_by_partner(report):
    """The last row of table 2.1, under the partners' codes."""
    *figures, total = table_in(report, "2.1")["rows"][-1]["figures"]
    if total["value"] != signals_in(report):
        raise Failed("table 2.1 and the funnel count other numbers of signals")
    return Counter({figure["column"].lower().replace(" ", "-"): figure["value"] for figure in figures})


def acknowledged_signals(said, undisturbed, files):
    """By partner, from what an import says of its files: each row it took or knew, but for those that change or take
    back a signal, and those that repeat another, which the undisturbed import knew as well."""
    rows, repeats = Counter(), {file["file"]: file["knownAlready"] for file in undisturbed["files"]}
    for file in said["files"]:
        if "_signals_" not in file["file"]:
            continue
        lines = (files / file["file"]).read_text(encoding="utf-8-sig", errors="replace").splitlines()
        others = sum(";correctie;" in line or ";intrekking;" in line for line in lines)
        partner = file["file"].split("_signals_")[1].removesuffix(".csv")
        rows[partner] += file["taken"] + file["knownAlready"] - repeats[file["file"]] - others
    return rows


def expect_equal(report, undisturbed, what):
    if report != undisturbed:
        raise Failed(f"{what}: the report differs from the undisturbed one")


class Row:
    """One line of the table that is printed."""

    def __init__(self, what):
        self.what, self.kills, self.acknowledged, self.found = what, 0, 0, 0
        self.lost, self.twice, self.reports = 0, 0, 0

    def compare(self, acknowledged, found):
        """Partner by partner, so that what one lost is not made up by what another has twice."""
        self.acknowledged += sum(acknowledged.values())
        self.found += sum(found.values())
        self.lost += sum((acknowledged - found).values())
        self.twice += sum((found - acknowledged).values())

    def text(self):
        return (f"{self.what:<34}{self.kills:>6}{self.acknowledged:>14}{self.found:>8}{self.lost:>6}{self.twice:>7}"
                f"{self.reports:>15}")


HEAD = f"{'killed':<34}{'kills':>6}{'acknowledged':>14}{'there':>8}{'lost':>6}{'twice':>7}{'equal reports':>15}"


def kill_imports(tool, work, count, seed, chance):
    """Kills imports of one year, a few times per data folder; every folder must end like the undisturbed one."""
    row = Row("import of a year of files")
    files = work / "files"
    tool.run("simulate", "zoetermeer", "--seed", seed, "--out", files)
    started = time.monotonic()
    undisturbed_said = tool.import_files(work / "undisturbed", files)
    seconds = time.monotonic() - started
    undisturbed = tool.report(work / "undisturbed")
    while row.kills < count:
        data = work / f"killed-{row.kills}"
        for _ in range(min(KILLS_PER_FOLDER, count - row.kills)):
            importing = tool.start("import", "--data", data, "--policy", POLICY, files, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
            try:
                importing.wait(timeout=chance.uniform(0, seconds))
            except subprocess.TimeoutExpired:
                importing.kill()
                importing.wait()
                row.kills += 1
            else:
                seconds *= 0.9  # it was done before the moment came: look earlier from now on
        said = tool.import_files(data, files)
        report = tool.report(data)
        row.compare(acknowledged_signals(said, undisturbed_said, files), signals_by_partner(report))
        expect_equal(report, undisturbed, f"import, folder {data.name}")
        tool.import_files(data, files)  # a second time changes nothing
        expect_equal(tool.report(data), undisturbed, f"import once more, folder {data.name}")
        tool.run("rebuild", "--data", data)
        row.reports += 1
        shutil.rmtree(data)
    return row


def settled_report(tool, work, data):
    with Server(tool, data, POLICY, work) as server:
        server.wait_until_ready()
    return tool.report(data)


def post_undisturbed(tool, work, deliveries, keys):
    data = work / "posted-undisturbed"
    partners = Partners(deliveries, keys)
    started = time.monotonic()
    with Server(tool, data, POLICY, work) as server:
        partners.send_all(server.port)
        seconds = time.monotonic() - started
    return settled_report(tool, work, data), partners.days, seconds


def kill_servers(tool, work, count, seed, chance):
    """Kills the server under deliveries; each life gets a few, beginning with what went without an answer before."""
    row = Row("run under POST /v1/deliveries")
    keys = write_configuration(tool, work)
    deliveries = make_deliveries(seed, 2 * DELIVERIES_PER_LIFE * count)
    undisturbed, days, seconds = post_undisturbed(tool, work, deliveries, keys)
    data = work / "posted-killed"
    partners = Partners(deliveries, keys)
    for _ in range(2 * count):
        if row.kills == count:
            break
        with Server(tool, data, POLICY, work) as server:
            partners.send_in_background(server.port, DELIVERIES_PER_LIFE)
            partners.wait_for_answers(chance.randrange(DELIVERIES_PER_LIFE))
            time.sleep(chance.uniform(0, seconds / len(deliveries)))
            killed_at = time.monotonic()
            server.kill()
            row.kills += partners.stop(killed_at) > 0
    if row.kills < count:
        raise Failed(f"only {row.kills} of {2 * count} kills came while a new delivery was on its way")
    with Server(tool, data, POLICY, work) as server:
        partners.send_all(server.port)
    report = settled_report(tool, work, data)
    if partners.days | days != days:
        raise Failed("the day changed during the test; run it again")
    with Server(tool, data, POLICY, work) as server:
        Partners(deliveries, keys).send_all(server.port)
    row.compare(partners.rows_acknowledged_by_partner(), signals_by_partner(report))
    expect_equal(report, undisturbed, "run")
    expect_equal(settled_report(tool, work, data), undisturbed, "run, everything sent once more")
    row.reports = 1
    tool.run("rebuild", "--data", data)
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tijdig", required=True, type=Path, help="the program")
    parser.add_argument("--count", type=int, default=50, help="kills, half of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["import", "run"], help="one kind of kill")
    arguments = parser.parse_args()
    tool = Tool(arguments.tijdig.resolve())
    chance = random.Random(arguments.seed)
    kinds = {"import": kill_imports, "run": kill_servers}
    chosen = [arguments.only] if arguments.only else ["import", "run"]
    work = Path(tempfile.mkdtemp(prefix="tijdig-kill-"))
    try:
        print(HEAD, flush=True)
        for number, kind in enumerate(chosen):
            count = (arguments.count + (1 - number)) // len(chosen) if len(chosen) > 1 else arguments.count
            (work / kind).mkdir()
            row = kinds[kind](tool, work / kind, count, arguments.seed, chance)
            print(row.text(), flush=True)
            if row.lost or row.twice:
                raise Failed(f"{kind}: acknowledged and counted differ")
    except (Failed, RuntimeError) as failure:
        print(f"failed (seed {arguments.seed}): {failure}; the folders stay in {work}", file=sys.stderr)
        return 1
    shutil.rmtree(work)
    return 0


if __name__ == "__main__":
    sys.exit(main())
