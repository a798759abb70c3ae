"""The table of a torture run: per fault how often it came, what was lost or there twice, and the longest gap."""
from dataclasses import dataclass, field

HEAD = (f"{'fault':<50}{'times':>6}{'rounds':>7}{'rows':>8}{'lost':>6}{'twice':>6}{'unequal':>8}"
        f"{'gap door s':>11}{'gap end s':>10}")


@dataclass
class Result:
    """What a round found: rows acknowledged or taken, rows counted in the end, figures of the report that differ."""
    acknowledged: int
    found: int
    unequal: int
    notes: list = field(default_factory=list)

    def text(self):
        return ", ".join([f"{self.acknowledged} rows acknowledged, {self.found} found, {self.unequal} figures unequal",
                          *self.notes])


@dataclass
class Line:
    times: int = 0
    rounds: int = 0
    rows: int = 0
    lost: int = 0
    twice: int = 0
    unequal: int = 0
    failed: int = 0
    gap_door: float = 0.0
    gap_end: float = 0.0

    def text(self, name):
        end = f"  {self.failed} rounds failed" if self.failed else ""
        return (f"{name:<50}{self.times:>6}{self.rounds:>7}{self.rows:>8}{self.lost:>6}{self.twice:>6}"
                f"{self.unequal:>8}{self.gap_door:>11.1f}{self.gap_end:>10.1f}{end}")


class Table:
    def __init__(self):
        self.lines = {}

    def line(self, name):
        return self.lines.setdefault(name, Line())

    def happened(self, name, progress, since):
        """A fault that is over; how long nothing came through since shortly before it."""
        line = self.line(name)
        line.times += 1
        if progress.times["door"]:
            line.gap_door = max(line.gap_door, progress.longest("door", since))
        line.gap_end = max(line.gap_end, progress.longest("end", since))

    def counted(self, names, result):
        """A round that came to its end; in a round of many faults, each answers for all."""
        for name in names:
            line = self.line(name)
            line.rounds += 1
            line.rows += result.acknowledged
            line.lost += max(0, result.acknowledged - result.found)
            line.twice += max(0, result.found - result.acknowledged)
            line.unequal += result.unequal

    def failed(self, names):
        for name in names:
            self.line(name).failed += 1

    def is_clean(self):
        return not any(line.lost or line.twice or line.unequal or line.failed for line in self.lines.values())

    def text(self):
        rows = [line.text(name) for name, line in sorted(self.lines.items()) if line.times or line.failed]
        return "\n".join([*rows, f"{'all':<50}{sum(line.times for line in self.lines.values()):>6}"])
