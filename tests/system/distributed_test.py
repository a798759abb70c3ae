"""The six programs on real Kafka and Redis, as an operator and a partner meet them.

Tests services/shell/service.cc, services/shell/distributed.cc, services/shell/distributed_town.h,
services/signal_ingest/shell/front.cc, services/signal_ingest/shell/main.cc, services/matcher/shell/main.cc,
services/enrichment/shell/main.cc, services/assignment/shell/main.cc, services/outcome_tracker/shell/main.cc,
services/reporting/shell/main.cc, services/reporting/shell/report_side.cc, services/reporting/shell/report_pages.cc,
services/tijdig/store.cc and services/tijdig/topics.cc. Arguments: the program tijdig, the folder of the six others.
Where the servers are stands in the environment (tests/servers).
"""
import itertools
import json
import os
import select
import subprocess
import sys
import time
import uuid
from datetime import date, timedelta
from pathlib import Path

import town
from asking import SECONDS_MAX, Asking
from town import COLUMNS, POLICY, csv, signal

PROGRAMS = Path(sys.argv.pop(2)).resolve()
SERVICES = ("signal-ingest", "matcher", "enrichment", "assignment", "outcome-tracker", "reporting")
KAFKA, REDIS = os.environ["TIJDIG_TEST_KAFKA"], os.environ["TIJDIG_TEST_REDIS_TLS"]
DRAIN_SECONDS_MAX = 10
UNREAD_MAX = 2  # more, and the door is shut


