"""The time of the people who take the course. Needs a database of time zones, of the system or tzdata.

Apart from the words of days, which building the wheel loads, where there may be none.
"""

from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
