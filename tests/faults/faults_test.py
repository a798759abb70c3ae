"""The parts of the torture that need no servers: what is planned, how processes are kept alive, what is counted.

Tests the other files of tests/faults; what they do together is what torture.py says of the real programs.
"""
import json
import random
import stat
import sys
import tempfile
import time
import types
import unittest
from pathlib import Path
from unittest import mock

import answers
import faults
import forgotten
import plan
import progress
import round_process
import ports
from processes import SERVICES, Crowd, Failed, get, programs_in, settings_text
from rounds import unequal
from table import Result, Table

ROOT = Path(__file__).resolve().parent.parent.parent
SECONDS_MAX = 30
STAND_IN = """#!{python}
import http.server, re, sys
text = open(sys.argv[sys.argv.index("--config") + 1]).read()
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'tijdig_records_total{{stage="a"}} 5\\n')
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(re.search(r"http.port: (\\d+)", text)[1])), Answer).serve_forever()
"""


def report(value, title="Alles"):
    rows = [{"name": "signalen", "figures": [{"column": "n", "value": value}, {"column": "%", "value": 1}]}]
    return json.dumps({"title": title, "tables": [{"id": "funnel", "rows": rows}]}).encode()


class Plan(unittest.TestCase):
    def setUp(self):
        self.planned = plan.plan(faults.FAULTS, 500, random.Random(1))
        self.names = [name for spec in self.planned for name in spec.names]

    def test_has_at_least_as_many_faults_as_asked_for_and_every_kind_often_enough(self):
        self.assertGreaterEqual(len(self.names), 500)
        for name, fault in faults.FAULTS.items():
            rare = fault.brokers > 1 or fault.mount
            self.assertGreaterEqual(self.names.count(name), plan.TIMES_MIN_RARE if rare else plan.TIMES_MIN, name)

    def test_gives_every_fault_what_it_needs(self):
        for spec in self.planned:
            for name in spec.names:
                fault = faults.FAULTS[name]
                self.assertLessEqual(fault.brokers, spec.brokers)
                self.assertLessEqual(fault.mount, spec.mount)
                self.assertIn(spec.kind, fault.kinds)
        on_servers = {(kind, kafka) for kind in ("post", "import") for kafka in plan.KAFKAS}
        self.assertEqual({(spec.kind, spec.kafka) for spec in self.planned}, on_servers | {("embedded", "none")})

    def test_is_the_same_for_the_same_seed(self):
        self.assertEqual(*(plan.plan(faults.FAULTS, 100, random.Random(7)) for _ in range(2)))
        self.assertNotEqual(*(plan.plan(faults.FAULTS, 100, random.Random(seed)) for seed in (7, 8)))

    def test_takes_up_again_what_a_round_could_not_place(self):
        spec = self.planned[0]
        (once_more,) = plan.again([(spec, list(spec.names[2:]))])
        self.assertEqual(once_more.names, spec.names[2:])
        self.assertEqual((once_more.brokers, once_more.mount), (spec.brokers, spec.mount))

    def test_has_quick_faults_only_when_it_is_short(self):
        for spec in plan.short_plan(faults.FAULTS, 6, random.Random(1), "post"):
            self.assertEqual(spec.kind, "post")
            self.assertTrue(all(faults.FAULTS[name].quick for name in spec.names))

    def test_kills_every_service_of_the_map(self):
        flow = json.loads((ROOT / "charts/tijdig/files/flow.json").read_text())
        self.assertEqual(set(SERVICES), {stage["service"] for stage in flow["stages"]})
        for name in SERVICES:
            self.assertIn(f"kill -9 {name}", faults.FAULTS)


class LongestGap(unittest.TestCase):
    def test_counts_what_reaches_into_the_time_asked_about(self):
        self.assertEqual(progress.longest_gap([1, 2, 9, 10], 5, 11), 7)
        self.assertEqual(progress.longest_gap([1, 8, 9, 10], 8.5, 11), 1)

    def test_ends_when_something_comes_again(self):
        self.assertEqual(progress.longest_gap([1, 2, 5, 30], 3, 5), 3)

    def test_lasts_until_now_when_nothing_came(self):
        self.assertEqual(progress.longest_gap([1, 2], 3, 20), 18)
        self.assertEqual(progress.longest_gap([], 3, 20), 17)


class Tables(unittest.TestCase):
    def test_say_what_was_lost_and_what_came_twice(self):
        table = Table()
        table.counted(["a"], Result(100, 98, 0))
        table.counted(["b"], Result(100, 103, 0))
        self.assertEqual((table.line("a").lost, table.line("b").twice), (2, 3))
        self.assertFalse(table.is_clean())

    def test_are_clean_only_when_every_round_was(self):
        for spoil, clean in ((lambda table: None, True), (lambda table: table.failed(["a"]), False),
                             (lambda table: table.counted(["a"], Result(5, 5, 1)), False)):
            table = Table()
            table.happened("a", 2.5, 0)
            table.counted(["a"], Result(5, 5, 0))
            spoil(table)
            self.assertEqual(table.is_clean(), clean)
            self.assertIn("2.5", table.text())


class Reports(unittest.TestCase):
    def test_are_compared_figure_by_figure_and_word_by_word(self):
        self.assertEqual(unequal(report(5), report(5)), 0)
        self.assertEqual(unequal(report(5), report(6)), 1)
        self.assertEqual(unequal(report(5), report(5, "Iets")), 1)


