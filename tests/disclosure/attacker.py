"""Somebody who wants to know: an attack that shares no code with the audit.

It counts people by setting and region at once, asks the published rule itself what each count would
have looked like, and solves its own integer program. It knows the seal, and when people came.
"""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

FAR = 2000


class Attacker:
    """Has every table of one question, and every rule.

    published: for each release, (base, counts) by group; None where hidden. rule: what a count is
    published as. needed: the base that a shown group has at least; a hidden one is taken to have
    fewer when `few` says so. leaving: releases with which people may have left. batch: how many
    join and leave a group at least, or nobody; of those whose answer counts in shares, too. true:
    who really came, by release, and then who left. It tells the attacker nothing: what is true has
    to be possible, and worlds like it are found soonest.
    """

    def __init__(
        self,
        frame,
        published,
        rule,
        needed,
        *,
        few=None,
        leaving=(),
        batch=1,
        base_rule=None,
        true=None,
    ):
        self.frame, self.published, self.rule, self.needed = frame, published, rule, needed
        self.few = few or {}
        self.leaving, self.batch = tuple(leaving), batch
        self.size = int(np.prod(frame.shape))
        self.blocks = len(published) + len(self.leaving)
        counted = np.array(frame.counted)
        sorts = [np.ones_like(counted)] if counted.all() else [np.ones_like(counted), counted]
        groups = frame.groups if batch > 1 else ()
        self.whole = [
            (block, group, sort)
            for block in range(self.blocks)
            for group in groups
            for sort in sorts
        ]
        self.variables = self.blocks * self.size + len(self.whole)
        self.window, self.base_window = _look_up(rule), _look_up(base_rule or rule)
        self.rows, self.low, self.high = [], [], []
        self._know()
        self.known = LinearConstraint(csr_array(np.array(self.rows)), self.low, self.high)
        self._worlds = []  # found so far: what is so in one of them is possible
        self._usual = None  # which batches there were, where that is to be tried first
        if true is not None:
            self._begin(np.ravel(true).astype(float))

    def values(self, release, group, option, most=14):
        """Every value up to `most` that one count can have had."""
        row = self._cell(release, group, option)
        return self._some({n: [(row, n, n)] for n in range(most)})

    def at_least(self, release, group, option, enough, most=14, leaf=None):
        """Whether a count can have had so many values.

        leaf: setting and region of the attacker, who is one of those counted.
        """
        row, own = self._cell(release, group, option), []
        if leaf is not None:
            marked = np.zeros(self.frame.shape)
            marked[(*leaf, self.frame.options.index(option))] = 1
            own = [(self._sum(release, marked), 1, FAR)]
        near = self._worlds[0] @ row if self._worlds else 0
        values = sorted(range(most), key=lambda value: abs(value - near))
        wanted = {value: [(row, value, value), *own] for value in values}
        return len(self._some(wanted, enough)) >= enough

    def answers(self, release, setting, region, *, left=False, alone=(), enough=FAR):
        """What somebody can have answered who is known to have come, or left, with a release.

        alone: groups in which they are known to be the only one who did. enough: so many answers
        are looked for.
        """
        block = len(self.published) + self.leaving.index(release) if left else release
        only = [(self._batch(block, group), 1, 1) for group in alone]
        wanted = {
            option: [(self._leaf(block, setting, region, column), 1, FAR), *only]
            for column, option in enumerate(self.frame.options)
        }
        return self._some(wanted, enough)

    def _know(self):
        options = range(len(self.frame.options))
        for at, tables in enumerate(self.published):
            for group, (base, counts) in tables.items():
                if base is None:
                    if self.few.get((at, group), True):
                        self._rule(self._base(at, group), 0, self.needed - 1)
                    continue
                low, high = self.base_window[base]
                self._rule(self._base(at, group), max(low, self.needed), high)
                for column in options:
                    cell = self._cell(at, group, self.frame.options[column])
                    self._rule(cell, *self.window[counts[column]])
        for at in self.leaving:
            gone = len(self.published) + self.leaving.index(at)
            for leaf in range(self.size):
                row = np.zeros(self.variables)
                for block, sign in self._standing(at - 1):
                    row[block * self.size + leaf] += sign
                row[gone * self.size + leaf] = -1
                self._rule(row, 0, np.inf)
        for number, one in enumerate(self.whole):
            total = self._batch(*one)
            is_one = np.zeros(self.variables)
            is_one[self.blocks * self.size + number] = 1
            self._rule(total - self.batch * is_one, 0, np.inf)
            self._rule(total - FAR * is_one, -np.inf, 0)

    def _standing(self, at):
        """Which batches make up those published at a release, and with which sign."""
        came = [(block, 1) for block in range(at + 1)]
        gone = [(len(self.published) + n, -1) for n, when in enumerate(self.leaving) if when <= at]
        return [*came, *gone]

    def members(self, group):
        kind, value = group
        marked = np.zeros(self.frame.shape)
        if kind == "all":
            marked[...] = 1
        elif kind == "setting":
            marked[self.frame.settings.index(value)] = 1
        else:
            marked[:, self.frame.regions.index(value)] = 1
        return marked

    def _sum(self, at, marked):
        row = np.zeros(self.variables)
        for block, sign in self._standing(at):
            row[block * self.size : (block + 1) * self.size] += sign * marked.ravel()
        return row

    def _cell(self, at, group, option):
        marked = self.members(group)
        marked[:, :, [n for n, one in enumerate(self.frame.options) if one != option]] = 0
        return self._sum(at, marked)

    def _base(self, at, group):
        return self._sum(at, self.members(group) * np.array(self.frame.counted))

    def _batch(self, block, group, sort=1):
        """How many of a group are in a batch. sort: which answers are counted; else all."""
        row = np.zeros(self.variables)
        row[block * self.size : (block + 1) * self.size] = (self.members(group) * sort).ravel()
        return row

    def _leaf(self, block, setting, region, column):
        row = np.zeros(self.variables)
        place = np.ravel_multi_index((setting, region, column), self.frame.shape)
        row[block * self.size + place] = 1
        return row

    def _rule(self, row, low, high):
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def _begin(self, people):
        """With what is true: an attacker who takes that for impossible knows something wrong."""
        usual = np.array([self._batch(*one)[: len(people)] @ people > 0 for one in self.whole])
        self._keep(np.concatenate([people, usual]))
        assert self._worlds, "What is true does not fit what the attacker knows."
        if self.whole:
            self._usual = usual

    def _some(self, wanted, enough=FAR):
        """Which of these demands can be met, by name. enough: so many are looked for.

        Most are met in a world that was found, or soon in one with batches as they were. A program
        that has to choose batches as well is slow, so it has the rest.
        """
        found = set()
        for fits in (self._met, self._likely, self._possible):
            for name, demands in wanted.items():
                if len(found) < enough and name not in found and fits(demands):
                    found.add(name)
        return found

    def _met(self, demands):
        """Whether one of the worlds that were found is such a one."""
        rows, low, high = map(np.array, zip(*demands, strict=True))
        sums = np.array(self._worlds).reshape(-1, self.variables) @ rows.T
        return bool(((low <= sums) & (sums <= high)).all(axis=1).any())

    def _likely(self, demands):
        """Whether there is such a world with batches as they were."""
        return self._usual is not None and self._solved(demands, self._usual, self._usual)

    def _possible(self, demands):
        """Whether there is such a world at all."""
        return self._solved(demands, 0, 1)

    def _solved(self, demands, least, most):
        """Whether there is such a world. least, most: bounds of whether each batch is one."""
        if self._met(demands):
            return True
        rows, low, high = (list(one) for one in zip(*demands, strict=True))
        people = self.blocks * self.size
        lowest, highest = np.zeros(self.variables), np.full(self.variables, float(FAR))
        lowest[people:], highest[people:] = least, most
        found = milp(
            np.zeros(self.variables),
            integrality=np.ones(self.variables),
            bounds=Bounds(lowest, highest),
            constraints=[self.known, LinearConstraint(csr_array(np.array(rows)), low, high)],
        )
        assert found.status in (0, 2), found.message
        if found.status == 0:
            self._keep(np.round(found.x))
        return found.status == 0

    def _keep(self, world):
        """Where whole numbers fit as they are, and not only as nearly as a program takes them."""
        sums = self.known.A @ world
        if (world >= 0).all() and (self.low <= sums).all() and (sums <= self.high).all():
            self._worlds.append(world)


