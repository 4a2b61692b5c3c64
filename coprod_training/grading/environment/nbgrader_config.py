"""Read by every nbgrader command in this environment: keeps our courses from being run.

All other courses keep nbgrader's own list of steps; one step is swapped for a subclass of itself.
"""

from coprod_training.grading import learner_nbgrader

c = get_config()  # type: ignore[name-defined]  # noqa: F821  # nbgrader gives it

if not learner_nbgrader.grades_nothing:
    from nbgrader.converters import Autograde
    from nbgrader.preprocessors import Execute

    c.Autograde.autograde_preprocessors = [
        "coprod_training.grading.refuse_execute.ExecuteUnlessOurs"
        if step is Execute
        else f"{step.__module__}.{step.__qualname__}"
        for step in Autograde.autograde_preprocessors.default()
    ]
