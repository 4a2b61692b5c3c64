"""All pages of one minute show what was read once; the next minute reads again."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from coprod_training.monitor.names import names_of
from coprod_training.monitor.this_minute import ThisMinute
from monitor.conftest import NOW


class Reading:
    """As much of the collector as is asked: its clock, and what it reads."""

    def __init__(self, store):
        self.store, self.at, self.times, self.away = store, NOW, 0, False

    def now(self):
        return self.at

    async def read(self, look):
        self.times += 1
        if self.away:
            raise OperationalError("", {}, Exception("away"))
        return self.store.read(look)


@pytest.fixture
def reading(filled):
    return Reading(filled)


def asked(minute, reading, times=1):
    async def together():
        return await asyncio.gather(*(minute.watched(reading) for _ in range(times)))

    with ThreadPoolExecutor(1) as thread:  # Playwright's loop may run in this one
        return thread.submit(asyncio.run, together()).result()


def test_ten_pages_at_once_and_one_later_in_the_minute_show_what_was_read_once(reading, course):
    minute = ThisMinute(names_of(course))
    reading.at = NOW + timedelta(seconds=1)
    first = asked(minute, reading, 10)
    reading.at = NOW + timedelta(seconds=59)

    assert asked(minute, reading) == first[:1]
    assert reading.times == 1
    assert first[0].at == NOW


def test_the_next_minute_reads_again(reading, course):
    minute = ThisMinute(names_of(course))
    asked(minute, reading)
    reading.at = NOW + timedelta(seconds=60)

    (second,) = asked(minute, reading)

    assert (second.at, reading.times) == (reading.at, 2)


def test_what_could_not_be_read_is_asked_for_again(reading, course):
    minute = ThisMinute(names_of(course))
    reading.away = True
    with pytest.raises(OperationalError):
        asked(minute, reading)
    reading.away = False

    assert asked(minute, reading)[0].at == NOW
