# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The notice of Art. 13 GDPR in plain language. What only the centre can know is left to be filled in by hand."""

from collections.abc import Sequence

from laufmappe.folder.plan import Folder, Sheet
from laufmappe.folder.sheets.flow import Item, Part, flow
from laufmappe.folder.sheets.leaf import Leaf, Scene
from laufmappe.folder.sheets.look import LEFT, META, RIGHT
from laufmappe.folder.sheets.parts import centre_lines, heading, said, shown, signed, together, write_in
from laufmappe.folder.words import w

_SECTIONS: Sequence[tuple[str, str, tuple[str, ...]]] = (
    (
        "target",
        w("Wofür wir Daten brauchen"),
        (w("Wir beraten Sie und planen mit Ihnen Ihren Weg."), w("Dafür schreiben wir Ihre Angaben auf.")),
    ),
    ("scale", w("Welches Gesetz das erlaubt"), ()),
    (
        "file-text",
        w("Was wir aufschreiben"),
        (
            w("Ihren Namen, Ihr Geburtsdatum und Ihre Sprachen."),
            w("Ihren Aufenthalt, Ihre Schritte und Ihre Qualifikationen."),
            w("Welche Stellen wir gefragt haben und was sie antworten."),
            w("Nicht: warum Sie geflohen sind und was Sie glauben."),
        ),
    ),
    (
        "lock",
        w("Wo die Daten liegen"),
        (w("Sie liegen verschlüsselt auf dem Computer der Beratungsstelle."),),
    ),
    (
        "eye-off",
        w("Wer die Daten bekommt"),
        (w("Niemand bekommt Ihre Daten ohne Ihre schriftliche Erlaubnis."),),
    ),
    (
        "hourglass",
        w("Wie lange wir sie behalten"),
        (
            w("Nach der Beratung behalten wir die Daten noch drei Jahre."),
            w("Die Zeit zählt ab dem Ende des Jahres. Dann löschen wir alles."),
        ),
    ),
    (
        "shield-check",
        w("Ihre Rechte"),
        (
            w("Sie können alles lesen und eine Kopie bekommen."),
            w("Sie können Fehler ändern und Daten löschen lassen."),
            w("Sie können Nein sagen, wenn wir Daten nutzen wollen."),
            w("Eine Erlaubnis können Sie jederzeit zurücknehmen."),
            w("Ihre Angaben sind freiwillig. Ohne sie können wir weniger helfen."),
            w("Kein Computer entscheidet über Sie."),
        ),
    ),
)


def privacy_scenes(sheet: Sheet, folder: Folder) -> list[Scene]:
    """The pages of the notice; at its end the person confirms that they got it."""
    words, centre = folder.words, folder.case.centre
    items: list[Item] = [heading(words.pair(w("Wer Ihre Daten hat")), "building-2", words)]
    items += shown(centre_lines(centre, words), words) or [write_in(words, (w("Beratungsstelle"), 1))]
    items.append(write_in(words, (w("Fragen zum Datenschutz beantwortet"), 1), high=6.0))
    for icon, title, sentences in _SECTIONS:
        items.append(heading(words.pair(title), icon, words))
        items += said(words, *sentences)
        if icon == "scale":
            items += [
                _for_the_centre("Füllt die Beratungsstelle aus – bitte prüfen, z. B. Art. 6 Abs. 1 DSGVO."),
                write_in(words, (w("Gesetz"), 1), high=6.0),
            ]
    items.append(heading(words.pair(w("Wo Sie sich beschweren können")), "message-square", words))
    items.append(together(said(words, w("Die Aufsicht für den Datenschutz hilft Ihnen.")), joined=True))
    items.append(write_in(words, (w("Name und Adresse der Aufsicht"), 1), joined=True))
    items.append(signed(words, (w("Erhalten am"), 2)))
    return flow(sheet.title, items, words)


def _for_the_centre(sentence: str) -> Part:
    """A small line that speaks to the centre, in German alone."""

    def draw(leaf: Leaf, y: float) -> None:
        leaf.say(sentence, META, LEFT, y, RIGHT - LEFT, lines=1)

    return Part(4.2, draw, joined=True)