class Process(Asking):
    """One service on a free port."""

    def __init__(self, name, *words):
        self.name, self.told = name, False
        self.process = subprocess.Popen([PROGRAMS / name, *map(str, words), "--json"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, env=town.ENVIRONMENT)
        if not select.select([self.process.stdout], [], [], SECONDS_MAX)[0]:
            raise RuntimeError(f"{name} did not say where it listens")
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{name} ended with {self.process.wait()}")
        self.url = f"http://127.0.0.1:{json.loads(line)['port']}"

    def tell_to_end(self):
        """Once: when it has ended its work, nobody listens to a second SIGTERM."""
        if not self.told and self.process.poll() is None:
            self.process.terminate()
        self.told = True

    def end(self):
        """Exit code after SIGTERM."""
        self.tell_to_end()
        try:
            return self.process.wait(timeout=SECONDS_MAX)
        finally:
            self.process.stdout.close()


class OnServers(town.TownCase):
    """Topics and keys of its own for every test."""

    def setUp(self):
        super().setUp()
        self.prefix = f"system-{uuid.uuid4().hex[:12]}."
        self.settings = {"backend": "kafka", "http.port": 0, "engine.partitions": 4, "calendar.closes_days": "no",
                         "kafka.brokers": KAFKA, "kafka.prefix": self.prefix, "kafka.slots": 2,
                         "kafka.replication_factor": 1, "kafka.min_insync_replicas": 1,
                         "kafka.session_timeout_ms": 6000, "redis.address": REDIS, "redis.tls": "yes",
                         "redis.ca_file": os.environ["TIJDIG_TEST_REDIS_CA_FILE"], "redis.prefix": self.prefix}
        self.config = self.configure()
        self.refused = self.folder / "refused"

    def configure(self, name="tijdig.yaml", **changes):
        settings = {**self.settings, **{key.replace("__", "."): value for key, value in changes.items()}}
        return self.write(name, "".join(f'{key}: "{value}"\n' for key, value in settings.items()))

    def on_servers(self, verb, *words, code=0):
        return self.tijdig(verb, "--config", self.config, *words, code=code)

    def make_topics(self):
        self.tijdig("topics", "apply", "--config", self.config)

    def start(self, name, *words):
        process = Process(name, "--config", self.config, *words)
        self.addCleanup(process.end)
        return process

    def expect_same_as_one_process(self, verb, *words):
        self.assertEqual(self.on_servers(verb, *words).out, self.on_data(verb, *words).out)


class Six(OnServers):
    def test_come_to_the_report_of_one_process(self):
        october = self.write_october()
        self.take(october, code=3)
        self.make_topics()
        processes = [self.start(name) for name in (*SERVICES, "matcher")]
        self.assertIn("--refused DIR is needed", self.on_servers("import", "--policy", POLICY, october, code=2).err)
        self.on_servers("import", "--refused", self.refused, "--policy", POLICY, october, code=3)
        self.assertTrue(list(self.refused.iterdir()))
        for process in processes:
            process.wait_for("/ready", lambda status, _: status == 200)
            self.assertEqual(process.ask("/live")[:2], (200, "ok\n"))
        self.expect_same_as_one_process("report", "--format", "json")
        self.expect_same_as_one_process("walk-list", "--json")
        self.assertIn("known already", self.on_servers("import", "--refused", self.refused, october, code=3).out)
        nobody = self.write("2018-10-31_desk.csv", csv(town.DESK,
                                                       f"{'0' * 26}-2018-10;2018-10-31;Huisbezoek;nee;Middag;ja;;;;"))
        imported = self.on_servers("import", "--refused", self.refused, nobody, code=3)
        for refused in (self.take(nobody, code=3), imported):
            self.assertIn("line 2, zaaknummer: case_unknown", refused.err)
        self.expect_same_as_one_process("report", "--format", "json")
        self.expect_same_as_one_process("queues", "--json")
        self.expect_same_as_one_process("lag")
        self.assertIn("on_list", self.on_servers("queues").out)
        reporting = processes[SERVICES.index("reporting")]
        self.assertIn("Zoetermeer", reporting.ask("/")[1])
        self.assertEqual(json.loads(reporting.ask("/v1/report")[1])["municipality"], "Zoetermeer")
        metrics = processes[SERVICES.index("matcher")].ask("/metrics")[1]
        self.assertIn('tijdig_slot_changes_total{change="assigned",stage="matcher"}', metrics)
        self.expect_nobody_in(metrics)
        began = time.monotonic()
        for process in processes:
            process.tell_to_end()
        self.assertEqual([process.end() for process in processes], [0] * len(processes))
        self.assertLess(time.monotonic() - began, DRAIN_SECONDS_MAX)
        self.assertTrue(self.on_servers("rebuild", "--json").json()["equal"])


class Door(OnServers):
    def setUp(self):
        super().setUp()
        made = self.tijdig("api-key", "dunea", "--json").json()
        self.key = made["key"]
        self.settings["partners.keys_file"] = self.write("keys", made["line"] + "\n")
        self.settings["doors.unread_records_max"] = UNREAD_MAX
        self.config = self.configure()
        self.make_topics()

    def deliver(self, process, customer):
        days_ago = [str(date.today() - timedelta(days=days)) for days in (1, 45)]
        body = csv(COLUMNS, signal(customer, "Zonderling", signalled=days_ago[0], since=days_ago[1])).encode()
        return process.ask("/v1/deliveries", body, X_API_Key=self.key, Content_Type="text/csv")

    def deliver_until(self, status, process, *customers):
        """One delivery after the other, again and again, until one is answered so; gives the answer."""
        until = time.monotonic() + SECONDS_MAX
        while time.monotonic() < until:
            for customer in customers:
                answer, text, _ = self.deliver(process, customer)
                if answer == status:
                    return text
                time.sleep(0.05)
        raise AssertionError(f"no delivery was answered {status}; the last: {text}")

    def deliver_until_too_much_waits_at(self, stage, process):
        """An answer of 503 alone proves nothing: the door is also shut while its last look is old."""
        numbers = itertools.count()

        def is_too_much(lags):
            self.deliver(process, f"K-{next(numbers)}")
            return lags[stage] > UNREAD_MAX
        self.wait_for_lags(is_too_much)

    def wait_for_lags(self, are_right):
        """`are_right` is given what waits in each stage's inbox, until it says so."""
        until = time.monotonic() + SECONDS_MAX
        while not are_right(lags := {lag["stage"]: lag["records"] for lag in self.on_servers("lag", "--json").json()}):
            self.assertLess(time.monotonic(), until, lags)

    def test_opens_when_rules_are_in_force_and_closes_when_too_much_waits(self):
        front = self.start("signal-ingest", "--policy", POLICY)
        status, _, headers = self.deliver(front, "K-7001")
        self.assertEqual(status, 503)
        self.assertIn("Retry-After", headers)
        others = {name: self.start(name) for name in SERVICES[1:]}
        front.wait_for("/ready", lambda status, _: status == 200)
        front.wait_for("/metrics", lambda _, text: "tijdig_door_closed 0" in text)
        text = self.deliver_until(202, front, "K-7001")
        self.assertEqual(self.deliver_until(202, front, "K-7001"), text)
        others["matcher"].end()
        self.deliver_until_too_much_waits_at("matcher", front)
        self.deliver_until(503, front, "K-7001")
        front.wait_for("/metrics", lambda _, text: "tijdig_door_closed 1" in text)
        self.wait_for_lags(lambda lags: lags.pop("matcher") > UNREAD_MAX and set(lags.values()) == {0})
        self.start("matcher")
        self.wait_for_lags(lambda lags: set(lags.values()) == {0})
        self.deliver_until(202, front, "K-7002")
        self.assertIn("no dead letters", self.on_servers("dead-letters").out)


class WrongConfiguration(OnServers):
    """Said by the service and by the command in the same words, with the same exit code; nothing is written."""

    def expect(self, code, words, lines=1, **changes):
        config = self.configure("wrong.yaml", **changes)
        commands = ([PROGRAMS / "matcher"], [town.PROGRAM, "report"], [town.PROGRAM, "topics", "check"])
        asked = [subprocess.Popen([*command, "--config", config], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                  text=True, env=town.ENVIRONMENT) for command in commands]
        for process in asked:
            printed = process.communicate(timeout=SECONDS_MAX)[1]
            said = [line for line in printed.splitlines() if not line.startswith('{"time"')]
            self.assertEqual(process.returncode, code, printed)
            self.assertEqual(len(said), lines, printed)
            self.assertIn(words, said[0])
        return said

    def test_missing_topics_are_named(self):
        said = self.expect(2, "is missing: make it with `tijdig topics apply`", lines=1)
        self.assertIn(self.prefix, said[0])
        self.assertIn("and 19 more", said[0])

    def test_another_number_of_partitions_is_refused(self):
        self.make_topics()
        self.expect(2, "partitions", lines=1, engine__partitions=8)
        self.expect(2, "tijdig.lanes.v1", kafka__slots=3)
        self.tijdig("topics", "check", "--config", self.config)

    def test_no_broker_is_one_line(self):
        self.expect(1, "no Kafka broker answers at 127.0.0.1:1", kafka__brokers="127.0.0.1:1")

    def test_a_wrong_password_is_one_line(self):
        wrong = self.write("password", "not the one\n")
        said = self.expect(2, "password", kafka__brokers=os.environ["TIJDIG_TEST_KAFKA_SASL"],
                           kafka__security_protocol="sasl_plaintext", kafka__sasl_mechanism="PLAIN",
                           kafka__user=os.environ["TIJDIG_TEST_KAFKA_USER"], kafka__password_file=wrong)
        self.assertNotIn("not the one", "".join(said))

    def test_no_redis_is_one_line(self):
        self.make_topics()
        config = self.configure("wrong.yaml", redis__address="127.0.0.1:1")
        done = self.tijdig("report", "--config", config, code=1)
        self.assertEqual(done.err.count("\n"), 1, done.err)
        self.assertIn("127.0.0.1:1", done.err)


if __name__ == "__main__":
    town.main()
