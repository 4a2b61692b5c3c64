"""A real HTTP server that answers `/hub/api/user` as JupyterHub does, for people made up here."""

import json
from contextlib import contextmanager
from urllib.parse import parse_qsl

from tiny_server import Quiet, serving

from coprod_training.collector.scopes import LEARN, OPERATE, TRAIN, WATCH


class TinyHub:
    """people: token to what the hub says of its owner. asked: how often it was asked."""

    def __init__(self):
        self.people, self.asked, self.broken = {}, 0, 0
        self.codes, self.exchanged = {}, []  # of OAuth: code to token, and what was sent for one
        hub = self

        class Answer(Quiet):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                hub.asked += 1
                token = self.headers.get("Authorization", "").partition(" ")[2]
                who = hub.people.get(token)
                if self.path != "/hub/api/user":
                    self._say(404, {"status": 404})
                elif hub.broken:
                    self._say(hub.broken, {"status": hub.broken})
                elif who is None:
                    self._say(403, {"status": 403, "message": "Forbidden"})
                else:
                    self._say(200, who)

            def do_POST(self):
                form = self.rfile.read(int(self.headers["Content-Length"])).decode()
                hub.exchanged.append(dict(parse_qsl(form)))
                token = hub.codes.pop(hub.exchanged[-1].get("code"), None)
                if self.path != "/hub/api/oauth2/token" or token is None:
                    self._say(400, {"error": "invalid_grant"})
                else:
                    self._say(200, {"access_token": token, "token_type": "Bearer"})

            def _say(self, status, said):
                content = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

        self.api, self._answer = "", Answer

    @contextmanager
    def running(self):
        with serving(self._answer) as address:
            self.api = f"{address}/hub/api"
            yield self

    def add(self, name, *scopes, groups=(), kind="user"):
        """Know somebody; their token."""
        token = f"token-of-{name}-{'-'.join(one.split(':')[2] for one in scopes)}"
        said = {"kind": kind, "name": name, "scopes": list(scopes), "admin": False}
        self.people[token] = said | ({"groups": list(groups)} if kind == "user" else {})
        return token

    def learner(self, name, cohort="", service=""):
        groups = [f"nbgrader-{cohort}"] * bool(cohort)
        groups += [f"service-{service}", "coprod-counted"] if service else []
        return self.add(name, LEARN, groups=groups)

    def trainer(self, name, *cohorts):
        return self.add(name, TRAIN, groups=[f"formgrade-{one}" for one in cohorts])

    def monitor(self):
        return self.add("monitor-1", WATCH)

    def operator(self):
        return self.add("operator-1", OPERATE)


def running_hub():
    """For a fixture of any scope: a hub that knows nobody yet."""
    with TinyHub().running() as found:
        yield found
