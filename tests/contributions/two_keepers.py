"""One of two keepers at work at once: a process of its own. Everything it writes is a test record.

python -m contributions.two_keepers PRIVATE KEY REF NUMBER
"""

import os
import sys
import time
from pathlib import Path

from contributions.made_up import contribution
from coprod_training.contributions.refs import new_ref
from coprod_training.contributions.register import Register
from coprod_training.contributions.role_keys import load_key
from coprod_training.errors import CoprodError


def main(private, key, ref, number):
    """Add so many records, and count one up by as many, reading again when the other was faster.

    Says in PRIVATE that it is ready, and begins when `go` is there: so both work at once. Prints
    the reference of each record that it was told is kept.
    """
    register = Register(Path(private), load_key(Path(key)))
    (Path(private) / f"ready-{os.getpid()}").touch(0o600)
    while not (Path(private) / "go").exists():
        time.sleep(0.005)
    for _ in range(int(number)):
        added = register.add("contribution", contribution(ref=new_ref()))
        print(added.ref, flush=True)
        while True:
            held = register.read("contribution", ref)
            try:
                register.change(held, off_limits=held.fields["off_limits"] + ".")
                break
            except CoprodError as error:
                if "in the meantime" not in error.what:
                    raise


if __name__ == "__main__":
    main(*sys.argv[1:])
