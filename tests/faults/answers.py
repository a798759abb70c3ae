"""What the services and the commands answer while Redis is being built again: the right thing, or that they cannot.

    right = Answers(world)            # of a world at rest: reports, queues, walk list, why a case exists
    right.expect_after_a_wipe()       # Redis is emptied; no other answer may come, and soon they all come again
    grow = Growing(world)             # while signals come in: the sum that the report begins with
    grow.look()                       # never goes back, whatever became of Redis
"""
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
import wire
from processes import ENVIRONMENT, Failed, get

SECONDS_MAX = 30
PAUSE_SECONDS = 0.1
CASES_MAX = 2
WIPES = 2
THE_PAGE, WALK_LIST = ("/v1/report",), ("walk-list", "--json")


def signals_in(report):
    """The figure the funnel begins with."""
    for table in json.loads(report)["tables"]:
        if table["id"] == "funnel":
            return table["rows"][0]["figures"][0]["value"]
    raise Failed("the report has no table `funnel`")


class Answers:
    def __init__(self, world):
        self.world, self.why_not = world, {}
        self.right = {}
        for question in (THE_PAGE, ("report", "--format", "json"), ("queues", "--json"), WALK_LIST):
            self.right[question] = self.ask_until_told(question)
        for case in json.loads(self.right[WALK_LIST])[-CASES_MAX:]:
            question = ("explain", case["case"], "--json")
            self.right[question] = self.ask_until_told(question)

    def ask_until_told(self, question):
        """On a machine as busy as this a lane may change hands just now, and whoever looks is asked to come again."""
        until = time.monotonic() + SECONDS_MAX
        while time.monotonic() < until:
            answer = self.ask(question)
            if answer is not None:
                return answer
            time.sleep(PAUSE_SECONDS)
        raise Failed(f"{question[0]} gave no answer in {SECONDS_MAX} s: {self.why_not.get(question)}")

    def ask(self, question):
        """What a command printed or the page says, or None when it said that it cannot."""
        return self.ask_page() if question == THE_PAGE else self.ask_command(question)

    def ask_command(self, question):
        verb, *rest = question
        done = subprocess.run([self.world.programs["tijdig"], verb, "--config", self.world.config, *rest],
                              capture_output=True, check=False, env=ENVIRONMENT, stdin=subprocess.DEVNULL)
        if done.returncode == 0:
            return done.stdout
        self.why_not[question] = done.stderr.decode()
        return None

    def ask_page(self):
        """The report as a service gives it, or None when it said 503."""
        answer = get(self.world.crowd.of("reporting")[0].port, THE_PAGE[0], SECONDS_MAX)
        if answer is None or answer[0] not in (200, 503):
            raise Failed(f"{THE_PAGE[0]}: {answer}")
        return answer[1] if answer[0] == 200 else None

    def expect_after_a_wipe(self):
        """All questions at once, twice, so that some come before anything was built."""
        for _ in range(WIPES):
            wire.ask_redis(self.world.redis, "FLUSHALL")
            problems = []
            threads = [threading.Thread(target=self.expect, args=(question, problems)) for question in self.right]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            if problems:
                raise Failed(f"after Redis was emptied: {problems[0]}")

    def expect(self, question, problems):
        try:
            answer = self.ask_until_told(question)
            if answer != self.right[question]:
                problems.append(f"{question[0]} gave a wrong answer of {len(answer)} bytes instead of "
                                f"{len(self.right[question])}")
        except Failed as problem:
            problems.append(str(problem))


class Growing:
    """Asks one instance of `reporting` after the other for the report, while faults happen."""

    def __init__(self, world):
        self.world, self.most, self.answers, self.refusals, self.problem = world, 0, 0, 0, None
        self.closing = threading.Event()
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while not self.closing.wait(1.0) and self.problem is None:
            for one in self.world.crowd.of("reporting"):
                self.look(get(one.port, "/v1/report", 5) if one.alive() and not one.paused else None)

    def look(self, answer):
        if answer is None or answer[0] != 200:
            self.refusals += answer is not None
            return
        count = signals_in(answer[1])
        if count < self.most:
            self.problem = f"the report said {count} signals, after it had said {self.most}"
        self.most, self.answers = max(self.most, count), self.answers + 1

    def close(self):
        self.closing.set()
        self.thread.join()
        if self.problem:
            raise Failed(self.problem)
