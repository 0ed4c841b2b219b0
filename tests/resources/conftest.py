# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The data that ships with the program, and the tool that keeps its translations in step."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from laufmappe.resources import read_json

TOOL = Path(__file__).parents[2] / "packaging" / "catalogues.py"


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """`packaging/catalogues.py` as a module; by its path, because another package is called `packaging`."""
    spec = importlib.util.spec_from_file_location("laufmappe_catalogues", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def steps() -> dict[str, Any]:
    return {step["id"]: step for step in read_json("chains", "steps.json")["steps"]}


@pytest.fixture(scope="session")
def chains() -> dict[str, Any]:
    """Each chain with its steps as they are once its own changes are applied."""
    library = {step["id"]: step for step in read_json("chains", "steps.json")["steps"]}
    found = {}
    for number in range(1, 8):
        chain = read_json("chains", f"K{number}.json")
        changes = [{"id": entry} if isinstance(entry, str) else entry for entry in chain["steps"]]
        found[chain["id"]] = {**chain, "steps": [{**library[change["id"]], **change} for change in changes]}
    return found
