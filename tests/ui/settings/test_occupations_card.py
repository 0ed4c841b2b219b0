# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The centre's own list of occupations, in the settings."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from laufmappe.casework.desk import Desk
from laufmappe.casework.recognition.own_occupations import list_about
from laufmappe.ui.settings.occupations_card import OccupationsCard
from laufmappe.ui.tasks import Tasks


def test_a_list_is_loaded_with_a_report_of_bad_rows_and_removed_again(
    desk: Desk,
    tasks: Tasks,
    frame: Any,
    show: Callable[..., Any],
    settle: Callable[[Tasks], None],
    tmp_path: Path,
    names_missing: Callable[..., list[str]],
) -> None:
    card = OccupationsCard(desk, tasks, frame)
    show(card, 380, 400)
    card.refresh()
    settle(tasks)
    assert card._own.subtitle.text() == "keine eingelesen"
    assert not card.remove_button.isVisible()
    file = tmp_path / "kldb.csv"
    file.write_text("Schlüssel KldB 2010;Ebene;Titel\n81302;5;Wundexperte\n99999;5;\n", encoding="utf-8")
    card.load(str(file))
    settle(tasks)
    assert card._own.subtitle.text() == "KldB 2010, 1 Beruf, eingelesen am 23.11.2026"
    assert "Zeile 3" in card.report.text()
    assert frame.told[-1] == "1 Beruf ist eingelesen."
    assert names_missing(card) == []
    card.load(str(tmp_path / "fehlt.csv"))
    settle(tasks)
    assert "fehlt.csv" in card.report.text()
    assert list_about(desk) is not None
    card.remove_button.click()
    settle(tasks)
    assert list_about(desk) is None
    frame.undos[-1]()
    settle(tasks)
    assert list_about(desk) is not None
