"""A printed page read back with the parser of the standard library."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br"}
INLINE = {"a", "b", "i", "span"}


class Page(HTMLParser):
    """tags: (name, attributes) in order. headings: (level, words). words: all that is said."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.headings, self.text = [], [], []
        self._open = []
        self.feed(text)
        self.unclosed = list(self._open)

    @property
    def words(self):
        return " ".join("".join(self.text).split())

    def with_tag(self, name):
        return [about for tag, about in self.tags if tag == name]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
        if tag[0] == "h" and tag[1:].isdigit():
            self.headings.append([int(tag[1:]), ""])

    def handle_endtag(self, tag):
        assert self._open.pop() == tag
        if tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data):
        if "style" in self._open:
            return
        self.text.append(data)
        if self._open and self._open[-1][0] == "h" and self._open[-1][1:].isdigit():
            self.headings[-1][1] += data
