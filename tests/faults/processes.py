"""The services of the distributed mode as processes of a test: watched as an orchestrator would, one or more of each.

    crowd = Crowd(programs_in("build/release"), folder, {"kafka.brokers": ..., "redis.address": ...})
    crowd.set_size("matcher", 2)             # starts or stops until there are two
    crowd.choose(chance).kill()              # whoever ends without being asked to is started again at once
    crowd.wait_until_ready()

Each process has a port of its own that it keeps over restarts. All end with this process, also when that is killed.
"""
import http.client
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
import ports
from child import die_with_parent

SERVICES = ("signal-ingest", "matcher", "enrichment", "assignment", "outcome-tracker", "reporting")
FAKE_CLOCK = "libfake_clock.so"
SECONDS_MAX = 120
RESTART_AFTER_SECONDS = 0.2
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("TIJDIG_")}
PAGE_BYTES = resource.getpagesize()


class Failed(Exception):
    """Something does not hold; the text says what. May have what a round found."""

    def __init__(self, text, result=None):
        super().__init__(text)
        self.result = result


def programs_in(build):
    """Path of every program of the distributed mode in a build folder, and of what lies to them about the time."""
    found = {}
    for name in (*SERVICES, "tijdig", FAKE_CLOCK):
        places = (f"bin/{name}", f"tests/faults/{name}", f"services/{name}", f"services/*/{name}")
        paths = [path for place in places for path in Path(build).resolve().glob(place) if path.is_file()]
        if not paths:
            raise Failed(f"there is no {name} in {build}: build it first")
        found[name] = paths[0]
    return found


def settings_text(settings):
    return "".join(f"{name}: {value}\n" for name, value in settings.items())


def get(port, path, seconds=5):
    """(status, text) of one GET, or None when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


class Service:
    """One instance of one service. `variables` are more words of its environment, such as those of the fake clock."""

    def __init__(self, program, name, number, folder, settings, words=()):
        self.program, self.name, self.label, self.words = program, name, f"{name}-{number}", tuple(words)
        self.port, self.variables, self.process = ports.take(), {}, None
        self.wanted, self.paused, self.ends = False, False, []
        self.log = folder / f"{self.label}.log"
        self.config = folder / f"{self.label}.yaml"
        self.config.write_text(settings_text({**settings, "http.port": self.port}))

    def start(self):
        self.wanted, self.paused = True, False
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([self.program, "--config", self.config, *self.words],
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env={**ENVIRONMENT, **self.variables}, preexec_fn=die_with_parent)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As kill -9; whoever watches starts it again. True when there was something to kill."""
        process = self.process  # The watcher puts another one there.
        if process is None or process.poll() is not None:
            return False
        process.kill()
        process.wait()
        self.paused = False
        return True

    def stop(self):
        """As an orchestrator stops it; gives the seconds that it took."""
        self.wanted = False
        began = time.monotonic()
        if self.alive():
            self.resume()
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()
                raise Failed(f"{self.label} did not drain within 30 s") from None
        return time.monotonic() - began

    def pause(self):
        if self.alive():
            self.paused = True
            self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        if self.paused and self.alive():
            self.process.send_signal(signal.SIGCONT)
        self.paused = False

    def is_ready(self):
        answer = get(self.port, "/ready") if self.alive() and not self.paused else None
        return answer is not None and answer[0] == 200

    def metric(self, name, labels=""):
        """Sum of a metric over whatever has these labels; 0 when nobody answers."""
        answer = get(self.port, "/metrics") if self.alive() and not self.paused else None
        lines = answer[1].splitlines() if answer and answer[0] == 200 else []
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines
                   if line.split("{")[0].split(" ")[0] == name and labels in line)

    def owns(self):
        return self.metric("tijdig_slots_owned") > 0

    def slots_lost(self):
        return self.metric("tijdig_slot_changes_total", 'change="lost"')

    def steps_interrupted(self):
        return self.metric("tijdig_steps_interrupted_total")

    def memory_bytes(self):
        """What is resident now."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * PAGE_BYTES
        except (OSError, AttributeError):
            return 0

    def last_lines(self, count=8):
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(f"  {self.label}: {line}" for line in lines[-count:])


class Crowd:
    def __init__(self, programs, folder, settings, words=None):
        """`words`: more words for the command of a service, by its name."""
        self.programs, self.folder, self.settings, self.words = programs, folder, settings, words or {}
        self.services, self.numbers = [], {name: 0 for name in SERVICES}
        self.lock, self.closing = threading.RLock(), threading.Event()
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def watch(self):
        while not self.closing.wait(RESTART_AFTER_SECONDS):
            with self.lock:
                for one in self.services:
                    if one.wanted and not one.alive():
                        one.ends.append(one.process.returncode)
                        one.start()

    def of(self, name):
        with self.lock:
            return [one for one in self.services if one.name == name]

    def running(self):
        with self.lock:
            return [one for one in self.services if one.wanted]

    def add(self, name):
        with self.lock:
            self.numbers[name] += 1
            one = Service(self.programs[name], name, self.numbers[name], self.folder, self.settings,
                          self.words.get(name, ()))
            one.start()
            self.services.append(one)
            return one

    def remove(self, one):
        with self.lock:
            one.wanted = False
        seconds = one.stop()
        with self.lock:
            self.services.remove(one)
        return seconds

    def drop(self, one):
        """As `remove`, without a good-bye."""
        with self.lock:
            one.wanted = False
            one.kill()
            self.services.remove(one)

    def set_size(self, name, count):
        while len(self.of(name)) < count:
            self.add(name)
        while len(self.of(name)) > count:
            self.remove(self.of(name)[-1])

    def choose(self, chance, name=None):
        """One that lives, if there is any."""
        there = self.running() if name is None else self.of(name)
        return chance.choice([one for one in there if one.alive()] or there)

    def wait_until_ready(self, seconds_max=SECONDS_MAX):
        until = time.monotonic() + seconds_max
        while True:
            late = [one for one in self.running() if not one.is_ready()]
            if not late:
                return
            if time.monotonic() > until:
                raise Failed(f"not ready in {seconds_max} s:\n" + "\n".join(one.last_lines() for one in late))
            time.sleep(0.05)

    def stop_all(self):
        """All at once, in good order; gives the longest time one of them took."""
        took, threads = [], []
        with self.lock:
            for one in self.services:
                one.wanted = False
        for one in list(self.services):
            threads.append(threading.Thread(target=lambda one=one: took.append(one.stop())))
            threads[-1].start()
        for thread in threads:
            thread.join()
        if len(took) < len(self.services):
            raise Failed("a service did not drain within 30 s")
        return max(took, default=0.0)

    def start_all(self):
        with self.lock:
            for one in self.services:
                one.start()

    def close(self):
        self.closing.set()
        self.watcher.join()
        for one in self.services:
            one.wanted = False
            one.kill()
