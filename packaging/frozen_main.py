# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The entry of the packaged program (`laufmappe.spec`); a checkout starts with `python -m laufmappe`."""

import os
import sys

SEARCH_PATH = "LD_LIBRARY_PATH"


def give_back_the_search_path() -> None:
    """The packaged program finds its own libraries by this variable; programs that it starts (`lp`, the browser) must not."""
    before = os.environ.pop(f"{SEARCH_PATH}_ORIG", None)
    os.environ.pop(SEARCH_PATH, None)
    if before is not None:
        os.environ[SEARCH_PATH] = before
    # Whatever is started anew after locking unpacks nothing of this process, and finds its own folder.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"


if __name__ == "__main__":
    give_back_the_search_path()
    if sys.argv[1:] == [
        "--age-passphrase"
    ]:  # AS_PROCESS there; the name alone would load the whole package at every start
        from laufmappe.handover.age_passphrase import main as age_passphrase

        sys.exit(age_passphrase())
    try:
        from laufmappe.cli.main import main
    except KeyboardInterrupt:  # while modules are being loaded nothing has begun
        sys.exit(1)
    sys.exit(main())
