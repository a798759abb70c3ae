"""Asks a process over HTTP, for tests of the whole."""
import time
import urllib.error
import urllib.request

SECONDS_MAX = 60


class Asking:
    """What has a `url`, such as http://127.0.0.1:8080, can be asked."""

    url = name = ""

    def ask(self, path, body=None, **headers):
        """Status, text and headers of one request; headers as keywords, `_` for `-`."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, data=body, headers=named)
        try:
            with urllib.request.urlopen(request, timeout=SECONDS_MAX) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.read().decode(), refused.headers

    def wait_for(self, path, condition):
        """Asks until the answer is as it should be; who works behind it needs a moment."""
        until = time.monotonic() + SECONDS_MAX
        while True:
            status, text, _ = self.ask(path)
            if condition(status, text):
                return text
            if time.monotonic() > until:
                raise AssertionError(f"{self.name} {path} stays {status}: {text[:2000]}")
            time.sleep(0.05)
