"""The Helm chart: what Helm thinks of it, what Kubernetes' own types think of what it makes, and what it must promise.

    tests/charts/chart_test.py build/tools [--update]     # --update writes the golden files anew

Tests charts/tijdig. `make test` puts Helm into build/tools (tools/chart/install_helm.sh).
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
CHART = ROOT / "charts/tijdig"
FLOW = json.loads((CHART / "files/flow.json").read_text())
SERVICES = list(dict.fromkeys(stage["service"] for stage in FLOW["stages"]))
KUBERNETES = "1.31.0"  # A Helm built from its module does not know which it was made for.
TOOLS, UPDATE = None, False


def run(*command, given=""):
    return subprocess.run([str(word) for word in command], input=given, capture_output=True, text=True, check=False,
                          timeout=120)


def helm(verb, *words):
    return run(TOOLS / "helm", verb, "--kube-version", KUBERNETES, *words)


def template(values, *words):
    """Helm's answer for one of the values files of this folder, or for values given as a dict."""
    if isinstance(values, dict):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump(values, file)
            file.flush()
            return helm("template", "town", CHART, "-f", HERE / "smallest.yaml", "-f", file.name, *words)
    return helm("template", "town", CHART, "-f", HERE / values, *words)


def objects(text):
    done = run(TOOLS / "manifests", given=text)
    if done.returncode:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)


