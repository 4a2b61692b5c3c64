"""Made-up recordings: first bytes that say what they are, and a sound of nothing. No voice."""

SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + b"test record: no sound. " * 50
BARE_SOUND = b"\xff\xfb\x90\x00" + b"test record: no sound. " * 50
FILM = b"\x00\x00\x00\x18ftypmp42" + b"test record: no picture. " * 50
SAID = "test record: what is said here was never said by anybody at all."
CAPTIONS = """WEBVTT - test record: PLANTED title

NOTE PLANTED note

1
00:00:00.000 --> 00:00:02.000 align:start
<v PLANTED speaker>test record: what is said here

00:00:02.000 --> 00:00:04.000
was never said by anybody at all.
"""
