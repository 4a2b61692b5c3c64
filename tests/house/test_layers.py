"""The layers of architecture.md §3: an import goes to an earlier layer, or stays in its room."""

import subprocess
import sys

import pytest

from house import layers
from house.layers import ARROWS, ONLY_IN, layer_of, ours, room_of, unplaced
from house.tree import PACKAGE, imports

NO_JUPYTER = {"activities", "content", "answers", "contributions"}
JUPYTER = {
    "IPython",
    "ipykernel",
    "ipywidgets",
    "jupyter_core",
    "jupyter_server",
    "jupyterlab",
    "nbconvert",
    "nbformat",
    "traitlets",
}
# Writers' commands write notebooks, and import nbformat only when they do.
WRITES_NOTEBOOKS = {"content/tidy.py"}


def where(one):
    return f"{one.path.relative_to(PACKAGE.parent)}, line {one.line}"


def test_every_room_of_the_package_has_a_layer():
    assert unplaced() == []


def test_a_room_without_a_layer_is_named_with_where_it_belongs(monkeypatch):
    (last,) = [one for one in layers.LAYERS if "cli" in one]
    monkeypatch.setattr(layers, "LAYERS", [*layers.LAYERS[:-1], last - {"cli"}])

    assert "cli has no place yet: add it to LAYERS in tests/house/layers.py." in unplaced()
    assert all(room_of(one.path) != "cli" for one, _, _ in ours())


def test_imports_only_go_to_earlier_layers():
    wrong = [
        f"{where(one)}: {room_of(one.path)} (layer {layer_of(room_of(one.path)) + 1}) imports "
        f"{room} (layer {layer_of(room) + 1})."
        for one, room, _ in ours()
        if layer_of(room) > layer_of(room_of(one.path))
    ]

    assert wrong == [], "Move what is shared to the earlier layer:\n" + "\n".join(wrong)


def test_rooms_of_one_layer_do_not_import_one_another_unless_an_arrow_says_so():
    wrong = [
        f"{where(one)}: {room_of(one.path)} imports {rest}, its neighbour."
        for one, room, rest in ours()
        if room != room_of(one.path)
        and layer_of(room) == layer_of(room_of(one.path))
        and not any(room_of(one.path) == a and rest.startswith(b) for a, b in ARROWS)
        and "cli" not in (room, room_of(one.path))
    ]

    assert wrong == [], "Move what is shared to an earlier layer:\n" + "\n".join(wrong)


def test_nothing_imports_the_commands():
    wrong = [where(one) for one, room, _ in ours() if room == "cli" and room_of(one.path) != "cli"]

    assert wrong == []


@pytest.mark.parametrize("package", sorted(ONLY_IN))
def test_heavy_packages_are_imported_only_where_they_belong(package):
    wrong = [
        f"{where(one)} imports {package}."
        for one in imports()
        if one.name.split(".")[0] == package and room_of(one.path) not in ONLY_IN[package]
    ]

    assert wrong == [], f"{package} belongs in {sorted(ONLY_IN[package])} only:\n" + "\n".join(
        wrong
    )


def test_the_course_is_read_without_jupyter():
    wrong = [
        f"{where(one)} imports {one.name}."
        for one in imports()
        if one.name.split(".")[0] in JUPYTER
        and room_of(one.path) in NO_JUPYTER
        and not (one.lazy and one.path.relative_to(PACKAGE).as_posix() in WRITES_NOTEBOOKS)
    ]

    assert wrong == []


def test_reading_the_course_loads_nothing_heavy():
    code = (
        "import sys; from pathlib import Path;"
        "from coprod_training.content.course import load_course;"
        "load_course(Path(sys.argv[1]));"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    asked = [sys.executable, "-c", code, str(PACKAGE.parent / "course")]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)

    assert {*ONLY_IN, *JUPYTER} & set(done.stdout.split()) == set()


def test_only_commands_of_staff_make_and_check_certificates():
    wrong = [
        f"{where(one)}: {room_of(one.path)} imports {rest}."
        for one, room, rest in ours()
        if room == "certificates" and room_of(one.path) not in ("certificates", "cli")
    ]

    assert wrong == [], "A learner's process never signs (docs/decisions/0026)."
