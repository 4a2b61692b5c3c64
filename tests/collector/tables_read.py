"""Everything that a database holds, as plain rows that can be compared."""

from sqlalchemy import select

from coprod_training.collector import tables
from coprod_training.collector.repair import repair

FOLLOWS = ("reached", "progress", "cell", "step")
OF_LEARNER = ("service", "first_stored", "last_stored", "finished_modules", "open_module")


def rows_of(store, name):
    with store.reading() as connection:
        return sorted(map(tuple, connection.execute(select(tables.main.tables[name]))), key=repr)


def what_follows(store):
    """All that is worked out from statements. A cell of nobody is as good as none."""
    found = {name: rows_of(store, name) for name in FOLLOWS}
    found["cell"] = [row for row in found["cell"] if any(row[2:])]
    found["step"] = [row for row in found["step"] if row[3]]
    return found | {"learner": rows_of(store, "learner")}


def counted_again(store, outline):
    """What follows once it was worked out anew from all statements."""
    repair(store, outline)
    return what_follows(store)
