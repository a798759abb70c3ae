#!/usr/bin/env python3
"""Are the servers that tests run on real, and gone afterwards, however their user ends?

A record goes in and out with Kafka's own tools, so that a fault of our client could not hide one of the servers.
"""
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "tools/kafka"))
import jars
import ports
import wire
from servers import Failed, Servers

SERVERS = str(HERE / "servers.py")
PRODUCER = {"3.9.2": "kafka.tools.ConsoleProducer"}
SECONDS_MAX = 60


def tool(version, main, *arguments, sent="", expect_code=0):
    """One of Kafka's command line programs; gives its two outputs."""
    environment = {**os.environ, "CLASSPATH": jars.class_path(version)}
    command = ["java", "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", main, *arguments]
    done = subprocess.run(command, input=sent, env=environment, capture_output=True, text=True, check=False,
                          timeout=SECONDS_MAX)
    if done.returncode != expect_code:
        raise AssertionError(f"{main} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout, done.stderr


def alive(pid):
    """Does a process run? One that only waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(condition, what):
    give_up = time.monotonic() + SECONDS_MAX
    while not condition():
        if time.monotonic() > give_up:
            raise AssertionError(f"waited {SECONDS_MAX} s in vain: {what}")
        time.sleep(0.02)


class EveryVersion(unittest.TestCase):
    def put_and_get(self, version):
        with Servers(kafka=version) as servers:
            pids, folder = servers.pids(), Path(servers.addresses["TIJDIG_TEST_SERVERS"])
            address = servers.addresses["TIJDIG_TEST_KAFKA"]
            self.create_topic(version, servers)
            producer = PRODUCER.get(version, "org.apache.kafka.tools.ConsoleProducer")
            tool(version, producer, "--bootstrap-server", address, "--topic", "there", sent="a record\n")
            out, _ = tool(version, "org.apache.kafka.tools.consumer.ConsoleConsumer", "--bootstrap-server", address,
                          "--topic", "there", "--from-beginning", "--max-messages", "1", "--isolation-level",
                          "read_committed")
            self.assertEqual(out, "a record\n")
        self.assertEqual([pid for pid in pids.values() if alive(pid)], [])
        self.assertFalse(folder.exists())

    def create_topic(self, version, servers):
        """Over TLS and with a password, which also shows that both are needed as they are."""
        addresses = servers.addresses
        password = Path(addresses["TIJDIG_TEST_KAFKA_PASSWORD_FILE"]).read_text()
        module = "org.apache.kafka.common.security.scram.ScramLoginModule required"

        def create(word, code):
            config = Path(addresses["TIJDIG_TEST_SERVERS"]) / "client.properties"
            config.write_text("security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\nssl.truststore.type=PEM\n"
                              f"ssl.truststore.location={addresses['TIJDIG_TEST_KAFKA_CA_FILE']}\n"
                              f'sasl.jaas.config={module} username="tijdig" password="{word}";\n')
            return tool(version, "org.apache.kafka.tools.TopicCommand", "--bootstrap-server",
                        addresses["TIJDIG_TEST_KAFKA_TLS"], "--command-config", str(config), "--create", "--topic",
                        "there", expect_code=code)

        refused = "".join(create("not " + password, 1))
        self.assertIn("Authentication failed", refused)
        create(password, 0)

    def test_the_older_kafka_takes_a_record_and_gives_it_back(self):
        self.put_and_get("3.9.2")

    def test_the_newer_kafka_takes_a_record_and_gives_it_back(self):
        self.put_and_get("4.3.1")

    def test_those_are_all_versions_there_are(self):
        self.assertEqual(jars.versions(), ["3.9.2", "4.3.1"])

    def test_an_unknown_version_is_refused_by_name(self):
        with self.assertRaisesRegex(Failed, "no Kafka 0.9"), Servers(kafka="0.9"):
            pass


class Faults(unittest.TestCase):
    def test_a_killed_broker_of_three_comes_back_on_its_port_and_is_known_again(self):
        with Servers(kafka="4.3.1", brokers=3) as servers:
            addresses = servers.addresses["TIJDIG_TEST_KAFKA"].split(",")
            self.assertEqual(sorted(wire.brokers(addresses[2])), [1, 2, 3])
            before = servers.pids()
            servers.tell("kill", "kafka-1")
            self.assertNotIn("kafka-1", servers.pids())
            self.assertRaises(OSError, wire.brokers, addresses[0])
            servers.tell("start", "kafka-1")
            self.assertEqual(sorted(wire.brokers(addresses[0])), [1, 2, 3])
            self.assertNotEqual(servers.pids()["kafka-1"], before["kafka-1"])

    def test_redis_forgets_with_a_kill_and_not_with_a_pause(self):
        with Servers(redis=True) as servers:
            address = servers.addresses["TIJDIG_TEST_REDIS"]
            wire.ask_redis(address, "SET", "key", "value")
            servers.tell("pause", "redis")
            servers.tell("resume", "redis")
            self.assertEqual(wire.ask_redis(address, "EXISTS", "key"), ":1")
            servers.tell("kill", "redis")
            servers.tell("start", "redis")
            self.assertEqual(wire.ask_redis(address, "EXISTS", "key"), ":0")

    def test_redis_with_a_file_forgets_only_when_wiped(self):
        with Servers(redis=True, redis_file=True) as servers:
            address = servers.addresses["TIJDIG_TEST_REDIS"]
            wire.ask_redis(address, "SET", "key", "value")
            servers.tell("stop", "redis")
            servers.tell("start", "redis")
            self.assertEqual(wire.ask_redis(address, "EXISTS", "key"), ":1")
            self.assertRaisesRegex(Failed, "stop or kill it first", servers.tell, "wipe", "redis")
            servers.tell("kill", "redis")
            servers.tell("wipe", "redis")
            servers.tell("start", "redis")
            self.assertEqual(wire.ask_redis(address, "EXISTS", "key"), ":0")

    def test_redis_knows_a_user_by_its_password_only(self):
        with Servers(redis=True) as servers:
            address, user = servers.addresses["TIJDIG_TEST_REDIS"], servers.addresses["TIJDIG_TEST_REDIS_USER"]
            password = Path(servers.addresses["TIJDIG_TEST_REDIS_PASSWORD_FILE"]).read_text()
            self.assertEqual(wire.ask_redis(address, "AUTH", user, password), "+OK")
            self.assertIn("WRONGPASS", wire.ask_redis(address, "AUTH", user, "not " + password))

    def test_what_is_not_there_cannot_be_told_anything(self):
        with Servers(redis=True) as servers:
            self.assertRaisesRegex(Failed, "no `kill kafka-1`", servers.tell, "kill", "kafka-1")


class Ends(unittest.TestCase):
    """Whoever ends first, nothing stays behind."""

    def start_run(self, *command):
        """`servers.py run` with a Redis; gives the process and what its command saw."""
        process = subprocess.Popen([SERVERS, "run", "--redis", "--", *command], stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def expect_gone(self, folder):
        wait_until(lambda: not Path(folder).exists(), f"{folder} is still there")

    def test_the_command_ends_with_its_own_code(self):
        process = self.start_run("sh", "-c", "echo $TIJDIG_TEST_SERVERS; exit 7")
        folder = process.stdout.readline().strip()
        self.assertEqual(process.wait(), 7)
        self.assertFalse(Path(folder).exists())

    def test_a_killed_user_takes_command_and_servers_along(self):
        process = self.start_run("sh", "-c", "echo $$ $TIJDIG_TEST_SERVERS; exec sleep 600")
        shell, folder = process.stdout.readline().split()
        process.kill()
        self.expect_gone(folder)
        wait_until(lambda: not alive(shell), "the command still runs")

    def test_a_terminated_user_takes_the_servers_along(self):
        process = self.start_run("sh", "-c", "echo $TIJDIG_TEST_SERVERS; exec sleep 600")
        folder = process.stdout.readline().strip()
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(), 128 + signal.SIGTERM)
        self.assertFalse(Path(folder).exists())

    def test_servers_die_with_their_keeper_and_the_next_one_cleans_up(self):
        servers = Servers(redis=True)
        with servers:
            pids, folder = servers.pids(), servers.addresses["TIJDIG_TEST_SERVERS"]
            servers.keeper.kill()
            wait_until(lambda: not any(alive(pid) for pid in pids.values()), "Redis outlived its keeper")
        self.assertTrue(Path(folder).exists())
        with Servers(redis=True):
            self.assertFalse(Path(folder).exists())

    def test_shared_servers_are_started_once_and_stay_until_told(self):
        def servers(*words):
            return subprocess.run([SERVERS, *words], capture_output=True, text=True, check=False).stdout

        name = f"shared-by-test-{os.getpid()}"
        try:
            self.assertIn("is up", servers("up", name, "--redis"))
            self.assertIn("runs already", servers("up", name, "--redis"))
            seen = [servers("run", "--shared", name, "--", "sh", "-c", "echo $TIJDIG_TEST_REDIS") for _ in range(2)]
            self.assertIn("127.0.0.1:", seen[0])
            self.assertEqual(seen[0], seen[1])
            self.assertIn(f"TIJDIG_TEST_REDIS={seen[0].strip()}", servers("env", name))
        finally:
            self.assertIn("is gone", servers("down", name))
        self.assertIn("does not run", servers("down", name))


class Ports(unittest.TestCase):
    def test_no_port_is_given_twice(self):
        taken = [ports.take() for _ in range(200)]
        self.assertEqual(len(set(taken)), len(taken))

    def test_a_port_somebody_listens_on_is_not_free(self):
        port = ports.take()
        self.assertTrue(ports.is_free(port))
        with wire.socket.create_server(("127.0.0.1", port)):
            self.assertFalse(ports.is_free(port))


if __name__ == "__main__":
    unittest.main()
