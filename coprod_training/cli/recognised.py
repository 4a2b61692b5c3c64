"""What in a draft could show who wrote it, said while the words can still be changed with them."""

from collections.abc import Iterator

from coprod_training.cli.gate_course import plain_words
from coprod_training.cli.keepers_desk import Desk
from coprod_training.cli.private_records import held_of
from coprod_training.content.glossary import FILE, load_glossary
from coprod_training.contributions.gate.content_rules import gives_away
from coprod_training.contributions.record import Contribution


def recognised(desk: Desk, c: Contribution) -> Iterator[str]:
    """What rule G05 would say of the newest version; nothing where it says nothing."""
    newest = desk.store.newest(c.ref)
    if newest is None:
        return
    known = c.person in desk.register.refs("person")
    person = desk.register.read("person", c.person).record if c.person and known else None
    held = held_of(desk.store, c, person, newest.hash)
    plain = plain_words(load_glossary(desk.root / "course" / FILE))
    if found := gives_away(c, held, plain):
        yield "Talk to them about this, and change it only with them. Until then rule G05 blocks:"
        yield from (f"  {why}" for why in found)
