"""The embedded mode on a file system that fills up: no 202 that is not kept, and it goes on when there is room again.

    tests/faults/disk_full_test.py PROGRAM

Needs the right to mount a small file system in memory.
"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import posting  # Also puts tests/kill on the path.
import kill_test
from partners import ANSWER_LOST, Partners, make_deliveries
from server import Server, write_configuration
from world import POLICY, Mount

SIZE_MIB = 200
ROOM_BYTES_LEFT = 200_000
TOOL = None


def can_mount():
    with tempfile.TemporaryDirectory() as folder:
        mount = Mount(Path(folder) / "mount")
        mount.close()
        return mount.there


class DiskFull(unittest.TestCase):
    @unittest.skipUnless(can_mount(), "no right to mount")
    def test_takes_nothing_it_cannot_keep_and_goes_on_when_there_is_room(self):
        scratch = tempfile.TemporaryDirectory(prefix="tijdig-full-")
        self.addCleanup(scratch.cleanup)
        work = Path(scratch.name)
        mount = Mount(work / "mount", SIZE_MIB)
        self.addCleanup(mount.close)
        keys, deliveries, data = write_configuration(TOOL, work), make_deliveries(3, 60), mount.path / "data"
        partners = Partners(deliveries, keys)
        statuses = []
        with Server(TOOL, data, POLICY, work) as server:
            server.wait_until_ready()
            for number, delivery in enumerate(partners.deliveries[:40]):
                if number == 10:
                    self.fill(mount.path)
                try:
                    status, content, retry_seconds = posting.post(server.port, keys[delivery.partner], delivery.body)
                except ANSWER_LOST:
                    break  # It may end: an operator makes room and starts it again.
                statuses.append(status)
                if status == 202:
                    delivery.rows_accepted = sum(row["verdict"] == "accepted" for row in content["rows"])
                else:
                    self.assertEqual(status, 503)
                    self.assertGreater(retry_seconds, 0)
        self.assertEqual(statuses[:10], [202] * 10)
        self.assertIn(503, statuses)
        (mount.path / "ballast").unlink()
        with Server(TOOL, data, POLICY, work) as server:
            server.wait_until_ready()
            before = partners.deliveries
            acknowledged = sum(one.rows_accepted or 0 for one in before)
            self.assertEqual(kill_test.signals_in(TOOL.report(data)), acknowledged)
            partners.send_all(server.port)
        report = kill_test.settled_report(TOOL, work, data)
        self.assertEqual(kill_test.signals_in(report), partners.rows_acknowledged())
        undisturbed = Partners(deliveries, keys)
        with Server(TOOL, work / "undisturbed", POLICY, work) as server:
            undisturbed.send_all(server.port)
        self.assertEqual(report, kill_test.settled_report(TOOL, work, work / "undisturbed"))

    def fill(self, folder):
        with open(folder / "ballast", "wb") as file:
            free = os.statvfs(folder)
            os.posix_fallocate(file.fileno(), 0, max(1, free.f_bavail * free.f_frsize - ROOM_BYTES_LEFT))


if __name__ == "__main__":
    TOOL = kill_test.Tool(Path(sys.argv.pop(1)).resolve())
    unittest.main()
