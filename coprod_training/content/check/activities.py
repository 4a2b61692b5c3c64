"""Rules for the activities and passages of the YAML files."""

from collections.abc import Iterator

from coprod_training.content.answers_file import SETTING
from coprod_training.content.check.staff_copy import StaffCopy, placed_activities
from coprod_training.errors import Problem


def activities_are_whole(staff: StaffCopy) -> Iterator[Problem]:
    """What each kind finds in its own activities: a wrong key, no feedback and so on."""
    if staff.course is None:
        return
    for placed in placed_activities(staff.course):
        for inside, what, fix in placed.activity.problems():
            yield placed.problem(inside, what, fix)


def passages_cover_every_setting(staff: StaffCopy) -> Iterator[Problem]:
    """A passage that differs by setting has words for each, and is made up."""
    if staff.course is None:
        return
    settings = [setting.id for setting in staff.course.info.settings]
    for file, module in staff.course.module_files():
        for number, variant in enumerate(module.variants):
            line = file.line_of(("variants", number))
            part = f'passage "{variant.id}"'
            for setting in settings:
                if not variant.texts.get(setting, "").strip():
                    what = f'There are no words for the setting "{setting}".'
                    yield Problem(path=file.path, line=line, part=part, what=what, fix="Add them.")
            for setting in sorted(set(variant.texts) - set(settings)):
                what = f'There is no setting "{setting}" in course.yaml.'
                fix = f"The settings are: {', '.join(settings)}."
                yield Problem(path=file.path, line=line, part=part, what=what, fix=fix)
            if not variant.made_up:
                what = "This passage does not say that it is made up, and it cannot cite a fact."
                fix = "Say made_up: true, or write it in the notebook with its fact."
                yield Problem(path=file.path, line=line, part=part, what=what, fix=fix)


def settings_can_be_chosen(staff: StaffCopy) -> Iterator[Problem]:
    """The question about the setting offers the settings of course.yaml, each by its own id."""
    if staff.course is None:
        return
    settings = [setting.id for setting in staff.course.info.settings]
    for placed in placed_activities(staff.course):
        if placed.activity.id != SETTING:
            continue
        options = getattr(placed.activity, "options", ())
        for number, option in enumerate(options):
            if option.id not in settings:
                what = f'There is no setting "{option.id}" in course.yaml.'
                fix = f"The settings are: {', '.join(settings)}."
                yield placed.problem(("options", number, "id"), what, fix)
        for setting in sorted(set(settings) - {option.id for option in options}):
            what = f'Nobody can choose the setting "{setting}".'
            yield placed.problem(("options",), what, "Add an option with that id.")


def what_is_optional_completes_nothing(staff: StaffCopy) -> Iterator[Problem]:
    """An optional module has no core activity and no exercise: leaving it out costs nothing."""
    if staff.course is None:
        return
    optional = {module.id for module in staff.course.modules if module.optional}
    for placed in placed_activities(staff.course):
        if placed.slug in optional and placed.activity.core:
            what = "This activity is core, and its module is optional."
            yield placed.problem(("core",), what, "Remove core: true, or optional: true.")
    for file, assessment in staff.course.assessment_files():
        if assessment.module in optional:
            what = f'This exercise belongs to "{assessment.module}", which is optional.'
            fix = "Name another module, or take optional: true away there."
            yield file.problem(("module",), what, fix)


def what_counts_can_be_completed(staff: StaffCopy) -> Iterator[Problem]:
    """A module that is not optional has a core activity: else nothing would complete it."""
    if staff.course is None:
        return
    for file, module in staff.course.module_files():
        if not module.optional and not any(one.core for one in module.activities):
            what = "No activity of this module is core, so nothing completes it."
            fix = "Write core: true under what is needed, or optional: true for the module."
            yield file.problem(("activities",), what, fix)


RULES = (
    activities_are_whole,
    passages_cover_every_setting,
    settings_can_be_chosen,
    what_is_optional_completes_nothing,
    what_counts_can_be_completed,
)
