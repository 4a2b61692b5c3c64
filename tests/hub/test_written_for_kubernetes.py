"""What a new hub has for Kubernetes: every place that it names is there, in the pod that needs it.

No cluster is needed: a pod is what the manifests mount, and what the image's file puts there.
"""

import re
import stat
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from house.tree import ROOT

from coprod_training.cli import collector as collector_verb
from coprod_training.cli import main
from coprod_training.cli import monitor as monitor_verb
from coprod_training.errors import CoprodError
from coprod_training.hub.new_hub import write_hub
from hub.cluster import (
    MADE_BY_HAND,
    configured,
    in_the_image,
    is_mounted,
    manifests_in,
    reporting,
)

PERSONS = {"course", "staff"}
"""Settings whose place is in a person's pod; all others are the hub's own."""


@pytest.fixture
def files(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    return tmp_path / "new" / "kubernetes"


@pytest.fixture
def values(files):
    return yaml.safe_load((files / "values.yaml").read_text())


@pytest.fixture
def manifests(files):
    return manifests_in(files)


@pytest.fixture
def hub_pod(values):
    return values["hub"]["extraVolumes"], values["hub"]["extraVolumeMounts"]


@pytest.fixture
def collector_pod(manifests):
    spec = manifests["Deployment", "coprod-collector"]["spec"]["template"]["spec"]
    return spec["volumes"], spec["containers"][0]["volumeMounts"]


@pytest.fixture
def c(files, values, hub_pod, tmp_path):
    return configured(files, values, tmp_path / "pod", *hub_pod)


def test_every_place_that_the_settings_name_is_mounted_or_in_the_image(files, hub_pod, c):
    named = re.findall(
        r'^(?:# )?(\w+) = "(/[^"]+)"', (files / "hub.toml").read_text(), re.MULTILINE
    )
    grader = SimpleNamespace(
        user=SimpleNamespace(name="grader-spring"), volumes={}, volume_mounts={}
    )
    c.Spawner.pre_spawn_hook(grader)

    missing = [
        (name, path)
        for name, path in named
        if not is_mounted(path, grader.volume_mounts.values() if name in PERSONS else hub_pod[1])
        and not (name in PERSONS and path in in_the_image("person"))
    ]

    assert {"state", "services", "course", "staff", "token_file", "client_secret_file"} == {
        name for name, _ in named
    }
    assert missing == []


def test_the_hub_is_set_by_what_is_mounted(c, values):
    assert c.JupyterHub.spawner_class == "kubespawner.KubeSpawner"
    assert c.KubeSpawner.automount_service_account_token is False
    (collector,) = c.JupyterHub.services
    assert len(collector["api_token"]) == 64
    assert collector["timeout"] <= 5, "a hub that starts without its collector lets nobody in"
    # Where everything listens is the chart's.
    assert "bind_url" not in c.JupyterHub
    assert "command" not in c.ConfigurableHTTPProxy


def test_without_the_mount_of_its_secret_the_hub_says_what_is_missing(
    files, values, hub_pod, tmp_path
):
    volumes, mounts = hub_pod
    without = [one for one in mounts if one["name"] != "coprod-collector"]

    with pytest.raises(CoprodError, match="This secret cannot be read"):
        configured(files, values, tmp_path / "pod", volumes, without)


def test_each_persons_server_has_a_host_of_its_own(c, values):
    """The chart's proxy tells hosts apart only when its own value says so."""
    told = values["hub"]["config"]["JupyterHub"]["subdomain_host"]

    assert c.JupyterHub.subdomain_host == told == "https://course.example.org"
    assert c.JupyterHub.tornado_settings["cookie_options"]["secure"] is True


def test_a_persons_pod_is_told_where_the_course_is(c, values):
    single = values["singleuser"]

    assert c.KubeSpawner.environment["COPROD_PUBLISHED"] in in_the_image("person")
    assert c.KubeSpawner.environment["COPROD_COLLECTOR"] == "http://coprod-collector:8010"
    assert c.KubeSpawner.image == "{name}:{tag}".format(**single["image"])
    assert c.KubeSpawner.mem_limit == single["memory"]["limit"]
    home = re.search(r"--home-dir (\S+)", (ROOT / "deploy" / "Dockerfile").read_text())[1]
    assert single["storage"]["homeMountPath"] == home


def test_the_staff_copy_is_in_trainers_pods_alone_and_nobody_writes_there(c):
    home = {"home": {"name": "home", "mountPath": "/var/lib/coprod-person"}}
    pods = {
        name: SimpleNamespace(user=SimpleNamespace(name=name), volumes={}, volume_mounts=home)
        for name in ("somebody", "grader-spring")
    }
    for one in pods.values():
        c.Spawner.pre_spawn_hook(one)

    assert pods["somebody"].volumes == {}
    assert pods["somebody"].volume_mounts == home
    theirs = pods["grader-spring"]
    assert theirs.volume_mounts.keys() == {"home", "coprod-staff"}
    assert theirs.volume_mounts["coprod-staff"]["readOnly"] is True
    staff = c.KubeSpawner.environment["COPROD_STAFF"]
    assert staff(theirs) == theirs.volume_mounts["coprod-staff"]["mountPath"]
    assert staff(pods["somebody"]) == ""


def test_the_manifests_are_of_the_kinds_that_a_cluster_knows(manifests):
    assert {(one["apiVersion"], kind, name) for (kind, name), one in manifests.items()} == {
        ("v1", "PersistentVolumeClaim", "coprod-hub-state"),
        ("v1", "PersistentVolumeClaim", "coprod-collector"),
        ("v1", "PersistentVolumeClaim", "coprod-staff"),
        ("v1", "PersistentVolumeClaim", "coprod-reports"),
        ("batch/v1", "CronJob", "coprod-report"),
        ("apps/v1", "Deployment", "coprod-collector"),
        ("v1", "Service", "coprod-collector"),
        ("v1", "Pod", "coprod-staff-copy"),
    }


def test_every_volume_is_one_that_is_made(manifests, hub_pod, collector_pod, c):
    grader = SimpleNamespace(
        user=SimpleNamespace(name="grader-spring"), volumes={}, volume_mounts={}
    )
    c.Spawner.pre_spawn_hook(grader)
    copy = manifests["Pod", "coprod-staff-copy"]["spec"]
    pods = [hub_pod, collector_pod, (copy["volumes"], copy["containers"][0]["volumeMounts"])]
    pods.append((grader.volumes.values(), grader.volume_mounts.values()))
    report = reporting(manifests)
    pods.append((report["volumes"], report["containers"][0]["volumeMounts"]))

    for volumes, mounts in pods:
        assert {one["name"] for one in volumes} == {one["name"] for one in mounts}
        for one in volumes:
            if "persistentVolumeClaim" in one:
                claim = one["persistentVolumeClaim"]["claimName"]
                assert ("PersistentVolumeClaim", claim) in manifests
            elif "configMap" in one:
                files = MADE_BY_HAND["configMap"][one["configMap"]["name"]]
                theirs = {mount["subPath"] for mount in mounts if mount["name"] == one["name"]}
                assert theirs <= files
            else:
                keys = MADE_BY_HAND["secret"][one["secret"]["secretName"]]
                assert {item["key"] for item in one["secret"].get("items", ())} <= keys


def test_the_guide_has_each_file_and_key_made(files):
    guide = (ROOT / "docs" / "operate.md").read_text().split("### On Kubernetes")[1]

    for name, keys in MADE_BY_HAND["configMap"].items():
        assert (
            f"create configmap {name} "
            + " ".join(f"--from-file={one}" for one in ("hub.toml", "services.csv", "cohorts.csv"))
            in guide
        )
        assert len(keys) == 3
    for name, keys in MADE_BY_HAND["secret"].items():
        assert f"{name}" in guide
        assert all(f"{one}`" in guide or f"--from-file={one}" in guide for one in keys)


def test_the_collectors_command_is_understood_and_its_places_are_mounted(
    manifests, collector_pod, monkeypatch
):
    spec = manifests["Deployment", "coprod-collector"]["spec"]["template"]["spec"]
    container = spec["containers"][0]
    understood = []
    monkeypatch.setattr(collector_verb, "run", lambda asked: understood.append(asked) or 0)

    assert main(container["args"]) == 0

    (asked,) = understood
    places = [one for one in vars(asked).values() if isinstance(one, Path)]
    assert len(places) == 5
    assert [one for one in places if not is_mounted(one, collector_pod[1])] == []
    assert asked.prefix == "/services/collector"
    assert {one["name"] for one in container["env"]} == {
        "COPROD_DATABASE",
        "COPROD_SURVEY_DATABASE",
    }
    for one in container["env"]:
        key = one["valueFrom"]["secretKeyRef"]
        assert key["key"] in MADE_BY_HAND["secret"][key["name"]]


def test_the_reports_command_is_understood_and_writes_to_its_own_volume(manifests, monkeypatch):
    spec = reporting(manifests)
    (container,), understood = spec["containers"], []
    monkeypatch.setattr(monitor_verb, "run", lambda asked: understood.append(asked) or 0)

    assert main(container["args"]) == 0

    (asked,), mounts = understood, container["volumeMounts"]
    assert asked.what == "report"
    assert is_mounted(asked.folder, [one for one in mounts if not one.get("readOnly")])
    assert is_mounted(asked.course, mounts)
    ((name, key),) = ((one["name"], one["valueFrom"]["secretKeyRef"]) for one in container["env"])
    assert name == "COPROD_DATABASE"
    assert key["key"] in MADE_BY_HAND["secret"][key["name"]]
    image = manifests["Deployment", "coprod-collector"]["spec"]["template"]["spec"]["containers"]
    assert container["image"] == image[0]["image"]


def test_hub_and_servers_reach_the_collector_and_it_reaches_the_hub(files, manifests, values):
    pod = manifests["Deployment", "coprod-collector"]["spec"]["template"]
    port = pod["spec"]["containers"][0]["ports"][0]["containerPort"]
    service = manifests["Service", "coprod-collector"]["spec"]
    (egress,) = values["singleuser"]["networkPolicy"]["egress"]
    url = tomllib.loads((files / "hub.toml").read_text())["collector"]["url"]

    assert service["selector"].items() <= pod["metadata"]["labels"].items()
    assert url == f"http://coprod-collector:{service['ports'][0]['port']}"
    assert {port} == {service["ports"][0]["port"], egress["ports"][0]["port"]}
    chosen = egress["to"][0]["podSelector"]["matchLabels"]
    assert chosen.items() <= pod["metadata"]["labels"].items()
    # The chart's policy lets those ask the hub that have this label.
    assert pod["metadata"]["labels"]["hub.jupyter.org/network-access-hub"] == "true"


def test_a_secret_that_a_cluster_hands_over_is_read_and_an_open_one_refused(c, tmp_path):
    token = tmp_path / "pod" / "etc" / "coprod" / "collector" / "token"
    asked = SimpleNamespace(
        token_file=token, hub_address="https://course.example.org", hub_api="http://hub/hub/api",
        address=None, prefix="", course=ROOT,
    )  # fmt: skip

    assert stat.S_IMODE(token.stat().st_mode) == 0o440
    collector_verb._monitor(asked)
    token.chmod(0o444)
    with pytest.raises(CoprodError, match="everybody on this machine can read it"):
        collector_verb._monitor(asked)
