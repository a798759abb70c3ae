"""Partners that deliver over HTTP for as long as a test wants, and never give up on a delivery before its 202.

    posting = Posting(crowd, progress, deliveries, keys, chance)
    posting.start()                   # a few at a time, to any instance of signal-ingest; some come twice, later
    ...                               # faults
    posting.finish()                  # no new ones; whatever is on its way gets its answer
    posting.acknowledged              # the deliveries that were answered, each once

A refusal (4xx) of a delivery is a failure of the test: what is sent is well-formed. 503 and silence mean: again, later.
"""
import http.client
import json
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "kill"))
from partners import ANSWER_LOST, Delivery
from processes import Failed

SENDERS = 4
PAUSE_SECONDS = 0.2
RETRY_SECONDS_MAX = 0.5
ANSWER_SECONDS_MAX = 20
FINISH_SECONDS_MAX = 240
SHARE_SENT_TWICE = 0.15
HOSTILE = (b"", b"\0" * 4096, b"klantnummer;achternaam\n", b"{" * 100_000, b"\xff\xfe\xfd" * 500,
           b'{"klantnummer": "' + b"\xc3\x28" * 100 + b'"}\n')


class Posting:
    def __init__(self, crowd, progress, deliveries, keys, chance):
        self.crowd, self.progress, self.keys, self.chance = crowd, progress, keys, chance
        self.waiting = [Delivery(one.partner, one.body) for one in deliveries]
        self.acknowledged, self.days, self.problems = [], set(), []
        self.retries = self.busy = self.sent_twice = 0
        self.lock, self.finishing, self.threads = threading.Lock(), threading.Event(), []

    def start(self):
        self.threads = [threading.Thread(target=self.send_many, daemon=True) for _ in range(SENDERS)]
        for thread in self.threads:
            thread.start()

    def finish(self):
        self.finishing.set()
        until = time.monotonic() + FINISH_SECONDS_MAX
        for thread in self.threads:
            thread.join(max(0.0, until - time.monotonic()))
            if thread.is_alive():
                raise Failed(f"a delivery got no 202 in {FINISH_SECONDS_MAX} s after the last fault")
        if self.problems:
            raise Failed(self.problems[0])

    def rows_acknowledged(self):
        return sum(one.rows_accepted for one in self.acknowledged)

    def send_many(self):
        while not self.finishing.is_set():
            with self.lock:
                again = bool(self.acknowledged) and self.chance.random() < SHARE_SENT_TWICE
                if not again and not self.waiting:
                    return
                delivery = self.chance.choice(self.acknowledged) if again else self.waiting.pop(0)
                self.sent_twice += again
            self.send_until_acknowledged(delivery, again)
            time.sleep(PAUSE_SECONDS)

    def send_until_acknowledged(self, delivery, again):
        while not self.problems:
            with self.lock:
                port = self.crowd.choose(self.chance, "signal-ingest").port
            try:
                status, content, retry_seconds = post(port, self.keys[delivery.partner], delivery.body)
            except ANSWER_LOST:
                status, content, retry_seconds = None, {}, RETRY_SECONDS_MAX / 5
            if status == 202:
                self.progress.came("door")
                with self.lock:
                    self.days.add(content["received"])
                    if not again:
                        delivery.rows_accepted = sum(row["verdict"] == "accepted" for row in content["rows"])
                        self.acknowledged.append(delivery)
                return
            if status is not None and status not in (503, 507, 429):
                self.problems.append(f"a delivery was answered with {status}: {content}")
                return
            with self.lock:
                self.retries += 1
                self.busy += status is not None
            time.sleep(min(RETRY_SECONDS_MAX, retry_seconds))

    def send_hostile(self, body):
        """Something no partner should send; gives the status, or None when nobody answered."""
        with self.lock:
            port, partner = self.crowd.choose(self.chance, "signal-ingest").port, self.chance.choice(sorted(self.keys))
        try:
            return post(port, self.keys[partner], body)[0]
        except ANSWER_LOST:
            return None


def post(port, key, body):
    """(status, content, seconds to wait before the next try) of one delivery."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS_MAX)
    try:
        connection.request("POST", "/v1/deliveries", body=body,
                           headers={"Content-Type": "text/csv", "X-API-Key": key})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status == 503 and not answer.headers.get("Retry-After"):
            raise Failed("a 503 came without Retry-After")
        retry_seconds = float(answer.headers.get("Retry-After") or 0)
        try:
            return answer.status, json.loads(text), retry_seconds
        except ValueError:
            return answer.status, {"text": text[:200].decode(errors="replace")}, retry_seconds
    finally:
        connection.close()
