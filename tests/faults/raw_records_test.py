"""Records that no client library would write, on a real broker. Tests tests/faults/raw_records.py,
tests/faults/forgotten.py and tests/faults/segments.py.

Needs TIJDIG_TEST_KAFKA and TIJDIG_TEST_SERVERS, as tests/servers/servers.py sets it.
"""
import os
import struct
import sys
import time
import unittest
from pathlib import Path

import forgotten
import raw_records
import segments
import wire

BROKER = os.environ.get("TIJDIG_TEST_KAFKA", "")
CREATE_TOPICS, LIST_OFFSETS, END_TXN = 19, 2, 26
DATA = list(Path(os.environ.get("TIJDIG_TEST_SERVERS", ".")).glob("kafka-*/data"))
UNCOMMITTED, COMMITTED = 0, 1
SECONDS_MAX = 30


def end(topic, isolation):
    """Where a reader of partition 0 comes to its end."""
    body = (struct.pack(">ibi", -1, isolation, 1) + wire.string(topic) + struct.pack(">iiq", 1, 0, -1))
    _, error, _, offset = struct.unpack(">ihqq", wire.ask_kafka(BROKER, LIST_OFFSETS, 2, body)[-22:])
    if error:
        raise wire.NotReady(f"{topic}: error {error}")
    return offset


class RawRecords(unittest.TestCase):
    def setUp(self):
        self.topic = f"raw-{os.getpid()}-{self.id().rsplit('.', 1)[-1]}"
        body = (struct.pack(">i", 1) + wire.string(self.topic) + struct.pack(">ihiiib", 1, 1, 0, 0, 10_000, 0))
        wire.ask_kafka(BROKER, CREATE_TOPICS, 2, body)
        self.wait_for(lambda: raw_records.is_copied(BROKER, self.topic))

    def when_ready(self, act):
        """A busy machine's broker may lose its place for a moment; what it then refuses it has not done."""
        until = time.monotonic() + SECONDS_MAX
        while True:
            try:
                return act()
            except wire.NotReady:
                self.assertLess(time.monotonic(), until)
                time.sleep(0.05)

    def wait_for(self, condition):
        until = time.monotonic() + SECONDS_MAX
        while not self.when_ready(condition):
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def put(self, value, headers=()):
        return self.when_ready(lambda: raw_records.put(BROKER, self.topic, 0, b"", value, headers))

    def hang(self, name, timeout_ms):
        return self.when_ready(lambda: raw_records.hang(BROKER, self.topic, 0, name, timeout_ms))

    def ends(self):
        """Where readers of everything and readers of what is committed come to their ends."""
        return tuple(self.when_ready(lambda: end(self.topic, isolation)) for isolation in (UNCOMMITTED, COMMITTED))

    def open_producers(self):
        return self.when_ready(lambda: forgotten.open_producers(BROKER, self.topic, 0))

    def test_any_bytes_are_taken_one_behind_the_other(self):
        offsets = [self.put(value, headers)
                   for value, headers in ((b"", ()), (b"\xff" * 900_000, ()), (b"x", [("tijdig-cause", b"short")]))]
        self.assertEqual(offsets, [0, 1, 2])
        self.assertEqual(self.ends(), (3, 3))

    def test_a_transaction_left_alone_holds_readers_back_until_its_time_is_over(self):
        before = self.put(b"before")
        hanging = self.hang(f"nobody-{os.getpid()}", 5000)
        behind = self.put(b"behind")
        self.assertGreater(hanging, before)
        self.assertEqual(self.ends(), (behind + 1, hanging))
        self.wait_for(lambda: end(self.topic, COMMITTED) == behind + 2)  # and the mark that ends it

    def test_a_transaction_that_a_broker_forgot_can_be_ended_past_its_coordinator(self):
        for commits in (True, False):
            hanging = self.hang(f"forgotten-{commits}-{os.getpid()}", 60_000)
            (producer,) = self.open_producers()
            self.assertEqual(self.ends(), (hanging + 1, hanging))
            self.when_ready(lambda: forgotten.end(BROKER, self.topic, 0, producer, commits))
            self.assertEqual(self.open_producers(), [])
            self.assertEqual(self.ends(), (hanging + 2, hanging + 2))  # and the mark

    def test_who_is_on_with_his_next_transaction_keeps_what_he_writes(self):
        name = f"gone-on-{os.getpid()}"
        self.hang(name, 60_000)
        self.hang(name, 60_000)  # ends the one before
        operator = forgotten.Forgotten(BROKER, [folder.parent for folder in DATA])
        self.wait_for(lambda: operator.is_over(self.topic, 0, name))
        self.assertEqual(len(self.open_producers()), 1)
        self.assertEqual(operator.ended, [f"{self.topic} [0] of {name} left to its next transaction"])

    def test_how_a_transaction_ended_stands_in_the_files_of_the_broker(self):
        for commits in (True, False):
            name = f"ended-{commits}-{os.getpid()}"
            self.hang(name, 60_000)
            self.hang(name, 60_000)  # who begins again ends what was left, as a refused attempt may have, too
            ((number, epoch, _),) = self.open_producers()
            before = segments.last_prepared(DATA, name, (self.topic, 0))
            self.assertFalse(before.commits)
            self.assertNotEqual((before.producer, before.epoch), (number, epoch))
            wire.ask_kafka(wire.coordinator(BROKER, name, True), END_TXN, 0,
                           wire.string(name) + struct.pack(">qh?", number, epoch, commits))
            self.wait_for(lambda: not self.open_producers())
            last = segments.last_prepared(DATA, name, (self.topic, 0))
            self.assertEqual((last.producer, last.epoch, last.commits), (number, epoch, commits))
            self.assertIsNone(segments.last_prepared(DATA, name, (self.topic, 1)))

    def test_the_checksum_is_that_of_the_standard(self):
        self.assertEqual(raw_records.crc32c(b"123456789"), 0xE3069283)  # RFC 3720, appendix B.4


if __name__ == "__main__":
    if not BROKER:
        sys.exit("TIJDIG_TEST_KAFKA is not set: run this through tests/servers/servers.py")
    unittest.main()
