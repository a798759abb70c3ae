"""One server process: started, stopped, killed and paused by its keeper, and never alive without it."""
import ctypes
import signal
import subprocess

SECONDS_MAX_STOP = 30
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class Failed(RuntimeError):
    """A server did not do what was asked; the text holds the last lines of its log."""


def die_with_parent():
    """In the child, before the program starts: the kernel kills it when the parent dies, however that happens."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Child:
    """What a broker and a Redis have in common. A subclass gives `command`, `is_ready` and `forget`."""

    def __init__(self, name, folder):
        self.name, self.folder, self.process = name, folder, None
        self.folder.mkdir()
        self.log = folder / "log"

    def command(self):
        """(words, environment or None, program or None) of the process."""
        raise NotImplementedError

    def is_ready(self):
        """Asks the server; an exception of the network means no."""
        raise NotImplementedError

    def start(self):
        if self.alive():
            raise Failed(f"{self.name} runs already")
        words, environment, program = self.command()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(words, executable=program, env=environment, cwd=self.folder, stdout=log,
                                            stderr=log, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def forget(self):
        """Throws the data away. Called by `wipe`, when the process is gone."""
        raise NotImplementedError

    def wipe(self):
        if self.alive():
            raise Failed(f"{self.name} runs: stop or kill it first")
        self.forget()

    def kill(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def stop(self):
        """As an operator stops it: it may write down what it holds."""
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(SECONDS_MAX_STOP)
            except subprocess.TimeoutExpired as late:
                self.kill()
                raise Failed(f"{self.name} did not stop in {SECONDS_MAX_STOP} s and was killed") from late

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def last_lines(self, count=15):
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join(f"  {self.name}: {line}" for line in lines[-count:])
