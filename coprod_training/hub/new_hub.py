"""Writes everything that a hub on a server needs: settings, units, TLS proxy, database, values."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import coprod_training
from coprod_training.errors import CoprodError
from coprod_training.hub import roles
from coprod_training.hub.proxy_program import FOLDER as PROXY
from coprod_training.hub.roles import collectors_host
from coprod_training.hub.running import CONFIG, CONFIG_TEXT

FILES = Path(__file__).parent / "server_files"


def write_hub(folder: Path, address: str) -> list[str]:
    """Write a hub's files; returns what was done, in sentences. They hold no secret.

    folder: empty or new. address: what people will type. Raises CoprodError when it is no address
    that a hub can have, or when something is there.
    """
    parts = urlsplit(address)
    domain = parts.hostname or ""
    if parts.scheme != "https" or "." not in domain or domain.replace(".", "").isdigit():
        raise CoprodError(
            "A hub needs an address of its own, with https and a name.",
            where=address,
            fix="Such as https://course.example.org. To look at one on this machine: coprod demo",
        )
    if folder.exists() and any(folder.iterdir()):
        raise CoprodError(
            "There is something here already.",
            where=str(folder),
            fix="Give a different folder: a hub's settings are never overwritten.",
        )
    port = f":{parts.port}" if parts.port else ""
    words = {
        "@ADDRESS@": f"https://{parts.netloc}",
        "@DOMAIN@": domain,
        "@COLLECTOR@": f"https://{collectors_host(domain)}{port}/services/{roles.COLLECTOR}",
        "@VERSION@": coprod_training.__version__,
    }
    for one in sorted(FILES.rglob("*")):
        if one.is_file():
            text = one.read_text(encoding="utf-8")
            for word, value in words.items():
                text = text.replace(word, value)
            place = folder / one.relative_to(FILES)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    (folder / CONFIG).write_text(CONFIG_TEXT, encoding="utf-8")
    (folder / "proxy").mkdir(exist_ok=True)
    for one in PROXY.glob("package*.json"):
        shutil.copy(one, folder / "proxy" / one.name)
    return [
        f"Written to {folder}, without any secret.",
        "It is not for real learners yet: try it with made-up people on your server first.",
        "Read its README.md next.",
    ]
