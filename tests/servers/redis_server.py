"""A Redis for tests: on loopback, over TLS too, and on a Unix socket; with an open default user and one that needs a
password.

The program comes from Debian's redis-tools, which holds it as redis-check-rdb: the two are one binary that looks at its
name. The package redis-server would start a service of its own on this machine.
"""
import shutil

import ports
import wire
from child import Child, Failed

USER = "tijdig"


class Redis(Child):
    def __init__(self, folder, plan):
        super().__init__("redis", folder)
        port, tls = ports.take(), ports.take()
        self.address, self.tls, self.socket = f"127.0.0.1:{port}", f"127.0.0.1:{tls}", folder / "socket"
        append = "yes\nappendfsync everysec" if plan["redis_file"] else "no"
        (folder / "redis.conf").write_text(
            f"bind 127.0.0.1\nport {port}\nunixsocket {self.socket}\ndir {folder}\nsave \"\"\nappendonly {append}\n"
            f"tls-port {tls}\ntls-cert-file {plan['ca']}\ntls-key-file {plan['key']}\n"
            f"tls-ca-cert-file {plan['ca']}\ntls-auth-clients no\n"
            f"daemonize no\nenable-debug-command local\nuser {USER} on >{plan['password']} ~* &* +@all\n")

    def command(self):
        program = shutil.which("redis-check-rdb")
        if not program:
            raise Failed("no Redis: run tools/install_packages.sh servers")
        return ["redis-server", str(self.folder / "redis.conf")], None, program

    def is_ready(self):
        return wire.ask_redis(self.address, "PING") == "+PONG"

    def forget(self):
        """Forgets everything, as a machine that was replaced."""
        for path in self.folder.iterdir():
            if path.name not in ("redis.conf", "log"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
