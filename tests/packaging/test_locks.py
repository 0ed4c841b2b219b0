# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The locks say exactly what is installed, for every system and every Python that the project supports."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

PYTHONS = ["3.11", "3.12", "3.13"]
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64", "os_name": "posix"},
    "Linux on ARM": {
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "aarch64",
        "os_name": "posix",
    },
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64", "os_name": "nt"},
    "Mac": {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64", "os_name": "posix"},
    "Intel Mac": {
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "platform_machine": "x86_64",
        "os_name": "posix",
    },
}
LOCKS = {
    "requirements.txt": [],
    "requirements-dev.txt": ["dev"],
    "requirements-build.txt": ["build"],
    "requirements-package.txt": ["package"],
}
PIN = re.compile(
    r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ]+)(?: ; (?P<marker>.+?))? \\\n(?P<hashes>(?: {4}--hash=.*\n)+)", re.M
)


def read_lock(checkout: Path, lock: str) -> str:
    return (checkout / "packaging" / lock).read_text(encoding="utf-8")


def wanted(checkout: Path, lock: str) -> list[Requirement]:
    """What pyproject.toml asks for, of the parts that this lock holds."""
    project: dict[str, Any] = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    lines = [] if lock == "requirements-build.txt" else list(project["project"]["dependencies"])
    for group in LOCKS[lock]:
        lines += project["dependency-groups"][group]
    return [Requirement(line) for line in lines]


def pins(checkout: Path, lock: str, system: dict[str, str], python: str) -> dict[str, list[Version]]:
    """What the lock installs there: each name with the versions that apply (one, if all is well)."""
    machine = system | {"python_version": python, "python_full_version": f"{python}.4"}
    found: dict[str, list[Version]] = {}
    for pin in PIN.finditer(read_lock(checkout, lock)):
        if not pin["marker"] or Marker(pin["marker"]).evaluate(machine):
            found.setdefault(canonicalize_name(pin["name"]), []).append(Version(pin["version"]))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_an_exact_version_with_hashes(checkout: Path, lock: str) -> None:
    rest = PIN.sub("", read_lock(checkout, lock))
    assert [line for line in rest.splitlines() if not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_installs_what_the_project_asks_for(checkout: Path, lock: str, system: str, python: str) -> None:
    machine = SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.4"}
    installed = pins(checkout, lock, SYSTEMS[system], python)
    assert [name for name, versions in installed.items() if len(versions) != 1] == []
    for requirement in wanted(checkout, lock):
        if requirement.marker is None or requirement.marker.evaluate(machine):
            name = canonicalize_name(requirement.name)
            assert name in installed, f"{name}: renew the locks with python3 packaging/start.py lock"
            assert installed[name][0] in requirement.specifier, f"{name}: renew the locks"


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_tests_run_against_the_versions_that_people_get(checkout: Path, system: str, python: str) -> None:
    people = pins(checkout, "requirements.txt", SYSTEMS[system], python)
    tested = pins(checkout, "requirements-dev.txt", SYSTEMS[system], python)
    assert {name: tested.get(name) for name in people} == people


def test_python_3_11_never_gets_the_qt_that_kills_it(checkout: Path) -> None:
    for system in SYSTEMS.values():
        assert pins(checkout, "requirements.txt", system, "3.11")["pyside6-essentials"][0] < Version("6.12")


def test_no_file_of_the_project_names_a_package_registry(checkout: Path) -> None:
    hosts = [
        ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))
    ]
    options = ["--" + name for name in ("index-url", "extra-index-url", "find-links")]
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=checkout, capture_output=True, text=True, check=True).stdout.split("\0")
    found = []
    for name in filter(None, names):
        file = checkout / name
        content = file.read_bytes().decode("utf-8", errors="replace") if file.is_file() else ""
        found += [(name, address) for address in (*hosts, *options) if address in content]
    assert found == []
