"""Numbers as the course writes them."""

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
WORDS = dict(enumerate(ONES.split(), 1))
