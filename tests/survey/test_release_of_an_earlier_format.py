"""A release whose files had other words is still read, and written again as it was."""

from made_up_dataset import INSTRUMENT

from coprod_training.content.released import read_release
from coprod_training.survey.release import files, two_people

from .test_release_command import DAYS, Office


def test_a_release_of_an_earlier_format_is_written_again_byte_for_byte(tmp_path, monkeypatch):
    office = Office(tmp_path)
    before = office.made.answer(150, "pre", status="released")
    office.made.finish(before[:110])
    with monkeypatch.context() as patched:
        patched.setattr(files, "FORMAT", 1)
        office.release(DAYS[0])
    first = office.files()
    (office.out / "codebook.md").unlink()

    two_people.again(office.case(DAYS[1]), DAYS[0], office.out)

    assert office.files() == first
    assert b"lost is the base in `pre`, less that." in first["codebook.md"]
    assert read_release(office.out, INSTRUMENT).info.format == 1
