import re

import pytest

from coprod_training.content.facts import load_facts
from coprod_training.yamlfile import read_yaml


@pytest.fixture(scope="module")
def facts(root):
    return load_facts(root / "course" / "facts.yaml")


def test_the_facts_are_numbered_in_order_without_a_gap(facts):
    assert list(facts) == [f"F{number:03}" for number in range(1, len(facts) + 1)]
    assert len(facts) >= 193  # content/facts.json; ours come after them


def test_no_fact_claims_a_check_at_its_source_that_did_not_happen(facts):
    assert {fact.checked_at_source for fact in facts.values()} == {""}


def test_a_source_can_be_read_without_looking_up_another_fact(facts):
    unclear = [f.id for f in facts.values() if re.search(r"\bF\d{3}\b|^as ", f.source)]

    assert unclear == []


def test_every_fact_has_words_and_an_address(facts):
    assert all(fact.text and re.match(r"https?://", fact.url) for fact in facts.values())


# Read in part only. While any stands here, the course cannot be more than a draft or a pilot.
CHECK_AT_SOURCE = {"F145", "F194", "F195", "F196"}


def test_what_is_claimed_rests_on_facts_that_were_read(facts, each_module, each_lesson):
    cited = {fact for activity in each_module.activities for fact in activity.facts}
    cited |= set(re.findall(r"F\d{3}", " ".join(part["source"] for part in each_lesson)))

    assert {fact for fact in cited if facts[fact].confidence != "A"} <= CHECK_AT_SOURCE


def test_the_glossary_cites_facts_that_exist(facts, root):
    terms = read_yaml(root / "course" / "glossary.yaml").data["terms"]
    cited = {fact for term in terms for fact in term.get("facts", [])}

    assert cited
    assert cited <= set(facts)


def test_the_glossary_is_in_alphabetical_order(root):
    terms = [t["term"] for t in read_yaml(root / "course" / "glossary.yaml").data["terms"]]

    assert terms == sorted(terms, key=str.lower)
