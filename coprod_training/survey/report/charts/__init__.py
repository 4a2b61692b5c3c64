"""The pictures of the report, in their order. A new one is a file here, and a line in CHARTS."""

from coprod_training.survey.report.charts.areas import areas
from coprod_training.survey.report.charts.change import change
from coprod_training.survey.report.charts.completion import completion
from coprod_training.survey.report.charts.coverage import coverage
from coprod_training.survey.report.charts.steps import steps
from coprod_training.survey.report.charts.yours import yours

CHARTS = (completion, coverage, steps, change, areas, yours)
