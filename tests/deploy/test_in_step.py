"""Compose file, Kubernetes manifests, supervisord's template and Procfile say the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml  # Rasa teaches ruamel.yaml to expand variables

DEPLOY = Path("deploy")
ENDPOINTS = ("endpoints.yml", "deploy/endpoints.yml")
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yml"))
VARIABLE = re.compile(r"^[^#\n]*\$\{(\w+)\}", re.MULTILINE)
OWN_PLACE = {"--interface", "--port", "--model"}  # options whose values are the machine's affair


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


@pytest.mark.parametrize(("name", "process"), [("rasa", "server"), ("actions", "actions")])
def test_the_same_command_everywhere(name: str, process: str) -> None:
    command = [word.replace(*ENDPOINTS) for word in PROCFILE[process]]
    wanted = same(command)
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
        assert name == "consumer" or "healthcheck" in service, name


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
    assert behind_nginx == paths == {"/chat", "/widget.js", "/health", "/webhooks"}


def test_every_manifest_is_applied() -> None:
    (kustomization,) = read(DEPLOY / "kubernetes" / "kustomization.yml")
    apart = {"kustomization.yml", "secret.example.yml"}
    assert set(kustomization["resources"]) == {path.name for path in MANIFESTS} - apart
    images = {container["image"] for container in CONTAINERS.values()}
    assert images == {kustomization["images"][0]["name"]} == {COMPOSE["rasa-1"]["image"]}
