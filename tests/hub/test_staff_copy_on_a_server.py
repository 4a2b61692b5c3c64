"""The staff copy that docs/operate.md has somebody make: what comes into it later has its group."""

import os
import shutil
import stat
import subprocess

from house.tree import ROOT


def lines_of_the_guide(*begin):
    """The guide's own lines that begin so, in their order."""
    guide = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    return [line.strip() for line in guide.splitlines() if line.strip().startswith(begin)]


def test_a_version_of_the_survey_that_is_copied_in_later_can_be_read_by_the_group(tmp_path):
    folder = tmp_path / "staff" / "course" / "instruments"
    folder.mkdir(parents=True)
    old = folder / "cps-0.1.yaml"
    old.write_text("test record")
    lines = lines_of_the_guide("chgrp -R coprod-staff", "find /srv/coprod/staff")
    assert len(lines) == 2
    script = "\n".join(lines).replace("/srv/coprod", str(tmp_path))
    script = script.replace("coprod-staff", str(os.getgid()))

    subprocess.run(["sh", "-ec", script], check=True)
    new = folder / "cps-0.2.yaml"
    shutil.copy(old, new)
    later = folder / "import-maps"
    later.mkdir()

    folders = [tmp_path / "staff", folder.parent, folder, later]
    assert [one.stat().st_mode & stat.S_ISGID for one in folders] == [stat.S_ISGID] * 4
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert new.stat().st_gid == folder.stat().st_gid
