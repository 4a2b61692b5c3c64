from datetime import UTC, datetime, timedelta, timezone

from coprod_training.stored_time import stored, stored_exactly

AT = datetime(2027, 1, 11, 9, 30, 0, 125_900, tzinfo=UTC)


def test_a_record_has_its_second_in_utc():
    summer = AT.astimezone(timezone(timedelta(hours=1)))
    assert stored(AT) == stored(summer) == "2027-01-11T09:30:00Z"


def test_an_answer_has_its_thousandth_in_utc():
    summer = AT.astimezone(timezone(timedelta(hours=1)))
    assert stored_exactly(AT) == stored_exactly(summer) == "2027-01-11T09:30:00.125Z"
    assert stored_exactly(AT.replace(microsecond=0)) == "2027-01-11T09:30:00.000Z"
