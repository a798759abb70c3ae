"""Ends what a broker forgot to end, as the operator would whom `docs/operations.md` tells how.

    forgotten = Forgotten("127.0.0.1:9092", [Path("kafka-1")])     # folders of all brokers: `log`, and `data`
    forgotten.look()          # every second or so; ends what was skipped since
    forgotten.ended           # texts: what, where and how; also what was left alone

A broker of Kafka 4 (seen with 4.3.1) that comes up again sees for a moment partitions that nobody leads. It takes
them for deleted and skips the mark that ends a transaction there, for ever (KAFKA-20734; Kafka 3.9 waits for the
leader). Readers of committed records stand still before it. Only a broker's log says so. How the transaction ended
stands in the topic __transaction_state: the last that was prepared with this partition; the coordinator itself may be
on with the next one. When the producer is too, here, an abort would take away what he is writing just then and will be
told is committed: his own end will do. A commit is safe: what it shows too early comes again, and counts once.
Layouts: Kafka protocol guide (DescribeProducers 0, WriteTxnMarkers 1, record batches of format 2), TransactionLogValue
0 and 1.
"""
import re
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
import raw_records
import segments
import wire
from binary import Bytes, unsigned

WRITE_TXN_MARKERS, DESCRIBE_PRODUCERS = 27, 61
SKIPPED = re.compile(r"Couldn't find leader endpoint for partitions \w*Set\(([^)]*)\) while trying to send transaction "
                     r"markers for (\S+), these partitions are likely deleted")


def text(value):
    """A compact string of the protocol: its length and one more, then its bytes."""
    return unsigned(len(value.encode()) + 1) + value.encode()


def listed(*items):
    return unsigned(len(items) + 1) + b"".join(items)


class Answer(Bytes):
    """Reads an answer of a flexible version from its beginning to its end."""

    def __init__(self, data):
        super().__init__(data)
        self.tags()

    def text(self):
        found = self.bytes(self.unsigned() - 1)
        return None if found is None else found.decode()

    def listed(self, read):
        return [read() for _ in range(self.unsigned() - 1)]

    def tags(self):
        for _ in range(self.unsigned()):
            self.unsigned()
            self.bytes(self.unsigned())


def ask(address, api, version, body):
    """In a flexible version: requests and answers have tagged fields, none of which are used here."""
    return Answer(wire.ask_kafka(address, api, version, b"\0" + body + b"\0"))


def leader_of(address, topic, partition):
    leader = raw_records.partitions(address, topic)[partition][0]
    if leader is None:
        raise wire.NotReady(f"{topic} {partition}: no leader")
    return leader


def open_producers(address, topic, partition):
    """(number, epoch, coordinator's epoch) of everybody with a transaction open in a partition."""
    place = text(topic) + listed(struct.pack(">i", partition)) + b"\0"
    answer = ask(leader_of(address, topic, partition), DESCRIBE_PRODUCERS, 0, listed(place))
    found = []

    def producer():
        number, epoch, _, _, coordinator_epoch, begins_at = answer.take("qiiqiq")
        answer.tags()
        if begins_at >= 0:
            found.append((number, epoch, max(0, coordinator_epoch)))

    def of_partition():
        _, error = answer.take("ih")
        if error:
            raise wire.NotReady(f"{topic} {partition}: error {error}")
        answer.text()
        answer.listed(producer)
        answer.tags()

    def of_topic():
        answer.text()
        answer.listed(of_partition)
        answer.tags()

    answer.take("i")
    answer.listed(of_topic)
    return found


def end(address, topic, partition, producer, commits):
    number, epoch, coordinator_epoch = producer
    place = text(topic) + listed(struct.pack(">i", partition)) + b"\0"
    mark = struct.pack(">qh?", number, epoch, commits) + listed(place) + struct.pack(">i", coordinator_epoch) + b"\0"
    answer = ask(leader_of(address, topic, partition), WRITE_TXN_MARKERS, 1, listed(mark))
    answer.unsigned()
    answer.take("q")
    answer.unsigned()
    answer.text()
    answer.unsigned()
    _, error = answer.take("ih")
    if error:
        raise wire.NotReady(f"{topic} {partition}: a mark was refused with error {error}")


def skipped_in(log_text):
    """(topic, partition, transactional id) of every mark that a broker says it skipped."""
    for places, transactional_id in SKIPPED.findall(log_text):
        for place in places.split(", "):
            topic, _, partition = place.rpartition("-")
            yield topic, int(partition), transactional_id


class Forgotten:
    def __init__(self, address, brokers):
        self.address, self.brokers, self.read_to = address, list(brokers), {}
        self.waiting, self.ended = [], []

    def look(self):
        for broker in self.brokers:
            self.waiting += skipped_in(self.new_lines(broker / "log"))
        for place in list(self.waiting):
            if self.is_over(*place):
                self.waiting.remove(place)

    def new_lines(self, log):
        with open(log, "rb") as file:
            file.seek(self.read_to.get(log, 0))
            data = file.read()
        whole = data[:data.rfind(b"\n") + 1]
        self.read_to[log] = self.read_to.get(log, 0) + len(whole)
        return whole.decode(errors="replace")

    def is_over(self, topic, partition, transactional_id):
        """Nothing is left to be done; False when the broker cannot say or do it yet."""
        try:
            last = segments.last_prepared([broker / "data" for broker in self.brokers], transactional_id,
                                          (topic, partition))
            if last is None:
                return False
            for producer in open_producers(self.address, topic, partition):
                if producer[0] == last.producer:
                    what = self.end_if_safe(topic, partition, producer, last)
                    self.ended.append(f"{topic} [{partition}] of {transactional_id} {what}")
            return True
        except (OSError, wire.NotReady):
            return False

    def end_if_safe(self, topic, partition, producer, last):
        if not last.commits and producer[1] > last.epoch:
            return "left to its next transaction"
        end(self.address, topic, partition, producer, last.commits)
        return "as committed" if last.commits else "as aborted"
