"""What a pod of a cluster would have: what the manifests mount, and what the image puts there."""

import re
import shutil
from pathlib import PurePosixPath

import yaml
from house.tree import ROOT
from traitlets.config import Config

from coprod_training.hub.running import new_secret

MADE_BY_HAND = {
    "configMap": {"coprod-settings": {"hub.toml", "services.csv", "cohorts.csv"}},
    "secret": {
        "coprod-collector": {"token", "database", "survey-database"},
        "coprod-secrets": {"oidc-client-secret"},
    },
}
"""What docs/operate.md has somebody make; a test below holds the guide to it."""


def manifests_in(files):
    """Everything that is applied by hand, by kind and name. files: the folder of a new hub."""
    found = {}
    for name in ("collector.yaml", "report.yaml", "staff-copy.yaml"):
        for one in yaml.safe_load_all((files / name).read_text()):
            found[one["kind"], one["metadata"]["name"]] = one
    return found


def reporting(manifests):
    """The pod that writes the monitor's report."""
    job = manifests["CronJob", "coprod-report"]["spec"]["jobTemplate"]
    return job["spec"]["template"]["spec"]


def is_mounted(path, mounts):
    """Whether a place lies in one of a container's mounts, or is one."""
    return any(PurePosixPath(path).is_relative_to(one["mountPath"]) for one in mounts)


def in_the_image(stage):
    """The places that a stage of the image's file copies something to."""
    text = (ROOT / "deploy" / "Dockerfile").read_text()
    theirs = re.search(rf"^FROM \w+ AS {stage}$(.*?)(?=^FROM|\Z)", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"copytree\([^)]*?, '(/[^']+)'\)", theirs[1])


def configured(files, values, root, volumes, mounts):
    """The hub's configuration, run by the chart's way with what is mounted and nothing else."""
    of = {one["name"]: one for one in volumes}
    for mount in mounts:
        place, volume = root / mount["mountPath"].lstrip("/"), of[mount["name"]]
        if "persistentVolumeClaim" in volume:
            place.mkdir(parents=True)
        elif "configMap" in volume:
            place.parent.mkdir(parents=True, exist_ok=True)
            source = files / mount["subPath"]
            if not source.exists():
                source = ROOT / "course" / mount["subPath"]
            shutil.copy(source, place)
        else:
            secret = volume["secret"]
            every = MADE_BY_HAND["secret"][secret["secretName"]]
            for name in [one["path"] for one in secret.get("items", ())] or every:
                new_secret(place / name).chmod(secret["defaultMode"])
    for file in root.rglob("*.toml"):
        file.write_text(re.sub(r'"(?=/(etc|var)/)', f'"{root}', file.read_text()))
    c = Config()
    # What the chart has said before; what it says to KubeSpawner counts more than to Spawner.
    c.KubeSpawner.environment = {}
    c.JupyterHub.tornado_settings = {"slow_spawn_timeout": 0}
    c.JupyterHub.services = []
    code = values["hub"]["extraConfig"]["10-coprod"]
    exec(code.replace('"/etc/coprod/', f'"{root}/etc/coprod/'), {"c": c})
    return c