def _look_up(rule):
    """What counts look like so: the lowest and the highest."""
    found = {}
    for count in range(FAR):
        found.setdefault(rule(count), []).append(count)
    return {shown: (counts[0], counts[-1]) for shown, counts in found.items()}


def seen(tables):
    """Protected tables as a reader of the release has them."""
    return {group: (table.base, table.counts) for group, table in tables.items()}


def attack(story, settings, rule, **known):
    """An attacker of a story that was published by `rule`, who knows the seal of these settings.

    known: what is known otherwise, in the words of Attacker.
    """
    few = {
        (at, group): table.hidden is None or table.hidden.name == "FEW"
        for at, tables in enumerate(story.published)
        for group, table in tables.items()
    }
    leaving = [at for at in range(story.releases) if story.left[at].any()]
    sealed = {"batch": settings.smallest_batch, **known}
    return Attacker(
        story.frame,
        [seen(tables) for tables in story.published],
        rule,
        settings.base_needed(story.coded[-1]),
        few=few,
        leaving=leaving,
        true=np.concatenate([story.joined, story.left[leaving]]),
        **sealed,
    )


def told_too_well(story, settings, rule, *, counts=None, inside=FAR, latest=FAR, **known):
    """Small counts that can be told to fewer than four values, and people with one answer left.

    Small counts are also looked at by each of the people in them, who know their own record.
    counts: places of those that are looked at, else all. inside: so many of these, the first ones,
    are looked at by the people in them. latest: of those who came so many are looked at, and of
    those who left.
    """
    attacker = attack(story, settings, rule, **known)
    if counts is None:
        counts = np.argwhere((story.counts > 0) & (story.counts < 10))
    found = []
    standing = np.cumsum(story.joined - story.left, axis=0)
    for number, (at, row, column) in enumerate(counts):
        group, option = story.frame.groups[row], story.frame.options[column]
        own = np.argwhere(standing[at, :, :, column] * attacker.members(group)[:, :, 0])
        for leaf in (None, *map(tuple, own if number < inside else ())):
            if not attacker.at_least(int(at), group, option, 4, leaf=leaf):
                found.append(("cell", int(at), group, option))
                break
    for left, people in ((False, story.joined), (True, story.left)):
        totals = (story.went if left else story.came).sum(axis=-1)
        for at, setting, region in np.argwhere(people.sum(axis=-1) > 0)[-latest:].tolist():
            who = (at, setting, region)
            came_or_went = zip(story.frame.groups, totals[at], strict=True)
            alone = [group for group, total in came_or_went if total == 1]
            if len(attacker.answers(*who, left=left, alone=alone, enough=2)) < 2:
                found.append(("leaver" if left else "joiner", *who))
    return found
