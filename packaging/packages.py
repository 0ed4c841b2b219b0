# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes one kind of package in dist/: `python3 packaging/start.py package linux|deb|windows|macos|sbom`."""

import sys

from environment import SetupError

KINDS = ("linux", "deb", "windows", "macos", "sbom")


def main(arguments: list[str]) -> int:
    """Makes each kind that is named; the program folder is made once."""
    if not arguments or not set(arguments) <= set(KINDS):
        print(__doc__)
        return 2
    try:
        for line in made(arguments):
            print(line, flush=True)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def made(kinds: list[str]) -> list[str]:
    """One line about each file that was made. Raises: SetupError."""
    from program_folder import make_archive, make_folder, told

    foreign = {"linux": "linux", "deb": "linux", "windows": "win32", "macos": "darwin"}
    for kind in kinds:
        if kind in foreign and not sys.platform.startswith(foreign[kind]):
            raise SetupError(f"„{kind}“ wird auf dem System gebaut, auf dem es läuft. In dist/ wurde nichts geändert.")
    lines = []
    folder = make_folder() if set(kinds) - {"sbom"} else None
    for kind in kinds:
        if kind == "sbom" or folder is None:
            from sbom import make_sbom

            lines.append(told(make_sbom()))
        elif kind == "linux":
            lines.append(told(make_archive(folder)))
        elif kind == "deb":
            from debian_package import make_deb

            lines.append(told(make_deb(folder)))
        elif kind == "windows":
            from windows_installer import make_installer

            lines.append(told(make_installer(folder)))
        else:
            from mac_bundle import make_image

            lines.append(told(make_image(folder)))
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
