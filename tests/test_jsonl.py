import json

from hypothesis import given, settings
from hypothesis import strategies as st

from coprod_training import jsonl

RECORDS = st.lists(
    st.dictionaries(st.text(max_size=8), st.text(max_size=40) | st.integers()), max_size=6
)


def write(path, records):
    with jsonl.locked_for_append(path) as file:
        for record in records:
            jsonl.append(file, record)


@given(records=RECORDS)
def test_what_is_appended_is_read_back_in_order(records, tmp_path_factory):
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"

    write(path, records)

    assert list(jsonl.read(path).records) == records


@settings(max_examples=200)
@given(records=RECORDS, cut=st.integers(min_value=0), later=st.integers())
def test_a_file_cut_anywhere_keeps_every_whole_line_and_takes_the_next(
    records, cut, later, tmp_path_factory
):
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    write(path, records)
    content = path.read_bytes() if path.exists() else b""
    whole = content[: cut % (len(content) + 1)]
    path.write_bytes(whole)

    write(path, [{"later": later}])

    found = jsonl.read(path).records
    assert found[-1] == {"later": later}
    assert list(found[: whole.count(b"\n")]) == records[: whole.count(b"\n")]


@given(garbage=st.binary(max_size=200))
def test_any_bytes_can_be_read_without_a_fault(garbage):
    lines = jsonl.parse(garbage)

    assert all(isinstance(record, dict) for record in lines.records)


def test_a_line_nested_too_deeply_is_left_out_and_counted():
    deep = b"[" * 100_000 + b"]" * 100_000

    lines = jsonl.parse(deep + b"\n" + json.dumps({"good": 1}).encode())

    assert lines.records == ({"good": 1},)
    assert lines.unreadable == 1


def test_a_file_that_was_made_and_never_written_is_on_the_disk_with_its_first_line(
    tmp_path, monkeypatch
):
    """Whoever made it was stopped before they could see to that."""
    (tmp_path / "a.jsonl").touch()
    synced = []
    monkeypatch.setattr(jsonl, "sync", synced.append)

    write(tmp_path / "a.jsonl", [{"first": 1}])
    write(tmp_path / "a.jsonl", [{"second": 2}])

    assert synced == [tmp_path]


def test_a_missing_file_is_empty(tmp_path):
    assert jsonl.read(tmp_path / "none.jsonl").records == ()
