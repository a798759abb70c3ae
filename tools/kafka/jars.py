#!/usr/bin/env python3
"""Apache Kafka as jars: Debian has no broker, Maven Central has every one.

    tools/kafka/jars.py 4.3.1      fetches it when needed and prints the class path

One folder per version beside this file holds its pom. The jars land in build/kafka/<version>/libs; Maven keeps its own
copies in the user's repository, so that `make clean` costs seconds and no download. Several processes may ask at once:
one fetches, the others wait.
"""
import fcntl
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS_MAX = 600


class CannotFetch(RuntimeError):
    """No Maven, no network or no such version; the text says which."""


def versions():
    """What can be fetched, oldest first."""
    return sorted((pom.parent.name for pom in HERE.glob("[0-9]*/pom.xml")),
                  key=lambda name: [int(part) for part in name.split(".")])


def class_path(version):
    """The class path of the broker and its tools; fetches the jars the first time."""
    if version not in versions():
        raise CannotFetch(f"no Kafka {version} here; there are {', '.join(versions())}")
    return fetch(HERE / version / "pom.xml", ROOT / "build/kafka" / version)


def fetch(pom, folder):
    """Puts the jars a pom names into `folder`/libs unless they are there already; gives their class path."""
    folder.mkdir(parents=True, exist_ok=True)
    libs, stamp = folder / "libs", folder / "complete"
    wanted = hashlib.sha256(pom.read_bytes()).hexdigest()
    with open(folder / "lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.read_text() != wanted:
            stamp.unlink(missing_ok=True)
            shutil.rmtree(libs, ignore_errors=True)
            maven(pom, libs)
            stamp.write_text(wanted)
    return f"{libs}/*"


def maven(pom, libs):
    """Asks the local repository first: that needs no network and saves Maven's look at the outside."""
    if not shutil.which("mvn"):
        raise CannotFetch("no Maven (mvn): run tools/install_packages.sh servers")
    command = ["mvn", "--batch-mode", "--quiet", "--file", str(pom), "dependency:copy-dependencies",
               f"-DoutputDirectory={libs}"]
    try:
        for offline in (["--offline"], []):
            done = subprocess.run(command + offline, capture_output=True, text=True, check=False, timeout=SECONDS_MAX,
                                  stdin=subprocess.DEVNULL)
            if done.returncode == 0:
                return
    except subprocess.TimeoutExpired as late:
        raise CannotFetch(f"Maven did not fetch {pom} in {SECONDS_MAX} s") from late
    lines = [line for line in done.stdout.splitlines() if "ERROR" in line][:3]
    raise CannotFetch(f"Maven could not fetch what {pom} names:\n" + "\n".join(lines))


if __name__ == "__main__":
    try:
        print(class_path(sys.argv[1] if len(sys.argv) > 1 else versions()[-1]))
    except CannotFetch as problem:
        sys.exit(f"kafka jars: {problem}")
