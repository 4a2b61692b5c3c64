"""Words that make a sentence a claim about the world, wherever it stands.

A net with wide holes: it finds figures, comparisons, causes, research and places. It is not asked
to understand. Words that our own instructions need, such as "most" alone, are left out.
"""

import re

_PEOPLE = (
    "(?:people|clients|patients|carers|services|teams|staff|groups|professionals|organisations)"
)
_WORDS = (
    # Figures.
    r"\d\s?%",
    r"\bper ?cents?\b|\bpercentages?\b|\bon average\b|\bmajority\b",
    r"\b(?:one|two|three|nine|\d+) (?:in|out of) (?:every )?\w+ people\b",
    rf"\b(?:half|third|quarter|most|many|few|all) of (?:all |the )?{_PEOPLE}\b",
    rf"\bmost (?:\w+ )?{_PEOPLE}\b",
    r"\b(?:hundreds?|thousands?|millions?) of\b|\b\d[\d,.]* (?:thousand|million|billion)\b",
    # Comparisons.
    r"\bdoubl(?:es?|ed|ing)\b|\btripl(?:es?|ed|ing)\b|\bhal(?:ves|ved|ving)\b",
    r"\btwice as\b|\btimes (?:as|more|less)\b|\b(?:more|less) likely\b",
    r"\b(?:more|fewer|less) (?:\w+ )?than\b",
    r"\b(?:better|worse|cheaper|faster|higher|lower|longer) than\b",
    r"\b(?:chances?|odds|likelihood|risk|rates?) of\b",
    # Causes.
    r"\b(?:in|de)creas(?:es?|ed|ing)\b|\breduc(?:es?|ed|ing)\b|\bimprov(?:es|ed|ing)\b",
    r"\bboost(?:s|ed|ing)?\b|\bprevents?\b|\bcaus(?:es|ed)\b|\bleads? to\b|\bled to\b",
    r"\bresult(?:s|ed) in\b|\bsaves? (?:money|lives|time)\b",
    # Research, and whoever speaks for it.
    r"\bresearch(?:ers?)?\b|\bevidence\b|\bstud(?:y|ies)\b|\btrials?\b|\bstatistics\b",
    r"\bacademics\b|\bprove[sn]?\b|\baccording to\b|\bdata shows?\b",
    r"\b(?:reviews?|reports?|surveys?) (?:has |have )?(?:shows?|showed|shown|finds?|found|says?|"
    r"said|suggests?)\b",
    # Places and dates.
    r"\b(?:England|Wales|Scotland|Northern Ireland|United Kingdom|UK|Britain|London|Parliament)\b",
    r"\b(?:in|since|by|from) (?:19|20)\d\d\b",
)
_CLAIM = re.compile("|".join(_WORDS), re.IGNORECASE)


def sounds_like_a_claim(words: str) -> bool:
    """Whether one line of text gives a figure, a comparison or a cause, or speaks of research."""
    return bool(_CLAIM.search(words))
