# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace

from laufmappe.casework.desk import Desk
from laufmappe.casework.services.directory import export_entries, import_entries
from laufmappe.casework.services.directory_entries import Entry, Part
from laufmappe.casework.services.directory_preview import preview_entries
from laufmappe.casework.services.register import ServiceDraft, add_service, list_services


def test_the_preview_says_what_an_import_would_do_and_writes_nothing(
    desk: Desk, service: str, dump: Callable[[], dict[str, list[tuple[object, ...]]]]
) -> None:
    add_service(desk, ServiceDraft("Jobcenter", phone="0521 1"))
    entries = list(export_entries(desk).entries)
    changed = next(entry for entry in entries if entry.service and entry.service.fields["name"] == "Jobcenter")
    assert changed.service is not None
    renewed = replace(changed.service, fields={**changed.service.fields, "phone": "0521 2"})
    entries[entries.index(changed)] = replace(changed, service=renewed)
    entries.append(Entry(Part({"name": "Neue Stelle"}), Part({"name": "Verein"})))
    before = dump()
    coming = preview_entries(desk, entries)
    assert [(c.kind, c.name, c.fields) for c in coming] == [
        ("new", "Neue Stelle", ()),
        ("changed", "Jobcenter", ("phone",)),
        ("same", "Sprachkursberatung Mitte", ()),
    ]
    assert coming[0].organization == "Verein"
    assert dump() == before
    done = import_entries(desk, entries)
    assert (len(done.added), len(done.changed), len(done.same)) == (1, 1, 1)
    assert len(list_services(desk)) == 3


def test_the_preview_names_what_changes_about_the_organization(desk: Desk, service: str) -> None:
    (entry,) = export_entries(desk).entries
    runs = replace(entry.organization, fields={**entry.organization.fields, "email": "info@example.org"})
    (coming,) = preview_entries(desk, [replace(entry, organization=runs)])
    assert (coming.kind, coming.fields) == ("changed", ("organization_email",))
