"""Makes the certificate of a learner who has earned it, under the name that they wish to see."""

import asyncio
import json
import sys
from datetime import UTC, datetime
from typing import Any

from tornado import web

from coprod_training.grading.hidden_marks import see_all
from coprod_training.lab.handler import KEY as HOME
from coprod_training.lab.home import Home
from coprod_training.trainer.earned import NOT_SEEN, why_none
from coprod_training.trainer.learner_pages import Learners, TypedName

PATIENCE = 90  # seconds; what draws and signs takes 1 to 3 to load
_BROKEN = "The certificate could not be made. Try again in a moment."


class MakeCertificate(Learners):
    """POST coprod/trainer/learners/certificate.

    There is nothing to GET: a name would stand in the address.
    """

    @web.authenticated
    async def get(self) -> None:
        """There is nothing to look at."""
        raise web.HTTPError(404)

    @web.authenticated
    async def post(self) -> None:
        """Answer with both files, or with the form again and why not.

        The files are in the answer itself: no copy is kept here, and no address leads to one.
        """
        learner = self.get_body_argument("learner", "", strip=False)
        typed = self.get_body_argument("name", "", strip=False)
        seen = self.get_body_argument("seen", "") == "yes"
        home: Home = self.settings[HOME]
        why = await why_none(home, learner, seen)
        account, now = self.current_user.username, datetime.now(UTC)
        # The answer tells their marks.
        see_all(self.trainer.root, self.exercises(), account, now, learner)
        if why == NOT_SEEN:
            await self._again(TypedName(learner, typed, why))
            return
        if why:
            self.set_status(409)
            await self._page(refused=why)
            return
        made = await made_in_a_process(home, typed)
        if made.get("ok") is not True:
            words = str(made.get("words") or _BROKEN)
            await self._again(TypedName(learner, typed, words, seen))
            return
        self.show(
            "certificate.html.j2",
            name=" ".join(typed.split()),
            code=made["code"],
            pdf=made["pdf"],
            credential=made["credential"],
        )

    async def _again(self, name: TypedName) -> None:
        """The form once more, with what was typed and what is wrong."""
        self.set_status(400)
        await self._page(name=name)


async def made_in_a_process(home: Home, name: str) -> dict[str, Any]:
    """What `certificates.giving` answers; {} when it does not.

    A process of its own, as what signs is large, and its key stays out of a server that reads what
    learners handed in.
    """
    told = {
        "private": str(home.workspace.private),
        "course": str(home.place().course),
        "name": name,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "coprod_training.certificates.giving"),
        cwd=home.workspace.trainer,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    line = json.dumps(told).encode() + b"\n"
    try:
        printed, _ = await asyncio.wait_for(process.communicate(line), PATIENCE)
        said = json.loads(printed)
    except TimeoutError:
        process.kill()
        await process.wait()
        return {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


ADDRESSES = [(r"trainer/learners/certificate", MakeCertificate)]