class Injections(unittest.TestCase):
    """With faults that only take note, and work that is over when it says so."""

    def inject(self, *names, over_after=99):
        done = []
        stand_in = faults.Fault("note", lambda world, chance: done.append("note"), 1, 1, False, True, ("post",))
        flow = types.SimpleNamespace(is_over=lambda: len(done) >= over_after, gap=lambda place, since, over: 1.5,
                                     wait_until_it_goes_on=lambda since: None)
        injection = round_process.Injection(plan.Spec("post", "4.3.1", 1, False, names), 60, random.Random(1))
        with mock.patch.dict(faults.FAULTS, {"note": stand_in}):
            with mock.patch.object(round_process, "BREATH_SECONDS", (0, 0)):
                injection(None, flow)
        return injection

    def test_tell_what_happened_and_how_long_nothing_came_through(self):
        injection = self.inject("note", "note")
        self.assertEqual((injection.happened, injection.left), ([("note", 1.5, 1.5)] * 2, []))

    def test_leave_what_would_hit_nothing(self):
        injection = self.inject("note", "note", "note", over_after=1)
        self.assertEqual((len(injection.happened), injection.left), (1, ["note", "note"]))


class Answering(unittest.TestCase):
    def growing(self):
        looker = answers.Growing(types.SimpleNamespace(crowd=types.SimpleNamespace(of=lambda name: [])))
        self.addCleanup(looker.closing.set)
        return looker

    def test_that_goes_back_is_wrong(self):
        looker = self.growing()
        for value in (5, 6, 6, 5):
            looker.look((200, report(value)))
        with self.assertRaisesRegex(Failed, "said 5 signals, after it had said 6"):
            looker.close()

    def test_that_does_not_come_is_not(self):
        looker = self.growing()
        for answer in ((200, report(5)), None, (503, ""), (200, report(5))):
            looker.look(answer)
        looker.close()
        self.assertEqual((looker.answers, looker.refusals), (2, 1))


class Crowds(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="tijdig-crowd-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        program = self.folder / "stand-in"
        program.write_text(STAND_IN.format(python=sys.executable))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self.crowd = Crowd({name: program for name in SERVICES}, self.folder, {"kafka.slots": 2})
        self.addCleanup(self.crowd.close)

    def wait_for(self, condition):
        until = time.monotonic() + SECONDS_MAX
        while not condition():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.02)

    def test_start_again_who_was_killed_at_the_same_port(self):
        one = self.crowd.add("matcher")
        self.crowd.wait_until_ready()
        pid = one.process.pid
        one.kill()
        self.wait_for(lambda: one.process.pid != pid and one.is_ready())
        self.assertEqual(one.ends, [-9])
        self.assertEqual(one.metric("tijdig_records_total", 'stage="a"'), 5)
        self.assertEqual(one.metric("tijdig_records_total", 'stage="b"'), 0)

    def test_leave_alone_who_was_asked_to_stop(self):
        self.crowd.set_size("reporting", 2)
        self.crowd.wait_until_ready()
        first = self.crowd.of("reporting")[0]
        self.crowd.set_size("reporting", 1)
        self.assertEqual(self.crowd.of("reporting"), [first])
        port = first.port
        self.crowd.drop(first)
        self.wait_for(lambda: get(port, "/live") is None)
        self.assertFalse(self.crowd.running())

    def test_a_paused_one_is_not_ready_and_goes_on_where_it_was(self):
        one = self.crowd.add("matcher")
        self.crowd.wait_until_ready()
        pid = one.process.pid
        one.pause()
        self.assertFalse(one.is_ready())
        one.resume()
        self.wait_for(one.is_ready)
        self.assertEqual(one.process.pid, pid)
        self.assertGreater(one.memory_bytes(), 1_000_000)

    def test_progress_is_seen_in_the_metrics(self):
        self.crowd.add("reporting")
        watch = progress.Progress(self.crowd)
        self.addCleanup(watch.close)
        self.wait_for(lambda: watch.times["end"])


class ForgottenTransactions(unittest.TestCase):
    SAID = ("6836 [TxnMarkerSenderThread-1] INFO ...: Couldn't find leader endpoint for partitions "
            "Set(tijdig.deliveries.v1-1, tijdig.facts.v1-12) while trying to send transaction markers for "
            "tijdig-door-a-7, these partitions are likely deleted already and hence can be skipped\n")

    def test_are_named_however_many_there_are(self):
        self.assertEqual(len(list(forgotten.skipped_in(self.SAID.replace("Set(", "HashSet(")))), 2)

    def test_are_named_by_the_log_of_a_broker(self):
        self.assertEqual(list(forgotten.skipped_in("started\n" + self.SAID)),
                         [("tijdig.deliveries.v1", 1, "tijdig-door-a-7"), ("tijdig.facts.v1", 12, "tijdig-door-a-7")])

    def test_are_read_line_by_line_and_kept_until_a_broker_answers(self):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            found = forgotten.Forgotten(f"127.0.0.1:{ports.take()}", [Path(folder)])  # nobody listens there
            log.write_text(self.SAID[:60])
            found.look()
            self.assertEqual(found.waiting, [])
            log.write_text(self.SAID)
            found.look()
            found.look()
            self.assertEqual((len(found.waiting), found.ended), (2, []))


class Programs(unittest.TestCase):
    def test_are_missed_by_name(self):
        with self.assertRaisesRegex(Failed, "signal-ingest"):
            programs_in("/nonexistent")

    def test_read_settings_by_their_names(self):
        self.assertEqual(settings_text({"http.port": 1, "kafka.brokers": "a:1,b:2"}),
                         "http.port: 1\nkafka.brokers: a:1,b:2\n")


if __name__ == "__main__":
    unittest.main()
