"""Compose file, Kubernetes manifests, supervisord's template and Procfile say the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml  # Rasa teaches ruamel.yaml to expand variables

from evaluation.assistant import ACTION_SERVER

DEPLOY = Path("deploy")
ENDPOINTS = ("endpoints.yml", "deploy/endpoints.yml")
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yml"))
VARIABLE = re.compile(r"^[^#\n]*\$\{(\w+)\}", re.MULTILINE)
OWN_PLACE = {
    "--interface",
    "--port",
    "--model",
    "--heartbeat",
}  # options whose values are the machine's affair


def read(path: Path) -> list[Any]:
    return list(yaml.safe_load_all(path.read_text(encoding="utf-8")))


def variables(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("=")[0] for line in lines if re.match(r"\w+=", line)}


def of_kind(kind: str) -> dict[str, Any]:
    manifests = [manifest for path in MANIFESTS for manifest in read(path)]
    return {m["metadata"]["name"]: m for m in manifests if m["kind"] == kind}


def same(command: list[str]) -> list[str]:
    """The command without what differs from machine to machine."""
    kept = []
    for before, word in zip(["", *command], command, strict=False):
        kept.append("…" if before in OWN_PLACE else word)
    return ["python", *kept[kept.index("-m") :]]


COMPOSE = read(DEPLOY / "compose.yml")[0]["services"]
PROCFILE = {
    name: shlex.split(command.replace("exec ", ""))
    for name, command in (line.split(": ", 1) for line in Path("Procfile").read_text().splitlines())
}
SUPERVISORD = dict(
    re.findall(
        r"^\[program:([\w-]+)\]\ncommand = (.*)$",
        (DEPLOY / "local" / "supervisord.conf.template").read_text(),
        re.MULTILINE,
    )
)
CONTAINERS = {
    name: manifest["spec"]["template"]["spec"]["containers"][0]
    for name, manifest in of_kind("Deployment").items()
}


@pytest.mark.parametrize(
    ("name", "command"),
    [("rasa", PROCFILE["server"]), ("actions", shlex.split(ACTION_SERVER.removeprefix("exec ")))],
)
def test_the_same_command_everywhere(name: str, command: list[str]) -> None:
    wanted = same([word.replace(*ENDPOINTS) for word in command])
    for number in (1, 2):
        assert same(COMPOSE[f"{name}-{number}"]["command"]) == wanted
        assert same(shlex.split(SUPERVISORD[f"{name}-{number}"])) == wanted
    assert same(CONTAINERS[name]["args"]) == wanted


def test_the_consumer_is_everywhere() -> None:
    wanted = same(COMPOSE["consumer"]["command"])
    assert same(CONTAINERS["consumer"]["args"]) == wanted
    assert same(shlex.split(SUPERVISORD["consumer"])) == wanted


def test_the_images_command_is_the_rasa_servers() -> None:
    last = (DEPLOY / "Dockerfile").read_text().strip().splitlines()[-1]
    assert same(yaml.safe_load(last.removeprefix("CMD "))) == same(COMPOSE["rasa-1"]["command"])


def test_every_variable_is_told_of() -> None:
    used = set(VARIABLE.findall((DEPLOY / "endpoints.yml").read_text()))
    used |= set(VARIABLE.findall(Path("credentials.yml").read_text()))
    example = variables(DEPLOY / ".env.example")
    assert used <= example | variables(Path("defaults.env"))

    (settings,), (secret,) = of_kind("ConfigMap").values(), of_kind("Secret").values()
    assert set(settings["data"]) | set(secret["stringData"]) == example


def test_no_password_is_in_the_files() -> None:
    for line in (DEPLOY / ".env.example").read_text().splitlines():
        assert not re.match(r"\w+_PASSWORD=.", line)
    (secret,) = of_kind("Secret").values()
    assert not [key for key, value in secret["stringData"].items() if "PASSWORD" in key and value]
    assert (
        "secret.example.yml"
        not in read(DEPLOY / "kubernetes" / "kustomization.yml")[0]["resources"]
    )


def test_compose_publishes_nginx_alone_and_bounds_everything() -> None:
    assert [name for name, service in COMPOSE.items() if "ports" in service] == ["nginx"]
    for name, service in COMPOSE.items():
        limits = service["deploy"]["resources"]["limits"]
        assert set(limits) == {"cpus", "memory"}, name
        assert service["restart"] == "unless-stopped", name
        assert "healthcheck" in service, name


def test_compose_gives_nginx_the_servers_addresses() -> None:
    for kind, variable in (("rasa", "NGINX_RASA"), ("actions", "NGINX_ACTIONS")):
        given = re.findall(r"server ([\d.]+):", COMPOSE["nginx"]["environment"][variable])
        addresses = [
            service["networks"]["front"]["ipv4_address"]
            for name, service in COMPOSE.items()
            if name.startswith(f"{kind}-")
        ]
        assert given == addresses


def test_pods_may_do_nothing_but_their_work() -> None:
    for name, manifest in of_kind("Deployment").items():
        pod, container = manifest["spec"]["template"]["spec"], CONTAINERS[name]
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["allowPrivilegeEscalation"] is False
        assert set(container["resources"]) == {"requests", "limits"}


@pytest.mark.parametrize("name", ["rasa", "actions"])
def test_what_people_wait_for_scales_and_rolls(name: str) -> None:
    deployment = of_kind("Deployment")[name]
    assert deployment["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    scaler = of_kind("HorizontalPodAutoscaler")[name]["spec"]
    assert scaler["scaleTargetRef"]["name"] == name
    assert scaler["minReplicas"] >= 2
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    assert of_kind("PodDisruptionBudget")[name]["spec"]["selector"]["matchLabels"] == labels
    service = of_kind("Service")[name]["spec"]
    assert service["selector"] == labels
    assert service["ports"][0]["port"] == CONTAINERS[name]["ports"][0]["containerPort"]
    assert {"startupProbe", "readinessProbe", "livenessProbe"} <= set(CONTAINERS[name])


def test_the_same_addresses_are_public_behind_nginx_and_the_ingress() -> None:
    template = (DEPLOY / "nginx" / "default.conf.template").read_text()
    people = template.split("location / { return 404; }")[0]
    behind_nginx = {path.rstrip("/") for path in re.findall(r"location (?:= )?(/\S+)", people)}
    (ingress,) = of_kind("Ingress").values()
    paths = {path["path"] for path in ingress["spec"]["rules"][0]["http"]["paths"]}
    assert behind_nginx == paths == {"/chat", "/guide", "/widget.js", "/health", "/webhooks"}


def test_every_manifest_is_applied() -> None:
    (kustomization,) = read(DEPLOY / "kubernetes" / "kustomization.yml")
    apart = {"kustomization.yml", "secret.example.yml"}
    assert set(kustomization["resources"]) == {path.name for path in MANIFESTS} - apart
    images = {container["image"] for container in CONTAINERS.values()}
    assert images == {kustomization["images"][0]["name"]} == {COMPOSE["rasa-1"]["image"]}


SECRETS = {"POSTGRES_PASSWORD", "REDIS_PASSWORD", "RABBITMQ_PASSWORD", "RATE_LIMIT_REDIS"}


def test_each_service_gets_its_own_secrets_only() -> None:
    given = {
        name: {key for key, value in service.get("environment", {}).items() if "${" in str(value)}
        & (SECRETS | {"REDISCLI_AUTH", "RABBITMQ_DEFAULT_PASS"})
        for name, service in COMPOSE.items()
    }
    stores = {"POSTGRES_PASSWORD", "RABBITMQ_PASSWORD"}
    for name, service in COMPOSE.items():
        assert ("env_file" in service) == name.startswith("rasa-"), name
    assert given["consumer"] == stores
    assert given["actions-1"] == given["actions-2"] == given["nginx"] == set()
    assert given["redis"] == {"REDISCLI_AUTH"}
    assert given["postgres"] == {"POSTGRES_PASSWORD"}
    assert given["rabbitmq"] == {"RABBITMQ_DEFAULT_PASS"}

    from_secret = {
        entry["valueFrom"]["secretKeyRef"]["key"]
        for entry in CONTAINERS["consumer"]["env"]
        if "valueFrom" in entry
    }
    assert from_secret == stores
    assert "secretRef" not in str(CONTAINERS["actions"]) + str(CONTAINERS["consumer"])


def test_no_secret_is_on_a_command_line() -> None:
    for name, service in COMPOSE.items():
        words = str(service.get("command")) + str(service.get("healthcheck"))
        assert "PASSWORD" not in words, name
    for name, command in SUPERVISORD.items():
        assert "PASSWORD" not in command, name


def test_everything_that_is_not_said_is_refused_in_both_directions() -> None:
    policies = of_kind("NetworkPolicy")
    nobody = policies["nobody"]["spec"]
    assert nobody == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    assert policies["rasa-to-actions"]["spec"]["egress"] == []
    ports = {
        name: {port["port"] for rule in policy["spec"].get("egress", []) for port in rule["ports"]}
        for name, policy in policies.items()
    }
    assert ports["consumer-to-stores"] == {5432, 5672}
    assert ports["rasa-to-others"] == {5055, 5432, 6379, 5672, 443}


def test_a_client_cannot_tell_the_servers_whom_to_believe() -> None:
    """Of all headers that Sanic reads an address, a scheme or a host from, nginx writes its own."""
    template = (DEPLOY / "nginx" / "default.conf.template").read_text()
    written = dict(re.findall(r"proxy_set_header (\S+) (\S+);", template.split("server {")[1]))
    assert written["X-Forwarded-For"] == "$remote_addr"
    assert written["X-Forwarded-Proto"] == "$scheme"
    assert written["X-Request-ID"] == "$request_id"
    for header in ("Forwarded", "X-Real-IP", "X-Scheme", "Via", "X-Forwarded-Host"):
        assert written[header] == '""', header
    assert written["X-Forwarded-Port"] == written["X-Forwarded-Path"] == '""'
