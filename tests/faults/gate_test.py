"""The gate does to a connection what it says, and nothing else. Tests tests/faults/gate.py."""
import random
import socket
import socketserver
import threading
import time
import unittest

from gate import Gate

SECONDS_MAX = 20
A_MOMENT = 0.3


class Echo(socketserver.BaseRequestHandler):
    def handle(self):
        while data := self.request.recv(65_536):
            self.server.heard += len(data)
            self.request.sendall(data)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True
    heard = 0

    def handle_error(self, *_):
        pass  # A reset is what these tests are about.


class GateCase(unittest.TestCase):
    def setUp(self):
        self.server = Server(("127.0.0.1", 0), Echo)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.gate = Gate(self.server.server_address)
        self.addCleanup(self.gate.close)

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.gate.port), timeout=SECONDS_MAX)
        self.addCleanup(connection.close)
        return connection

    def read(self, connection, count):
        data = b""
        while len(data) < count:
            chunk = connection.recv(count - len(data))
            if not chunk:
                break
            data += chunk
        return data

    def ask(self, connection, text=b"hello"):
        connection.sendall(text)
        return self.read(connection, len(text))

    def hears_nothing(self, connection):
        connection.settimeout(A_MOMENT)
        try:
            return connection.recv(1) is None
        except TimeoutError:
            return True
        finally:
            connection.settimeout(SECONDS_MAX)

    def wait_for(self, condition):
        until = time.monotonic() + SECONDS_MAX
        while not condition():
            self.assertLess(time.monotonic(), until)
            time.sleep(0.01)


class Passing(GateCase):
    def test_brings_every_byte_in_order_both_ways(self):
        sent = random.Random(7).randbytes(3_000_000)
        connection, heard = self.connect(), []
        reader = threading.Thread(target=lambda: heard.append(self.read(connection, len(sent))))
        reader.start()
        connection.sendall(sent)
        reader.join(SECONDS_MAX)
        self.assertEqual(heard, [sent])

    def test_passes_on_the_end_of_one_way_and_keeps_the_other(self):
        connection = self.connect()
        connection.sendall(b"last")
        connection.shutdown(socket.SHUT_WR)
        self.assertEqual(self.read(connection, 100), b"last")

    def test_keeps_connections_apart(self):
        first, second = self.connect(), self.connect()
        self.assertEqual((self.ask(first, b"one"), self.ask(second, b"two")), (b"one", b"two"))

    def test_an_absent_server_ends_the_connection(self):
        gate = Gate(("127.0.0.1", 1))
        self.addCleanup(gate.close)
        with self.assertRaises(ConnectionError):  # as it connects already, or afterwards
            with socket.create_connection(("127.0.0.1", gate.port), timeout=SECONDS_MAX) as connection:
                if not connection.recv(1):
                    raise ConnectionError


class Holding(GateCase):
    def test_answers_wait_while_requests_arrive(self):
        connection = self.connect()
        self.ask(connection)
        self.gate.hold("to_client")
        connection.sendall(b"again")
        self.wait_for(lambda: self.server.heard == 10)
        self.assertTrue(self.hears_nothing(connection))
        self.gate.heal()
        self.assertEqual(self.read(connection, 5), b"again")

    def test_requests_wait_too_when_both_ways_are_held(self):
        connection = self.connect()
        self.ask(connection)
        self.gate.hold()
        connection.sendall(b"again")
        self.assertTrue(self.hears_nothing(connection))
        self.assertEqual(self.server.heard, 5)
        self.gate.heal()
        self.assertEqual(self.read(connection, 5), b"again")

    def test_a_new_connection_is_accepted_and_hears_nothing(self):
        self.gate.hold()
        connection = self.connect()
        connection.sendall(b"hello")
        self.assertTrue(self.hears_nothing(connection))
        self.gate.heal()
        self.assertEqual(self.read(connection, 5), b"hello")


class Slowness(GateCase):
    def test_delays_each_way(self):
        connection = self.connect()
        self.gate.delay(0.15)
        began = time.monotonic()
        self.ask(connection)
        self.assertGreaterEqual(time.monotonic() - began, 0.3)

    def test_lets_through_only_so_many_bytes_a_second(self):
        connection = self.connect()
        self.gate.slow(10_000)
        began = time.monotonic()
        self.ask(connection, b"x" * 2_000)
        self.ask(connection, b"y")
        self.assertGreaterEqual(time.monotonic() - began, 0.2)


class Ending(GateCase):
    def test_refuses_and_resets_until_healed(self):
        connection = self.connect()
        self.ask(connection)
        self.gate.refuse()
        with self.assertRaises(ConnectionError):
            connection.sendall(b"x")
            if not connection.recv(1):
                raise ConnectionError
        with self.assertRaises(ConnectionRefusedError):
            self.connect()
        self.gate.heal()
        self.assertEqual(self.ask(self.connect()), b"hello")

    def test_closes_on_data_and_the_server_does_not_see_it(self):
        connection = self.connect()
        self.ask(connection)
        self.gate.close_on_data()
        with self.assertRaises(ConnectionError):
            connection.sendall(b"x")
            if not connection.recv(1):
                raise ConnectionError
        self.assertEqual(self.server.heard, 5)
        self.gate.heal()
        self.assertEqual(self.ask(self.connect()), b"hello")


if __name__ == "__main__":
    unittest.main()
