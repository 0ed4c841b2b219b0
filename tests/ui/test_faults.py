# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
import importlib
import inspect
import logging
import pkgutil
from types import ModuleType

import pytest
import shiboken6
from PySide6.QtCore import QSize

import laufmappe.ui
from laufmappe.log import report
from laufmappe.ui.faults import guarded


def modules() -> list[ModuleType]:
    return [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(laufmappe.ui.__path__, "laufmappe.ui.")
    ]


def overrides() -> list[tuple[str, object]]:
    """Every method of ours that hides one of Qt: C++ may call it."""
    found: list[tuple[str, object]] = []
    for module in modules():
        for cls in vars(module).values():
            if (
                not inspect.isclass(cls)
                or cls.__module__ != module.__name__
                or not issubclass(cls, shiboken6.Shiboken.Object)
            ):
                continue
            of_qt = [base for base in cls.__mro__ if base.__module__.startswith("PySide6")]
            for name, value in vars(cls).items():
                if (
                    inspect.isfunction(value)
                    and not name.startswith("__")
                    and any(name in vars(base) for base in of_qt)
                ):
                    found.append((f"{cls.__module__}.{cls.__qualname__}.{name}", value))
    return found


def test_no_exception_of_ours_can_reach_qts_own_code() -> None:
    found = overrides()
    assert len(found) > 50
    unguarded = [name for name, function in found if not getattr(function, "__guarded__", False)]
    assert not unguarded, f"put @guarded(...) on: {unguarded}"


def test_a_guarded_override_gives_its_default_and_reports(caplog: pytest.LogCaptureFixture) -> None:
    @guarded(QSize)
    def sizeHint() -> QSize:  # as Qt calls it
        raise ValueError("Amina Haddad")

    logger = logging.getLogger("laufmappe.faults")
    handlers, logger.handlers = logger.handlers, []  # this fault is expected
    try:
        assert sizeHint() == QSize()
    finally:
        logger.handlers = handlers
    assert "ValueError" in caplog.text
    assert "in override" in caplog.text
    assert "Amina" not in caplog.text


def test_the_log_never_holds_what_an_error_says(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("laufmappe.faults")
    handlers, logger.handlers = logger.handlers, []
    try:
        report(RuntimeError("Amina Haddad, geb. 1992"), "work")
    finally:
        logger.handlers = handlers
    assert "RuntimeError in work" in caplog.text
    assert "Amina" not in caplog.text
