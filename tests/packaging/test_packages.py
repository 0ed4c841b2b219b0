# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into packages, and what a desktop is told about them."""

import configparser
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import licences
import packages
import program_contents
import program_folder
import pytest

from laufmappe import __version__
from laufmappe.cli.main import COMMANDS
from laufmappe.handover import CARD_SUFFIX, RECEIPT_SUFFIX, SUFFIX

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_packages_bear_the_version_of_the_program() -> None:
    assert program_contents.version() == __version__


@pytest.mark.parametrize(
    ("place", "source", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "/venv/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", "/venv/libqoffscreen.so", True),
        (r"PySide6\plugins\platforms\qwindows.dll", r"C:\venv\qwindows.dll", True),
        (r"PySide6\plugins\styles\qmodernwindowsstyle.dll", r"C:\venv\qmodernwindowsstyle.dll", True),
        (r"PySide6\plugins\tls\qschannelbackend.dll", r"C:\venv\qschannelbackend.dll", False),
        (r"PySide6\translations\qtbase_de.qm", r"C:\venv\qtbase_de.qm", True),
        (r"PySide6\Qt6Quick.dll", r"C:\venv\Qt6Quick.dll", False),
        (r"PySide6\Qt6Widgets.dll", r"C:\venv\Qt6Widgets.dll", True),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", "/venv/libqcocoa.dylib", True),
        ("PySide6/Qt/plugins/styles/libqmacstyle.dylib", "/venv/libqmacstyle.dylib", True),
        ("PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets", "/venv/QtWidgets", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "/venv/libqgtk3.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "/venv/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qt_help_de.qm", "/venv/qt_help_de.qm", False),
        ("libgtk-3.so.0", "/lib/x86_64-linux-gnu/libgtk-3.so.0", False),
        ("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6", False),
        ("libcrypto.so.3", "/lib/x86_64-linux-gnu/libcrypto.so.3", True),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("pikepdf.libs/libqpdf-781b0270.so.30.4.2", "/venv/libqpdf-781b0270.so.30.4.2", True),
    ],
)
def test_a_package_holds_what_is_needed_and_leaves_the_rest_to_the_desktop(
    place: str, source: str, wanted: bool
) -> None:
    assert program_contents.is_wanted(place, source) is wanted


def test_nothing_that_only_builds_or_tests_goes_into_a_package() -> None:
    left_out = program_contents.of_tools_only()
    assert {"pytest", "mypy", "ruff", "hypothesis"} <= set(left_out)
    assert not {"PySide6", "sqlalchemy", "reportlab", "cryptography", "sqlcipher3", "babel"} & set(left_out)


def test_every_language_that_is_printed_has_its_data_in_a_package(checkout: Path) -> None:
    languages = {file.stem for file in (checkout / "resources/locale/folder").glob("*.po")} - {"kmr", "prs"}
    entries = [(f"babel/locale-data/{name}.dat", "", "DATA") for name in (*languages, "de", "ku", "fa_AF", "he", "zu")]
    kept = {Path(entry[0]).stem for entry in program_contents.locale_files(entries)}
    assert kept == languages | {"de", "ku", "fa_AF", "he"}


def test_the_licence_of_every_part_is_known_and_its_text_is_there() -> None:
    parts = licences.parts()
    assert {"pyside6-essentials", "sqlalchemy", "sqlcipher3"} <= {part.name for part in parts}
    assert [part.name for part in parts if not part.licence or part.licence == "UNKNOWN"] == []
    # Qt's wheels hold no text; theirs lie in packaging/licences.
    assert {part.name for part in parts if not part.texts} <= {"pyside6-essentials", "shiboken6"}


