"""When something last came through, at the door and at the end of the path; for the longest gap that a fault caused.

    watch = Progress(crowd)          # asks the metrics of `reporting` a few times a second
    watch.came("door")               # a delivery was answered with 202
    watch.longest("door", since)     # seconds; the gap may have begun before `since`, and may last until now
"""
import re
import threading
import time

from processes import get

SAMPLE_SECONDS = 0.25
RECORDS = re.compile(r"^tijdig_records_total\{[^}]*\} (\S+)$", re.M)


def longest_gap(times, since, until):
    """Of the spaces between one moment and the next that reach past `since`; the last one ends at `until`."""
    longest, before = 0.0, None
    for moment in [*(moment for moment in sorted(times) if moment < until), until]:
        if moment > since:
            longest = max(longest, moment - (since if before is None else before))
        before = moment
    return longest


class Progress:
    def __init__(self, crowd):
        self.crowd, self.times, self.lock = crowd, {"door": [], "end": []}, threading.Lock()
        self.closing = threading.Event()
        self.thread = threading.Thread(target=self.sample, daemon=True)
        self.thread.start()

    def came(self, where):
        with self.lock:
            self.times[where].append(time.monotonic())

    def first_after(self, where, moment):
        """When something next came through, or None when nothing did."""
        with self.lock:
            return min((time_ for time_ in self.times[where] if time_ > moment), default=None)

    def longest(self, where, since, until=None):
        with self.lock:
            return longest_gap(self.times[where], since, time.monotonic() if until is None else until)

    def sample(self):
        """Counters begin anew with a process; any change of one is progress."""
        seen = {}
        while not self.closing.wait(SAMPLE_SECONDS):
            for one in self.crowd.of("reporting"):
                answer = get(one.port, "/metrics", 1) if one.alive() and not one.paused else None
                if answer is None or answer[0] != 200:
                    continue
                value = sum(float(count) for count in RECORDS.findall(answer[1]))
                if value and value != seen.get(one.label):
                    seen[one.label] = value
                    self.came("end")

    def close(self):
        self.closing.set()
        self.thread.join()
