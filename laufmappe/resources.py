# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The only way to the data that people edit: `resources/` in a checkout, `laufmappe/_resources/` in a wheel."""

import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def root() -> Path:
    """The folder that holds `chains/`, `locale/`, `fonts/` and the others."""
    here = Path(__file__).resolve().parent
    packed = here / "_resources"
    return packed if packed.is_dir() else here.parent / "resources"


def path(*parts: str) -> Path:
    """A file or folder below the resources."""
    return root().joinpath(*parts)


@cache
def read_json(*parts: str) -> Any:
    """A JSON file below the resources, read once. Callers must not change what they get."""
    return json.loads(path(*parts).read_text(encoding="utf-8"))
