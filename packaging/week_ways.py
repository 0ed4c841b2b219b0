# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the counsellor of the week gets about: to a person, into a dialog and out of it; and what she does when something fails."""

import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit
from week_people import Neighbour
from window_hand import Hand, NotThereError

from laufmappe.ui.main_window import MainWindow

if TYPE_CHECKING:
    from week_of_work import Office


class Ways:
    """`wrong` has what did not go as it should, `done` how often which act was done."""

    def __init__(self, office: "Office", hand: Hand, folder: Path, passphrase: str) -> None:
        self.office, self.hand, self.folder, self._passphrase = office, hand, folder, passphrase
        self.wrong: list[str] = []
        self.done: Counter[str] = Counter()

    def act(self, name: str, person: Neighbour | None, do: Callable[[], object]) -> None:
        """Does something for somebody; what goes wrong is noted, and the counsellor goes on."""
        self.hand.doing = name
        try:
            if person is not None and person.id and name not in ("sperren im Formular", "sperren in der Aufnahme"):
                self.go_to(person)
            do()
            self.done[name] += 1
        except Exception as error:  # whatever fails: the week goes on, and it is told at its end
            who = f"{person.number}: " if person is not None else ""
            self.wrong.append(f"{who}{name}: {type(error).__name__}: {error}")
            sys.stderr.write(f"{self.wrong[-1]}\n")
            with suppress(NotThereError):  # a window that does not come to rest is told already
                self.office.shoot(f"falsch-{len(self.wrong)}-{name}", self.hand.rest)
                self._back_to_order()

    def _back_to_order(self) -> None:
        self.hand.leave_chooser()
        for _round in range(8):
            if not self.hand.dialog() and QApplication.activePopupWidget() is None:
                return
            self.hand.press("Esc")

    # Everywhere

    def unlock(self) -> None:
        self.look("Entsperren")
        self.hand.click_at(self.hand.find("Passphrase", QLineEdit))
        self.hand.write(self._passphrase, rest=False)
        self.hand.press("Return", rest=False)
        self.hand.until(lambda: isinstance(self.office.window(), MainWindow), "the window")
        self.hand.rest()

    def lock(self) -> None:
        locks = self.office.locks
        self.hand.press("Ctrl+L", rest=False)
        self.hand.until(lambda: self.office.locks > locks, "the unlock page")
        self.hand.rest()

    def look(self, name: str) -> None:
        """Keeps a picture of what is in front."""
        self.office.shoot(name, self.hand.rest)

    def place_is(self, place: str) -> None:
        self.hand.until(lambda: self.office.main().current() == place, f"the page {place}")
        self.hand.rest()

    def form(self, title: str) -> None:
        """A dialog of this name is there; its picture is kept."""
        self.hand.until(lambda: self.hand.dialog() == title, f"the dialog {title}, but {self.hand.dialog()!r}")
        self.hand.rest()
        self.look(f"Dialog {title}")

    def enter(self) -> None:
        """The primary action of the dialog; it closes."""
        title = self.hand.dialog()
        self.hand.press("Ctrl+Return")
        self.hand.until(lambda: self.hand.dialog() != title, f"the end of the dialog {title}")
        self.hand.rest()

    def go_to(self, person: Neighbour) -> None:
        """Shows somebody: with Strg+K, or by searching in the list."""
        main = self.office.main()
        shown = getattr(main.page("people"), "shown", "") if main.current() == "people" else ""
        if shown == person.id:
            return
        if person.number % 2:
            self.hand.press("Ctrl+K")
            self.hand.write(person.family)
            self.look("Dialog Alles finden")
            self.hand.press("Return")
        else:
            self.hand.press("Ctrl+2")
            self.hand.click_at(self.hand.find("Person suchen", QLineEdit))
            self.hand.press("Ctrl+A", rest=False)
            self.hand.write(person.family)
            self.hand.press("Return")
        self.hand.until(lambda: getattr(self.office.main().page("people"), "shown", "") == person.id, "the person")
        self.hand.rest()

    def told(self, words: str) -> None:
        """The toast says these words."""
        said = self.office.main().toast.findChild(QLineEdit)
        assert said is None
        texts = [getattr(child, "text", lambda: "")() for child in self.office.main().toast.children()]
        if not any(words in str(text) for text in texts):
            raise NotThereError(f"the window says {texts}, not {words!r}")
