"""A TCP gate between a client and a server, to make the network between them as bad as a test wants it.

    gate = Gate(to=("127.0.0.1", 6379))          # listens at gate.address, forwards to `to`
    gate.hold("to_client")                       # requests arrive, answers do not; what was sent waits, as after a cut
    gate.hold()                                  # both ways: new connections are accepted and hear nothing
    gate.delay(0.2)                              # seconds, each way
    gate.slow(20_000)                            # bytes per second, each way
    gate.close_on_data()                         # the next bytes end their connection with a reset
    gate.refuse()                                # resets every connection; new ones are refused
    gate.heal()                                  # what was held goes on; new connections are welcome
    gate.close()

A held connection goes on where it was, without a byte lost: this is what TCP makes of a cut that ends. Threads: any one
may call; the bytes move on a thread of the gate's own. Idea: TcpGate of userver's chaos tests.
"""
import asyncio
import socket
import struct
import threading

WAYS = ("to_server", "to_client")
CHUNK_BYTES = 65_536
CHUNKS_MAX = 16
SECONDS_MAX = 30


class Way:
    """What happens to the bytes of one direction, over all connections."""

    def __init__(self):
        self.moving = asyncio.Event()
        self.heal()

    def heal(self):
        self.delay_seconds, self.bytes_per_second, self.closes = 0.0, None, False
        self.moving.set()


def reset(connection):
    """Ends a connection at once, without the usual good-bye."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except OSError:
        pass
    connection.close()


class Gate:
    def __init__(self, to, port=0):
        self.to, self.port = to, port
        self.loop, self.ways, self.listener, self.connections = asyncio.new_event_loop(), {}, None, set()
        self.tasks, self.accepting = set(), None
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.call(self.open)

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def hold(self, *ways):
        self.call(lambda: [self.ways[way].moving.clear() for way in ways or WAYS])

    def delay(self, seconds):
        self.call(lambda: [setattr(way, "delay_seconds", seconds) for way in self.ways.values()])

    def slow(self, bytes_per_second):
        self.call(lambda: [setattr(way, "bytes_per_second", bytes_per_second) for way in self.ways.values()])

    def close_on_data(self):
        self.call(lambda: [setattr(way, "closes", True) for way in self.ways.values()])

    def refuse(self):
        self.call(self.shut)

    def heal(self):
        self.call(lambda: (self.open() if self.listener is None else None, [way.heal() for way in self.ways.values()]))

    def close(self):
        self.call(self.shut)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def call(self, change):
        """Runs a change on the gate's thread and waits until it is made."""
        async def changed():
            made = change()
            return await made if asyncio.iscoroutine(made) else made
        return asyncio.run_coroutine_threadsafe(changed(), self.loop).result(SECONDS_MAX)

    def open(self):
        self.ways = self.ways or {way: Way() for way in WAYS}
        self.listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen()
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.accepting = self.start(self.accept(self.listener))

    async def shut(self):
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for connection in list(self.connections):
            reset(connection)
        self.connections.clear()
        if self.listener is not None:
            self.listener.close()
            self.listener = None

    def start(self, work):
        task = self.loop.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def accept(self, listener):
        while True:
            client, _ = await self.loop.sock_accept(listener)
            self.start(self.serve(client))

    async def serve(self, client):
        server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        pair = (client, server)
        self.connections.update(pair)
        for one in pair:
            one.setblocking(False)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            await self.loop.sock_connect(server, self.to)
            async with asyncio.TaskGroup() as both:
                both.create_task(self.pump(client, server, "to_server"))
                both.create_task(self.pump(server, client, "to_client"))
        except* OSError:
            pass
        finally:
            for one in pair:
                reset(one)
            self.connections.difference_update(pair)

    async def pump(self, source, target, direction):
        """One direction of one connection: read, wait as the way says, write, and pass the end on."""
        way, queue = self.ways[direction], asyncio.Queue(CHUNKS_MAX)

        async def read():
            while True:
                await way.moving.wait()
                chunk = await self.loop.sock_recv(source, CHUNK_BYTES)
                if chunk and way.closes:
                    raise ConnectionResetError("closed on data")
                await queue.put((self.loop.time() + way.delay_seconds, chunk))
                if not chunk:
                    return

        async def write():
            while True:
                due, chunk = await queue.get()
                await asyncio.sleep(max(0.0, due - self.loop.time()))
                await way.moving.wait()
                if not chunk:
                    target.shutdown(socket.SHUT_WR)
                    return
                await self.loop.sock_sendall(target, chunk)
                if way.bytes_per_second:
                    await asyncio.sleep(len(chunk) / way.bytes_per_second)

        async with asyncio.TaskGroup() as both:
            both.create_task(read())
            both.create_task(write())
