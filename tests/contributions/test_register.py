import json
import re
from dataclasses import replace

import pytest

from contributions.made_up import (
    KEEPER,
    ONE,
    PERSON,
    REF,
    contribution,
    everything_filled,
    everything_in,
    on,
    review,
)
from coprod_training.contributions import register, sealed_lines, sections, stages
from coprod_training.contributions.person import Person
from coprod_training.contributions.record import Payment
from coprod_training.contributions.register import Register
from coprod_training.contributions.sections import ROLES, SECTIONS
from coprod_training.errors import CoprodError, NewerRecord

PLANTED = re.compile(rb"PLANTED|98765|test record|Planted")
SOMEBODY = Person(ref=ONE, name="test record: Planted", reach="test record: PLANTED-reach")


@pytest.fixture
def keeper(open_as):
    return open_as("keeper")


def file_of(private):
    return private / "register" / "register.jsonl"


def entries(private):
    lines = (private / "register" / "access.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def test_a_keeper_reads_a_record_as_it_was_kept(keeper, private):
    kept = [
        ("contribution", everything_filled(), REF),
        ("person", SOMEBODY, ONE),
        ("review", review(), KEEPER),
    ]
    for kind, record, ref in kept:
        keeper.add(kind, record, ref)

    for kind, record, ref in kept:
        assert keeper.read(kind, ref).record == record
    assert keeper.refs("contribution") == (REF,)
    assert {path.stat().st_mode & 0o077 for path in private.rglob("*")} == {0}


def test_at_rest_nothing_can_be_read(keeper, private):
    keeper.add("contribution", everything_filled())
    keeper.add("person", SOMEBODY)
    held = keeper.read("contribution", REF)
    keeper.change(held, payment=Payment(amount=98765, what_for="test record"))

    assert PLANTED.findall(everything_in(private)) == []


@pytest.mark.parametrize("kind", SECTIONS)
@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_sections_and_no_other(open_as, keeper, kind, role):
    record = {"contribution": everything_filled(), "person": SOMEBODY, "review": review()}[kind]
    ref = keeper.add(kind, record).ref
    mine = {name for name, section in SECTIONS[kind].items() if role in section.readers}

    if not mine:
        with pytest.raises(CoprodError, match="opens nothing"):
            open_as(role).read(kind, ref)
        return
    held = open_as(role).read(kind, ref)
    assert held.closed == set(SECTIONS[kind]) - mine
    assert set(held.fields) == {one for name in mine for one in SECTIONS[kind][name].fields}
    assert PLANTED.search(repr(held).encode()) is None


def test_a_part_of_a_record_is_not_given_out_as_the_whole(open_as, keeper):
    keeper.add("contribution", everything_filled())

    with pytest.raises(CoprodError, match="does not open: payment, requests, support, terms"):
        _ = open_as("lead").read("contribution", REF).record


def test_a_wrong_key_is_shown_nothing(open_as, keeper):
    keeper.add("contribution", everything_filled())

    with pytest.raises(CoprodError, match="opens nothing") as caught:
        open_as("stranger").read("contribution", REF)
    assert PLANTED.search(str(caught.value).encode()) is None


def test_writing_a_key_into_the_list_by_hand_opens_nothing(open_as, keeper, private, keys):
    keeper.add("contribution", everything_filled())
    path = private / "register" / "roles.json"
    plain = json.loads(path.read_text())
    plain["roles"]["keeper"].append(keys["stranger"].public)
    path.write_text(json.dumps(plain))

    with pytest.raises(CoprodError, match="cannot be opened") as caught:
        open_as("stranger").read("contribution", REF)
    assert PLANTED.search(str(caught.value).encode()) is None


def test_a_role_changes_its_own_sections_and_no_other(open_as, keeper):
    keeper.add("contribution", everything_filled())
    contact = open_as("contributor contact")
    held = contact.change(contact.read("contribution", REF), off_limits="test record: new")

    with pytest.raises(CoprodError, match=r"payment\. So it cannot change it"):
        contact.change(held, payment=Payment())
    after = keeper.read("contribution", REF).record
    assert after.off_limits == "test record: new"
    assert after.payment == everything_filled().payment


def test_a_step_is_saved_with_only_the_sections_that_it_changed(keeper, private):
    held = keeper.add("contribution", contribution())
    after = keeper.save(held, stages.invite(held.record, PERSON, KEEPER, on(0)))

    assert after.record.status == "invited"
    assert keeper.read("contribution", REF) == after
    assert list(json.loads(file_of(private).read_text().splitlines()[-1])["sections"]) == ["stage"]
    assert keeper.save(after, after.record) is after


def test_two_changes_from_one_reading_do_not_undo_each_other(keeper, open_as):
    keeper.add("contribution", contribution())
    one, other = (keeper.read("contribution", REF) for _ in range(2))
    keeper.change(one, off_limits="test record: first")

    with pytest.raises(CoprodError, match="in the meantime"):
        keeper.change(other, off_limits="test record: second")
    keeper.change(other, payment=Payment(status="paid"))
    after = keeper.read("contribution", REF).record
    assert (after.off_limits, after.payment.status) == ("test record: first", "paid")


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_torn_last_line_costs_nothing_that_was_kept(keeper, private, cut):
    keeper.add("contribution", contribution())
    held = keeper.read("contribution", REF)
    keeper.change(held, off_limits="test record: torn")
    path = file_of(private)
    path.write_bytes(path.read_bytes()[:-cut])

    now = keeper.read("contribution", REF)
    torn = replace(contribution(), off_limits="test record: torn")
    assert now.record == (torn if cut == 1 else contribution())
    keeper.change(now, off_limits="test record: again")
    keeper.add("contribution", contribution(ref=ONE))
    assert keeper.read("contribution", REF).record.off_limits == "test record: again"
    assert keeper.refs("contribution") == (REF, ONE)
    assert keeper.unreadable == (0 if cut == 1 else 1)


def test_the_file_is_read_once_until_it_changes(keeper, open_as, private, monkeypatch):
    keeper.add("contribution", contribution())
    keeper.read("contribution", REF)
    monkeypatch.setattr(register, "lines_in", lambda path: pytest.fail("read again"))
    keeper.read("contribution", REF)
    monkeypatch.undo()

    other = open_as("keeper")
    other.change(other.read("contribution", REF), off_limits="test record: of another keeper")
    assert keeper.read("contribution", REF).fields["off_limits"].endswith("of another keeper")


@pytest.mark.parametrize("at", [0, 20, 60, 200, -3])
def test_a_line_that_was_damaged_never_brings_back_an_older_answer(keeper, private, at):
    keeper.add("contribution", contribution())
    keeper.change(keeper.read("contribution", REF), off_limits="test record: newer")
    path = file_of(private)
    lines = path.read_bytes().split(b"\n")
    spoilt = bytearray(lines[-2])
    spoilt[at] = ord('"') if spoilt[at] != ord('"') else ord("x")
    path.write_bytes(b"\n".join([*lines[:-2], bytes(spoilt), b""]))

    for read in (
        lambda: keeper.read("contribution", REF),
        lambda: keeper.erase("contribution", REF),
    ):
        with pytest.raises(CoprodError, match="damaged"):
            read()
    assert bytes(spoilt) in path.read_bytes()


def test_a_field_that_is_newer_than_the_record_is_kept_when_it_changes(keeper, monkeypatch):
    plain = sections.to_plain
    monkeypatch.setattr(sealed_lines, "to_plain", lambda *given: without_given(plain(*given)))
    keeper.add("contribution", contribution())
    monkeypatch.setattr(sealed_lines, "to_plain", plain)
    held = keeper.read("contribution", REF)

    keeper.save(held, replace(held.record, given="review"))

    assert keeper.read("contribution", REF).record.given == "review"


def without_given(data):
    return {name: value for name, value in data.items() if name != "given"}


def test_a_section_that_was_damaged_is_named_and_no_older_one_is_shown(keeper, private):
    held = keeper.add("contribution", contribution())
    keeper.change(held, off_limits="test record: newer")
    lines = file_of(private).read_text().splitlines()
    last = json.loads(lines[-1])
    sealed = last["sections"]["support"]
    last["sections"]["support"] = sealed[:-12] + ("A" if sealed[-12] != "A" else "B") + sealed[-11:]
    file_of(private).write_text("\n".join([*lines[:-1], json.dumps(last)]) + "\n")

    with pytest.raises(CoprodError, match='"support" of a record cannot be opened'):
        keeper.read("contribution", REF)


def test_a_section_moved_to_another_record_is_found_out(keeper, private):
    keeper.add("person", SOMEBODY)
    keeper.add("person", Person(ref=REF, name="test record: another"))
    first, second = map(json.loads, file_of(private).read_text().splitlines())
    second["sections"]["identity"] = first["sections"]["identity"]
    file_of(private).write_text(f"{json.dumps(first)}\n{json.dumps(second)}\n")

    assert keeper.read("person", ONE).fields["name"] == SOMEBODY.name
    with pytest.raises(CoprodError, match="changed from outside"):
        keeper.read("person", REF)


def test_every_access_is_noted_before_anything_is_shown_and_without_content(
    keeper, open_as, private, keys
):
    keeper.add("contribution", everything_filled())
    open_as("lead").read("contribution", REF)
    with pytest.raises(CoprodError):
        open_as("stranger").read("contribution", REF)

    found = [(one["did"], one["of"], one["sections"]) for one in entries(private)[-3:]]
    assert found == [
        ("wrote", f"contribution {REF}", sorted(SECTIONS["contribution"])),
        ("read", f"contribution {REF}", ["impact", "stage"]),
        ("refused", f"contribution {REF}", sorted(SECTIONS["contribution"])),
    ]
    assert entries(private)[-2]["key"] == keys["lead"].fingerprint
    assert entries(private)[-2]["roles"] == ["lead"]


def test_without_the_access_log_nothing_is_shown(keeper, private, monkeypatch):
    keeper.add("contribution", contribution())
    log = private / "register" / "access.jsonl"
    log.unlink()
    log.mkdir()

    with pytest.raises(OSError, match="directory"):
        keeper.read("contribution", REF)


def test_a_record_is_added_once_and_by_a_reference_only(keeper):
    keeper.add("contribution", contribution())

    with pytest.raises(CoprodError, match="already"):
        keeper.add("contribution", contribution())
    with pytest.raises(CoprodError, match="never by a name") as caught:
        keeper.add("person", Person(ref="Planted", name="test record"))
    assert "Planted" not in str(caught.value)
    with pytest.raises(CoprodError, match="no record"):
        keeper.read("person", REF)


def test_a_newer_register_is_not_guessed_at(keeper, private):
    keeper.add("contribution", contribution())
    with file_of(private).open("a") as file:
        file.write('{"schema":2}\n')

    with pytest.raises(NewerRecord):
        keeper.read("contribution", REF)


def test_a_register_without_keys_keeps_nothing(private, keys):
    with pytest.raises(CoprodError, match="does not open"):
        Register(private, keys["keeper"]).add("contribution", contribution())
    assert not file_of(private).exists()
