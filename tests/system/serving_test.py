"""`tijdig run`: the doors over HTTP while the services work, and what another process may do meanwhile.

Tests services/tijdig/run.cc and services/tijdig/serving.cc.
"""
import datetime
import json
import os
import re
import select
import shutil
import signal as signals
import subprocess
import time

import town
from asking import SECONDS_MAX, Asking
from town import COLUMNS, POLICY, csv, signal

TODAY = datetime.date.today()


def row(customer, name, amount="100,00"):
    days_ago = [str(TODAY - datetime.timedelta(days=days)) for days in (1, 45)]
    return signal(customer, name, amount, signalled=days_ago[0], since=days_ago[1])


def settled_tables(report):
    """What no day that passes changes any more: who was reported, who matched, and which cases came of it. `run` closes
    the days until today while it is asked, so only the day that a table stands at may differ."""
    tables = {table.pop("id"): table for table in json.loads(report)["tables"]}
    for table in tables.values():
        del table["asOf"]
    return {number: tables[number] for number in ("2.1", "2.2", "2.3", "2.4", "2.5", "2.6")}


def figures_of(table):
    return [figure for row in table["rows"] for figure in row["figures"]]


class Running(Asking):
    """One `tijdig run` on a free port."""

    def __init__(self, data, *words):
        command = [town.PROGRAM, "run", "--data", str(data), "--policy", str(POLICY), "--json", "--set", "http.port=0",
                   *map(str, words)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=town.ENVIRONMENT)
        line = ""
        while not line.startswith('{"address"'):
            if not select.select([self.process.stdout], [], [], SECONDS_MAX)[0]:
                raise RuntimeError("did not say where it listens")
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(self.process.stderr.read())
        self.printed = None
        self.url = f"http://127.0.0.1:{json.loads(line)['port']}"

    def stop(self, how=signals.SIGTERM):
        """Exit code and everything printed."""
        if self.printed is None:
            self.process.send_signal(how)
            self.printed = "".join(self.process.communicate(timeout=SECONDS_MAX))
        return self.process.returncode, self.printed


class RunCase(town.TownCase):
    def start(self, *words):
        running = Running(self.data, *words)
        self.addCleanup(running.stop)
        return running

    def make_key(self):
        """A key of dunea; its hash is put where --config finds it."""
        made = self.tijdig("api-key", "dunea", "--json").json()
        keys = self.write("keys", made["line"] + "\n")
        self.write("tijdig.yaml", f"partners: {{keys_file: {keys}}}\nhttp: {{body_bytes_max: 65536}}\n")
        return made["key"]


class Configuration(RunCase):
    def test_is_explained_with_value_and_source(self):
        config = self.write("tijdig.yaml", "http: {port: 9001}\n")
        out = self.tijdig("run", "--config", config, "--set", "log.level=error", "--explain-config").out
        self.assertRegex(out, r"http\.port +9001 +file")
        self.assertRegex(out, r"log\.level +error +command line")

    def test_refuses_an_unknown_setting_with_its_line(self):
        config = self.write("tijdig.yaml", "log: {level: info}\nhttp: {prot: 9001}\n")
        err = self.tijdig("run", "--data", self.data, "--policy", POLICY, "--config", config, code=2).err
        self.assertIn("line 2", err)
        self.assertIn("http.port", err)
        self.tijdig("run", "--set", "http.port", "--explain-config", code=2)
        self.assertFalse(self.data.exists())


