"""The report of one release: pictures, each with a table and one sentence, in one HTML page.

It reads a released folder through `content/released.py`, and nothing that holds a row of a person.
"""
