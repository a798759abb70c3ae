#!/usr/bin/env python3
"""Prints charts/tijdig/values.schema.json: what may stand in the values of the Helm chart.

    tools/chart/values_schema.py build/release/services/tijdig/tijdig

The names of services and settings come from the program; the rest is the chart's own and stands here. Settings that are
secret, or that are files, may not be given in place: secretFiles names the Secret that holds them.
"""
import json
import subprocess
import sys

BOOLEAN = {"type": "boolean"}
TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
WORDS = {"type": "array", "items": TEXT}
ANYTHING = {"type": "object"}
TEXT_BY_NAME = {"type": "object", "additionalProperties": TEXT}
COUNT_OR_PERCENT = {"anyOf": [COUNT, {"type": "string", "pattern": "^[0-9]+%$"}]}


def exactly(required=(), **members):
    schema = {"type": "object", "additionalProperties": False, "properties": members}
    return {**schema, "required": list(required)} if required else schema


def printed(program, *words):
    return json.loads(subprocess.run([program, "describe", *words], capture_output=True, check=True).stdout)


def service_values():
    quantities = {"type": "object", "additionalProperties": {"type": ["string", "number"]}}
    return exactly(
        replicas={"type": "integer", "minimum": 1},
        resources=exactly(requests=quantities, limits=quantities),
        disruption=exactly(maxUnavailable=COUNT_OR_PERCENT),
        strategy=exactly(maxSurge=COUNT_OR_PERCENT, maxUnavailable=COUNT_OR_PERCENT),
        terminationGracePeriodSeconds={"type": "integer", "minimum": 15},
        startSecondsMax={"type": "integer", "minimum": 30},
        expose=exactly(enabled=BOOLEAN, type={"enum": ["ClusterIP", "NodePort", "LoadBalancer"]},
                       port={"type": "integer", "minimum": 1, "maximum": 65535}),
        nodeSelector=TEXT_BY_NAME, tolerations={"type": "array", "items": ANYTHING}, podAnnotations=TEXT_BY_NAME)


def is_file(name):
    return name.endswith("_file")


def values_schema(stages, settings):
    services = list(dict.fromkeys(stage["service"] for stage in stages))
    in_place = {name: what for name, what in settings.items() if not is_file(name) and not what.get("writeOnly")}
    secret = exactly(existingSecret=TEXT, key=TEXT,
                     services={"type": "array", "items": {"enum": [*services, "topics"]}})
    schema = exactly(
        image=exactly(repository={"type": "string", "minLength": 1}, tag=TEXT,
                      pullPolicy={"enum": ["Always", "IfNotPresent", "Never"]}),
        imagePullSecrets=WORDS,
        settings=exactly(("backend",), **{**in_place, "backend": {"const": "kafka"}}),
        secretFiles=exactly(**{name: secret for name in settings if is_file(name)}),
        policy=exactly(existingConfigMap=TEXT, key=TEXT),
        topics=exactly(apply=BOOLEAN, deadlineSeconds={"type": "integer", "minimum": 1}, resources=ANYTHING),
        defaults=service_values(),
        services=exactly(**{name: {"$ref": "#/properties/defaults"} for name in services}),
        networkPolicy=exactly(**{"enabled": BOOLEAN, "from": {"type": "array", "items": ANYTHING}}))
    schema["properties"]["global"] = ANYTHING
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def main():
    program = sys.argv[1]
    stages = printed(program, "flow", "--format", "json")["stages"]
    settings = printed(program, "config", "--format", "json-schema")["properties"]
    print(json.dumps(values_schema(stages, settings), indent=2))


if __name__ == "__main__":
    main()
