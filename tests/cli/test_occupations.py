# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""An official list of occupations from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Call = Callable[..., Any]

LIST = "Schlüssel KldB 2010;Ebene;Titel\n81302;5;Wundexperte\n99999;5;\n"


def test_a_list_is_read_with_its_bad_rows_told_and_removed_again(
    call: Call, vault: Path, passphrase_file: Path, tmp_path: Path
) -> None:
    file = tmp_path / "kldb.csv"
    file.write_text(LIST, encoding="utf-8")
    secret = ("--passphrase-file", passphrase_file)
    said = call("occupations", "import", vault, file, *secret)
    assert (said.status, "1 Beruf" in said.out, "Zeile 3" in said.err) == (1, True, True)
    said = call("occupations", "import", vault, file, "--json", *secret)
    assert json.loads(said.out)["occupations"] == 1
    assert call("occupations", "remove", vault, *secret).status == 0
    said = call("occupations", "remove", vault, *secret)
    assert (said.status, "keine eigene Liste" in said.err) == (1, True)


def test_a_missing_file_is_refused(call: Call, vault: Path, passphrase_file: Path, tmp_path: Path) -> None:
    said = call("occupations", "import", vault, tmp_path / "fehlt.csv", "--passphrase-file", passphrase_file)
    assert (said.status, "fehlt.csv" in said.err) == (1, True)
