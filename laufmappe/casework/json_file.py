# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a JSON file that anybody may have written: not too large, not too deep, nothing ambiguous."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from laufmappe.errors import ImportFileError
from laufmappe.i18n import _

MOST_BYTES = 64 * 1024 * 1024
MOST_DEPTH = 32

# The possessive quantifier keeps an unclosed string from being tried again at each of its quotes.
_TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def read_json_file(data: bytes) -> Any:
    """The content of a JSON file. Raises ImportFileError: too large, too deep, no JSON, no UTF-8."""
    if len(data) > MOST_BYTES:
        raise too_large()
    depth = 0
    for token in _TOKENS.finditer(data):
        first = data[token.start()]
        depth += 1 if first in b"[{" else -1 if first in b"]}" else 0
        if depth > MOST_DEPTH:
            raise ImportFileError(
                _("Die Datei ist tiefer verschachtelt, als das Format es erlaubt. Es wurde nichts übernommen.")
            )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportFileError(
            _("Die Datei ist nicht in UTF-8 geschrieben, wie es das Format verlangt. Es wurde nichts übernommen.")
        ) from None
    try:
        content = json.loads(text, parse_constant=_no_number, object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as error:
        raise ImportFileError(
            _("Das ist keine JSON-Datei: Zeile {line}, Zeichen {column}. Es wurde nichts übernommen.").format(
                line=error.lineno, column=error.colno
            )
        ) from None
    except (ValueError, RecursionError):
        raise ImportFileError(
            _("Die Datei enthält eine Zahl, die keine sein kann. Es wurde nichts übernommen.")
        ) from None
    try:
        # Only an escape (\\ud800) can have brought half a character into decoded text.
        if "\\ud" in text.lower():
            json.dumps(content, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise ImportFileError(
            _(
                "{place}: Hier stehen beschädigte Zeichen. Es wurde nichts übernommen; bitte exportieren Sie neu."
            ).format(place=next(_damaged(content)).lstrip(".") or "{}")
        ) from None
    return content


def _damaged(content: Any, place: str = "") -> Iterator[str]:
    """Where texts and names hold half a character."""
    if isinstance(content, str) and any("\ud800" <= character <= "\udfff" for character in content):
        yield place
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from _damaged(name, place)
            yield from _damaged(value, f"{place}.{name[:60]}")
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _damaged(value, f"{place}[{number}]")


def too_large() -> ImportFileError:
    """The sentence for a file above MOST_BYTES."""
    return ImportFileError(
        _("Die Datei ist größer als {size} MiB. Es wurde nichts übernommen; bitte teilen Sie sie auf.").format(
            size=MOST_BYTES // 1024 // 1024
        )
    )


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        names = [name for name, _value in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ImportFileError(
            _("Die Angabe „{name}“ steht in der Datei zweimal an derselben Stelle. Es wurde nichts übernommen.").format(
                name=double[:40]
            )
        )
    return content
