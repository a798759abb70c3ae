"""As much of the Kafka and Redis protocols as it takes to ask a server whether it is ready.

Layouts: the Kafka protocol guide (request header version 1: key i16, version i16, correlation i32, client string);
RESP of Redis. Every call opens a connection, asks once and closes it; what fails raises OSError or NotReady.
"""
import socket
import struct

METADATA, FIND_COORDINATOR, INIT_PRODUCER_ID = 3, 10, 22
SECONDS_MAX = 10


class NotReady(Exception):
    """The server answers, but not yet with what was asked for."""


def ask_kafka(address, api, version, body):
    """One request; gives the answer behind its correlation id."""
    client = b"tijdig-ready"
    head = struct.pack(">hhih", api, version, 1, len(client)) + client
    with connect(address) as connection:
        connection.sendall(struct.pack(">i", len(head) + len(body)) + head + body)
        (size,) = struct.unpack(">i", receive(connection, 4))
        return receive(connection, size)[4:]


def connect(address):
    host, port = address.rsplit(":", 1)
    return socket.create_connection((host, int(port)), timeout=SECONDS_MAX)


def receive(connection, size):
    parts = b""
    while len(parts) < size:
        part = connection.recv(size - len(parts))
        if not part:
            raise ConnectionError("the server closed the connection")
        parts += part
    return parts


def string(text):
    return struct.pack(">h", len(text)) + text.encode()


def brokers(address):
    """The numbers of the brokers that this one knows to be alive (Metadata version 1, no topics)."""
    answer = ask_kafka(address, METADATA, 1, struct.pack(">i", 0))
    (count,) = struct.unpack_from(">i", answer, 0)
    at, found = 4, []
    for _ in range(count):
        node, size = struct.unpack_from(">ih", answer, at)
        at += 6 + size + 4
        (rack_size,) = struct.unpack_from(">h", answer, at)
        at += 2 + max(rack_size, 0)
        found.append(node)
    return found


def coordinator(address, key, transactions):
    """Where the coordinator of a group or a transactional id listens (FindCoordinator version 1)."""
    answer = ask_kafka(address, FIND_COORDINATOR, 1, string(key) + struct.pack(">b", int(transactions)))
    _, error, message_size = struct.unpack_from(">ihh", answer, 0)
    if error:
        raise NotReady(f"no coordinator yet (error {error})")
    at = 8 + max(message_size, 0)
    _, size = struct.unpack_from(">ih", answer, at)
    at += 6
    host = answer[at:at + size].decode()
    (port,) = struct.unpack_from(">i", answer, at + size)
    return f"{host}:{port}"


def init_producer(address, transactional_id):
    """Takes a producer id for a transactional id, so that its coordinator has loaded its part of the log."""
    body = string(transactional_id) + struct.pack(">i", 60_000)
    answer = ask_kafka(coordinator(address, transactional_id, True), INIT_PRODUCER_ID, 0, body)
    _, error = struct.unpack_from(">ih", answer, 0)
    if error:
        raise NotReady(f"the transaction coordinator is not ready (error {error})")


def ask_redis(address, *words):
    """One command; gives the first line of the answer without its line end."""
    command = f"*{len(words)}\r\n" + "".join(f"${len(word)}\r\n{word}\r\n" for word in words)
    with connect(address) as connection:
        connection.sendall(command.encode())
        line = b""
        while not line.endswith(b"\r\n"):
            line += receive(connection, 1)
        return line[:-2].decode()
