"""Edits a pack in LibreOffice Writer, as a person would, by a list of steps.

Runs with the system's Python, which has LibreOffice's `uno`, and not with the project's.
Usage: python3 edit_in_writer.py IN.docx OUT.docx STEPS.json PROFILE_DIR

A step is {"do": …, "at": number of a passage, …}. "tracked": false makes it without a trace.
Comments are put in last, in the same office but without a window: the build of Writer without a
screen has no little windows to draw comments in, and stops when it should.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

WORD = "MS Word 2007 XML"
BREAK = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK


def named(**values):
    made = []
    for name, value in values.items():
        one = PropertyValue()
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


class Writer:
    """One document in a LibreOffice of its own."""

    def __init__(self, source, profile):
        pipe = f"coprod{os.getpid()}"
        self.office = subprocess.Popen(
            [
                "soffice",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
                f"-env:UserInstallation=file://{profile}",
            ],
            stderr=subprocess.DEVNULL,
        )
        here = uno.getComponentContext()
        resolver = here.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", here
        )
        for _ in range(240):
            try:
                there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        self.services, self.context = there.ServiceManager, there
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.be("Planted", "Personsname")
        self.document = self.desktop.loadComponentFromURL(
            f"file://{source}", "_blank", 0, named(Hidden=True)
        )

    def go_on_without_a_window(self, between):
        """Save to this file, and open it again as a document that nothing shows."""
        self.store(between)
        self.document.close(True)
        self.document = self.service("com.sun.star.text.TextDocument")
        self.document.load(named(URL=f"file://{between}", FilterName=WORD))

    def service(self, name):
        return self.services.createInstanceWithContext(name, self.context)

    def be(self, first, last):
        """Who writes from now on."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        about = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            named(nodepath="/org.openoffice.UserProfile/Data"),
        )
        about.setPropertyValue("givenname", first)
        about.setPropertyValue("sn", last)
        about.commitChanges()

    def store(self, target):
        self.document.storeToURL(f"file://{target}", named(FilterName=WORD))

    def anchor(self, at, part=0):
        names = self.document.Bookmarks
        for name in (f"coprod_{at}_{part}" if part else f"coprod_{at}", f"coprod_{at}_1"):
            if names.hasByName(name):
                return names.getByName(name).Anchor
        raise KeyError(at)

    def on(self, at, words, part=0):
        """A cursor on some words of a passage; on all of it without words."""
        anchor = self.anchor(at, part)
        if not words:
            return anchor.Text.createTextCursorByRange(anchor)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.goRight(anchor.String.index(words), False)
        cursor.goRight(len(words), True)
        return cursor

    def paragraph(self, at):
        """A cursor on the whole paragraph of a passage, with its end."""
        anchor = self.anchor(at)
        cursor = anchor.Text.createTextCursorByRange(anchor.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        return cursor

    def after(self, at):
        anchor = self.anchor(at)
        cursor = anchor.Text.createTextCursorByRange(anchor.End)
        cursor.gotoEndOfParagraph(False)
        return cursor

    def press(self, command, **values):
        frame = self.document.CurrentController.Frame
        self.service("com.sun.star.frame.DispatchHelper").executeDispatch(
            frame, f".uno:{command}", "", 0, named(**values)
        )

    def step(self, do, at, tracked=True, words="", new="", part=0, below=0, cells=()):
        self.document.RecordChanges = tracked
        if do == "comment":
            # Without words: a click somewhere in the passage, and no selection.
            note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
            note.Content, note.Author = new, "Planted Personsname"
            cursor = self.on(at, words, part)
            if not words:
                cursor.collapseToStart()
                cursor.goRight(8, False)
            cursor.Text.insertTextContent(cursor, note, bool(words))
        elif do == "change":
            self.on(at, words, part).setString(new)
        elif do == "write":  # at the end of its paragraph
            cursor = self.after(at)
            cursor.Text.insertString(cursor, new, False)
        elif do == "take out":
            self.paragraph(at).setString("")
        elif do == "empty":  # the words, not the paragraph
            self.on(at, "").setString("")
        elif do == "add":
            cursor = self.after(at)
            cursor.Text.insertControlCharacter(cursor, BREAK, False)
            cursor.Text.insertString(cursor, new, False)
        elif do == "split":
            cursor = self.on(at, words)
            cursor.collapseToStart()
            cursor.Text.insertControlCharacter(cursor, BREAK, False)
        elif do == "join":
            cursor = self.after(at)
            cursor.goRight(1, True)
            cursor.setString(" ")
        elif do in ("move", "copy"):
            view = self.document.CurrentController.ViewCursor
            view.gotoRange(self.paragraph(at), False)
            self.press("Cut" if do == "move" else "Copy")
            target = self.paragraph(below)
            target.collapseToEnd()
            view.gotoRange(target, False)
            self.press("Paste")
        elif do in ("take out row", "add row"):
            table = self.anchor(at).TextTable
            row = int("".join(filter(str.isdigit, self.anchor(at).Cell.CellName))) - 1
            if do == "take out row":
                table.Rows.removeByIndex(row, 1)
            else:
                table.Rows.insertByIndex(row + 1, 1)
                for column, one in enumerate(cells):
                    table.getCellByPosition(column, row + 1).setString(one)
        else:
            raise ValueError(do)


if __name__ == "__main__":
    given, wanted, steps, profile = sys.argv[1:]
    writer = Writer(given, profile)
    try:
        asked = json.loads(Path(steps).read_text(encoding="utf-8"))
        comments = [one for one in asked if one["do"] == "comment"]
        for one in [step for step in asked if step not in comments]:
            writer.step(**one)
        writer.go_on_without_a_window(wanted + ".edited.docx")
        for one in comments:
            writer.step(**one)
        writer.store(wanted)
    finally:
        writer.office.terminate()
        writer.office.wait(60)
