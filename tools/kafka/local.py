#!/usr/bin/env python3
"""A Kafka broker and a Redis on this machine, to try the distributed mode: `make kafka-up`, `make kafka-down`.

    tools/kafka/local.py up 4.3.1      starts both and prints what to do next
    tools/kafka/local.py down          stops them; what they held is gone

The addresses are written as a configuration file, so that the next commands are short. For trying only: one broker, no
copies, no password, data in memory.
"""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests/servers"))
import servers

NAME = "local"
CONFIG = Path("build/servers/local.yaml")
PROGRAM = "build/release/services/tijdig/tijdig"


def write_config(addresses):
    (ROOT / CONFIG).write_text(f"""backend: kafka
kafka:
  brokers: {addresses["TIJDIG_TEST_KAFKA"]}
  replication_factor: 1
  min_insync_replicas: 1
redis:
  address: {addresses["TIJDIG_TEST_REDIS"]}
calendar:
  closes_days: no  # `import` does, so that a year that is over can be brought in; yes in a town that lives today
""")


def up(version):
    started = not servers.is_up(NAME)
    command = [ROOT / "tests/servers/servers.py", "up", NAME, "--kafka", version, "--redis"]
    if started and subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
        return 1
    addresses = servers.shared(NAME)
    write_config(addresses)
    print(f"""Kafka {addresses["TIJDIG_TEST_KAFKA_VERSION"]} {"is up" if started else "runs already"} at """
          f"""{addresses["TIJDIG_TEST_KAFKA"]}, Redis at {addresses["TIJDIG_TEST_REDIS"]}. Next:

  make build
  {PROGRAM} topics apply --config {CONFIG}
  {PROGRAM} run --config {CONFIG} --policy deploy/policies/zoetermeer.yaml

and in another terminal, a year that was made up:

  {PROGRAM} simulate zoetermeer --seed 1 --out build/town
  {PROGRAM} import --config {CONFIG} --refused build/refused build/town
  {PROGRAM} report --config {CONFIG}

`make kafka-down` stops both and forgets what they held.""")
    return 0


def main():
    words = sys.argv[1:]
    if words[:1] == ["up"] and len(words) == 2:
        return up(words[1])
    if words == ["down"]:
        return subprocess.run([ROOT / "tests/servers/servers.py", "down", NAME], check=False).returncode
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main())
