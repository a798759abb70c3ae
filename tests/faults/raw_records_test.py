"""Records that no client library would write, on a real broker. Tests tests/faults/raw_records.py.

Needs TIJDIG_TEST_KAFKA, as tests/servers/servers.py sets it.
"""
import os
import struct
import sys
import time
import unittest

import raw_records
import wire

BROKER = os.environ.get("TIJDIG_TEST_KAFKA", "")
CREATE_TOPICS, LIST_OFFSETS = 19, 2
UNCOMMITTED, COMMITTED = 0, 1
SECONDS_MAX = 30


def end(topic, isolation):
    """Where a reader of partition 0 comes to its end."""
    body = (struct.pack(">ibi", -1, isolation, 1) + wire.string(topic) + struct.pack(">iiq", 1, 0, -1))
    return struct.unpack(">q", wire.ask_kafka(BROKER, LIST_OFFSETS, 2, body)[-8:])[0]


class RawRecords(unittest.TestCase):
    def setUp(self):
        self.topic = f"raw-{os.getpid()}-{self.id().rsplit('.', 1)[-1]}"
        body = (struct.pack(">i", 1) + wire.string(self.topic) + struct.pack(">ihiiib", 1, 1, 0, 0, 10_000, 0))
        wire.ask_kafka(BROKER, CREATE_TOPICS, 2, body)
        self.wait_for(lambda: raw_records.is_copied(BROKER, self.topic))

    def wait_for(self, condition):
        until = time.monotonic() + SECONDS_MAX
        while True:
            try:
                if condition():
                    return
            except wire.NotReady:
                pass
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def test_any_bytes_are_taken_one_behind_the_other(self):
        offsets = [raw_records.put(BROKER, self.topic, 0, b"", value, headers)
                   for value, headers in ((b"", ()), (b"\xff" * 900_000, ()), (b"x", [("tijdig-cause", b"short")]))]
        self.assertEqual(offsets, [0, 1, 2])
        self.assertEqual((end(self.topic, UNCOMMITTED), end(self.topic, COMMITTED)), (3, 3))

    def test_a_transaction_left_alone_holds_readers_back_until_its_time_is_over(self):
        raw_records.put(BROKER, self.topic, 0, b"", b"before")
        self.assertEqual(raw_records.hang(BROKER, self.topic, 0, f"nobody-{os.getpid()}", 2000), 1)
        raw_records.put(BROKER, self.topic, 0, b"", b"behind")
        self.assertEqual((end(self.topic, UNCOMMITTED), end(self.topic, COMMITTED)), (3, 1))
        self.wait_for(lambda: end(self.topic, COMMITTED) == 4)  # and the mark that ends it

    def test_the_checksum_is_that_of_the_standard(self):
        self.assertEqual(raw_records.crc32c(b"123456789"), 0xE3069283)  # RFC 3720, appendix B.4


if __name__ == "__main__":
    if not BROKER:
        sys.exit("TIJDIG_TEST_KAFKA is not set: run this through tests/servers/servers.py")
    unittest.main()
