# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder that goes along with a case, and the copy that a person gets of everything."""

import io
import json
from pathlib import Path

import pikepdf
import pypdfium2

from laufmappe.casework.desk import Desk
from laufmappe.casework.papers.documents import attach_document
from laufmappe.casework.people.case import case
from laufmappe.casework.words import release_parts, statuses
from laufmappe.folder.personal_copy import FOLDER, HANDED_OVER, RECORD, in_one_file, personal_copy
from laufmappe.folder.released_folder import released_folder, released_view


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_the_folder_that_goes_along_shows_no_more_than_the_parts(
    demo_desk: Desk, demo_vault: tuple[object, str]
) -> None:
    person = demo_vault[1]
    view = case(demo_desk, person)
    shown = words(released_folder(demo_desk, person, ("person", "chain")))
    assert view.newcomer.family_name in shown
    assert view.chain is not None
    assert view.chain.steps[0].title in shown
    secret = (
        [g.text for g in view.goals] + [q.title for q in view.qualifications] + [m.given_name for m in view.household]
    )
    assert secret
    for word in secret:
        assert word not in shown
    assert released_folder(demo_desk, person, ("person", "goals")) == b""


def test_with_every_part_the_picture_is_the_whole_one(demo_desk: Desk, demo_vault: tuple[object, str]) -> None:
    view = case(demo_desk, demo_vault[1])
    shown = released_view(view, tuple(release_parts()))
    assert (shown.newcomer, shown.goals, shown.qualifications) == (view.newcomer, view.goals, view.qualifications)
    assert (shown.household, shown.referrals) == (view.household, view.referrals)
    assert (shown.releases, shown.contacts, shown.follow_ups) == ((), (), ())


def test_a_person_gets_everything_in_one_file(demo_desk: Desk, demo_vault: tuple[object, str], tmp_path: Path) -> None:
    person = demo_vault[1]
    (tmp_path / "Haddads Zeugnis.pdf").write_bytes(b"%PDF-1.7 Zeugnis")
    attach_document(demo_desk, person, tmp_path / "Haddads Zeugnis.pdf")
    before = len(case(demo_desk, person).printed_sheets)
    files = personal_copy(demo_desk, person)
    assert json.loads(files[RECORD])["newcomer"]["id"] == person
    assert json.loads(files[HANDED_OVER]) == []
    assert b"%PDF-1.7 Zeugnis" in files.values()
    assert "Haddad" not in "".join(files)
    with pikepdf.open(io.BytesIO(in_one_file(files))) as document:
        attached = {name: spec.get_file().read_bytes() for name, spec in document.attachments.items()}
        assert attached | {FOLDER: files[FOLDER]} == attached | files
        assert document.check_pdf_syntax() == []
    assert len(case(demo_desk, person).printed_sheets) == before


def test_no_sheet_that_goes_along_names_the_status_or_a_chain_made_for_it(
    demo_desk: Desk, demo_vault: tuple[object, str]
) -> None:
    view = case(demo_desk, demo_vault[1])
    shown = released_view(view, ("person", "chain"))
    assert view.chain is not None
    assert shown.chain is not None
    assert (shown.newcomer.status, shown.chain.name) == ("", "")
    printed = words(released_folder(demo_desk, demo_vault[1], ("person", "chain")))
    for told in (view.chain.name, statuses()[view.newcomer.status]):
        assert told not in printed
