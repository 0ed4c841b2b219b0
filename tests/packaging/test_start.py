# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the two commands of the README promise to somebody who has just cloned the project."""

import ast
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import checks
import environment
import pytest
import system_libraries
from environment import SetupError


def tiny_wheel(folder: Path, name: str) -> str:
    """A real package of one module; returns its line for a lock."""
    file = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{name}-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{name}-1.0.dist-info/RECORD", "")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n"


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with a program, and locks of three tiny packages that pip finds in a folder, never on a network."""
    folder = tmp_path / "Größe 1" / "Läufer"
    wheels = tmp_path / "wheels"
    for path in (folder / "packaging", folder / "laufmappe", wheels):
        path.mkdir(parents=True)
    (folder / "laufmappe" / "__init__.py").touch()
    runs, tests, builds = (tiny_wheel(wheels, name) for name in ("tinyrun", "tinytest", "tinybuild"))
    (folder / "packaging" / "requirements.txt").write_text(runs)
    (folder / "packaging" / "requirements-dev.txt").write_text(runs + tests)
    (folder / "packaging" / "requirements-build.txt").write_text(builds)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


class Pip:
    """Counts what would be installed, and can fail or be interrupted."""

    def __init__(self, failure: BaseException | None = None) -> None:
        self.locks: list[str] = []
        self.failure = failure

    def __call__(self, python: str, arguments: list[str]) -> None:
        self.locks.append(Path(arguments[-1]).name)
        if self.failure:
            raise self.failure


def no_network() -> Pip:
    return Pip(SetupError("kein Netz"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Environments are made without pip of their own, which is fast; the list tells how many were made."""
    made: list[Path] = []

    def make(venv: Path) -> None:
        made.append(venv)
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(venv)], check=True)

    monkeypatch.setattr(environment, "make_venv", make)
    return made


def imports(python: str, *modules: str) -> bool:
    command = [python, "-c", f"import {', '.join(modules)}"]
    return subprocess.run(command, cwd="/", stderr=subprocess.DEVNULL, check=False).returncode == 0


def test_a_clone_gets_the_locked_packages_and_its_own_program(clone: Path) -> None:
    python = environment.ensure(clone, "runtime")
    assert imports(python, "laufmappe", "tinyrun")
    assert not imports(python, "tinytest")

    assert environment.ensure(clone, "dev") == python
    assert imports(python, "laufmappe", "tinyrun", "tinytest", "tinybuild")


def test_a_package_that_is_not_the_locked_one_is_refused(clone: Path) -> None:
    lock = clone / "packaging" / "requirements.txt"
    lock.write_text("tinyrun==1.0 --hash=sha256:" + "0" * 64 + "\n")
    with pytest.raises(SetupError, match="Pakete konnten nicht"):
        environment.ensure(clone, "runtime")


def test_a_second_run_installs_nothing(clone: Path, quick: list[Path]) -> None:
    environment.ensure(clone, "dev", Pip())
    environment.ensure(clone, "dev", no_network())
    environment.ensure(clone, "runtime", no_network())
    assert len(quick) == 1


def test_the_checks_are_added_to_what_the_demo_installed(clone: Path, quick: list[Path]) -> None:
    demo, check = Pip(), Pip()
    environment.ensure(clone, "runtime", demo)
    environment.ensure(clone, "dev", check)
    assert demo.locks == ["requirements.txt"]
    assert check.locks == ["requirements-build.txt", "requirements-dev.txt"]
    assert len(quick) == 1


def test_the_program_stays_usable_when_the_checks_can_not_be_loaded(clone: Path, quick: list[Path]) -> None:
    environment.ensure(clone, "runtime", Pip())
    with pytest.raises(SetupError):
        environment.ensure(clone, "dev", no_network())
    environment.ensure(clone, "runtime", no_network())
    assert len(quick) == 1


@pytest.mark.parametrize("packages", ["runtime", "dev"])
def test_an_interrupted_set_up_is_made_anew(clone: Path, quick: list[Path], packages: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        environment.ensure(clone, packages, Pip(KeyboardInterrupt()))
    again = Pip()
    environment.ensure(clone, packages, again)
    assert again.locks == list(environment.LOCKS[packages])
    assert len(quick) == 2


def test_a_changed_lock_is_installed_into_an_empty_environment(clone: Path, quick: list[Path]) -> None:
    environment.ensure(clone, "runtime", Pip())
    with (clone / "packaging" / "requirements.txt").open("a") as lock:
        lock.write("# renewed\n")
    environment.ensure(clone, "runtime", Pip())
    assert len(quick) == 2


def test_a_removed_python_is_noticed(clone: Path, quick: list[Path]) -> None:
    python = Path(environment.ensure(clone, "runtime", Pip()))
    python.unlink()
    environment.ensure(clone, "runtime", Pip())
    assert python.exists()


def test_a_checkout_that_can_not_be_written_gets_a_sentence(clone: Path) -> None:
    (clone / ".venv").write_text("in the way")
    with pytest.raises(SetupError, match=r"\.venv"):
        environment.ensure(clone, "runtime", Pip())


def test_missing_system_libraries_are_named_with_the_line_that_installs_them() -> None:
    absent = system_libraries.missing(window=False, found=lambda library: library != "libEGL.so.1")
    assert absent == {"libEGL.so.1": "libegl1"}
    text = system_libraries.sentence(absent, debian=True)
    assert "apt-get install -y --no-install-recommends libegl1\n" in text
    assert "libEGL.so.1" in system_libraries.sentence(absent, debian=False)


def test_a_screen_needs_more_libraries_than_printing() -> None:
    everything = system_libraries.missing(window=True, found=lambda _: False)
    assert set(system_libraries.missing(window=False, found=lambda _: False)) < set(everything)
    assert "libxcb-cursor0" in everything.values()


def test_a_library_that_does_not_exist_is_told_apart() -> None:
    assert not system_libraries.loads("libdoesnotexist.so.0")


def test_an_old_python_can_read_the_sentence_meant_for_it(checkout: Path) -> None:
    ast.parse((checkout / "packaging" / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_help_names_both_commands(checkout: Path) -> None:
    command = [sys.executable, "packaging/start.py", "--help"]
    shown = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)
    assert "start.py demo" in shown.stdout
    assert "start.py check" in shown.stdout


def test_the_closing_line_is_the_last_that_says_anything(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = [sys.executable, "-c", "print('first\\n== 3 passed ==\\n\\n'); raise SystemExit(5)"]
    passed, closing = checks.show(command, tmp_path, dict(os.environ))
    assert not passed
    assert closing.strip() == b"== 3 passed =="


def test_readme_and_ci_give_the_same_command(checkout: Path) -> None:
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    ci = (checkout / ".ci" / "run").read_text(encoding="utf-8")
    assert "python3 packaging/start.py demo\n" in readme
    assert "python3 packaging/start.py check\n" in readme
    assert ci.endswith("\nexec python3 packaging/start.py check\n")
