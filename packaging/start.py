# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets a checkout up and runs it. Needs nothing but Python 3.11 or newer, with pip and venv.

    python3 packaging/start.py demo [DIR]     a demo vault with invented persons, and a printed folder (DIR: demo)
    python3 packaging/start.py check [...]    all checks and tests; what follows goes to pytest
    python3 packaging/start.py run [...]      the program itself, with its own arguments
    python3 packaging/start.py lock [...]     renews packaging/requirements*.txt from pyproject.toml (--upgrade: newest versions)
    python3 packaging/start.py package KIND   makes a package in dist/: linux, deb, windows, macos, sbom (RELEASE.md)
    python3 packaging/start.py release        checks everything and makes all packages that this machine can make

On Windows write `py packaging\\start.py`. The first run makes the folder .venv in the checkout and loads the locked packages
from the index that pip is set to; every further run needs no network. This file also has to be readable by an old
Python, so that it can say that it is too old.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


if sys.version_info < (3, 11):  # noqa: UP036 - whoever calls this with an old Python is to be told so
    found = "Python {}.{}".format(*sys.version_info[:2])
    newer = next((name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)), None)
    advice = f"Bitte so aufrufen: {newer} packaging/start.py …" if newer else "Bitte zuerst ein neueres einrichten."
    sys.exit(f"Laufmappe braucht Python 3.11 oder neuer, dies ist {found}. Nichts wurde verändert. {advice}")


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr] # a Windows console may lack letters

    from environment import SetupError

    commands = {"demo": demo, "check": check, "run": run, "lock": lock, "package": package, "release": release}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    try:
        return commands[sys.argv[1]](sys.argv[2:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(arguments: list[str]) -> int:
    """Makes or renews the demo vault and its printed folder."""
    if not arguments or arguments[0].startswith("-"):
        arguments = ["demo" if Path.cwd() == CHECKOUT else str(CHECKOUT / "demo"), *arguments]
    return run(["demo", *arguments])


def run(arguments: list[str]) -> int:
    """Runs the program of this checkout."""
    return subprocess.call(
        [prepare("runtime", window=bool(os.environ.get("DISPLAY"))), "-P", "-m", "laufmappe", *arguments]
    )


def check(arguments: list[str]) -> int:
    """Runs every check and every test."""
    import checks

    return checks.run(CHECKOUT, prepare("dev", window=False), arguments)


def lock(arguments: list[str]) -> int:
    """Writes the lock files anew; versions that still fit are kept unless `--upgrade` is given."""
    import environment

    uv = shutil.which("uv")
    if not uv:
        python = prepare("dev", window=False)
        environment.run_pip(python, ["uv"])
        uv = str(Path(python).parent / "uv")
    return environment.write_locks(CHECKOUT, uv, arguments)


def package(arguments: list[str]) -> int:
    """Makes packages in an environment of its own, which holds what people get and the tools that pack it."""
    import environment

    return subprocess.call(
        [environment.ensure_packaging(CHECKOUT), str(CHECKOUT / "packaging" / "packages.py"), *arguments]
    )


def release(arguments: list[str]) -> int:
    """Everything of a release that a machine can do; prints what is left for people."""
    import release as steps

    return steps.run(CHECKOUT, arguments)


def prepare(packages: str, window: bool) -> str:
    """The Python of a complete environment: system libraries first, so that nothing is downloaded in vain."""
    import environment
    import system_libraries

    system_libraries.require(window)
    return environment.ensure(CHECKOUT, packages)


if __name__ == "__main__":
    sys.exit(main())
