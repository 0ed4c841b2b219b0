# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tables of HSDS 3.0 as a data package writes them, and how their rows hang together as objects."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A table: its file, the key of its rows as a list in a parent, and its columns with their types.

    `parents` are the tables whose ids stand in `<parent>_id`; `objects` are single objects that a row holds, as
    `{key: (table, column)}`.
    """

    name: str
    file: str
    key: str
    columns: dict[str, str]
    parents: tuple[str, ...] = ()
    objects: tuple[tuple[str, str, str], ...] = ()


def _table(name: str, file: str, key: str, columns: str, *, parents: str = "", objects: str = "") -> Table:
    """Reads the short notation below: a type after a colon, string without; `key=table@column` for objects."""
    named = ["id", *(f"{parent}_id" for parent in parents.split())]
    held = []
    for notation in objects.split():
        held_key, _sign, rest = notation.partition("=")
        table, _sign, column = rest.partition("@")
        held.append((held_key, table, column))
        named.append(column)
    types = dict.fromkeys(named, "string")
    for column in columns.split():
        text, _colon, kind = column.partition(":")
        types[text] = kind or "string"
    return Table(name, f"{file}.csv", key, types, tuple(parents.split()), tuple(held))


_ALL = (
    _table(
        "organization",
        "organizations",
        "",
        "name alternate_name description email website tax_status tax_id year_incorporated:number legal_status logo uri"
        " parent_organization_id",
    ),
    _table("program", "programs", "programs", "name alternate_name description", parents="organization"),
    _table(
        "service",
        "services",
        "",
        "name alternate_name description url email status interpretation_services application_process fees_description"
        " wait_time fees accreditations eligibility_description minimum_age:number maximum_age:number assured_date:date"
        " assurer_email licenses alert last_modified:datetime",
        objects="organization=organization@organization_id program=program@program_id",
    ),
    _table(
        "service_at_location",
        "service_at_location",
        "service_at_locations",
        "description",
        parents="service",
        objects="location=location@location_id",
    ),
    _table(
        "location",
        "locations",
        "locations",
        "location_type url name alternate_name description transportation latitude:number longitude:number"
        " external_identifier external_identifier_type",
        parents="organization",
    ),
    _table(
        "contact",
        "contacts",
        "contacts",
        "name title department email",
        parents="organization service service_at_location location",
    ),
    _table(
        "phone",
        "phones",
        "phones",
        "number extension:number type description",
        parents="location service organization contact service_at_location",
    ),
    _table(
        "address",
        "addresses",
        "addresses",
        "attention address_1 address_2 city region state_province postal_code country address_type",
        parents="location",
    ),
    _table(
        "schedule",
        "schedules",
        "schedules",
        "valid_from:date valid_to:date dtstart:date timezone:number until:date count:number wkst freq interval:number"
        " byday byweekno bymonthday byyearday description opens_at:time closes_at:time schedule_link attending_type notes",
        parents="service location service_at_location",
    ),
    _table("funding", "funding", "funding", "source", parents="organization service"),
    _table(
        "service_area",
        "service_areas",
        "service_areas",
        "name description extent extent_type uri",
        parents="service",
    ),
    _table("required_document", "required_documents", "required_documents", "document uri", parents="service"),
    _table("language", "languages", "languages", "name code note", parents="service location phone"),
    _table("accessibility", "accessibility", "accessibility", "description details url", parents="location"),
    _table(
        "cost_option",
        "cost_options",
        "cost_options",
        "valid_from:date valid_to:date option currency amount:number amount_description",
        parents="service",
    ),
    _table(
        "organization_identifier",
        "organization_identifiers",
        "organization_identifiers",
        "identifier_scheme identifier_type identifier",
        parents="organization",
    ),
    _table(
        "attribute",
        "attributes",
        "attributes",
        "link_id link_type link_entity value",
        objects="taxonomy_term=taxonomy_term@taxonomy_term_id",
    ),
    _table(
        "taxonomy_term",
        "taxonomy_terms",
        "",
        "code name description parent_id taxonomy language term_uri",
        objects="taxonomy_detail=taxonomy@taxonomy_id",
    ),
    _table("taxonomy", "taxonomies", "", "name description uri version"),
    _table(
        "metadata",
        "metadata",
        "metadata",
        "resource_id resource_type last_action_date:date last_action_type field_name previous_value replacement_value"
        " updated_by",
    ),
    _table("meta_table_description", "meta_table_descriptions", "", "name language character_set"),
)

TABLES: dict[str, Table] = {table.name: table for table in _ALL}
"""Every table by its name."""

LINKS = {"attribute": ("link_id", "link_entity"), "metadata": ("resource_id", "resource_type")}
"""Tables that may hang on a row of any other: the column with its id, and the one with the name of its table."""

SCALAR_PARENTS = {("location", "organization")}
"""Lists that are taken apart but not put together: an organization with a thousand locations stands in each service."""

LISTS: dict[str, dict[str, str]] = {
    name: {
        table.key: table.name
        for table in _ALL
        if name in table.parents
        or (table.name == "metadata" and name != "metadata")
        or (table.name == "attribute" and name not in ("attribute", "metadata", "taxonomy", "taxonomy_term"))
    }
    for name in TABLES
}
"""For each table, the lists that its objects hold: `{key: table}`."""
