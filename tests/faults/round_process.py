"""One round of torture as a process of its own, started by torture.py with a JSON of what it is to do.

Prints one line of JSON: `happened` (name of each fault that was in effect, and its gaps), `left` (those there was no
time for), `result`, `text`, and `failed` with the reason when something did not hold.
"""
import json
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import rounds
from faults import FAULTS
from plan import Spec
from processes import Failed, programs_in
from wire import NotReady
from world import Mount

BREATH_SECONDS = (0.2, 1.0)


def say(text):
    print(text, file=sys.stderr, flush=True)


class Injection:
    """The faults of a round, one after the other."""

    def __init__(self, spec, seconds_max, chance):
        self.spec, self.seconds_max, self.chance = spec, seconds_max, chance
        self.happened, self.left = [], list(spec.names)

    def __call__(self, world, flow):
        until, moments = time.monotonic() + self.seconds_max, []
        flow.wait_until_it_goes_on(0)
        try:
            while self.left and time.monotonic() < until and not flow.is_over():
                name, since = self.left[0], time.monotonic()
                FAULTS[name].inject(world, self.chance)
                over = time.monotonic()
                moments.append((self.left.pop(0), since, over))
                if len(moments) % 2:
                    flow.wait_until_it_goes_on(over)
                time.sleep(self.chance.uniform(*BREATH_SECONDS))
                say(f"  {name}: {over - since:.1f} s, {time.monotonic() - over:.1f} s after it")
            if moments:
                flow.wait_until_it_goes_on(moments[-1][2])
        except Failed as failure:
            raise Failed(f"{failure} (before {self.left[0] if self.left else 'the end'}, after "
                         f"{', '.join(name for name, _, _ in moments[-3:])})") from failure
        finally:
            self.happened = [(name, *(round(flow.gap(place, since, over), 1) for place in ("door", "end")))
                             for name, since, over in moments]


def one_round(words):
    spec, seed, began = Spec(**words["spec"]), words["seed"], time.monotonic()
    chance, folder = random.Random(seed), Path(tempfile.mkdtemp(prefix=f"tijdig-round-{seed}-"))
    injection = Injection(spec, words["seconds"], chance)
    mount = Mount(folder / "mount") if spec.mount else None
    answer = {"failed": None, "result": None, "text": ""}
    try:
        other = programs_in(words["other"]) if words["other"] else None
        round_ = rounds.Round(programs=programs_in(words["build"]), folder=folder, kafka=spec.kafka, chance=chance,
                              seed=seed, brokers=spec.brokers, mount=mount.path if mount else None,
                              other_programs=other, town=Path(words["town"]))
        result = rounds.KINDS[spec.kind](round_, injection)
        answer |= {"result": asdict(result), "text": f"{result.text()}, {time.monotonic() - began:.0f} s"}
    except (Failed, RuntimeError, OSError, NotReady) as failure:  # of a round, or of the servers it asked for
        found = getattr(failure, "result", None)
        answer |= {"failed": f"{failure}\n  what it left is in {folder}", "result": asdict(found) if found else None}
    finally:
        if mount:
            mount.close()
    if not answer["failed"]:
        shutil.rmtree(folder, ignore_errors=True)
    return {**answer, "happened": injection.happened, "left": injection.left}


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    print(json.dumps(one_round(json.loads(sys.argv[1]))), flush=True)
