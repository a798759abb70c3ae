"""One `tijdig run` as the kill test needs it: on a free port, with a key for every partner, and easy to kill."""
import http.client
import json
import re
import signal
import subprocess
import time

PARTNERS = ["de-goede-woning", "vestia", "vidomes", "menzis", "zorg-en-zekerheid", "dunea", "eneco"]
SECONDS_MAX = 120


def write_configuration(tool, work):
    """Makes a key per partner; gives {partner: key}. The service gets the hashes only."""
    keys, hashes = {}, []
    for partner in PARTNERS:
        text = tool.run("api-key", partner).decode()
        keys[partner] = re.search(r"\btk_\S+", text).group()
        hashes.append(re.search(rf"\b{partner}:[0-9a-f]{{64}}", text).group())
    (work / "keys").write_text("\n".join(hashes) + "\n")
    settings = ["http:", "  port: 0", "partners:", f"  keys_file: {work / 'keys'}", "log:", "  level: error", ""]
    (work / "tijdig.yaml").write_text("\n".join(settings))
    return keys


class Server:
    """Started when entered, stopped in good order when left; `kill` ends it as a power switch would."""

    def __init__(self, tool, data, policy, work):
        self.arguments = ["run", "--data", data, "--policy", policy, "--config", work / "tijdig.yaml", "--json"]
        self.tool, self.process, self.port = tool, None, None

    def __enter__(self):
        self.process = self.tool.start(*self.arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"tijdig run ended with {self.process.wait()} before it listened")
        self.port = json.loads(line)["port"]
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=SECONDS_MAX)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def wait_until_ready(self):
        """A start works off all inboxes before it listens; it is ready when the days that are over are closed too."""
        give_up = time.monotonic() + SECONDS_MAX
        while time.monotonic() < give_up:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request("GET", "/ready")
            status = connection.getresponse().status
            connection.close()
            if status == 200:
                return
            time.sleep(0.05)
        raise RuntimeError("the services did not become ready")
