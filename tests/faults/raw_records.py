"""Records put on a Kafka topic past every client library: poison, and a transaction that nobody ends.

    put("127.0.0.1:9092", "tijdig.signals.v1", 3, key=b"", value=b"\\xff\\xfe")       # any bytes at all
    hang("127.0.0.1:9092", "tijdig.signals.v1", 3, "nobody", timeout_ms=10_000)      # begun, written to, left alone

A transaction left alone holds back whoever reads committed records of the partition, until its timeout. Layouts: Kafka
protocol guide, versions that 3.9 and 4.x both know (Metadata 1, InitProducerId 0, AddPartitionsToTxn 0, Produce 3,
record batches of format 2).
"""
import struct
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
import wire
from binary import signed

PRODUCE, METADATA, INIT_PRODUCER_ID, ADD_PARTITIONS_TO_TXN = 0, 3, 22, 24
TRANSACTIONAL = 0x10
NO_PRODUCER = (-1, -1)
COMING_UP = (14, 15, 16)  # a coordinator that loads, is not there yet, or has just moved
SECONDS_MAX = 10
CRC32C = []
for number in range(256):
    for _ in range(8):
        number = (number >> 1) ^ (0x82F63B78 if number & 1 else 0)
    CRC32C.append(number)


def crc32c(data):
    value = 0xFFFFFFFF
    for byte in data:
        value = CRC32C[(value ^ byte) & 0xFF] ^ (value >> 8)
    return value ^ 0xFFFFFFFF


def sized(data):
    return signed(len(data)) + data


def batch(key, value, headers=(), producer=NO_PRODUCER, transactional=False):
    """One record as a batch of its own."""
    record = b"\0" + signed(0) + signed(0) + sized(key) + sized(value) + signed(len(headers))
    for name, text in headers:
        record += sized(name.encode()) + sized(text)
    now_ms = int(time.time() * 1000)
    checked = struct.pack(">hiqqqhii", TRANSACTIONAL if transactional else 0, 0, now_ms, now_ms, *producer,
                          0 if transactional else -1, 1) + sized(record)
    counted = struct.pack(">ib", -1, 2) + struct.pack(">I", crc32c(checked)) + checked
    return struct.pack(">qi", 0, len(counted)) + counted


def read_string(answer, at):
    (size,) = struct.unpack_from(">h", answer, at)
    return (None, at + 2) if size < 0 else (answer[at + 2:at + 2 + size].decode(), at + 2 + size)


def partitions(address, topic):
    """Of every partition of a topic: (address of its leader or None, how many copies, how many of them in sync)."""
    answer = wire.ask_kafka(address, METADATA, 1, struct.pack(">i", 1) + wire.string(topic))
    (count,) = struct.unpack_from(">i", answer, 0)
    at, hosts = 4, {}
    for _ in range(count):
        (node,) = struct.unpack_from(">i", answer, at)
        host, at = read_string(answer, at + 4)
        (port,) = struct.unpack_from(">i", answer, at)
        _, at = read_string(answer, at + 4)
        hosts[node] = f"{host}:{port}"
    _, _, error = struct.unpack_from(">iih", answer, at)
    _, at = read_string(answer, at + 10)
    (count,) = struct.unpack_from(">i", answer, at + 1)
    at, found = at + 5, {}
    for _ in range(count):
        _, number, leader, replicas = struct.unpack_from(">hiii", answer, at)
        at += 14 + 4 * replicas
        (in_sync,) = struct.unpack_from(">i", answer, at)
        at += 4 + 4 * in_sync
        found[number] = (hosts.get(leader), replicas, in_sync)
    if error or not found:
        raise wire.NotReady(f"{topic}: error {error}")
    return found


def is_copied(address, topic):
    """Every copy of every partition is in sync."""
    return all(copies == in_sync for _, copies, in_sync in partitions(address, topic).values())


def produce(address, topic, partition, data, transactional_id=None):
    name = struct.pack(">h", -1) if transactional_id is None else wire.string(transactional_id)
    body = (name + struct.pack(">hi", -1, SECONDS_MAX * 1000) + struct.pack(">i", 1) + wire.string(topic) +
            struct.pack(">iii", 1, partition, len(data)) + data)
    leader = partitions(address, topic)[partition][0]
    if leader is None:
        raise wire.NotReady(f"{topic} {partition}: no leader")
    answer = wire.ask_kafka(leader, PRODUCE, 3, body)
    _, at = read_string(answer, 4)
    _, _, error, offset = struct.unpack_from(">iihq", answer, at)
    if error:
        raise wire.NotReady(f"{topic} {partition}: produce ended with error {error}")
    return offset


def put(address, topic, partition, key, value, headers=()):
    """Appends one record outside any transaction; gives its offset."""
    return produce(address, topic, partition, batch(key, value, headers))


def producer_of(address, transactional_id, timeout_ms):
    """Number and epoch; a coordinator that is just reading its log after a start is asked again."""
    until = time.monotonic() + SECONDS_MAX
    while True:
        at = wire.coordinator(address, transactional_id, True)
        answer = wire.ask_kafka(at, INIT_PRODUCER_ID, 0, wire.string(transactional_id) + struct.pack(">i", timeout_ms))
        _, error, number, epoch = struct.unpack(">ihqh", answer)
        if not error:
            return number, epoch
        if error not in COMING_UP or time.monotonic() > until:
            raise wire.NotReady(f"{transactional_id}: error {error}")
        time.sleep(0.1)


def hang(address, topic, partition, transactional_id, timeout_ms):
    """Begins a transaction, writes one record in it, and walks away; gives the record's offset."""
    number, epoch = producer_of(address, transactional_id, timeout_ms)
    at = wire.coordinator(address, transactional_id, True)
    body = (wire.string(transactional_id) + struct.pack(">qhi", number, epoch, 1) + wire.string(topic) +
            struct.pack(">ii", 1, partition))
    answer = wire.ask_kafka(at, ADD_PARTITIONS_TO_TXN, 0, body)
    _, at = read_string(answer, 8)
    (error,) = struct.unpack_from(">h", answer, at + 8)
    if error:
        raise wire.NotReady(f"{transactional_id}: error {error}")
    data = batch(b"", b"nobody commits this", producer=(number, epoch), transactional=True)
    return produce(address, topic, partition, data, transactional_id)
