"""The words of our xAPI statements, and where each is defined.

Source: the ADL vocabulary (verbs and activity types) and xAPI 2.0 (IEEE 9274.1.1), part 4.2.
"""

from typing import Literal

VerbName = Literal["answered", "scored"]

VERBS: dict[VerbName, str] = {
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "scored": "http://adlnet.gov/expapi/verbs/scored",
}
ACTIVITY_TYPES = {
    "activity": "http://adlnet.gov/expapi/activities/interaction",
    "assignment": "http://adlnet.gov/expapi/activities/assessment",
}
# Object ids are names, not addresses to visit: a urn needs no web site and never goes stale.
OBJECT_ID = "urn:coprod-training:{course}:{kind}:{slug}"
ATTEMPT = "urn:coprod-training:extension:attempt"
COURSE_VERSION = "urn:coprod-training:extension:course-version"
HOME_PAGE = "urn:coprod-training:progress"
