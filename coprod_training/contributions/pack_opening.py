"""What a pack opens and ends with: the rescoping questions, the terms, what to look for. Pure.

Source: contribution-process.md, sections 3, 4, 6, 8, 9 and its corrections. The words are ours and a
draft: people with lived experience change them first, and can, as every one has a number.
"""

from collections.abc import Iterator, Mapping

from coprod_training.contributions.passages import Passage, answer

OUTCOMES = (
    "It can be used as it is",
    "It can be used once my changes are made",
    "It should not be used",
    "I would rather not sign",
)
PLACES = {
    "payment": "amount, what for, and when, in writing before you start",
    "adviser": "an independent benefits adviser, and how to reach them",
    "support": "a named person, before, during and after",
    "confidentiality": "what has to be passed on, and to whom",
    "safeguarding_lead": "name, and how to reach them",
    "complaints": "whom to tell, and how",
    "return_to": "whom to send this file to, and how",
    "return_by": "a date you agreed",
    "kept": "how long this file is kept, and where",
}
"""What each person's own pack says. An empty one stands in it as a place to fill in."""

_TERMS = (
    ("agreed", "Nothing is agreed", "by opening this file. You agree when you sign your own terms."),
    ("age", "Who it is for.", "You are 18 or over."),
    ("payment", "Payment:", "{payment}. You are paid for the time, whatever you say and also if you stop."),
    ("benefits", "Benefits:", "being paid can affect benefits. You can talk to {adviser}, before you are paid."),
    ("support", "Support:", "{support}."),
    ("care", "Your care.", "Taking part never affects your care or your job support. Nor does saying no."),
    ("time", "Time to think:", "at least 7 days before you agree, and 7 days after we show you a change."),
    ("silence", "Silence is not a yes.", "If we do not hear from you, that means no."),
    ("uses", "Where your words are used.", "We ask about each place on its own: the website, downloads, print, teaching, social media, film. Every answer starts at no."),
    ("computers", "Computers.", "We ask before a computer translates your words or reads them aloud. They are never used to train AI."),
    ("rights", "Rights.", "Your words stay yours. Others may reuse them only if you say yes to that."),
    ("leave-out", "Please leave out:", "names, places, other people's stories, details of trauma, and ways to do harm. Tell us what else is off limits."),
    ("edits", "Changes to your words.", "You see each one. Nothing goes out before your yes to the exact words."),
    ("stop", "If you change your mind,", "tell us at any time, with no reason. We take your words off the site the same day. New copies are without them within 5 working days."),
    ("cannot", "What we cannot do:", "call back copies that people have downloaded or printed already."),
    ("limits", "What stays between us.", "We keep what you tell us to ourselves, apart from: {confidentiality}."),
    ("safe", "If somebody is at risk,", "we stop and talk to you about it where that is safe. The lead for this is {safeguarding_lead}."),
    ("complaints", "Complaints:", "{complaints}."),
    ("who-reads", "Who reads this file:", "the contribution keeper and the author of the module. Kept: {kept}."),
    ("answers", "You get an answer", "to every point: changed, or not changed and why."),
)  # fmt: skip  # one term a line
_CREDIT = (
    ("named", "Your name:", "it will be online and could be found by search, also by an employer, for a long time."),
    ("chosen", "A name you choose:", "people who know you may still recognise you. We keep your real name in a locked place."),
    ("anonymous", "No name:", "we take out things that could point to you. We do not use your own voice or face."),
    ("group", "With a group:", "you are thanked with others, for example people with experience of one kind of service. Only for groups of at least 8 people."),
)  # fmt: skip  # one choice a line
_LOOK_FOR = (
    ("words", "Are the words respectful?"),
    ("true", "Is it true to experience?"),
    ("blame", "Does anything put the blame on people?"),
    ("pressure", "Does anything push people to share more than they want?"),
    ("work", "Is it safe to open at work?"),
    ("access", "What would keep somebody out?"),
    ("keys", "Could an answer we call right still feel wrong to the person in it?"),
    ("race", "Is it fair to people who meet racism?"),
    ("setting", "Does it fit the service you know?"),
    ("facts", "Is there a claim that you doubt?"),
)


def opening(title: str, details: Mapping[str, str]) -> tuple[Passage, ...]:
    """The pages before the module. details: by the names of PLACES; what is missing is a gap."""
    return (*_first_questions(title), *_terms(details), *_look_for())


def closing() -> tuple[Passage, ...]:
    """The page after the module: what a reviewer decides."""
    return (
        Passage(id="outcome/title", sort="heading", text="When you have finished", level=2),
        _note("outcome/lead", "You can leave any of these open."),
        answer("outcome/decision", "What do you decide about this module?", *OUTCOMES),
        answer("outcome/must", "What must change before it is used?"),
        answer("outcome/missing", "What is missing?"),
        answer("outcome/disagree", "If you disagree with us: may we show your reason on the page?"),
    )


def waiting(details: Mapping[str, str]) -> tuple[str, ...]:
    """The names of what is still to be filled in before this goes to a person."""
    return tuple(name for name in PLACES if not details.get(name, "").strip())


def _first_questions(title: str) -> Iterator[Passage]:
    yield Passage(id="rescope/title", sort="heading", text="Before you read our draft", level=2)
    yield _note(
        "rescope/lead",
        f"We wrote a draft called: {title}. We wrote it before anybody with lived experience could say "
        "what it should be. So please answer these first. You can say that it should go, or be "
        "something else.",
    )
    yield answer("rescope/exist", "Should there be a module on this?")
    yield answer("rescope/purpose", "What should it be for?")
    yield answer("rescope/start", "Where would you start?")


def _terms(details: Mapping[str, str]) -> Iterator[Passage]:
    said = {
        name: (details.get(name, "").strip().rstrip(".") or f"[{gap}]")
        for name, gap in PLACES.items()
    }
    yield Passage(id="terms/title", sort="heading", text="The terms, in plain words", level=2)
    for name, label, words in _TERMS:
        text = f"{label} {words.format_map(said)}"
        yield Passage(id=f"terms/{name}", sort="words", text=text)
    yield Passage(id="credit/title", sort="heading", text="How you can be credited", level=3)
    yield _note(
        "credit/lead",
        "You choose with the contribution keeper, not in this file. Nothing here needs your name. A "
        "word processor may write a name beside a comment: we do not pass that on.",
    )
    for name, label, words in _CREDIT:
        yield Passage(id=f"credit/{name}", sort="item", text=f"{label} {words}")


def _look_for() -> Iterator[Passage]:
    yield Passage(id="look-for/title", sort="heading", text="What we ask you to look for", level=2)
    yield _note("look-for/lead", "Say as much or as little as you like. Stop at any time.")
    for name, words in _LOOK_FOR:
        yield Passage(id=f"look-for/{name}", sort="item", text=words)


def _note(id_: str, text: str) -> Passage:
    return Passage(id=id_, sort="note", text=text)
