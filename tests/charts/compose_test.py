"""deploy/compose.yaml names the services of the map and settings that exist; docker, where there is one, can read it.

Tests deploy/compose.yaml.
"""
import json
import re
import shutil
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FILE = ROOT / "deploy/compose.yaml"
TEXT = FILE.read_text()
FLOW = json.loads((ROOT / "charts/tijdig/files/flow.json").read_text())
SETTINGS = json.loads((ROOT / "charts/tijdig/files/settings.schema.json").read_text())["properties"]


def docker_composes():
    return shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True,
                                                     check=False).returncode == 0


class Compose(unittest.TestCase):
    def test_starts_every_service_of_the_map_by_its_own_program(self):
        started = set(re.findall(r"^    command: \[([\w-]+)\]$", TEXT, re.M))
        self.assertEqual(started, {stage["service"] for stage in FLOW["stages"]})
        blocks = TEXT.partition("\nservices:\n")[2].partition("\nsecrets:\n")[0]
        self.assertEqual(set(re.findall(r"^  ([\w-]+):$", blocks, re.M)), started | {"kafka", "redis", "topics"})

    def test_gives_settings_that_exist(self):
        known = {"TIJDIG_" + name.replace(".", "_").upper() for name in SETTINGS}
        self.assertLessEqual(set(re.findall(r"^ +(TIJDIG_\w+):", TEXT, re.M)), known)

    @unittest.skipUnless(docker_composes(), "there is no docker compose here")
    def test_pleases_docker(self):
        done = subprocess.run(["docker", "compose", "-f", FILE, "config", "--quiet"], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
