"""What comes back of a contribution that was withdrawn is refused, with a key too. Test records."""

from datetime import date

import pytest

from contributions.made_up import walked_to
from contributions.small_pack import REF as PACK_REF
from contributions.test_pages_that_come_back import VALUES, saved
from coprod_training.cli import main
from coprod_training.contributions.content_store import ContentStore
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import make_key


@pytest.mark.parametrize("with_key", [True, False])
def test_a_pack_of_somebody_who_withdrew_is_refused_as_withdrawn(tmp_path, capsys, with_key):
    private, page = tmp_path / "private", tmp_path / "back.html"
    key = make_key(tmp_path / "keeper.key")
    register = Register(private, key)
    register.give_key("keeper", key.public)
    register.add("contribution", walked_to("withdrawn", ref=PACK_REF))
    page.write_bytes(saved(VALUES))
    ContentStore(private).take_out(PACK_REF, date(2026, 1, 20))
    given = ["--key", str(tmp_path / "keeper.key")] if with_key else []

    assert main(["merge", str(page), *given, "--workspace", str(tmp_path)]) == 1

    said = capsys.readouterr().err
    assert "was withdrawn, so nothing of it is kept" in said
    assert "Delete this file" in said
    assert "--key" not in said