class Chart(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.all = {}
        for name in ("smallest", "everything"):
            made = template(f"{name}.yaml")
            if made.returncode:
                raise AssertionError(made.stderr)
            cls.all[name] = objects(made.stdout)

    def of_kind(self, kind, values="smallest"):
        return {one["metadata"]["name"]: one for one in self.all[values] if one["kind"] == kind}

    def pods(self):
        for values in self.all:
            for kind in ("Deployment", "Job"):
                for name, one in self.of_kind(kind, values).items():
                    yield f"{values} {name}", one["spec"]["template"]


class Golden(Chart):
    def test_makes_what_it_made_before(self):
        for name in self.all:
            with self.subTest(name):
                made = template(f"{name}.yaml").stdout
                golden = HERE / f"{name}.golden"
                if UPDATE:
                    golden.write_text(made)
                self.assertEqual(golden.read_text(), made, "run tests/charts/chart_test.py build/tools --update")


class Lint(Chart):
    def test_pleases_helm(self):
        for name in self.all:
            done = helm("lint", "--strict", CHART, "-f", HERE / f"{name}.yaml")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_misspelt_field_would_be_noticed(self):
        text = template("smallest.yaml").stdout
        self.assertEqual(run(TOOLS / "manifests", given=text.replace("readinessProbe", "readynessProbe")).returncode, 1)
        self.assertEqual(run(TOOLS / "manifests", given=text.replace("kind: Job", "kind: Jop")).returncode, 1)


class Services(Chart):
    def test_are_those_of_the_map(self):
        self.assertEqual(len(SERVICES), 6)
        self.assertEqual(set(self.of_kind("Deployment")), {f"town-tijdig-{name}" for name in SERVICES})

    def test_are_started_by_their_own_program_with_the_settings_file(self):
        for name in SERVICES:
            container = self.of_kind("Deployment")[f"town-tijdig-{name}"]["spec"]["template"]["spec"]["containers"][0]
            self.assertEqual(container["command"], [f"/usr/local/bin/{name}"])
            self.assertEqual(container["args"][:2], ["--config", "/etc/tijdig/settings/settings.yaml"])

    def test_are_asked_whether_they_live_and_are_ready(self):
        for name, one in self.of_kind("Deployment").items():
            container = one["spec"]["template"]["spec"]["containers"][0]
            for probe, path in (("livenessProbe", "/live"), ("readinessProbe", "/ready"), ("startupProbe", "/live")):
                self.assertEqual(container[probe]["httpGet"], {"path": path, "port": "http"}, name)
            self.assertEqual([port["name"] for port in container["ports"]], ["http"])

    def test_have_a_disruption_budget_that_selects_their_pods(self):
        budgets = self.of_kind("PodDisruptionBudget")
        for name, one in self.of_kind("Deployment").items():
            self.assertEqual(budgets[name]["spec"]["selector"], one["spec"]["selector"])
            labels = one["spec"]["template"]["metadata"]["labels"]
            self.assertLessEqual(one["spec"]["selector"]["matchLabels"].items(), labels.items())

    def test_signal_ingest_and_reporting_can_be_reached(self):
        self.assertEqual(set(self.of_kind("Service")), {"town-tijdig-signal-ingest", "town-tijdig-reporting"})
        for name, one in self.of_kind("Service").items():
            labels = self.of_kind("Deployment")[name]["spec"]["template"]["metadata"]["labels"]
            self.assertLessEqual(one["spec"]["selector"].items(), labels.items())

    def test_start_anew_when_a_setting_changes(self):
        def checksums(made):
            return {pod["spec"]["template"]["metadata"]["annotations"]["checksum/settings"]
                    for pod in objects(made.stdout) if pod["kind"] == "Deployment"}
        self.assertFalse(checksums(template({})) & checksums(template({"settings": {"log.level": "debug"}})))


class Pods(Chart):
    def test_say_what_they_need(self):
        for name, pod in self.pods():
            resources = pod["spec"]["containers"][0]["resources"]
            self.assertEqual(set(resources["requests"]), {"cpu", "memory"}, name)
            self.assertIn("memory", resources["limits"], name)

    def test_may_do_nothing_beyond_their_work(self):
        for name, pod in self.pods():
            spec, container = pod["spec"], pod["spec"]["containers"][0]
            self.assertIs(spec["automountServiceAccountToken"], False, name)
            self.assertIs(spec["securityContext"]["runAsNonRoot"], True, name)
            self.assertEqual(spec["securityContext"]["seccompProfile"], {"type": "RuntimeDefault"}, name)
            self.assertEqual(container["securityContext"], {"allowPrivilegeEscalation": False,
                                                            "readOnlyRootFilesystem": True,
                                                            "capabilities": {"drop": ["ALL"]}}, name)

    def test_mount_what_there_is_and_nothing_else(self):
        for name, pod in self.pods():
            mounts = [mount["name"] for mount in pod["spec"]["containers"][0]["volumeMounts"]]
            self.assertEqual(sorted(mounts), sorted(volume["name"] for volume in pod["spec"]["volumes"]), name)

    def test_find_their_config_maps(self):
        for values in self.all:
            here = {*self.of_kind("ConfigMap", values), "zoetermeer-policy"}
            for name, pod in self.pods():
                for volume in pod["spec"]["volumes"] if name.startswith(values) else ():
                    if "configMap" in volume:
                        self.assertIn(volume["configMap"]["name"], here, name)


class Secrets(Chart):
    def test_are_named_and_never_made(self):
        for values in self.all:
            self.assertFalse(self.of_kind("Secret", values))

    def test_reach_only_who_reads_them(self):
        for name, one in self.of_kind("Deployment", "everything").items():
            secrets = {volume["secret"]["secretName"] for volume in one["spec"]["template"]["spec"]["volumes"]
                       if "secret" in volume}
            self.assertEqual("partner-keys" in secrets, name == "town-tijdig-signal-ingest", name)
            self.assertLessEqual({"kafka-user", "kafka-ca", "redis-user"}, secrets)

    def test_are_told_as_the_files_that_are_mounted(self):
        for name, pod in self.pods():
            container = pod["spec"]["containers"][0]
            folders = {mount["mountPath"] for mount in container["volumeMounts"]}
            for entry in container.get("env", ()):
                self.assertTrue(entry["name"].startswith("TIJDIG_") and entry["name"].endswith("_FILE"), name)
                self.assertIn(str(Path(entry["value"]).parent), folders, name)


class Values(Chart):
    def refusal(self, values):
        done = template(values)
        self.assertNotEqual(done.returncode, 0, "nothing was refused")
        return done.stderr

    def test_refuse_a_setting_that_is_unknown_or_out_of_range(self):
        self.assertIn("kafka.broker", self.refusal({"settings": {"kafka.broker": "kafka:9092"}}))
        self.assertIn("http.port", self.refusal({"settings": {"http.port": 65536}}))
        self.assertIn("log.level", self.refusal({"settings": {"log.level": "loud"}}))

    def test_refuse_a_secret_in_place(self):
        self.assertIn("partners.keys", self.refusal({"settings": {"partners.keys": "dunea:0"}}))
        self.assertIn("kafka.password_file", self.refusal({"settings": {"kafka.password_file": "/tmp/p"}}))

    def test_refuse_a_service_that_the_map_does_not_have(self):
        self.assertIn("reporter", self.refusal({"services": {"reporter": {"replicas": 1}}}))

    def test_refuse_more_of_a_service_than_could_work(self):
        self.assertIn("kafka.slots is 2", self.refusal({"defaults": {"replicas": 3}, "settings": {"kafka.slots": 2}}))

    def test_refuse_to_guess_where_kafka_and_redis_are(self):
        for setting in ("kafka.brokers", "redis.address"):
            self.assertIn(f"{setting} must be given", self.refusal({"settings": {setting: ""}}))


if __name__ == "__main__":
    UPDATE = "--update" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--update"]
    TOOLS = Path(sys.argv.pop(1)).resolve()
    if not (TOOLS / "helm").exists() or not (TOOLS / "manifests").exists():
        sys.exit(f"there is no Helm in {TOOLS}: run tools/chart/install_helm.sh")
    unittest.main()
