# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services, in the terms of HSDS: a service of an organization, at a location."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laufmappe.records.base import Kept


class Organization(Kept):
    """Who runs services."""

    __tablename__ = "organization"

    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Location(Kept):
    """Where one goes."""

    __tablename__ = "location"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    directions: Mapped[str] = mapped_column(default="")
    accessibility: Mapped[str] = mapped_column(default="")
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Service(Kept):
    """What one can get there; `type` is an id of `resources/status/service_types.json`.

    `audience` are the statuses that it is for (all when empty), `topics` and `needs` what it serves, `bring` the documents
    to bring. `extra` holds what an exchanged directory said beyond our fields; it stays with the directory.
    """

    __tablename__ = "service"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    location_id: Mapped[str] = mapped_column(ForeignKey("location.id"), index=True)
    name: Mapped[str]
    type: Mapped[str] = mapped_column(default="", index=True)
    room: Mapped[str] = mapped_column(default="")
    hours: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")
    audience: Mapped[list[str]] = mapped_column(default=list)
    topics: Mapped[list[str]] = mapped_column(default=list)
    needs: Mapped[list[str]] = mapped_column(default=list)
    bring: Mapped[list[str]] = mapped_column(default=list)
    fees: Mapped[str] = mapped_column(default="")
    capacity: Mapped[str] = mapped_column(default="")
    capacity_on: Mapped[date | None]
    extra: Mapped[dict[str, Any]] = mapped_column(default=dict)
    verified_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)

    organization: Mapped[Organization] = relationship()
    location: Mapped[Location] = relationship()


class ServiceAgreement(Kept):
    """An agreement between the centre and an organization (Trägervereinbarung), for all its services or for one."""

    __tablename__ = "service_agreement"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    service_id: Mapped[str | None] = mapped_column(ForeignKey("service.id"), index=True)
    title: Mapped[str]
    signed_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
