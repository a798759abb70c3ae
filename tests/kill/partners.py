"""The partners of the kill test: what they have to deliver, and what they know has arrived."""
import datetime
import http.client
import json
import random
import threading
import time
from collections import Counter

from server import PARTNERS

SENDERS = 4
ROWS_PER_DELIVERY = 25
HEADER = ("klantnummer;achternaam;voorletters;geboortedatum;huisnummer;postcode;bedrag;ontstaansdatum;signaaldatum")
SURNAMES = ["Jansen", "Bakker", "Visser", "Smit", "Mulder", "Bos", "Vos", "Dekker", "Brouwer", "Kok"]
ANSWER_LOST = (OSError, http.client.HTTPException)


class Delivery:
    def __init__(self, partner, body):
        self.partner, self.body = partner, body
        self.rows_accepted = None  # nobody knows until an answer came


def make_deliveries(seed, count):
    """Small deliveries about people who often owe two partners; the same seed gives the same bytes within a day."""
    chance = random.Random(seed)
    today = datetime.date.today()
    signal_date = today - datetime.timedelta(days=1)
    origin = signal_date - datetime.timedelta(days=45)
    deliveries, customers = [], set()
    while len(deliveries) < count:
        partner = PARTNERS[len(deliveries) % len(PARTNERS)]
        rows = []
        while len(rows) < ROWS_PER_DELIVERY:
            household = chance.randrange(200 * count)
            if (partner, household) in customers:
                continue
            customers.add((partner, household))
            rows.append(";".join([f"{partner[:2]}{household:06}", SURNAMES[household % 10], "AB"[household % 2],
                                  f"19{50 + household % 45}-03-{1 + household % 28:02}", str(1 + household % 150),
                                  f"27{10 + household // 150 % 80}{'ABCDEFGH'[household % 8]}B",
                                  f"{60 + household % 400}.50", origin.isoformat(), signal_date.isoformat()]))
        deliveries.append(Delivery(partner, "\n".join([HEADER, *rows, ""]).encode()))
    return deliveries


class Partners:
    """Sends deliveries over a few connections at once, and remembers which were answered with 202."""

    def __init__(self, deliveries, keys):
        self.deliveries = [Delivery(one.partner, one.body) for one in deliveries]
        self.keys, self.days = keys, set()
        self.lock, self.threads, self.stopping = threading.Lock(), [], False
        self.answers, self.cut_off, self.problems = 0, [], []

    def send_in_background(self, port, count):
        """The next `count` without an answer, and one that has one, as partners do who are not sure."""
        waiting = [one for one in self.deliveries if one.rows_accepted is None][:count]
        waiting += [one for one in self.deliveries if one.rows_accepted is not None][-1:]
        self.stopping, self.answers, self.cut_off = False, 0, []
        self.threads = [threading.Thread(target=self._send, args=(port, waiting)) for _ in range(SENDERS)]
        for thread in self.threads:
            thread.start()

    def wait_for_answers(self, count):
        """Until so many of those in the background were answered, or nobody sends any more."""
        while self.answers < count and any(thread.is_alive() for thread in self.threads):
            time.sleep(0.0002)

    def stop(self, killed_at):
        """Ends the sending; gives how many new deliveries were on their way at that moment and got no answer."""
        self.stopping = True
        self._join()
        return sum(sent_at < killed_at for sent_at in self.cut_off)

    def send_all(self, port):
        self.send_in_background(port, len(self.deliveries))
        self._join()
        missing = sum(one.rows_accepted is None for one in self.deliveries)
        if missing:
            raise RuntimeError(f"{missing} deliveries went without an answer although nobody was killed")

    def rows_acknowledged(self):
        return sum(self.rows_acknowledged_by_partner().values())

    def rows_acknowledged_by_partner(self):
        rows = Counter()
        for one in self.deliveries:
            rows[one.partner] += one.rows_accepted
        return rows

    def _join(self):
        for thread in self.threads:
            thread.join()
        if self.problems:
            raise RuntimeError("; ".join(self.problems))

    def _send(self, port, waiting):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while not self.stopping:
                with self.lock:
                    if not waiting:
                        return
                    delivery = waiting.pop(0)
                if not self._deliver(connection, delivery):
                    return
        except Exception as problem:  # whoever joins the threads hears of it
            self.problems.append(str(problem) or repr(problem))
        finally:
            connection.close()

    def _deliver(self, connection, delivery):
        """False: the server went under it; the delivery stays without an answer and is sent again."""
        sent_at = time.monotonic()
        try:
            connection.request("POST", "/v1/deliveries", body=delivery.body,
                               headers={"Content-Type": "text/csv", "X-API-Key": self.keys[delivery.partner]})
            answer = connection.getresponse()
            text = answer.read()
        except ANSWER_LOST:
            if delivery.rows_accepted is None:
                self.cut_off.append(sent_at)
            return False
        if answer.status != 202:
            raise RuntimeError(f"a delivery was answered with {answer.status}: {text[:500]}")
        content = json.loads(text)
        with self.lock:
            delivery.rows_accepted = sum(row["verdict"] == "accepted" for row in content["rows"])
            self.days.add(content["received"])
            self.answers += 1
        return True
