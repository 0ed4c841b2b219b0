# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second vault to exchange with, an example of a service that says all it can, and the shape of what we write."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.protocols import Validator

from laufmappe.casework.desk import Desk
from laufmappe.vault import open_vault

HERE = Path(__file__).parent


@pytest.fixture
def other_desk(tmp_path: Path, empty_vault: Path, today: date) -> Iterator[Desk]:
    """A desk at another empty vault."""
    shutil.copytree(empty_vault, tmp_path / "other")
    with closing(Desk(open_vault(tmp_path / "other", "passphrase"), "Toma Beispiel", today=lambda: today)) as desk:
        yield desk


@pytest.fixture
def example() -> dict[str, Any]:
    """An invented service with every field of HSDS 3.0 filled in, and some that HSDS does not know."""
    return dict(json.loads((HERE / "own_example.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def shape() -> Validator:
    """What a service that we write must look like: fields that must be there, types, and the form of ids and days."""
    schema = json.loads((HERE / "shape.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Any], Path]:
    """Writes content as a JSON file, bytes as they are, a dict of bytes as a folder."""

    def write(content: Any, name: str = "verzeichnis.json") -> Path:
        file = tmp_path / name
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        file.write_bytes(data)
        return file

    return write
