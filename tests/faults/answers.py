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
CASES_MAX = 2
WIPES = 2


def signals_in(report):
    """The figure the funnel begins with."""
    for table in json.loads(report)["tables"]:
        if table["id"] == "funnel":
            return table["rows"][0]["figures"][0]["value"]
    raise Failed("the report has no table `funnel`")


class Answers:
    def __init__(self, world):
        self.world = world
        self.questions = [("report", "--format", "json"), ("queues", "--json"), ("walk-list", "--json")]
        self.right = {words: self.ask(words) for words in self.questions}
        for case in [one["case"] for one in json.loads(self.right[self.questions[2]] or "[]")][-CASES_MAX:]:
            self.questions.append(("explain", case, "--json"))
            self.right[self.questions[-1]] = self.ask(self.questions[-1])
        if None in self.right.values():
            raise Failed("a command failed although nothing was wrong")
        self.page = self.ask_page()

    def ask(self, words):
        """What a command printed, or None when it said that it cannot."""
        verb, *rest = words
        done = subprocess.run([self.world.programs["tijdig"], verb, "--config", self.world.config, *rest],
                              capture_output=True, check=False, env=ENVIRONMENT, stdin=subprocess.DEVNULL)
        return done.stdout if done.returncode == 0 else None

    def ask_page(self):
        """The report as a service gives it, or None when it said 503."""
        answer = get(self.world.crowd.of("reporting")[0].port, "/v1/report", SECONDS_MAX)
        if answer is None or answer[0] not in (200, 503):
            raise Failed(f"/v1/report: {answer}")
        return answer[1] if answer[0] == 200 else None

    def expect_after_a_wipe(self):
        """All questions at once, twice, so that some come before anything was built."""
        for _ in range(WIPES):
            wire.ask_redis(self.world.redis, "FLUSHALL")
            problems = []
            threads = [threading.Thread(target=self.expect, args=(words, problems))
                       for words in (None, *self.questions)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            if problems:
                raise Failed(f"after Redis was emptied: {problems[0]}")

    def expect(self, words, problems):
        until, right = time.monotonic() + SECONDS_MAX, self.page if words is None else self.right[words]
        what = "/v1/report" if words is None else f"tijdig {words[0]}"
        try:
            while time.monotonic() < until:
                answer = self.ask_page() if words is None else self.ask(words)
                if answer == right:
                    return
                if answer is not None:
                    problems.append(f"{what} gave a wrong answer of {len(answer)} bytes instead of {len(right)}")
                    return
            problems.append(f"{what} gave no answer in {SECONDS_MAX} s")
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
