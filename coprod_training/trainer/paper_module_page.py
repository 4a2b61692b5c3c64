"""The page on which a trainer types in a module's practice from paper, for one learner."""

import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from tornado import web

from coprod_training.content.course import Course, Module
from coprod_training.content.place import on_a_hub
from coprod_training.errors import CoprodError, in_words
from coprod_training.grading.paper_practice import answered_in, keep_from_paper
from coprod_training.lab.handler import KEY as HOME
from coprod_training.lab.home import Home
from coprod_training.progress.completion import ModuleProgress, progress_of
from coprod_training.progress.folders import outcomes_in
from coprod_training.trainer.paper_form import PaperForm, wrong_with_learner

UNKNOWN = (
    "Nobody works on paper under this name here yet. Somebody who signs in types in their own"
    " sheet. Check the name, and tick the box if it is right."
)
AGAIN = (
    "This learner has answers to some of these already. What you type in becomes their newest."
    " Check the name, and tick the box if it is right."
)


class TypeInModule(PaperForm):
    """GET and POST coprod/trainer/paper/modules/<module>."""

    @web.authenticated
    async def get(self, slug: str) -> None:
        """The empty form, and how far the learner is whose sheet was typed in last."""
        module, typed = self._module(slug), self.get_query_argument("typed", "")
        self._form(module, typed=typed if typed in self._known() else "")

    @web.authenticated
    async def post(self, slug: str) -> None:
        """Keep what was typed, or show the form again and say what is wrong."""
        module = self._module(slug)
        if on_a_hub(os.environ):
            self.set_status(409)
            self._form(module)
            return
        learner = self.get_body_argument("learner", "").strip()[:200]
        responses, problems = self.typed_in(module.activities)
        ask_sure, sure = "", self.is_sure_of(learner)
        try:
            if wrong := wrong_with_learner(learner):
                problems["learner"] = wrong
            elif not sure:
                ask_sure = self._to_be_sure_of(learner, module, responses)
                problems |= {"learner": ask_sure} if ask_sure else {}
            if not problems:
                keep_from_paper(
                    self.trainer.root,
                    self._folder(learner),
                    module,
                    learner,
                    responses,
                    by=self.current_user.username,
                    now=datetime.now(UTC),
                )
                here = f"{self.to}/coprod/trainer/paper/modules/{slug}"
                self.redirect(f"{here}?typed={quote(learner)}")
                return
        except (CoprodError, OSError) as raised:  # what was typed stays in the form
            error = in_words(raised)
            problems["whole"] = error.sentences
        self.set_status(400)
        self._form(module, learner, problems, ask_sure=bool(ask_sure), sure=sure)

    @property
    def _home(self) -> Home:
        home: Home = self.settings[HOME]
        return home

    def _folder(self, learner: str) -> Path:
        return self._home.workspace.folder_of(learner, self._home.learner)

    def _module(self, slug: str) -> Module:
        found = self.trainer.course().module(slug)
        if found is None:
            raise web.HTTPError(404)
        return found

    def _to_be_sure_of(self, learner: str, module: Module, responses: Collection[str]) -> str:
        """Why a second look at the name is asked for, or ""."""
        if answered_in(self._folder(learner), module) & {*responses}:
            return AGAIN
        return "" if learner in self._with_a_folder() else UNKNOWN

    def _with_a_folder(self) -> set[str]:
        """Whose answers are kept here."""
        return {self._home.learner, *self._home.workspace.learners_on_paper()}

    def _known(self) -> list[str]:
        """The same, and who has handed in."""
        return sorted({*self._with_a_folder(), *self.known()})

    def _form(
        self,
        module: Module,
        learner: str = "",
        problems: dict[str, str] | None = None,
        *,
        ask_sure: bool = False,
        sure: bool = False,
        typed: str = "",
    ) -> None:
        stands = _standing(self.trainer.course(), module, self._folder(typed)) if typed else None
        self.show(
            "paper_module.html.j2",
            module=module.id,
            title_of=module.title,
            hub=on_a_hub(os.environ),
            own=self._home.learner,
            learner=learner,
            known=self._known(),
            problems=problems or {},
            ask_sure=ask_sure or sure,
            sure=sure,
            typed=typed,
            core_done=stands.core_done if stands else 0,
            core=stands.core if stands else 0,
            questions=self.questions(module.activities),
        )


def _standing(course: Course, module: Module, folder: Path) -> ModuleProgress:
    progress = progress_of(course, outcomes_in(folder, course), ())
    return next(one for one in progress.modules if one.slug == module.id)


ADDRESSES = [(r"trainer/paper/modules/([a-z0-9-]+)", TypeInModule)]
