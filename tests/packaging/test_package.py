# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is in the package that people install."""

import subprocess
import sys
import zipfile
from pathlib import Path


def test_the_package_holds_the_program_its_data_and_every_licence(checkout: Path, tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=checkout, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        names = set(package.namelist())
    for data in (checkout / "resources").rglob("*"):
        if data.is_file():
            assert f"laufmappe/_resources/{data.relative_to(checkout / 'resources').as_posix()}" in names
    for module in (checkout / "laufmappe").rglob("*.py"):
        assert module.relative_to(checkout).as_posix() in names
    for licence in (checkout / "LICENSES").iterdir():
        assert any(name.endswith(f"/licenses/LICENSES/{licence.name}") for name in names)
