# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every verb of the desk, called with whatever a form could hand it: it is done, or refused in a sentence. Nothing else."""

import importlib
import inspect
import pkgutil
import runpy
import types
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from unicodedata import category

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect as inspected
from sqlalchemy import text

import laufmappe.casework
from laufmappe.casework import words
from laufmappe.casework.chains.steps import reasons
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.views import Changed
from laufmappe.errors import LaufmappeError
from laufmappe.folder.make import make_folder

TODAY = date(2026, 11, 23)
_TEXTS: dict[str, list[str]] = runpy.run_path(str(Path(__file__).with_name("test_hostile_words.py")))
HALF = "\ud800"
HOSTILE = [
    *_TEXTS["PRINTED"],
    *_TEXTS["UNPRINTED"],
    HALF,
    "x" * 100_000,
    "\n" * 40,
    "2026-11-23",
    "2026-11-23T10:00",
    "de",
    "0",
]
DAYS = [TODAY, *(TODAY + timedelta(days=n) for n in (-40_000, -400, -1, 1, 30, 4000)), date.min, date.max]
NUMBERS = [0, 1, 2, 30, 480, -1, 10**6, 10**12, 10**30]
INNER = ("fingerprint", "digest", "card", "key", "accepted", "not_the_same")
BY_OTHERS = ("note_sent", "receive_case", "renew_own_key", "attach_document", "set_backup_places", "import_settings")
"""Verbs that get files or what another module has checked."""
_LABELS = [each for each in vars(words).values() if inspect.isfunction(each) and not inspect.signature(each).parameters]
CODES = sorted({key for each in _LABELS for key in each() if isinstance(key, str)} | set(reasons()))


def verbs() -> dict[str, list[Callable[..., Changed]]]:
    """Every function of casework that changes the record, by its module."""
    found: dict[str, list[Callable[..., Changed]]] = defaultdict(list)
    for each in pkgutil.walk_packages(laufmappe.casework.__path__, "laufmappe.casework."):
        module = importlib.import_module(each.name)
        for name, function in vars(module).items():
            own = inspect.isfunction(function) and function.__module__ == module.__name__ and name not in BY_OTHERS
            if own and not name.startswith("_") and function.__annotations__.get("return") in (Changed, "Changed"):
                found[each.name].append(function)
    return found


VERBS = verbs()


class Forms:
    """Fills in forms: mostly with what could be right, always with something that could not."""

    def __init__(self, desk: Desk, person: str, chance: Random) -> None:
        self.chance = chance
        self.ids: dict[str, list[str]] = defaultdict(list)
        with desk.read() as session:
            tables = [row[0] for row in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
            for table in tables:
                columns = {column["name"] for column in inspected(session.connection()).get_columns(table)}
                if "id" in columns:
                    rows = session.execute(text(f'SELECT id FROM "{table}" LIMIT 30'))  # noqa: S608  # a table's name
                    self.ids[table] = [str(row[0]) for row in rows]
        self.ids["newcomer"] = [person]

    def arguments(self, verb: Callable[..., object]) -> dict[str, object]:
        """One call of a verb."""
        hints = get_type_hints(verb)
        given = {}
        for name, parameter in inspect.signature(verb).parameters.items():
            optional = parameter.default is not parameter.empty
            if name != "desk" and not (optional and self.chance.random() < 0.3):
                given[name] = self.value(name, hints[name])
        return given

    def value(self, name: str, hint: Any) -> Any:
        """Something of this type."""
        origin, inner, pick = get_origin(hint), get_args(hint), self.chance.choice
        if origin in (Union, types.UnionType):
            return None if type(None) in inner and self.chance.random() < 0.4 else self.value(name, inner[0])
        if origin is Literal:
            return pick(inner)
        if is_dataclass(hint):
            return self.form(hint)
        if origin in (Mapping, dict):
            return {self.value(name, inner[0]): self.value(name, inner[1]) for _each in range(self.chance.randrange(3))}
        if origin is tuple and inner[-1] is not Ellipsis:
            return tuple(self.value(name, part) for part in inner)
        if origin in (tuple, list, Sequence, Collection, Iterable, frozenset, set):
            return tuple(self.value(name, inner[0]) for _each in range(pick((0, 1, 1, 2, 60))))
        if hint is bool:
            return pick((True, False))
        if hint is int:
            return pick(NUMBERS)
        if hint is date:
            return pick(DAYS)
        if hint is bytes:
            return pick((b"", b"<svg/>", b"\x89PNG\r\n\x1a\n" + bytes(50), bytes(10**6)))
        assert hint is str, (name, hint)
        return self.words(name)

    def form(self, kind: Any) -> object:
        """A draft; what may be left out often is."""
        hints = get_type_hints(kind)
        given = {}
        for each in fields(kind):
            needed = each.default is MISSING and each.default_factory is MISSING
            if each.init and (needed or self.chance.random() < 0.6):
                given[each.name] = self.value(each.name, hints[each.name])
        return kind(**given)

    def words(self, name: str) -> str:
        """A text, an id where one is wanted, a code."""
        table = {"parcel": "received", "by": "service", "double": "service", "kept": "service"}
        wanted = name.removesuffix("_id")
        ids = self.ids.get(table.get(wanted, wanted), []) if name.endswith("_id") else []
        chance = self.chance.random()
        if ids and chance < 0.85:
            return self.chance.choice(ids)
        if chance < 0.35:
            return self.chance.choice(CODES)
        if chance < 0.4:
            return self.chance.choice(self.chance.choice([each for each in self.ids.values() if each]))
        # Ids come from the program itself; half a character in one can't.
        inner = name in INNER or name.endswith("_id")
        return self.chance.choice([each for each in HOSTILE if not (inner and each == HALF)])


def texts(view: object) -> Iterator[str]:
    """Every text of a view."""
    if isinstance(view, str):
        yield view
    elif is_dataclass(view):
        for each in fields(view):
            yield from texts(getattr(view, each.name))
    elif isinstance(view, Mapping):
        for key, inner in view.items():
            yield from texts(key)
            yield from texts(inner)
    elif isinstance(view, tuple | list):
        for inner in view:
            yield from texts(inner)


@pytest.mark.parametrize("module", sorted(VERBS))
def test_a_verb_is_done_or_refused_in_a_sentence(module: str, demo_desk: Desk, demo_vault: tuple[object, str]) -> None:
    person, language = demo_vault[1], "ar"
    done = []

    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
    )
    @given(st.integers(0, 2**32))
    def call_all(start: int) -> None:
        forms = Forms(demo_desk, person, Random(start))  # noqa: S311  # tests want to be repeatable
        for verb in VERBS[module]:
            given = forms.arguments(verb)
            try:
                changed = verb(demo_desk, **given)
            except LaufmappeError as error:
                assert str(error).strip()
            else:
                assert isinstance(changed, Changed)
                done.append(verb.__name__)

    call_all()
    try:
        view = case(demo_desk, person)
    except LaufmappeError:
        assert "delete_person" in done
        return
    assert not [each for each in texts(view) if any(category(c) in ("Cc", "Cs") and c != "\n" for c in each)]
    try:
        assert make_folder(view, language, TODAY).startswith(b"%PDF")
    except LaufmappeError as error:
        assert str(error).strip()
