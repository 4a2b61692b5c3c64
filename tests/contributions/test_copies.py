from contributions.made_up import REF, on
from coprod_training.contributions.copies import Copies, Copy


def copy(folder, **fills):
    return Copy(folder=folder, on=on(1), edition="2026.11", state="draft", fills=fills)


def test_a_copy_is_found_by_what_stood_in_it(private, tmp_path):
    copies = Copies(private)
    copies.note(copy(tmp_path / "one", slot=REF))
    copies.note(copy(tmp_path / "two", slot="a" * 16))

    assert list(copies.with_ref(REF)) == [copy(tmp_path / "one", slot=REF)]
    assert list(copies.with_ref("b" * 16)) == []


def test_nothing_is_made_until_a_copy_is_noted(private):
    assert list(Copies(private).with_ref(REF)) == []
    assert not private.exists()


def test_the_list_is_for_its_owner_alone(private, tmp_path):
    Copies(private).note(copy(tmp_path, slot=REF))
    path = private / "contributions" / "copies.jsonl"

    assert path.stat().st_mode & 0o077 == 0
