# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a file is a case that may come into the vault: its shape, its values, its references, its history.

Size, depth and encoding are looked at first (`json_file`). Nothing here touches the vault. Every fault is one sentence that names the place: `chains[0].steps[3].state_since: …`.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from laufmappe.casework.cases.document import ENCLOSING, FORMAT, OF_CHAIN, OF_RECOGNITION, OWNED, VERSIONS, Document
from laufmappe.casework.chains.steps import checked_appointment
from laufmappe.casework.cldr import country_codes, language_codes
from laufmappe.casework.dates import partial_date, whole_date
from laufmappe.casework.fields import LINE, TEXT, clean, known
from laufmappe.casework.json_file import read_json_file
from laufmappe.casework.papers.codes import read_code
from laufmappe.casework.words import (
    anchors,
    language_levels,
    needs,
    protected_needs,
    recognition_states,
    release_parts,
    service_types,
    statuses,
    topics,
)
from laufmappe.errors import FieldError, ImportFileError
from laufmappe.i18n import _
from laufmappe.records.base import Base, columns
from laufmappe.records.journal import JOURNALLED
from laufmappe.resources import path, read_json

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAYS = {"day", "day_or_null"}


def checked_case(data: bytes) -> Document:
    """The case that stands in a file, with every text cleaned as if it had been typed.

    Raises:
        ImportFileError: It is not a case, or not one that can be kept; the sentence names the place.
    """
    document = _shaped(read_json_file(data))
    for place, table, values in _objects(document):
        values.update({field: _checked(f"{place}.{field}", table, field, value) for field, value in values.items()})
    _check_names(document)
    _check_consent(document)
    _check_references(document)
    _check_history(document)
    return document


def _shaped(document: Any) -> Document:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise ImportFileError(_("Das ist kein Beratungsfall von Laufmappe. Es wurde nichts übernommen."))
    if document.get("version") not in VERSIONS:
        raise ImportFileError(
            _(
                "Dieser Fall ist in einer Fassung des Formats geschrieben, die dieses Programm nicht kennt. Es wurde nichts übernommen."
            )
        )
    for error in _validator().iter_errors(document):
        _refuse_error(error)
    return document


def _refuse_error(error: ValidationError, before: str = "") -> NoReturn:
    place = before
    for step in error.absolute_path:
        place += f"[{step}]" if isinstance(step, int) else f".{step}"
    rule = str(error.validator)
    value: Any = error.instance
    wanted: Any = error.validator_value
    schema: Any = error.schema
    if rule == "required":
        missing = next(name for name in wanted if name not in value)
        _refuse(f"{place}.{missing}", _("Diese Angabe fehlt."))
    if rule == "additionalProperties":
        extra = next(name for name in value if name not in schema.get("properties", {}))
        _refuse(f"{place}.{extra[:60]}", _("Diese Angabe gibt es im Format nicht."))
    if rule == "type":
        kinds = {
            "string": _("ein Text"),
            "integer": _("eine ganze Zahl"),
            "boolean": _("true oder false"),
            "array": _("eine Liste"),
            "object": _("ein Objekt"),
            "null": _("null"),
        }
        names = [wanted] if isinstance(wanted, str) else wanted
        _refuse(place, _("Hier gehört {kind} hin.").format(kind=_(" oder ").join(kinds[name] for name in names)))
    if rule in ("enum", "const"):
        _refuse(place, _("„{value}“ kenne ich hier nicht.").format(value=str(value)[:40]))
    if rule in ("maxLength", "maxItems"):
        _refuse(place, _("Das ist zu lang; möglich sind {limit}.").format(limit=wanted))
    if rule in ("minimum", "maximum"):
        _refuse(place, _("Diese Zahl ist außerhalb des Möglichen."))
    _refuse(place, _("„{value}“ hat nicht die Form, die das Format hier verlangt.").format(value=str(value)[:40]))


