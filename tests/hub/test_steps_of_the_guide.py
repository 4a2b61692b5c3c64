"""The guide of a hub: whoever follows its steps in their order ends with a hub that runs."""

import re

from house.tree import ROOT

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
