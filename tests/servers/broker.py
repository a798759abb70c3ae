"""A Kafka broker with KRaft, set up for tests: small, quick to start, three listeners.

PLAINTEXT for most tests, SASL_PLAINTEXT (user and password, as PLAIN or SCRAM-SHA-512) and SASL_SSL (the same over TLS,
with a certificate made at the start) for those about access. A gated broker has a fourth, which tells its clients to
come through another port: whatever listens there may hold up or cut what passes. Settings that differ from Kafka's own
exist to keep a laptop quiet or a test short; none changes what is stored or promised. Settings: Kafka documentation 3.9
and 4.3, "Broker Configs".
"""
import os
import shutil
import subprocess

import ports
import wire
from child import Child, Failed

CLUSTER = "dGlqZGlnLXRlc3RzLTAwMQ"
SMALL_JVM = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"]
FAST_JVM = ["-XX:+UseG1GC"]
USER = "tijdig"
SCRAM = "SCRAM-SHA-512"
COORDINATORS = 4
SECONDS_MAX_FORMAT = 60


class Ports:
    """The ports of one broker."""

    def __init__(self):
        self.plain, self.sasl, self.tls, self.mutual, self.controller = (ports.take() for _ in range(5))
        self.gate, self.gated = ports.take(), ports.take()


class Broker(Child):
    """One broker that is also a controller; `cluster` holds the Ports of all, in the order of their node numbers."""

    def __init__(self, node, cluster, folder, plan, class_path):
        super().__init__(f"kafka-{node}", folder)
        self.node, self.cluster, self.plan, self.class_path = node, cluster, plan, class_path
        self.ports = cluster[node - 1]
        self.address = f"127.0.0.1:{self.ports.plain}"
        self.data = folder / "data"
        (folder / "server.properties").write_text(self.settings())
        (folder / "log4j.properties").write_text(
            "log4j.rootLogger=INFO, out\nlog4j.appender.out=org.apache.log4j.ConsoleAppender\n"
            "log4j.appender.out.layout=org.apache.log4j.PatternLayout\n"
            "log4j.appender.out.layout.ConversionPattern=%d %p %c{1} %m%n\n")

    def java(self, main, *arguments, heap_mb=256, jvm=()):
        program = shutil.which("java")
        if not program:
            raise Failed("no Java: run tools/install_packages.sh servers")
        return [program, f"-Xmx{heap_mb}m", *(jvm or SMALL_JVM), "-Dlog4j.configuration=file:log4j.properties",
                "-Dorg.slf4j.simpleLogger.showDateTime=true", main, *arguments]

    def environment(self):
        return {**os.environ, "CLASSPATH": self.class_path}

    def command(self):
        jvm = FAST_JVM if self.plan["fast"] else SMALL_JVM
        heap_mb = 2048 if self.plan["fast"] else 512
        return self.java("kafka.Kafka", "server.properties", heap_mb=heap_mb, jvm=jvm), self.environment(), None

    def format(self):
        """Gives the data folder its identity; before the first start and as `forget`."""
        shutil.rmtree(self.data, ignore_errors=True)
        command = self.java("kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", "server.properties",
                            "--add-scram", f"{SCRAM}=[name={USER},password={self.plan['password']}]")
        with open(self.log, "ab") as log:
            done = subprocess.run(command, cwd=self.folder, env=self.environment(), stdout=log, stderr=log, check=False,
                                  timeout=SECONDS_MAX_FORMAT, stdin=subprocess.DEVNULL)
        if done.returncode:
            raise Failed(f"{self.name} could not be formatted:\n{self.last_lines()}")

    forget = format

    def is_ready(self):
        """All live brokers know each other, and the coordinators of transactions have read their logs."""
        wanted = {self.node} | {other.node for other in self.plan["brokers"] if other.alive()}
        if not wanted <= set(wire.brokers(self.address)):
            return False
        for number in range(COORDINATORS):
            wire.init_producer(self.address, f"tijdig-ready-{number}")
        wire.coordinator(self.address, "tijdig-ready", transactions=False)
        return True

    def settings(self):
        own, count = self.ports, len(self.cluster)
        copies, in_sync = min(count, 3), max(1, min(count, 3) - 1)
        voters = ",".join(f"{node}@127.0.0.1:{other.controller}" for node, other in enumerate(self.cluster, 1))
        listeners = (f"PLAINTEXT://127.0.0.1:{own.plain},SASL_PLAINTEXT://127.0.0.1:{own.sasl},"
                     f"SASL_SSL://127.0.0.1:{own.tls},SSL://127.0.0.1:{own.mutual}")
        advertised, protocols = listeners, ("CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,"
                                            "SASL_SSL:SASL_SSL,SSL:SSL")
        if self.plan["gated"]:
            listeners += f",GATED://127.0.0.1:{own.gated}"
            advertised += f",GATED://127.0.0.1:{own.gate}"
            protocols += ",GATED:PLAINTEXT"
        password = self.plan["password"]
        jaas = ("org.apache.kafka.common.security.plain.PlainLoginModule required "
                f'username="broker" password="{password}" user_broker="{password}" user_{USER}="{password}";')
        scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        rows = {
            "process.roles": "broker,controller", "node.id": self.node, "controller.quorum.voters": voters,
            "controller.listener.names": "CONTROLLER", "inter.broker.listener.name": "PLAINTEXT",
            "listeners": f"{listeners},CONTROLLER://127.0.0.1:{own.controller}", "advertised.listeners": advertised,
            "listener.security.protocol.map": protocols,
            "sasl.enabled.mechanisms": f"PLAIN,{SCRAM}",
            "listener.name.sasl_plaintext.plain.sasl.jaas.config": jaas,
            "listener.name.sasl_ssl.plain.sasl.jaas.config": jaas,
            f"listener.name.sasl_plaintext.{SCRAM.lower()}.sasl.jaas.config": scram,
            f"listener.name.sasl_ssl.{SCRAM.lower()}.sasl.jaas.config": scram,
            "ssl.keystore.type": "PEM", "ssl.keystore.location": self.plan["certificate"],
            "listener.name.ssl.ssl.client.auth": "required",
            "listener.name.ssl.ssl.truststore.type": "PEM",
            "listener.name.ssl.ssl.truststore.location": self.plan["ca"],
            "log.dirs": self.data,
            "auto.create.topics.enable": "false",
            "offsets.topic.replication.factor": copies, "offsets.topic.num.partitions": COORDINATORS,
            "transaction.state.log.replication.factor": copies, "transaction.state.log.min.isr": in_sync,
            "transaction.state.log.num.partitions": COORDINATORS,
            "share.coordinator.state.topic.replication.factor": copies,
            "share.coordinator.state.topic.min.isr": in_sync,
            "group.initial.rebalance.delay.ms": 0, "group.min.session.timeout.ms": 500,
            "transaction.abort.timed.out.transaction.cleanup.interval.ms": 500,
            "broker.session.timeout.ms": 4000, "broker.heartbeat.interval.ms": 500,
            "log.cleaner.threads": 1, "log.cleaner.dedupe.buffer.size": 16_777_216, "log.cleaner.backoff.ms": 1000,
            "controlled.shutdown.enable": "true" if count > 1 else "false",
            "num.network.threads": 3, "num.io.threads": 4,
        }
        rows.update(self.plan["settings"])
        return "".join(f"{name}={value}\n" for name, value in rows.items())
