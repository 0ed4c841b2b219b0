# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The folder that goes along when a case is handed over: what the release lets go, and not a word more."""

from collections.abc import Collection
from dataclasses import replace

from laufmappe.casework.desk import Desk
from laufmappe.casework.handover.released import NO_TEMPLATE
from laufmappe.casework.people.case import case
from laufmappe.casework.views import CaseView
from laufmappe.folder.handout import language_of
from laufmappe.folder.make import make_folder


def released_folder(desk: Desk, newcomer_id: str, parts: Collection[str]) -> bytes:
    """The PDF in the person's language; empty where the parts leave nothing to print. Needs the text engine.

    Raises:
        FolderError: A field has characters that can't be printed.
        NotFoundError: The person is not in the vault.
    """
    if "chain" not in parts:
        return b""
    view = released_view(case(desk, newcomer_id), parts)
    return make_folder(view, language_of(view), desk.today())


def released_view(view: CaseView, parts: Collection[str]) -> CaseView:
    """The picture of a person with the released parts alone, like `casework.released` does with the document."""
    newcomer, chain = view.newcomer, view.chain
    if "status" not in parts:
        newcomer = replace(newcomer, nationality="", status="", milestones={})
        chain = replace(chain, name="", template=NO_TEMPLATE) if chain else None
    if "goals" not in parts:
        newcomer = replace(newcomer, needs=())
        chain = replace(chain, situation="", strengths="", reviews=(), review_on=None) if chain else None
    if "contacts" not in parts:
        newcomer = replace(newcomer, note="")
        chain = replace(chain, steps=tuple(replace(step, note="") for step in chain.steps)) if chain else None

    return replace(
        view,
        newcomer=newcomer,
        chain=replace(chain, dropped=()) if chain else None,
        household=view.household if "household" in parts else (),
        children=view.children if "household" in parts else {},
        goals=view.goals if "goals" in parts else (),
        qualifications=view.qualifications if "qualifications" in parts else (),
        referrals=view.referrals if "referrals" in parts else (),
        contacts=(),
        appointments=view.appointments if "contacts" in parts else (),
        follow_ups=(),
        releases=(),
        printed_sheets=(),
    )
