"""The server extension: what JupyterLab's server answers under `<base url>coprod/`.

Jupyter finds the two functions by name. Their settings come from `lab.settings`.
"""

import os
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join

from coprod_training.lab.collector_deletion import KEY as DELETION
from coprod_training.lab.collector_deletion import collector_deletion
from coprod_training.lab.contributor_page import ContributorPage
from coprod_training.lab.course_pages import CoursePage, Digests, There, Words
from coprod_training.lab.exercise_pages import KEY as EXERCISES
from coprod_training.lab.exercise_pages import ExerciseList, HandInPage, Start
from coprod_training.lab.exercises import Exercises
from coprod_training.lab.feedback_page import FeedbackPage
from coprod_training.lab.first_page import LAB, PATTERN, FirstPage
from coprod_training.lab.forum_pages import Forum
from coprod_training.lab.handler import KEY
from coprod_training.lab.history_pages import HistoryPage
from coprod_training.lab.home import SECTION, home_from
from coprod_training.lab.my_data_pages import MyData, MyDataFile
from coprod_training.lab.part_pages import ActivityPage, SlotPage, VariantPage
from coprod_training.lab.recording_page import RecordingPage
from coprod_training.lab.report_pages import Reports
from coprod_training.lab.sender import start_sending
from coprod_training.lab.sign_in import SignIn
from coprod_training.lab.static_pages import OpenPage, StaticPage

NAME = "coprod_training.lab.extension"
ADDRESSES = [
    (r"api/there", There),
    (r"api/course", CoursePage),
    (r"api/digests", Digests),
    (r"api/words", Words),
    (r"api/activities/([a-z0-9-]+)", ActivityPage),
    (r"api/slots/([a-z0-9-]+)", SlotPage),
    (r"api/variants/([a-z0-9-]+)", VariantPage),
    (r"api/exercises", ExerciseList),
    (r"api/exercises/([a-z0-9-]+)/start", Start),
    (r"api/exercises/([a-z0-9-]+)/hand-in", HandInPage),
    (r"api/my-data", MyData),
    (r"api/reports", Reports),
    (r"api/forum", Forum),
    (r"api/history", HistoryPage),
    (r"my-data\.(json|csv)", MyDataFile),
    (r"feedback/([a-z0-9-]+)/([^/]+)", FeedbackPage),
    (r"contribute/([a-z0-9-]+)", ContributorPage),
    (r"recordings/([a-z0-9-]+)", RecordingPage),
    (r"sign-in", SignIn),
    (r"static/(coprod\.css|icon\.svg)", OpenPage),
    (r"static/([a-z_.]+)", StaticPage),
]


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": NAME}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    settings = serverapp.web_app.settings
    settings[KEY] = home_from(
        dict(serverapp.config.get(SECTION, {})), Path(serverapp.root_dir), os.environ
    )
    settings[EXERCISES] = Exercises(settings[KEY])
    settings[DELETION] = collector_deletion(settings[KEY].folder, os.environ)
    start_sending(settings[KEY], settings[DELETION], serverapp)
    base = settings["base_url"]
    if settings[KEY].role == "learner":
        # Extensions are loaded by name, so this comes before JupyterLab's own, and is asked first.
        serverapp.web_app.add_handlers(".*$", [(url_path_join(base, PATTERN), FirstPage, LAB)])
    serverapp.web_app.add_handlers(
        ".*$",
        [(url_path_join(base, "coprod", address), page) for address, page in ADDRESSES],
    )
