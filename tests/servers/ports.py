"""TCP ports on the loopback interface that stay ours while this process lives.

A broker must know its ports before it starts, and must find them free again after a kill. So they are taken outside the
range from which the kernel hands out ports of clients, and every process that takes one first takes an abstract Unix
socket of that name, which the kernel gives back whatever happens.
"""
import random
import socket

FIRST, LAST = 20_000, 32_000
ATTEMPTS_MAX = 1_000
taken = []


def take():
    """A free port that no other caller of this module has, on this machine, until this process ends."""
    for _ in range(ATTEMPTS_MAX):
        port = random.randrange(FIRST, LAST)
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            claim.bind(f"\0tijdig-test-port-{port}")
        except OSError:
            claim.close()
            continue
        if is_free(port):
            taken.append(claim)
            return port
        claim.close()
    raise RuntimeError(f"no free port between {FIRST} and {LAST}")


def is_free(port):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
