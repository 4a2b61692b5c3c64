"""The guide of a hub: whoever follows its steps in their order ends with a hub that runs."""

import json
import re

from house.tree import PACKAGE, ROOT

from coprod_training.hub.new_hub import write_hub
from hub.cluster import manifests_in

GUIDE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")


def section(name):
    """What stands below a heading of the second level, up to the next one."""
    return GUIDE.split(f"\n## {name}\n")[1].split("\n## ")[0]


def steps_of(text):
    """Each numbered step by its number, as it stands there."""
    parts = re.split(r"^(\d)\. ", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_going_back_to_the_version_of_before_ends_with_the_hub_started():
    """And nobody who was erased since can sign in before they are erased again."""
    steps = steps_of(section("Restore"))
    (back,) = re.findall(r"^To go back: .*?\n\n", section("Upgrade"), re.MULTILINE | re.DOTALL)

    named = re.findall(r"step (\d)", back.split("coprod hub restore")[1])

    assert named == sorted(named)
    done = [steps[one] for one in named]
    assert "whom you erased since is back" in done[0]
    assert any("certificates.md" in one for one in done)
    assert "enable --now" in done[-1]
    assert not any("enable --now" in one for one in done[:-1])


def on_kubernetes():
    """Its first steps, and those of a new version."""
    first, later = GUIDE.split("\n### On Kubernetes\n")[1].split("\n**A new version**:\n")
    return steps_of(first), steps_of(later)


def test_the_settings_of_a_cluster_can_be_put_there_again():
    first, _ = on_kubernetes()
    (command,) = re.findall(r"`(kubectl create configmap [^`]*)`", first["2"])

    # Alone, it refuses one that is there.
    assert command.endswith(" --dry-run=client -o yaml | kubectl apply -f -")


def test_a_new_version_on_a_cluster_writes_its_tag_wherever_an_image_is_named(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    files = (tmp_path / "new" / "kubernetes").iterdir()
    with_image = {one.name for one in files if "registry.example.org/coprod-" in one.read_text()}
    first, later = on_kubernetes()

    assert len(with_image) == 5
    assert {one for one in with_image if f"`{one}`" not in first["1"]} == set()
    assert "write the new tag into all that step 1 above names" in later["2"]


def test_a_new_version_on_a_cluster_ends_with_what_reads_only_when_it_starts(tmp_path):
    write_hub(tmp_path / "new", "https://course.example.org")
    manifests = manifests_in(tmp_path / "new" / "kubernetes")
    deployed = {name for kind, name in manifests if kind == "Deployment"}
    first, later = on_kubernetes()

    named = [re.findall(r"step (\d)", later[one]) for one in ("3", "4")]
    (restarted,) = re.findall(r"`kubectl rollout restart ([^`]*)`", later["5"])

    assert named == [["2"], ["5", "6"]]
    assert "coprod-settings" in first["2"]
    assert "**Staff copy.**" in first["5"]
    assert {f"deploy/{one}" for one in (*deployed, "hub")} == set(restarted.split())
    assert max(later) == "5"


def test_the_guide_says_how_many_packages_warn_with_the_oldest_node_that_it_allows():
    lock = json.loads((PACKAGE / "hub" / "proxy" / "package-lock.json").read_text())
    asked = [one.get("engines", {}).get("node", "") for one in lock["packages"].values()]
    oldest = [int(found[1]) for one in asked if (found := re.match(r">=\s*(\d+)", one))]
    allowed = int(re.search(r"Node\.js (\d+) or later", GUIDE)[1])
    words = {1: "one package asks", 2: "two packages ask", 3: "three packages ask"}

    warned = words[sum(one > allowed for one in oldest)]

    assert f"(With {allowed}, `npm ci` warns that {warned} for a later Node.js" in GUIDE
