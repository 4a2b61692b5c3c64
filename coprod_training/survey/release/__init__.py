"""From the restricted dataset to a release: what may be published, protected, audited, written.

Needs the extra `survey` (numpy, scipy). Nothing that a learner's process loads imports it.
"""

LEDGER, CANDIDATE = "release-ledger.jsonl", "release-candidate.json"
"""Files of private/survey: all that was released, and what the first of two people prepared."""
