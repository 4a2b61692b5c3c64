"""Writes the learners' copy of the course: no graded key, no rubric words, no staff notes.

The copy is built beside its place and put there whole. The same course gives the same bytes. Over
an earlier copy it still knows that one's exercises: a cohort keeps the form that it was given.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from coprod_training.content.build import (
    OPEN_DRAFT,
    Build,
    as_built,
    course_as_built,
    lesson_as_built,
    removed_slots,
    slots_as_built,
)
from coprod_training.content.course import Course, load_course
from coprod_training.content.digest import content_digest, digest_of
from coprod_training.content.facts import cited_in, load_facts
from coprod_training.content.folders import put_in_place
from coprod_training.content.home_page import home_page
from coprod_training.content.normal_form import new_part, normal_form
from coprod_training.content.notebook import Notebook, read_notebook
from coprod_training.content.pictures import pasted_in, pictures_of
from coprod_training.content.public_form import (
    public_assessment,
    public_course,
    public_facts,
    public_module,
    texts_in,
)
from coprod_training.content.released import FOLDER, going_out, read_release
from coprod_training.content.sources import linked, sources_list, sources_of
from coprod_training.content.staff_words import staff_words_in
from coprod_training.content.tidy import notebooks_of, slug_of, written
from coprod_training.errors import ContentProblems, CoprodError
from coprod_training.yamlfile import read_yaml

MANIFEST = "manifest.json"
SCHEMA = 1
Data = dict[str, Any]


def publish(root: Path, out: Path, build: Build = OPEN_DRAFT) -> None:
    """Publish the staff copy in `root` to the folder `out`.

    root: the folder that holds course/, modules/ and exercises/. build: the state of this copy,
    and what stands in its slots. Raises ContentProblems when the course cannot be read or quotes
    somebody, and CoprodError when `out` holds anything but an earlier published copy, when staff's
    words would go out, or when course/released/ holds what is no release.
    """
    course = load_course(root / "course")
    if course.is_published:
        raise CoprodError(
            "This is a published copy already.",
            where=str(root),
            fix="Publish from the staff copy, which has the keys.",
        )
    _refuse_other_folders(out)
    earlier = _earlier_exercises(out, course.info.id)
    notebooks = [read_notebook(path) for path in notebooks_of(root)]
    _refuse_quotations(course, notebooks)
    lessons, yamls = learners_files(root, course, notebooks, build)
    course = as_built(course, build)
    pictures = _pictures(root, [book for book in notebooks if _name_of(root, book.path) in lessons])
    if found := list(staff_words_in(course, {**lessons, **yamls})):
        raise ContentProblems(found)
    texts = {name: _quick_yaml(data) for name, data in yamls.items()}
    texts |= {name: written(data) for name, data in lessons.items()}
    texts[MANIFEST] = _manifest(course, lessons, notebooks, pictures, earlier)
    files = {name: text.encode() for name, text in texts.items()}
    files |= pictures | _release(course) | _as_they_are(root, ["course/LICENSE"])
    files |= build.files
    with put_in_place(out) as folder:
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def learners_files(
    root: Path, written_as: Course, notebooks: list[Notebook], build: Build
) -> tuple[dict[str, Data], dict[str, Data]]:
    """The lessons, and the YAML files of the course, as learners get them, each by its path.

    written_as: the course of the staff copy. Raises CoprodError for a module without its notebook,
    and for a fact that is not there.
    """
    course = as_built(written_as, build)
    lessons = {
        name: lesson_as_built(lesson, written_as, build)
        for name, lesson in _lessons(root, notebooks, course).items()
    }
    return lessons, _course_files(course, notebooks, build)


def _refuse_quotations(course: Course, notebooks: list[Notebook]) -> None:
    """Words that look like somebody's own stand in a contributor's place alone (G19, test 9)."""
    from coprod_training.content.check.staff_copy import StaffCopy
    from coprod_training.content.check.words import nobody_is_quoted

    staff = StaffCopy(course.root.parent, course, {}, tuple(notebooks))
    if quoted := list(nobody_is_quoted(staff)):
        raise ContentProblems(quoted)


def _lessons(root: Path, notebooks: list[Notebook], course: Course) -> dict[str, Data]:
    """The learners' notebooks by path: the home page, and each module that course.yaml lists."""
    lessons, paths = {}, {}
    for notebook in notebooks:
        about = slug_of(notebook.path)
        if course.module(about.get("module", "")) is not None:
            name = _name_of(root, notebook.path)
            paths[about["module"]] = name
            lessons[name] = _with_sources(notebook, about, course)
    for module in course.modules:
        if module.id not in paths:
            raise CoprodError(
                f'The module "{module.id}" has no notebook.',
                where=str(root / "modules"),
                fix="Make it, or take the module out of course.yaml.",
            )
    return {"home.ipynb": home_page(course, paths), **lessons}


def _with_sources(notebook: Notebook, about: dict[str, str], course: Course) -> Data:
    data = normal_form(notebook.data, about, None)
    texts = [part for part in data["cells"] if part["cell_type"] == "markdown"]
    facts = load_facts(course.root / "facts.yaml")
    sources = sources_of((part["source"] for part in texts), facts, notebook.path)
    for part in texts:
        part["source"] = linked(part["source"], sources)
    if sources:
        data["cells"].append(new_part("markdown", sources_list(sources), "sources"))
    return data