class Door(RunCase):
    def test_takes_a_delivery_once_and_answers_every_row(self):
        key = self.make_key()
        running = self.start("--config", self.folder / "tijdig.yaml")
        body = csv(COLUMNS, row("K-7001", "Zonderling"), row("K-7002", "Kwikzilver", "10,00")).encode()
        answers = []
        for _ in range(2):
            status, text, _ = running.ask("/v1/deliveries", body, X_API_Key=key, Content_Type="text/csv")
            self.assertEqual(status, 202, text)
            answers.append(json.loads(text))
        self.assertEqual(answers[0]["deliveryId"], answers[1]["deliveryId"])
        self.assertEqual([(r["line"], r["verdict"]) for r in answers[0]["rows"]], [(2, "accepted"), (3, "refused")])
        self.assertIn("below_threshold", json.dumps(answers[0]["rows"][1]))
        running.wait_for("/metrics", lambda _, text: re.search(r"tijdig_signals_accepted_total\S* 1\n", text))
        metrics = running.ask("/metrics")[1]
        self.assertIn('tijdig_rows_received_total{door="http"} 4\n', metrics)
        self.assertRegex(metrics, r'tijdig_http_requests_total\{route="/v1/deliveries",status="2xx"\} 2\n')
        self.expect_nobody_in(json.dumps(answers) + metrics)
        code, printed = running.stop()
        self.assertEqual(code, 0, printed)
        self.expect_nobody_in(printed)

    def test_refuses_what_it_cannot_take(self):
        key = self.make_key()
        running = self.start("--config", self.folder / "tijdig.yaml")
        good = csv(COLUMNS, row("K-7001", "Zonderling")).encode()
        for status, body, headers in (
                (401, good, {"Content_Type": "text/csv"}),
                (401, good, {"Content_Type": "text/csv", "X_API_Key": "tk_wrong"}),
                (415, good, {"Content_Type": "application/zip", "X_API_Key": key}),
                (413, good + b"\n" * 70000, {"Content_Type": "text/csv", "X_API_Key": key}),
                (400, b"not;a;header\n1;2;3\n", {"Content_Type": "text/csv", "X_API_Key": key})):
            got, text, _ = running.ask("/v1/deliveries", body, **headers)
            self.assertEqual(got, status, text)
            self.expect_nobody_in(text)
        self.assertEqual(running.ask("/nowhere")[0], 404)
        self.assertEqual(running.ask("/v1/deliveries")[0], 405)
        self.assertEqual(running.stop()[0], 0)
        (table,) = self.on_data("report", "--table", "2.1", "--json").json()["tables"]
        counted = [figure["numerator"] for line in table["rows"] for figure in line["figures"]]
        self.assertEqual(counted, [0] * len(counted))
        self.assertEqual([line["name"] for line in table["rows"]], ["totaal"], "a month was opened for a refused row")


class Pages(RunCase):
    def test_hide_small_counts_from_who_only_looks_and_not_from_the_municipality(self):
        self.live_october()

        def cases(text):
            (table,) = [table for table in json.loads(text)["tables"] if table["id"] == "2.9"]
            return [figure for row in table["rows"] for figure in row["figures"] if figure["column"] == "n"]
        self.assertIn(1, [figure["value"] for figure in cases(self.on_data("report", "--json").out)])
        running = self.start()
        self.assertIn("&lt;5", running.ask("/")[1])
        told = cases(running.ask("/v1/report")[1])
        self.assertIn(True, [figure["hidden"] for figure in told])
        for figure in told:
            self.assertEqual(figure["hidden"], figure["value"] is None, figure)
            self.assertNotIn(figure["value"], (1, 2, 3, 4))

    def test_answer_probes_people_and_prometheus(self):
        running = self.start()
        self.assertEqual(running.ask("/live")[:2], (200, "ok\n"))
        running.wait_for("/ready", lambda status, _: status == 200)
        status, page, headers = running.ask("/")
        self.assertEqual(status, 200)
        self.assertIn("Zoetermeer", page)
        self.assertIn("default-src", headers["Content-Security-Policy"])
        self.assertEqual(json.loads(running.ask("/v1/report")[1])["municipality"], "Zoetermeer")
        metrics = running.ask("/metrics")[1]
        for name in ("tijdig_step_seconds", "tijdig_lag_records", 'tijdig_http_requests_total{route="/live"'):
            self.assertIn(name, metrics)
        if shutil.which("promtool") or "CI" in os.environ:
            done = subprocess.run(["promtool", "check", "metrics"], input=metrics, capture_output=True, text=True,
                                  check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_show_what_was_imported_before(self):
        self.live_october()
        before = settled_tables(self.on_data("report", "--json").out)
        running = self.start("--set", "log.level=off")
        shown = settled_tables(running.ask("/v1/report")[1])
        self.assertEqual(shown.keys(), before.keys())
        for name, table in shown.items():
            for ours, theirs in zip(figures_of(table), figures_of(before[name]), strict=True):
                if not ours["hidden"]:
                    self.assertEqual(ours, {**theirs, "hidden": False})
        reported = [figure["numerator"] for figure in shown["2.1"]["rows"][0]["figures"]]
        self.assertEqual(sum(reported), 2 * 2, "two signals, and the month's total beside them")


class OneFolder(RunCase):
    def test_has_one_writer_and_many_readers(self):
        running = self.start()
        running.wait_for("/ready", lambda status, _: status == 200)
        second = self.take(self.write_october(), code=1).err
        self.assertEqual(second.count("\n"), 1, second)
        self.assertIn("another tijdig process", second)
        for verb in ("report", "dead-letters", "walk-list"):
            self.on_data(verb)
        self.assertEqual(running.stop()[0], 0)
        self.take(self.folder / "town", code=3)

    def test_ends_at_an_interrupt_too(self):
        running = self.start()
        self.assertEqual(running.stop(signals.SIGINT)[0], 0)


if __name__ == "__main__":
    town.main()
