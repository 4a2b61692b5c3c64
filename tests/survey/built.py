"""A built dataset of a few test records, for the tests of what is made from one."""

from pathlib import Path

from coprod_training.survey.dataset import build
from coprod_training.survey.feed import feed
from coprod_training.survey.keys import load_key
from coprod_training.survey.store import SurveyStore

from .self_checks import AFTER, BEFORE, INSTRUMENT, NOW, POST, PRE, agree, answer, course


def built(root: Path, name: str = "dataset", learners: int = 3) -> Path:
    """Builds in root/name from as many learners, each with a row before and one after."""
    store, key = SurveyStore(root / "private"), load_key(root / "private", "survey")
    folders = [(f"test-record-{n}", root / f"learner-{n}") for n in range(learners)]
    for number, (_, folder) in enumerate(folders):
        if folder.exists():
            continue
        agree(folder, receipt=f"0000-0000-{number:04}")
        answer(folder, PRE, BEFORE | {"DES2": "7", "DES3": "8", "SD4": "6", "PRO1": str(number)})
        answer(folder, POST, AFTER)
    feed(store, key, course(), folders, NOW)
    text = INSTRUMENT.consent_text_version
    build(store, [INSTRUMENT], root / name, NOW, text_version=text)
    return root / name
