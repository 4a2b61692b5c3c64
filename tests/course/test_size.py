"""The whole course stays small, so that it installs and opens quickly."""

from coprod_training.content.publish import publish

MOST = 2 * 2**20
"""Bytes that the course may add to the installed package. Source: issue 5, how it is judged."""


def test_the_learners_copy_of_the_whole_course_is_at_most_2_mb(root, course, tmp_path):
    publish(root, tmp_path / "published")

    files = [one for one in (tmp_path / "published").rglob("*") if one.is_file()]
    assert len(files) > len(course.modules)
    assert sum(one.stat().st_size for one in files) <= MOST
