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
        self.lines, self.rounds, self.rows = {}, 0, 0

    def line(self, name):
        return self.lines.setdefault(name, Line())

    def happened(self, name, gap_door, gap_end):
        """A fault that was in effect and is over; for how many seconds nothing came through around it."""
        line = self.line(name)
        line.times += 1
        line.gap_door, line.gap_end = max(line.gap_door, gap_door), max(line.gap_end, gap_end)

    def counted(self, names, result):
        """A round that came to its end; in a round of many faults, each answers for all."""
        self.rounds += 1
        self.rows += result.acknowledged
        for name in set(names):
            line = self.line(name)
            line.rounds += 1
            line.rows += result.acknowledged
            line.lost += max(0, result.acknowledged - result.found)
            line.twice += max(0, result.found - result.acknowledged)
            line.unequal += result.unequal

    def failed(self, names):
        for name in set(names):
            self.line(name).failed += 1

    def is_clean(self):
        return not any(line.lost or line.twice or line.unequal or line.failed for line in self.lines.values())

    def times(self):
        return sum(line.times for line in self.lines.values())

    def most(self, what):
        return max((getattr(line, what) for line in self.lines.values()), default=0)

    def text(self):
        rows = [line.text(name) for name, line in sorted(self.lines.items()) if line.times or line.failed]
        sums = Line(times=self.times(), rounds=self.rounds, rows=self.rows,
                    **{what: self.most(what) for what in ("lost", "twice", "unequal", "gap_door", "gap_end")})
        return "\n".join([*rows, sums.text("all")])
