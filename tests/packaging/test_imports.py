# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What import-linter can not tell: it knows PySide6 only as a whole."""

import ast
from pathlib import Path


def imported(module: Path) -> set[str]:
    """The modules that a file imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_only_the_window_draws_windows(checkout: Path) -> None:
    program = checkout / "laufmappe"
    drawing = [
        module.relative_to(program).as_posix()
        for module in program.rglob("*.py")
        if "PySide6.QtWidgets" in imported(module) and module.relative_to(program).parts[0] != "ui"
    ]
    assert drawing == []
