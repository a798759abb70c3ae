"""Which faults happen in which round, so that every kind comes often enough and all of it fits into the time.

    planned = plan(FAULTS, 500, random.Random(1))
    [Spec(kind="post", kafka="4.3.1", brokers=1, mount=False, names=("kill -9 matcher", ...)), ...]

Every kind comes `TIMES_MIN` times; one that needs brokers or a disk of its own `TIMES_MIN_RARE` times; what is left of
the sum is given to the quick kinds by their weight. Pure: the same seed plans the same.
"""
from dataclasses import asdict, dataclass

KAFKAS = ("4.3.1", "3.9.2")
TIMES_MIN, TIMES_MIN_RARE = 10, 6
FAULTS_PER_POST, FAULTS_PER_IMPORT, FAULTS_PER_RARE = 22, 12, 12
IMPORT_EVERY = 5  # rounds
RARE_ROUNDS = 2   # one on each Kafka


@dataclass(frozen=True)
class Spec:
    """One round, and the faults of it in their order."""
    kind: str
    kafka: str
    brokers: int
    mount: bool
    names: tuple

    def words(self):
        return asdict(self)

    def text(self):
        brokers = f", {self.brokers} brokers" if self.brokers > 1 else ""
        if self.kind == "embedded":
            return self.kind
        return f"{self.kind}, Kafka {self.kafka}{brokers}{', small disk' if self.mount else ''}"


def is_rare(fault):
    return fault.brokers > 1 or fault.mount


def times(faults, count):
    """How often each kind is to happen."""
    wanted = {name: TIMES_MIN_RARE if is_rare(fault) else TIMES_MIN for name, fault in faults.items()}
    total = sum(wanted.values())
    if count < total:
        return {name: max(1, round(least * count / total)) for name, least in wanted.items()}
    quick = {name: fault.weight for name, fault in faults.items() if fault.quick and not is_rare(fault)}
    left = count - total
    for name, weight in quick.items():
        wanted[name] += -(-left * weight // sum(quick.values()))
    return wanted


def rare_rounds(faults, wanted, plain):
    """Rounds with brokers or a disk of their own, filled up with other faults."""
    rounds = []
    for mount in (False, True):
        rare = [name for name, fault in faults.items() if is_rare(fault) and fault.mount == mount
                for _ in range(wanted[name])]
        shares = [rare[at::RARE_ROUNDS] for at in range(RARE_ROUNDS)]
        for number, share in enumerate(shares):
            if share:
                brokers = max(faults[name].brokers for name in share)
                fill = [plain.pop() for _ in range(min(len(plain), FAULTS_PER_RARE - len(share)))]
                rounds.append(("post", KAFKAS[number % len(KAFKAS)], brokers, mount, share + fill))
    return rounds


def take(plain, faults, kind, count):
    """The next faults that can be made in a round of this kind."""
    taken = [at for at, name in enumerate(plain) if kind in faults[name].kinds][:count]
    names = [plain[at] for at in taken]
    for at in reversed(taken):
        plain.pop(at)
    return names


def spread(few, many):
    """Those that need most of the machine far apart, so that they do not meet."""
    order = list(many)
    for number, one in enumerate(few):
        order.insert(1 + number * (1 + len(many) // max(1, len(few))), one)
    return order


def plan(faults, count, chance, kind=None, kafka=None):
    wanted = times(faults, count)
    plain = [name for name, fault in faults.items() if not is_rare(fault) and "post" in fault.kinds
             for _ in range(wanted[name])]
    chance.shuffle(plain)
    alone = [Spec("embedded", "none", 1, False, (name,) * wanted[name])
             for name, fault in faults.items() if fault.kinds == ("embedded",)]
    rare, rounds, number = rare_rounds(faults, wanted, plain), [], 0
    while plain:
        chosen = kind or ("import" if number % IMPORT_EVERY == 1 else "post")
        names = take(plain, faults, chosen, FAULTS_PER_IMPORT if chosen == "import" else FAULTS_PER_POST)
        if not names:
            chosen = "post"
            names = take(plain, faults, chosen, FAULTS_PER_POST)
        rounds.append((chosen, KAFKAS[number // 2 % len(KAFKAS)], 1, False, names))
        number += 1
    rounds = spread(rare, rounds)
    for one in rounds:
        chance.shuffle(one[-1])
    return [Spec(of, kafka or version, brokers, mount, tuple(names))
            for of, version, brokers, mount, names in rounds] + alone


def short_plan(faults, count, chance, kind=None):
    """One round on each Kafka, of quick faults only."""
    quick = [name for name, fault in faults.items() if fault.quick]
    return [Spec(kind or one, kafka, 1, False, tuple(chance.choice(quick) for _ in range(count)))
            for one, kafka in zip(("post", "import"), KAFKAS)]


def again(left):
    """What rounds could not place, each as a round by itself: (spec of the round, names) of each."""
    return [Spec("post" if spec.kind == "import" else spec.kind, spec.kafka, spec.brokers, spec.mount, tuple(names))
            for spec, names in left]