def _objects(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Every object that is a row: its place, its table, its values."""
    yield "newcomer", "newcomer", document["newcomer"]
    for key, entity in OWNED.items():
        for n, values in enumerate(document.get(key, ())):
            place = f"{key}[{n}]"
            yield place, entity.__tablename__, values
            if key == "chains":
                yield from _nested(place, OF_CHAIN, values)
            procedure = values.get("recognition") if key == "qualifications" else None
            if procedure:
                yield f"{place}.recognition", "recognition", procedure
                yield from _nested(f"{place}.recognition", OF_RECOGNITION, procedure)
    for n, service in enumerate(document.get("services", ())):
        yield f"services[{n}]", "service", service
        yield f"services[{n}].organization", "organization", service["organization"]
        yield f"services[{n}].location", "location", service["location"]


def _nested(place: str, lists: dict[str, type[Base]], values: Document) -> Iterator[tuple[str, str, Document]]:
    for key, entity in lists.items():
        for n, row in enumerate(values.get(key, ())):
            yield f"{place}.{key}[{n}]", entity.__tablename__, row


def _checked(place: str, table: str, field: str, value: Any) -> Any:
    """A value as it is kept, by the kind of its field."""
    kind = _kinds(table).get(field, "")
    try:
        if isinstance(value, float):
            return int(value)
        if kind in ("id", "id_or_null"):
            return _checked_id(place, value)
        if isinstance(value, list) and value and isinstance(value[0], str):
            return [_checked_text(table, field, "", item) for item in value]
        if isinstance(value, str):
            return _checked_text(table, field, kind, value)
        if field == "deadline":
            return {k: _checked(f"{place}.{k}", "deadline", k, v) for k, v in value.items()}
    except FieldError as error:
        _refuse(place, str(error))
    return value


def _checked_text(table: str, field: str, kind: str, value: str) -> str:
    if kind in _DAYS:
        day = whole_date(field, value)
        assert day is not None, "the schema demands digits"
        return day.isoformat()
    if kind == "partial_date":
        return partial_date(field, value)
    if kind == "moment":
        return checked_appointment(value)
    choices = _choices().get((table, field))
    if choices is not None:
        return known(field, value, choices)
    if (table, field) == ("deadline", "anchors") and not value.startswith("step:"):
        return known(field, value, anchors())
    if table == "code" and field == "code" and read_code(value) != value:
        raise FieldError(field, _("Bei diesem Code stimmt das Prüfzeichen nicht."))
    return clean(field, value, TEXT if kind == "text" else LINE)


def _checked_id(place: str, value: str | None) -> str | None:
    if value is not None and not _ID.fullmatch(value):
        _refuse(place, _("Das ist keine UUID in Kleinbuchstaben."))
    return value


def _check_names(document: Document) -> None:
    newcomer = document["newcomer"]
    if not any(newcomer.get(name) for name in ("given_name", "family_name", "native_name")):
        _refuse("newcomer.given_name", _("Die Person braucht einen Namen."))
    for n, qualification in enumerate(document.get("qualifications", ())):
        if not (qualification["title"] or qualification.get("original_title")):
            _refuse(f"qualifications[{n}].title", _("Die Qualifikation braucht einen Namen."))


def _check_consent(document: Document) -> None:
    """Needs for protection come in only under the person's own consent."""
    consents = (r for r in document.get("releases", ()) if r.get("kind") == "protected_needs")
    if document.get("protected_needs") and not any(r.get("signed_on") and not r.get("revoked_on") for r in consents):
        _refuse("protected_needs", _("Ein Schutzbedarf braucht die Einwilligung der Person; sie fehlt in der Datei."))


def _check_references(document: Document) -> None:
    """Ids are there once; what points to a step, a referral or one code points to one of this document."""
    seen: dict[str, set[str]] = {}
    for place, table, values in _objects(document):
        ids = seen.setdefault(table, set())
        if values["id"] in ids and table not in ("organization", "location"):
            _refuse(f"{place}.id", _("Diese Kennung kommt zweimal vor."))
        ids.add(values["id"])
    kinds = [milestone["kind"] for milestone in document.get("milestones", ())]
    for n, kind in enumerate(kinds):
        if kind in kinds[:n]:
            _refuse(f"milestones[{n}].kind", _("Dieser Tag steht schon weiter oben."))
    printed: set[str] = set()
    for n, code in enumerate(document.get("codes", ())):
        if code["subject_id"] not in seen.get("step", set()) | seen.get("referral", set()):
            _refuse(f"codes[{n}].subject_id", _("Diesen Schritt oder Verweis gibt es in der Datei nicht."))
        if code["code"] in printed:
            _refuse(f"codes[{n}].code", _("Dieser Code kommt zweimal vor."))
        printed.add(code["code"])
    for n, referral in enumerate(document.get("referrals", ())):
        if referral.get("step_id") and referral["step_id"] not in seen.get("step", set()):
            _refuse(f"referrals[{n}].step_id", _("Diesen Schritt gibt es in der Datei nicht."))
        if referral.get("release_id") and referral["release_id"] not in seen.get("release", set()):
            _refuse(f"referrals[{n}].release_id", _("Diese Schweigepflichtentbindung gibt es in der Datei nicht."))


def _check_history(document: Document) -> None:
    """The history can be shown and taken back: it names columns that exist, with values that they can hold."""
    person, seen = document["newcomer"]["id"], set()
    for n, operation in enumerate(document.get("history", ())):
        place = f"history[{n}]"
        _checked_id(f"{place}.id", operation["id"])
        _checked_id(f"{place}.undoes", operation.get("undoes"))
        try:
            datetime.fromisoformat(operation["at"])
        except ValueError:
            _refuse(f"{place}.at", _("Das ist kein Zeitpunkt nach ISO 8601."))
        if not operation["verb"].isidentifier():
            _refuse(f"{place}.verb", _("Das ist kein Vorgang."))
        for m, change in enumerate(operation["changes"]):
            _check_change(f"{place}.changes[{m}]", change, person)
        for key, values in (("", operation), *((f".changes[{m}]", c) for m, c in enumerate(operation["changes"]))):
            if values["id"] in seen:
                _refuse(f"{place}{key}.id", _("Diese Kennung kommt zweimal vor."))
            seen.add(values["id"])


def _check_change(place: str, change: Document, person: str) -> None:
    table, before, after = change["entity"], change["before"], change["after"]
    names = set(columns(JOURNALLED[table]))
    _checked_id(f"{place}.id", change["id"])
    _checked_id(f"{place}.entity_id", change["entity_id"])
    if (before is None and after is None) or (table == "newcomer" and change["entity_id"] != person):
        _refuse(place, _("Diese Änderung gehört nicht zu dieser Person."))
    if before is not None and after is not None and before.keys() != after.keys():
        _refuse(place, _("Davor und danach nennen nicht dieselben Angaben."))
    for side, values in (("before", before), ("after", after)):
        if values is None:
            continue
        if (before is None or after is None) and not _required(table) <= values.keys():
            _refuse(f"{place}.{side}", _("Hier müssen alle Angaben der Zeile stehen."))
        for field, value in values.items():
            _check_past_value(f"{place}.{side}.{field[:60]}", table, field, value, names)
        if values.get("id", change["entity_id"]) != change["entity_id"]:
            _refuse(f"{place}.{side}.id", _("Diese Änderung gehört zu einer anderen Zeile."))
        if values.get("newcomer_id", person) != person:
            _refuse(f"{place}.{side}.newcomer_id", _("Diese Änderung gehört nicht zu dieser Person."))


def _check_past_value(place: str, table: str, field: str, value: Any, names: set[str]) -> None:
    if field not in names:
        _refuse(place, _("Diese Angabe gibt es im Format nicht."))
    if field == ENCLOSING.get(JOURNALLED[table]):
        if not isinstance(value, str):
            _refuse(place, _("Das ist keine UUID in Kleinbuchstaben."))
        _checked_id(place, value)
        return
    schema = read_json("schema", "case-2.schema.json")["$defs"][table]["properties"][field]
    for error in _validator().descend(value, schema):
        _refuse_error(error, f".{place}")
    _checked(place, table, field, value)


@cache
def _validator() -> Any:
    return Draft202012Validator(read_json("schema", "case-2.schema.json"))


@cache
def _kinds(table: str) -> dict[str, str]:
    """The name of the definition that each field of a table refers to."""
    properties = read_json("schema", "case-2.schema.json")["$defs"][table]["properties"]
    return {name: str(shape.get("$ref", "")).rpartition("/")[2] for name, shape in properties.items()}


@cache
def _required(table: str) -> frozenset[str]:
    """The columns that have no default, the enclosing one among them: a row can't be brought back without."""
    fields = read_json("schema", "case-2.schema.json")["$defs"][table]["required"]
    enclosing = ENCLOSING.get(JOURNALLED[table])
    return frozenset({*fields, enclosing} if enclosing else fields)


@cache
def _choices() -> dict[tuple[str, str], Collection[str]]:
    """The codes that a field may hold, beyond those that the schema lists."""
    languages = language_codes()

    def or_none(codes: Iterable[str]) -> set[str]:
        return {"", *codes}

    return {
        ("newcomer", "nationality"): or_none(country_codes()),
        ("newcomer", "status"): or_none(statuses()),
        ("newcomer", "needs"): set(needs()),
        ("spoken_language", "code"): languages,
        ("spoken_language", "level"): or_none(language_levels()),
        ("milestone", "kind"): set(anchors()),
        ("step", "topic"): set(topics()),
        ("step", "icon"): {file.stem for file in path("icons").glob("*.svg")},
        ("step", "service_type"): or_none(service_types()),
        ("step", "sets"): set(anchors()),
        ("step", "valid_for"): set(statuses()),
        ("goal", "topic"): or_none(topics()),
        ("contact", "language"): or_none(languages),
        ("contact", "topics"): set(topics()),
        ("release", "language"): or_none(languages),
        ("release", "parts"): set(release_parts()),
        ("protected_need", "kind"): set(protected_needs()),
        ("hand_translation", "language"): languages,
        ("service", "audience"): set(statuses()),
        ("service", "topics"): set(topics()),
        ("service", "needs"): set(needs()),
        ("qualification", "country"): or_none(country_codes()),
        ("recognition_event", "state"): set(recognition_states()),
        ("service", "type"): or_none(service_types()),
        ("service", "languages"): languages,
        ("sheet_print", "language"): or_none(languages),
    }


def _refuse(place: str, fault: str) -> NoReturn:
    raise ImportFileError(
        _("{place}: {fault} Es wurde nichts übernommen.").format(place=place.lstrip(".") or "{}", fault=fault)
    )
