# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two services that know each other's cards: ours with the demo, and an empty one that takes over."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.releases import ReleaseDraft, grant_release, sign_release
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.settings.centre import set_centre
from laufmappe.casework.views import CentreView
from laufmappe.handover.exchange import import_card, own_card
from laufmappe.ui.person.acts import Acts
from laufmappe.ui.tasks import Tasks
from laufmappe.ui.widgets import Dialog
from laufmappe.vault import CHEAP_COST, create_vault

OTHER = "Jugendmigrationsdienst Ost"


@dataclass
class Office:
    """A window over a vault, and what a test does with it."""

    desk: Desk
    acts: Acts
    window: QWidget
    frame: Any
    rest: Callable[[], None]

    def dialog(self) -> Any:
        """The dialog that is open; Any, because every test knows its own."""
        self.rest()
        found = [each for each in self.window.findChildren(Dialog) if each.isVisible()]
        assert len(found) == 1
        return found[0]


@pytest.fixture
def other_desk(tmp_path: Path, today: date) -> Iterator[Desk]:
    """The other service, with nobody in its vault."""
    vault = create_vault(tmp_path / "other", "passphrase", cost=CHEAP_COST)[0]
    with closing(Desk(vault, "Jonas Lindner", today=lambda: today)) as desk:
        set_centre(desk, CentreView(name=OTHER, counsellor="Jonas Lindner"))
        yield desk


@pytest.fixture
def open_office(
    tasks: Tasks, show: Callable[..., Any], settle: Callable[[Tasks], None], qapp: QApplication
) -> Callable[..., Office]:
    """Shows a window over a desk: `open_office(desk, frame)`."""

    def build(desk: Desk, frame: Any) -> Office:
        window = QWidget()
        show(window, 1280, 720)

        def rest() -> None:
            for _round in range(3):
                settle(tasks)
                qapp.processEvents()

        return Office(desk, Acts(desk, tasks, frame, window), window, frame, rest)

    return build


@pytest.fixture
def office(open_office: Callable[..., Office], demo_desk: Desk, demo_vault: tuple[Path, str], frame: Any) -> Office:
    """Ours."""
    made = open_office(demo_desk, frame)
    made.acts.newcomer_id = demo_vault[1]
    return made


@pytest.fixture
def other(open_office: Callable[..., Office], other_desk: Desk) -> Office:
    """Theirs."""

    class Quiet:
        def __init__(self) -> None:
            self.told: list[str] = []

        def go(self, place: str, target: object = None) -> None: ...

        def tell(self, sentence: str, undo: object = None) -> None:
            self.told.append(sentence)

        def announce(self, change: object) -> None: ...

        def count(self, place: str, number: int) -> None: ...

    return open_office(other_desk, Quiet())


@pytest.fixture
def service_id(demo_desk: Desk, other_desk: Desk) -> str:
    """The other service in our directory, with its card."""
    key = add_service(demo_desk, ServiceDraft(OTHER, "Diakonie", "recognition_body")).subject_id
    import_card(demo_desk, own_card(other_desk).to_file())
    return key


@pytest.fixture
def release(demo_desk: Desk, demo_vault: tuple[Path, str], service_id: str, today: date) -> str:
    """A signed release for it, without household and referrals."""
    draft = ReleaseDraft(
        service_id=service_id, parts=("person", "chain", "documents"), purpose="Weiterführung der Beratung"
    )
    key = grant_release(demo_desk, demo_vault[1], draft).subject_id
    sign_release(demo_desk, key, today)
    return key