def _course_files(course: Course, notebooks: list[Notebook], build: Build) -> dict[str, Data]:
    """The YAML files by path, without what is staff's alone."""
    info = course_as_built(course.files[0].data, build)
    files = {"course/course.yaml": public_course(info)}
    removed = removed_slots(course.root)
    for file, module in course.module_files():
        data = slots_as_built(public_module(file.data), build, removed)
        files[f"course/modules/{module.id}.yaml"] = data
    for assessment in course.assessments:
        files[f"course/assessments/{assessment.id}.yaml"] = public_assessment(assessment)
    # Every version: answers to an earlier one are still read in its own words.
    for path in sorted((course.root / "instruments").glob("*.yaml")):
        files[f"course/instruments/{path.name}"] = read_yaml(path).data
    for name in ("glossary.yaml", "resources.yaml", "survey-sections.yaml"):
        if (course.root / name).is_file():
            files[f"course/{name}"] = read_yaml(course.root / name).data
    facts = load_facts(course.root / "facts.yaml")
    cited = {
        fact for book in notebooks for cell in book.markdown() for fact in cited_in(cell.source)
    }
    cited |= {text for data in files.values() for text in texts_in(data) if text in facts}
    files["course/facts.yaml"] = public_facts([facts[one] for one in sorted(cited & set(facts))])
    return files


def _release(course: Course) -> dict[str, bytes]:
    """The released survey, byte by byte, by path. Raises CoprodError for what is no release."""
    folder = course.root / FOLDER
    read_release(folder, course.instrument)
    return {f"course/{FOLDER}/{name}": p.read_bytes() for name, p in going_out(folder).items()}


def _as_they_are(root: Path, names: list[str]) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in names if (root / name).is_file()}


def _name_of(root: Path, path: Path) -> str:
    """A file's name inside the course, such as modules/steps.png."""
    return Path(os.path.relpath(path, root)).as_posix()


def _pictures(root: Path, lessons: list[Notebook]) -> dict[str, bytes]:
    """The pictures that lessons show, by path. Raises ContentProblems when one cannot go out.

    An exercise's pictures go out with it: nbgrader copies its whole folder.
    """
    wrong, found = [], {}
    for lesson in lessons:
        wrong += pasted_in(lesson)
        for picture in pictures_of(lesson, root / "modules"):
            if picture.path is None:
                wrong.append(picture.problem(lesson.path))
            else:
                found[_name_of(root, picture.path)] = picture.path.read_bytes()
    if wrong:
        raise ContentProblems(wrong)
    return found


def _manifest(
    course: Course,
    lessons: dict[str, Data],
    notebooks: list[Notebook],
    pictures: dict[str, bytes],
    earlier: dict[str, list[str]],
) -> str:
    """What was shipped: each notebook's digest, released exercises as learners get them."""
    digests = {name: _digest(data) for name, data in lessons.items()}
    for notebook in notebooks:
        slug = notebook.path.stem
        if "assignment" in slug_of(notebook.path) and course.assessment(slug) is not None:
            digests[f"exercises/{slug}/{slug}.ipynb"] = content_digest(notebook)
    before = {
        name: [one for one in known if one != digests.get(name)] for name, known in earlier.items()
    }
    info = course.info
    manifest = {
        "schema": SCHEMA,
        "course": info.id,
        "version": info.version,
        "status": info.status,
        "notebooks": digests,
        "earlier": {name: known for name, known in before.items() if known},
        "pictures": {n: hashlib.sha256(content).hexdigest() for n, content in pictures.items()},
    }
    return json.dumps(manifest, indent=2, sort_keys=True) + "\n"


def _earlier_exercises(out: Path, course: str) -> dict[str, list[str]]:
    """The digests of exercises that earlier copies in this place shipped, by path.

    Only what the course team published before counts, and never what came from an exchange: a
    notebook that a learner's page knows starts by itself.
    """
    manifest = read_manifest(out)
    if manifest is None or manifest.get("course") != course:
        return {}
    earlier: dict[str, list[str]] = {**manifest.get("earlier", {})}
    digests: dict[str, str] = manifest["notebooks"]
    for name in (one for one in digests if one.startswith("exercises/")):
        earlier[name] = [*earlier.get(name, []), digests[name]]
    return earlier


def _digest(data: Data) -> str:
    return digest_of((part["cell_type"], part["source"]) for part in data["cells"])


def _quick_yaml(data: Data) -> str:
    """JSON, which is YAML: the server reads all of it before anything is drawn."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_manifest(published: Path) -> dict[str, Any] | None:
    """What a published copy says of itself, or None when the folder is no published copy."""
    try:
        manifest = json.loads((published / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    known = isinstance(manifest, dict) and manifest.get("schema") == SCHEMA
    return manifest if known and isinstance(manifest.get("notebooks"), dict) else None


def _refuse_other_folders(out: Path) -> None:
    if out.exists() and (not out.is_dir() or any(out.iterdir())) and read_manifest(out) is None:
        raise CoprodError(
            "There is already something else in this place.",
            where=str(out),
            fix="Choose a new folder, or one that holds an earlier published copy.",
        )
