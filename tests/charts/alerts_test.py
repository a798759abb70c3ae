"""deploy/alerts.yaml names metrics that exist and is explained; promtool, which CI must have, plays it.

Tests deploy/alerts.yaml.
"""
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ALERTS = ROOT / "deploy/alerts.yaml"
TEXT = ALERTS.read_text()


class Alerts(unittest.TestCase):
    def test_ask_for_metrics_that_exist(self):
        known = set(re.findall(r"^\| `(tijdig_\w+)`", (ROOT / "docs/metrics.md").read_text(), re.M))
        self.assertLessEqual(set(re.findall(r"\btijdig_\w+", TEXT)), known)

    def test_are_each_explained(self):
        page = (ROOT / "docs/operations.md").read_text()
        for name in re.findall(r"- alert: (\w+)", TEXT):
            self.assertIn(f"`{name}`", page)

    @unittest.skipUnless(shutil.which("promtool") or "CI" in os.environ, "there is no promtool here")
    def test_fire_when_they_should(self):
        for command in (["check", "rules", ALERTS], ["test", "rules", ROOT / "tests/charts/alerts_test.yaml"]):
            done = subprocess.run(["promtool", *map(str, command)], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
