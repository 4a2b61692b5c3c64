"""A contributor's own terms as one HTML file: they answer each question themselves, with no login.

What comes back is read here too. What was left open is a no, and whoever did not decide has not
agreed. Source: contribution-process.md, sections 3, 5 and 9.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from coprod_training.contributions.forms import AgreeForm, AnswersForm
from coprod_training.contributions.help_contacts import Contact
from coprod_training.contributions.months import day_in, months_after
from coprod_training.contributions.one_file_page import choice, one_file_page
from coprod_training.contributions.pack_opening import in_terms, pack_words
from coprod_training.contributions.page_back import PageBack
from coprod_training.contributions.record import Attribution, How, Kind, VoiceOrFace
from coprod_training.contributions.stage_reasons import Reply
from coprod_training.contributions.stages import MONTHS_TO_ASK_AGAIN
from coprod_training.contributions.terms import TERMS_VERSION
from coprod_training.errors import CoprodError

SORT = "terms"

_HOW: Mapping[str, How] = {
    "named": "named",
    "chosen": "chosen_name",
    "anonymous": "anonymous",
    "group": "group_credit",
}
_SORTS: Mapping[Kind, str] = {
    "audio": "recorded",
    "film": "recorded",
    "scenario": "written",
    "co-author": "written",
    "review": "work",
    "co-teach": "work",
}
_OWN: Mapping[Kind, VoiceOrFace] = {"audio": "voice", "film": "face"}
_POINTS = ("wording", "age", "payment", "benefits", "expenses", "support", "keeper", "care",
           "time", "silence", "uses", "computers", "rights", "leave-out", "edits", "stop",
           "cannot", "limits", "safe", "complaints", "who-reads", "send")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class TermsFor:
    """Whose terms, and for what. title: of the module. prompt, form: of the slot.

    where: the heading below which it will stand. settings: names of those that are asked for. The
    page says of either, where it is empty, that it is still to be decided.
    """

    ref: str
    kind: Kind
    title: str
    prompt: str
    form: str
    where: str = ""
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TermsBack:
    """What they answered. reply: their own decision."""

    reply: Reply
    form: AgreeForm
    off_limits: str
    if_unreachable: str


def terms_page(of: TermsFor, details: Mapping[str, str], contacts: Sequence[Contact] = ()) -> str:
    """The whole file. details: by the names of `pack_opening.places`; a gap says that it is one.

    contacts: whom they can turn to.
    """
    asks = pack_words()["asks"]
    return one_file_page(
        title=asks["title"],
        main="\n".join(_main(of, details)),
        carried={"sort": SORT, "ref": of.ref, "kind": of.kind, "wording": TERMS_VERSION},
        shelf=f"coprod-terms-{of.ref}",
        file=f"my-terms-{of.ref}.html",
        save="Save my answers",
        contacts=contacts,
        no_script="This page cannot save in your browser. Ask whoever sent it for the questions on"
        " paper.",
    )


def terms_back(
    page: PageBack, ref: str, title: str, *, kind: Kind, talk: date | None, group_size: int
) -> TermsBack:
    """What a page that came back says. title: of the module. talk: about being recognised, its day.

    kind: of the contribution, as it is on record: what the page says of it could be changed.
    Raises CoprodError when it is another page, or its words are not those in use now.
    """
    carried, said = page.carried, page.values
    if carried.get("sort") != SORT or carried.get("ref") != ref:
        raise CoprodError(
            "This page holds no answers to these terms.", fix="Check its name, and the reference."
        )
    if not page.day:
        raise CoprodError(
            "Nothing was saved on this page.",
            fix="Ask for the file that their browser saved when they pressed Save my answers.",
        )
    if carried.get("wording") != TERMS_VERSION:
        raise CoprodError(
            f"These answers are to different wording from the one in use, {TERMS_VERSION}.",
            fix="Send the page as it is now, and let the person answer again.",
        )
    day = date.fromisoformat(page.day)
    latest = months_after(day, MONTHS_TO_ASK_AGAIN)
    until = min(day_in(said.get("until", "")) or latest, latest)
    asked = pack_words()["asks"]["answers"]
    how = _HOW.get(said.get("credit", ""), "anonymous")
    own = _OWN.get(kind, "none")
    if own != "none" and said.get("voice") == "other":
        own = "somebody else's"
    ends = {name: day_in(said.get(f"until.{name}", "")) for name in asked}
    decided: Mapping[str, Reply] = {"yes": "yes", "no": "no", "talk": "talk first"}
    return TermsBack(
        reply=decided.get(said.get("decision", ""), "no reply"),
        form=AgreeForm(
            terms=AnswersForm(
                answered_on=day,
                wording=TERMS_VERSION,
                until=until,
                use_for=str(asked["use"]).format(title=title),
                answers={name: said.get(f"answer.{name}") == "yes" for name in asked},
                ends={name: min(end, until) for name, end in ends.items() if end},
            ),
            credit=Attribution(
                how=how,
                # Typed first, and "No name" chosen after it: the choice is what they want.
                display_text="" if how == "anonymous" else said.get("display_text", ""),
                cited_as=said.get("cited_as", ""),
                risk_talk=talk,
                group_size=group_size,
                voice_or_face=own,
                understood_on=day if said.get("understood") == "yes" else None,
            ),
            review_by=until,
        ),
        off_limits=said.get("off_limits", "").strip(),
        if_unreachable=said.get("if_unreachable", "").strip(),
    )


def _main(of: TermsFor, details: Mapping[str, str]) -> Iterator[str]:
    words = pack_words()
    asks, points = words["asks"], words["terms"]["points"]
    said = in_terms(details) | {"title": of.title, "wording": TERMS_VERSION}
    yield f"<p>{escape(asks['lead'])}</p><p>{escape(asks['keeps'])}</p>"
    yield f"<h2>{escape(asks['what'])}</h2>"
    yield f"<p>{escape(of.prompt)}</p><p>{escape(of.form)}</p>"
    whom = asks["settings" if of.settings else "settings_open"]
    yield f"<p>{escape(whom.format(settings=', '.join(of.settings)))}</p>"
    stands = asks["where" if of.where else "where_open"]
    yield f"<p>{escape(stands.format(title=of.title, where=of.where))}</p>"
    if said_of := asks["kinds"].get(_SORTS.get(of.kind, "")):
        yield f"<p>{escape(said_of)}</p>"
    yield f"<h2>{escape(words['terms']['title'])}</h2>"
    yield from (f"<p>{escape(points[name].format_map(said))}</p>" for name in _POINTS)
    yield f"<h2>{escape(asks['uses'])}</h2>"
    for name, question in asks["answers"].items():
        choices = {"yes": "Yes", "no": "No"}
        end = _line(f"until.{name}", asks["ends"], kind="date")
        yield choice(f"answer.{name}", question.format_map(said), choices, more=end)
    credits = dict(words["credit"]["choices"])
    if of.kind in _OWN:
        credits["anonymous"] = asks["anonymous_recorded"]
    yield choice("credit", asks["credit"], credits)
    yield _line("display_text", asks["display_text"])
    yield _preview(asks["preview"], asks["no_name_shown"])
    yield _line("cited_as", asks["cited_as"])
    if of.kind in _OWN:
        yield choice("voice", asks["voice"], asks["voices"])
        yield (
            '<label class="choice"><input type="checkbox" value="yes" data-key="understood"> '
            f"{escape(asks['understood'])}</label>"
        )
    yield _line("off_limits", asks["off_limits"], tag="textarea")
    yield _line("if_unreachable", asks["if_unreachable"], tag="textarea")
    yield _line("until", asks["until"], kind="date")
    yield choice("decision", asks["decision"], asks["decisions"])


def _preview(title: str, none: str) -> str:
    """The credit as it will look. none: what stands there where no name is shown."""
    return (
        f'<p class="label">{escape(title)}</p>\n'
        f'<p class="voice words" data-shows="display_text" data-with="credit" '
        f'data-without="anonymous" data-none="{escape(none)}">{escape(none)}</p>'
    )


def _line(key: str, question: str, *, tag: str = "input", kind: str = "text") -> str:
    name = key.replace(" ", "-")  # an id has no spaces
    label = f'<label for="{name}">{escape(question)}</label>\n'
    if tag == "textarea":
        return f'{label}<textarea id="{name}" data-key="{key}"></textarea>'
    return f'{label}<input id="{name}" type="{kind}" data-key="{key}" autocomplete="off">'
