"""The rules of xAPI 2.0 for one statement, as far as ours use it: what breaks one, in words.

Source: IEEE 9274.1.1 (xAPI 2.0), part 4.2.
"""

import re
from datetime import datetime
from urllib.parse import urlsplit
from uuid import RFC_4122, UUID

KEYS = {
    "id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority",
    "version", "attachments",
}  # fmt: skip
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?$")


def broken(statement):
    """Every rule that a statement breaks; empty for a good one."""
    return [words for words, holds in _rules(statement) if not holds]


def _rules(said):
    yield "only the specification's keys", set(said) <= KEYS
    yield "an actor, a verb and an object", {"actor", "verb", "object"} <= set(said)
    yield "nothing is null outside of extensions", not _null_in(said)
    yield "the id is a UUID in its usual form", "id" not in said or _is_uuid(said["id"])
    yield "an agent is told by an account alone", _is_agent(said["actor"])
    yield "the verb is an address with words", _is_verb(said["verb"])
    yield "the object is an activity", _is_activity(said["object"])
    yield from _result(said.get("result", {}))
    for part in ("result", "context"):
        extensions = said.get(part, {}).get("extensions", {})
        yield f"extensions of the {part} have addresses", all(map(_is_iri, extensions))
    yield (
        "timestamp and stored are times with a zone",
        all(_is_time(said[name]) for name in ("timestamp", "stored") if name in said),
    )
    yield "the version is one of 2.0", said.get("version", "2.0.0").startswith("2.0.")


def _result(result):
    yield "a result has what it may have", set(result) <= {
        "score", "success", "completion", "response", "duration", "extensions",
    }  # fmt: skip
    flags = [result[name] for name in ("success", "completion") if name in result]
    yield "success and completion are true or false", all(isinstance(one, bool) for one in flags)
    score = result.get("score", {})
    yield (
        "a score has numbers",
        set(score) <= {"scaled", "raw", "min", "max"}
        and all(type(one) in (int, float) for one in score.values()),
    )
    yield "scaled is from -1 to 1", -1 <= score.get("scaled", 0) <= 1
    least, most = score.get("min", float("-inf")), score.get("max", float("inf"))
    yield "raw lies between min and max", least <= score.get("raw", max(least, 0)) <= most
    yield "min is less than max", least < most


def _is_uuid(value):
    try:
        return str(UUID(value)) == value and UUID(value).variant == RFC_4122
    except (ValueError, TypeError, AttributeError):
        return False


def _is_iri(value):
    parts = urlsplit(value)
    return bool(parts.scheme and (parts.netloc or parts.path)) and not re.search(r"\s", value)


def _is_agent(actor):
    account = actor.get("account", {})
    return (
        actor.get("objectType", "Agent") == "Agent"
        and set(actor) <= {"objectType", "account"}
        and set(account) == {"homePage", "name"}
        and _is_iri(account["homePage"])
        and isinstance(account["name"], str)
        and account["name"] != ""
    )


def _is_verb(verb):
    words = verb.get("display", {})
    return _is_iri(verb["id"]) and all(map(LANGUAGE.match, words)) and all(words.values())


def _is_activity(thing):
    definition = thing.get("definition", {})
    return (
        thing.get("objectType", "Activity") == "Activity"
        and _is_iri(thing["id"])
        and ("type" not in definition or _is_iri(definition["type"]))
    )


def _is_time(value):
    try:
        at = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return False
    return at.tzinfo is not None and not value.endswith("-00:00") and "T" in value


def _null_in(value):
    if isinstance(value, dict):
        return any(
            one is None or _null_in(one) for key, one in value.items() if key != "extensions"
        )
    return isinstance(value, list) and any(one is None or _null_in(one) for one in value)
