"""What a broker wrote of transactions, read from the files of its topic __transaction_state.

    last = last_prepared([Path("kafka-1/data")], "tijdig-matcher-3", ("tijdig.signals.v1", 1))
    last.commits              # whether the last transaction of this id that wrote there was committed

The files are those of a broker that runs or has run, uncompressed, as Kafka writes this topic. What is cut off at the
end is left out.
"""
import struct
from dataclasses import dataclass

from binary import Bytes

PREPARE_COMMIT, PREPARE_ABORT = 2, 3
BATCH_HEAD = 61


@dataclass
class Prepared:
    producer: int
    epoch: int
    commits: bool
    millis: int


def records_in(data):
    """(key, value) of every record of a segment file."""
    at = 0
    while at + BATCH_HEAD <= len(data):
        _, size = struct.unpack_from(">qi", data, at)
        if at + 12 + size > len(data) or size <= 0:
            return
        (count,) = struct.unpack_from(">i", data, at + 57)
        here = Bytes(data, at + BATCH_HEAD)
        for _ in range(count):
            end = here.signed() + here.at
            here.take("b")
            here.signed()
            here.signed()
            key = here.bytes(here.signed())
            yield key, here.bytes(here.signed())
            here.at = end
        at += 12 + size


def id_in(key):
    """The transactional id of a key, or None for what is none."""
    return key[4:].decode() if key is not None and key[:2] == b"\0\0" else None


def prepared_in(value):
    """(Prepared, {(topic, partition)}) of a value that ends a transaction, else None."""
    here = Bytes(value)
    version = here.take("h")
    producer, epoch, _, status = here.take("qhib")
    if version not in (0, 1) or status not in (PREPARE_COMMIT, PREPARE_ABORT):
        return None
    is_compact = version == 1
    places = set()
    for _ in range(here.unsigned() - 1 if is_compact else here.take("i")):
        topic = here.bytes(here.unsigned() - 1 if is_compact else here.take("h")).decode()
        count = here.unsigned() - 1 if is_compact else here.take("i")
        places |= {(topic, here.take("i")) for _ in range(count)}
        if is_compact:
            here.unsigned()  # tagged fields, of which this version has none here
    return Prepared(producer, epoch, status == PREPARE_COMMIT, here.take("q")), places


def last_prepared(folders, transactional_id, place):
    """Of all copies of the topic that these brokers hold; None when no transaction of this id wrote at the place."""
    last = None
    for folder in folders:
        for segment in sorted(folder.glob("__transaction_state-*/*.log")):
            for key, value in records_in(segment.read_bytes()):
                if value is None or id_in(key) != transactional_id:
                    continue
                found = prepared_in(value)
                if found and place in found[1] and (last is None or found[0].millis >= last.millis):
                    last = found[0]
    return last
