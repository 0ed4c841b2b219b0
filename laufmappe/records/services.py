# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The directory of services, in the terms of HSDS: a service of an organization, at a location."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from laufmappe.records.base import Kept


class Organization(Kept):
    """Who runs services."""

    __tablename__ = "organization"

    name: Mapped[str]


class Location(Kept):
    """Where one goes."""

    __tablename__ = "location"

    organization_id: Mapped[str] = mapped_column(ForeignKey("organization.id"), index=True)
    street: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    district: Mapped[str] = mapped_column(default="")
    directions: Mapped[str] = mapped_column(default="")


class Service(Kept):
    """What one can get there; `type` is an id of `resources/status/service_types.json`."""

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
    verified_on: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)

    organization: Mapped[Organization] = relationship()
    location: Mapped[Location] = relationship()