def test_a_double_click_on_a_parcel_opens_the_program(checkout: Path) -> None:
    types = ET.parse(checkout / "packaging/debian/laufmappe.xml").getroot()  # noqa: S314  # our own file
    endings = {kind.find(f"{MIME}glob").attrib["pattern"]: kind.attrib["type"] for kind in types}  # type: ignore[union-attr]  # every type has one
    assert set(endings) == {f"*{suffix}" for suffix in (SUFFIX, CARD_SUFFIX, RECEIPT_SUFFIX)}
    entry = configparser.ConfigParser(interpolation=None, strict=False)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their capitals
    entry.read(checkout / "packaging/debian/laufmappe.desktop", encoding="utf-8")
    about = entry["Desktop Entry"]
    assert set(about["MimeType"].strip(";").split(";")) == set(endings.values())
    assert about["Exec"] == "laufmappe %f"
    installer = (checkout / "packaging/windows/laufmappe.nsi").read_text(encoding="utf-8")
    for suffix in (SUFFIX, CARD_SUFFIX, RECEIPT_SUFFIX):
        assert f'!insertmacro FILE_TYPE "{suffix}" ' in installer


@pytest.mark.parametrize("page", ["laufmappe.1", "laufmappe.de.1"])
def test_the_manual_names_every_command(checkout: Path, page: str) -> None:
    text = (checkout / "packaging/debian" / page).read_text(encoding="utf-8")
    named = set(re.findall(r"^\.(?:BI|BR|B) ([a-z]+)", text, re.MULTILINE)) | set(re.findall(r"\\fB([a-z]+)", text))
    assert set(COMMANDS) <= named


def test_the_bundle_for_macos_has_a_window_and_the_installer_for_windows_parts_paths_as_windows_does(
    checkout: Path,
) -> None:
    # PyInstaller makes a program with a console one that runs in the background (LSBackgroundOnly) on macOS.
    assert 'program("laufmappe", console=not MAC)' in (checkout / "packaging/laufmappe.spec").read_text("utf-8")
    # makensis on Windows looks for folders behind \\ alone.
    assert 'File /r "${FOLDER}\\*.*"' in (checkout / "packaging/windows/laufmappe.nsi").read_text("utf-8")


def test_a_package_for_another_system_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    foreign = "macos" if sys.platform != "darwin" else "windows"
    assert packages.main([foreign]) == 1
    assert "wird auf dem System gebaut" in capsys.readouterr().err
    assert packages.main(["nonsense"]) == 2


def test_the_packaged_program_gives_others_their_own_libraries_back(checkout: Path) -> None:
    told = "import os, frozen_main; frozen_main.give_back_the_search_path(); print(os.environ.get('LD_LIBRARY_PATH'))"
    for before, after in (({"LD_LIBRARY_PATH_ORIG": "/opt/own"}, "/opt/own"), ({}, "None")):
        done = subprocess.run(
            [sys.executable, "-c", told],
            cwd=checkout / "packaging",
            env={"LD_LIBRARY_PATH": "/packed", **before},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == after


def test_a_package_names_no_folder_of_whoever_built_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", "/home/maria/python-3.11")
    module = tmp_path / "python3.11" / "lib-dynload" / "_hashlib.so"
    python = tmp_path / "libpython3.11.so.1.0"
    module.parent.mkdir(parents=True)
    for library in (module, python):
        library.write_bytes(b"\x7fELF\0/home/maria/python-3.11/lib\0/home/maria/python-3.11/lib/python311.zip\0")
    program_folder.forget_the_builder(tmp_path)
    assert b"\0$ORIGIN/../..\0" in module.read_bytes()
    assert b"\0$ORIGIN\0" in python.read_bytes()
    assert len(module.read_bytes()) == len(python.read_bytes()) == 75


def test_everything_in_a_package_bears_the_time_of_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    program = tmp_path / "laufmappe"
    program.touch(mode=0o600)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "font.ttf").touch(mode=0o777)
    program_folder.settle(tmp_path)
    found = {path.name: (path.stat().st_mode & 0o777, path.stat().st_mtime) for path in tmp_path.rglob("*")}
    assert found == {
        "laufmappe": (0o755, 1700000000),
        "data": (0o755, 1700000000),
        "font.ttf": (0o644, 1700000000),
    }
