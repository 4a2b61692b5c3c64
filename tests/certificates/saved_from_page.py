"""The files of a certificate in the page that a trainer saves them from."""

import re
from base64 import b64decode

_LINK = re.compile(r'download="(certificate-[0-9A-Z-]+\.\w+)" href="data:[a-z/]+;base64,([^"]+)"')


def saved_from(page):
    """By name, what each link of the page holds; empty where no certificate was made."""
    return {name: b64decode(content) for name, content in _LINK.findall(page)}
