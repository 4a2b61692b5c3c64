"""The time of the people who take the course.

It needs a database of time zones, the system's or tzdata. So it stands apart from the words of
days: building the wheel loads those, where there may be none.
"""

from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
