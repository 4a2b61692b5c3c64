import pytest

from contributions.made_up import ONE, REF, contribution, everything_filled
from coprod_training.contributions.person import Person
from coprod_training.contributions.register import Register
from coprod_training.errors import CoprodError


@pytest.fixture
def keeper(open_as):
    register = open_as("keeper")
    held = register.add("contribution", contribution())
    register.change(held, off_limits="test record: newer")
    return register


def test_whoever_gets_a_key_opens_earlier_records_as_well(keeper, open_as, keys):
    keeper.give_key("keeper", keys["second keeper"].public)

    assert open_as("second keeper").read("contribution", REF) == keeper.read("contribution", REF)
    assert open_as("second keeper").roles == {"keeper"}


def test_whoever_loses_a_key_opens_nothing_that_is_there(keeper, open_as, private, keys):
    keeper.give_key("keeper", keys["second keeper"].public)
    keeper.take_key("keeper", keys["second keeper"].public)
    # Even with the list of keys as it was before: what is sealed decides.
    roles = private / "register" / "roles.json"
    text = roles.read_text()
    roles.write_text(text.replace(keys["keeper"].public, keys["second keeper"].public))

    with pytest.raises(CoprodError, match="cannot be opened"):
        open_as("second keeper").read("contribution", REF)
    roles.write_text(text)
    assert keeper.read("contribution", REF).record.off_limits == "test record: newer"


@pytest.mark.parametrize("name", ["lead", "stranger", "data protection contact"])
def test_only_a_keeper_gives_and_takes_keys(keeper, open_as, keys, name):
    for act in (open_as(name).give_key, open_as(name).take_key):
        with pytest.raises(CoprodError, match="Only a keeper"):
            act("lead", keys["stranger"].public)
    with pytest.raises(CoprodError):
        open_as("stranger").read("contribution", REF)


def test_the_first_key_is_a_keepers_and_the_last_keeper_stays(private, keys):
    register = Register(private, keys["keeper"])

    with pytest.raises(CoprodError, match="Nobody would be a keeper"):
        register.give_key("lead", keys["lead"].public)
    register.give_key("keeper", keys["keeper"].public)
    with pytest.raises(CoprodError, match="Nobody would be a keeper"):
        register.take_key("keeper", keys["keeper"].public)


def test_keys_are_not_given_while_a_line_is_closed_to_the_keeper(keeper, open_as, private, keys):
    path = private / "register" / "register.jsonl"
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"support":"', b'"support":"AAAA', 1))
    roles = (private / "register" / "roles.json").read_bytes()

    with pytest.raises(CoprodError, match="cannot be opened"):
        keeper.give_key("keeper", keys["second keeper"].public)
    assert (private / "register" / "roles.json").read_bytes() == roles


def test_a_deleted_record_is_gone_with_its_history(keeper, private, open_as):
    keeper.add("person", Person(ref=ONE, name="test record"))
    keeper.erase("contribution", REF)

    with pytest.raises(CoprodError, match="no record"):
        keeper.read("contribution", REF)
    assert keeper.read("person", ONE).fields["name"] == "test record"
    assert REF not in (private / "register" / "register.jsonl").read_text()


def test_what_accounts_require_stays_alone_and_without_its_history(open_as, private):
    keeper = open_as("keeper")
    held = keeper.add("contribution", everything_filled())
    keeper.change(held, payment=contribution().payment, off_limits="test record: newer")
    keeper.erase("contribution", REF, keep=frozenset({"payment"}))

    left = keeper.read("contribution", REF)
    assert left.fields["payment"] == contribution().payment
    assert "off_limits" not in left.fields
    assert keeper.refs("contribution") == ()
    with pytest.raises(CoprodError, match="only this is left: payment"):
        _ = left.record
    assert len((private / "register" / "register.jsonl").read_text().splitlines()) == 1


def test_only_who_opens_all_of_a_record_deletes_it(keeper, open_as):
    with pytest.raises(CoprodError, match="does not open"):
        open_as("lead").erase("contribution", REF)
    assert keeper.read("contribution", REF).record.ref == REF
