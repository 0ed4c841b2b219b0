# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""`laufmappe settings export|import TRESOR`, `laufmappe settings check [DATEI]`: settings from one computer to the next."""

import argparse
import sys
from pathlib import Path

from laufmappe.cli.arguments import Commands, GermanParser, add_vault
from laufmappe.cli.opening import opened
from laufmappe.cli.output import STANDARD_OUTPUT, refuse_target, write_file
from laufmappe.errors import ImportFileError, LaufmappeError
from laufmappe.i18n import _, n_


def add(commands: Commands) -> None:
    parser = commands.add_parser("settings", help=_("nimmt Einstellungen mit, prüft die der Administration"))
    verbs = parser.add_subparsers(
        title=_("Befehle"), metavar=_("BEFEHL"), required=True, prog="laufmappe settings", parser_class=GermanParser
    )
    exporting = verbs.add_parser("export", help=_("schreibt die Einstellungen dieses Tresors und dieses Rechners"))
    add_vault(exporting)
    exporting.add_argument("--out", required=True, metavar=_("DATEI"), help=_("Zieldatei, „-“ für die Standardausgabe"))
    exporting.set_defaults(run=run_export)

    importing = verbs.add_parser("import", help=_("übernimmt Einstellungen aus einer Datei: alle oder keine"))
    add_vault(importing)
    importing.add_argument("file", metavar=_("DATEI"), help=_("eine Datei von „laufmappe settings export“"))
    importing.set_defaults(run=run_import)

    checking = verbs.add_parser("check", help=_("sagt, ob eine Datei mit Einstellungen gilt"))
    checking.add_argument(
        "file", metavar=_("DATEI"), nargs="?", help=_("Datei mit Einstellungen; ohne Angabe die der Administration")
    )
    checking.set_defaults(run=run_check)


def run_export(arguments: argparse.Namespace) -> int:
    refuse_target(arguments.out)
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.settings.document import settings_text
        from laufmappe.casework.settings.preset import read_preset
        from laufmappe.casework.settings.whole import vault_settings
        from laufmappe.ui.unlock.last_vault import Remembered

        text = settings_text({**vault_settings(desk), **Remembered(preset=read_preset()).computer_settings()})
    write_file(arguments.out, text.encode())
    if arguments.out != STANDARD_OUTPUT:
        print(_("Gespeichert: {file}").format(file=arguments.out), file=sys.stderr)
    return 0


def run_import(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.settings.preset import read_preset, settings_bytes

    data = settings_bytes(Path(arguments.file))
    with opened(arguments.vault, arguments.passphrase_file) as desk:
        from laufmappe.casework.settings.document import read_settings_file
        from laufmappe.casework.settings.whole import import_settings
        from laufmappe.folder.logo import refuse_unprintable
        from laufmappe.ui.unlock.last_vault import Remembered

        file, preset = read_settings_file(data), read_preset()
        refuse_unprintable(file.logo())
        import_settings(desk, file, preset)
        Remembered(preset=preset).keep_computer_settings(file.of_computer())
    for remark in file.remarks:
        print(remark, file=sys.stderr)
    count = len(file.values)
    print(n_("{n} Einstellung übernommen.", "{n} Einstellungen übernommen.", count).format(n=count))
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    from laufmappe.casework.settings.document import read_settings_file
    from laufmappe.casework.settings.preset import preset_file, settings_bytes
    from laufmappe.folder.logo import refuse_unprintable

    path = Path(arguments.file) if arguments.file is not None else preset_file()
    if path is None:
        raise LaufmappeError(_("Es gibt keine Datei der Administration: Die Umgebungsvariable ist leer."))
    file = read_settings_file(settings_bytes(path))
    if file.faults:
        raise ImportFileError("\n".join(file.faults))
    refuse_unprintable(file.logo())
    for remark in file.remarks:
        print(remark, file=sys.stderr)
    count = len(file.values)
    told = n_("{file} gilt: {n} Einstellung.", "{file} gilt: {n} Einstellungen.", count).format(file=path, n=count)
    locked = _(" Festgelegt: {names}.").format(names=", ".join(sorted(file.locked))) if file.locked else ""
    print(told + locked)
    return 0
