# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The JSON of the handover: read with suspicion, and held against `resources/schema/handover-1.schema.json`."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from laufmappe import resources
from laufmappe.casework.json_file import read_json_file
from laufmappe.errors import ImportFileError, ParcelError, ParcelTooNewError
from laufmappe.i18n import _

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

VERSION = 1
Json = dict[str, Any]


def json_bytes(content: object) -> bytes:
    """As it stands in a file: UTF-8, indented, one line end at the end."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def read_shaped(data: bytes, shape: str, name: str, error: type[ParcelError]) -> Any:
    """The content of a JSON file that has the shape of this name in the schema.

    `name` is how a sentence calls the file, `error` what is raised when it is not as it should be.

    Raises:
        ParcelTooNewError: It names a version above ours.
        ParcelError: It is no JSON, ambiguous, too deep, or of another shape.
    """
    try:
        content = read_json_file(data)
    except ImportFileError as fault:
        raise error(_("{name} ist nicht lesbar. {fault}").format(name=name, fault=fault)) from None
    if _is_newer(content, shape):
        raise ParcelTooNewError(
            _(
                "{name} ist von einer neueren Fassung des Programms geschrieben. Es wurde nichts übernommen; bitte "
                "erneuern Sie Laufmappe."
            ).format(name=name)
        )
    wrong = next(_validator(shape).iter_errors(content), None)
    if wrong is not None:
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in wrong.absolute_path)
        raise error(
            _(
                "{name} hat nicht die Form, die das Format verlangt ({place}). Es wurde nichts übernommen; bitte "
                "fragen Sie bei der absendenden Stelle nach."
            ).format(name=name, place=place.lstrip(".")[:60] or "{}")
        )
    return content


def _is_newer(content: Any, shape: str) -> bool:
    """Whether it names our format and a version above ours."""
    ours = _schema()["$defs"][shape].get("properties", {}).get("format", {}).get("const")
    if not isinstance(content, dict) or ours is None or content.get("format") != ours:
        return False
    version = content.get("version")
    return isinstance(version, int) and version > VERSION


def _schema() -> Json:
    schema: Json = resources.read_json("schema", "handover-1.schema.json")
    return schema


@cache
def _validator(shape: str) -> "Draft202012Validator":
    from jsonschema import Draft202012Validator

    return Draft202012Validator({"$ref": f"#/$defs/{shape}", "$defs": _schema()["$defs"]})
