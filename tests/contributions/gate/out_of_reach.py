"""A folder that nobody may look into, also where tests run as root, who may look anywhere."""

import os
from pathlib import Path


def close(folder, monkeypatch):
    """From here on whatever is at or below this folder is refused, as by its mode."""

    def refusing(does):
        def asked(path=".", *args, **more):
            if not isinstance(path, int) and Path(path).is_relative_to(folder):
                raise PermissionError(13, "Permission denied", str(path))
            return does(path, *args, **more)

        return asked

    for of, name in ((Path, "stat"), (Path, "open"), (os, "scandir"), (os, "listdir")):
        monkeypatch.setattr(of, name, refusing(getattr(of, name)))
