# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws every building block in both themes into PNG files, to be looked at: `python packaging/gallery.py FOLDER`."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from laufmappe.i18n import _
from laufmappe.ui.look import Look
from laufmappe.ui.main_window import MainWindow, Place
from laufmappe.ui.widgets import (
    Avatar,
    Badge,
    Button,
    Card,
    CheckBox,
    Chip,
    ChipSpec,
    Columns,
    ComboBox,
    DateField,
    Dialog,
    EmptyState,
    IconButton,
    Key,
    LabeledField,
    Line,
    LineEdit,
    Notice,
    Page,
    PageHead,
    Panel,
    PassphraseField,
    RadioButton,
    RouteView,
    Row,
    RowStyle,
    RowsView,
    SearchField,
    Section,
    Segmented,
    Station,
    Stepper,
    Tag,
    Text,
    TextArea,
    ToggleChips,
    TokenField,
    avatar_colour,
    flow,
    initials,
    rule,
)

PEOPLE = ("Amina Haddad", "Bogdan Ilie", "Chidi Okafor", "Daria Kovalenko", "Emre Yıldız", "ሰላም ተስፋዬ", "ليلى أحمد")


def person_row(name: str, **more: object) -> Row:
    return Row(key=name, title=name, initials=initials(name), colour=avatar_colour(name), **more)  # type: ignore[arg-type]  # sample data


class TodayPage(Page):
    """Rows with columns, sections, side cards."""

    def __init__(self) -> None:
        super().__init__("Heute")
        head = PageHead("Guten Morgen, Frau Berger", "Montag, 23. November 2026 · 10 Vorgänge, 2 davon überfällig")
        head.add(CheckBox("nur meine", checked=True))
        head.add(Button("Neue Person", kind="primary", icon="user-plus", key="Ctrl+N"))
        self.body.addWidget(head)
        columns = Columns(side_width=250)
        card = Card(padding=9)
        style = RowStyle(
            height=48, avatar=30, title_width=128, chip_column=122, action_column=174, padding=15, section_height=44
        )
        self.list = RowsView("Vorgänge", style, grow=True)
        late, week = ChipSpec("seit 3 Tagen", "danger", "clock-alert"), ChipSpec("heute", "warn", "clock")
        self.list.show_rows(
            [
                Section("Überfällig", "triangle-alert", "danger", "2", first=True),
                person_row(
                    PEOPLE[4],
                    detail="Unterlagen beim Jobcenter nachreichen",
                    chip=late,
                    action="Erledigt",
                    action_icon="check",
                ),
                person_row(
                    PEOPLE[1],
                    detail="Wegen Sprachkursplatz bei der VHS anrufen",
                    chip=late,
                    action="Erledigt",
                    action_icon="check",
                ),
                Section("Diese Woche", "calendar-clock", "warn", "3", "bis Freitag, 27.11."),
                person_row(
                    PEOPLE[0],
                    detail="Zeugnisübersetzung bei IHK FOSA nachreichen",
                    chip=week,
                    action="Erledigt",
                    action_icon="check",
                ),
                person_row(
                    PEOPLE[2],
                    detail="Erstgespräch, Dolmetscherin ist bestellt",
                    chip=ChipSpec("Di 24.11.", "neutral", "clock"),
                    action="Gespräch beginnen",
                    action_icon="notebook-text",
                ),
                Section("Anerkennung: Frist läuft", "scale", "accent", "2", "gesetzliche Fristen"),
                person_row(
                    PEOPLE[5],
                    detail="IHK FOSA entscheidet bis 15.12.2026",
                    chip=ChipSpec("Tag 69 von 91", "accent", "landmark"),
                    action="Verfahren öffnen",
                    action_icon="arrow-right",
                ),
                person_row(
                    PEOPLE[6],
                    detail="BezReg Münster bestätigt Eingang bis 02.12.",
                    chip=ChipSpec("34 Tage", "warn", "hourglass"),
                ),
            ]
        )
        self.list.choose(PEOPLE[4])
        card.add_rows(self.list)
        columns.main.addWidget(card)
        columns.main.addStretch(1)
        side = Card("Ihr Bestand")
        for icon, words, number in (
            ("users", "laufende Beratungsfälle", "42"),
            ("printer", "Mappen neu zu drucken", "3"),
        ):
            line = Line(words, icon=icon, strong=False)
            line.add(Text(number, "number"))
            side.body.addWidget(line)
        columns.side.addWidget(side)
        backup = Card("Sicherung")
        backup.body.addWidget(
            Line("Stand: Freitag, 17:42 Uhr", "Nächste fällig heute, 17:30 Uhr", icon="shield-check", colour="ok")
        )
        columns.side.addWidget(backup)
        columns.side.addWidget(Notice("Neue Fassung der Vorlage K2 liegt bereit.", kind="info"))
        columns.side.addStretch(1)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        self.set_keys(
            [
                Key("Up Down", "auswählen"),
                Key("Return", "Aktion ausführen"),
                Key("O", "Person öffnen"),
                Key("V", "verschieben"),
            ]
        )

    def first_focus(self) -> QWidget:
        return self.list


def stations(count: int) -> list[Station]:
    samples = (
        ("Erstberatung", "Caritas Migrationsdienst", "done", "12.03.2026", "ok", "erledigt"),
        ("B1-Sprachkurs", "VHS Mitte", "done", "30.07.2026", "ok", "erledigt"),
        ("Anerkennung", "IHK FOSA", "running", "seit 15.09.", "accent", "läuft"),
        ("Anpassungslehrgang", "Jobcenter, Bescheid", "waiting", "wartet 18 Tage", "warn", "wartet"),
        ("Arbeitsstelle", "Stadtwerke", "open", "ab März 2027", "neutral", "offen"),
        ("Wohnberechtigungsschein beantragen", "Bürgerberatung", "planned", "02.12.2026", "neutral", "geplant"),
        ("Alphabetisierungskurs", "VHS Mitte", "paused", "pausiert", "warn", "pausiert"),
        ("Elterncafé", "Familienzentrum", "declined", "nicht gewünscht", "neutral", "nicht gewünscht"),
        ("Berufskolleg", "Carl-Severing", "refused", "abgelehnt", "danger", "abgelehnt"),
        ("Führerschein", "Straßenverkehrsamt", "not_applicable", "trifft nicht zu", "neutral", "trifft nicht zu"),
        ("Praktikum", "Stadtwerke", "broken_off", "abgebrochen", "danger", "abgebrochen"),
    )
    chosen = (samples * 2)[:count]
    return [
        Station(
            n,
            title,
            service,
            state,
            chip,
            kind,
            "briefcase" if state == "open" else "",
            current=n == 2,
            state_word=word,
        )
        for n, (title, service, state, chip, kind, word) in enumerate(chosen)
    ]


class PersonPage(Page):
    """List beside an object; the route; lines in cards."""

    def __init__(self, count: int = 5) -> None:
        super().__init__("Ratsuchende", scroll=False)
        row = QHBoxLayout()
        row.setSpacing(0)
        self.body.addLayout(row)
        panel = Panel()
        top = QHBoxLayout()
        top.setContentsMargins(10, 0, 6, 0)
        top.addWidget(Text("Ratsuchende", "page"), 1)
        top.addWidget(IconButton("plus", "Neue Person", kind="primary", key="Ctrl+N"))
        panel.body.addLayout(top)
        panel.body.addWidget(SearchField("Person suchen", "Person suchen …"))
        people = RowsView("Ratsuchende", RowStyle(height=62))
        people.show_rows(
            [
                person_row(name, subtitle="Anerkennung läuft · IHK FOSA", badge="2" if n % 3 == 0 else "")
                for n, name in enumerate(PEOPLE)
            ]
        )
        people.choose(PEOPLE[0])
        panel.body.addWidget(people, 1)
        row.addWidget(panel)
        right = Page("Person")
        row.addWidget(right, 1)
        head = PageHead(
            PEOPLE[0],
            "34 Jahre · Arabisch, Englisch, Deutsch B1 · in Beratung seit 12.03.2026",
            before=Avatar(PEOPLE[0], size=56),
        )
        head.add(Button("Mappe drucken", icon="printer", key="Ctrl+P"))
        head.add(Button("Weiterleiten", kind="primary", icon="send"))
        right.body.addWidget(head)
        chain = Card("Unterstützungskette", link="Station hinzufügen")
        route = RouteView("Unterstützungskette")
        route.show_stations(stations(count))
        chain.body.addWidget(route)
        right.body.addWidget(chain)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        for title, link in (("Qualifikationen", "Ergänzen"), ("Weiterleitungen", "Alle zeigen")):
            card = Card(title, link=link)
            for icon, name, where, chip in (
                (
                    "graduation-cap",
                    "B.Sc. Elektrotechnik",
                    "Universität Aleppo, 2014",
                    Chip("in Prüfung", "warn", "hourglass"),
                ),
                ("award", "telc Deutsch B1", "VHS Mitte, 30.07.2026", Chip("anerkannt", "ok", "check")),
            ):
                line = Line(name, where, icon=icon)
                line.add(chip)
                card.body.addWidget(line)
            pair.addWidget(card)
        right.body.addLayout(pair)
        due = Card("Fällig", link="Aufgabe anlegen")
        rows = RowsView("Fällig", RowStyle(height=46), grow=True)
        rows.show_rows(
            [
                Row(
                    1,
                    "Nachreichung Zeugnisübersetzung",
                    "IHK FOSA · Frist läuft ab",
                    icon="triangle-alert",
                    icon_colour="danger",
                    chip=ChipSpec("morgen, 23.11.", "danger"),
                    action="Erledigt",
                ),
                Row(
                    2,
                    "Jobcenter nach Bescheid fragen",
                    "Wiedervorlage aus Weiterleitung",
                    icon="phone",
                    icon_colour="warn",
                    chip=ChipSpec("27.11.", "warn"),
                    action="Erledigt",
                ),
            ]
        )
        due.add_rows(rows)
        right.body.addWidget(due)
        right.body.addStretch(1)
        self.set_keys([Key("Up Down", "wählen"), Key("Return", "öffnen"), Key("Ctrl+P", "Mappe drucken")])


class FormPage(Page):
    """Everything that is filled in, with a fault and its repair."""

    def __init__(self) -> None:
        super().__init__("Person aufnehmen")
        self.body.addWidget(
            PageHead("Person aufnehmen", "Pflicht sind nur Name und Sprache · alles andere lässt sich später ergänzen")
        )
        columns = Columns()
        card = Card()
        self.body.addWidget(columns)
        columns.main.addWidget(card)
        first = QHBoxLayout()
        name = LineEdit()
        name.setText("Aminah")
        first.addWidget(LabeledField("Vorname oder Rufname", name, required=True), 3)
        first.addWidget(LabeledField("Nachname", LineEdit(placeholder="freiwillig")), 3)
        year = DateField()
        year.choose("1992")
        first.addWidget(LabeledField("Geburtsjahr", year, hint="Jahr reicht"), 2)
        card.body.addLayout(first)
        second = QHBoxLayout()
        second.addWidget(
            LabeledField(
                "Erreichbar per", Segmented("Erreichbar per", [("Anruf", 1), ("Nachricht", 2), ("Brief", 3)], 2)
            ),
            3,
        )
        second.addWidget(
            LabeledField("Staatsangehörigkeit", ComboBox("Staatsangehörigkeit", [("Syrien", "sy"), ("Irak", "iq")])), 2
        )
        levels = [(level, level) for level in ("keins", "A1", "A2", "B1", "B2", "C1")]
        second.addWidget(LabeledField("Deutsch", Segmented("Deutsch", levels, "B1")), 3)
        card.body.addLayout(second)
        card.body.addWidget(rule())
        words = TokenField(
            "Spricht",
            [(w, w) for w in ("Arabisch", "Englisch", "Kurmandschi", "Tigrinya")],
            placeholder="Sprache eingeben …",
        )
        words.choose(["Arabisch", "Englisch"])
        card.body.addWidget(LabeledField("Spricht", words, required=True))
        boxes = QHBoxLayout()
        boxes.addWidget(CheckBox("Dolmetschen nötig"))
        boxes.addWidget(CheckBox("Liest die erste Sprache sicher", checked=True))
        boxes.addWidget(RadioButton("Arabisch", checked=True))
        boxes.addWidget(RadioButton("keine, nur Deutsch"))
        boxes.addStretch(1)
        card.body.addLayout(boxes)
        third = QHBoxLayout()
        until = DateField(need_day=True)
        until.setText("31.02.2027")
        faulty = LabeledField("Titel gültig bis", until)
        reading = until.reading()
        faulty.show_fault(
            reading.fault, _("{date} übernehmen").format(date=reading.repair), lambda: until.setText(reading.repair)
        )
        third.addWidget(faulty, 3)
        passphrase = PassphraseField("Passphrase")
        passphrase.setText("sechs wörter")
        warned = LabeledField("Passphrase", passphrase)
        warned.show_warning("Die Feststelltaste ist an.")
        third.addWidget(warned, 3)
        third.addWidget(LabeledField("Erwachsene", Stepper("Erwachsene", 2)))
        card.body.addLayout(third)
        needs = ToggleChips(
            "Bedarfe",
            [
                (w, w)
                for w in (
                    "Anerkennung",
                    "Sprachkurs",
                    "Kinderbetreuung",
                    "Arbeit",
                    "Wohnen",
                    "Alphabetisierung",
                    "Abendkurs",
                    "Schule und Kita",
                    "Schulden",
                )
            ],
        )
        needs.choose(["Anerkennung", "Sprachkurs"])
        card.body.addWidget(LabeledField("Bedarfe", needs))
        card.body.addWidget(LabeledField("Notiz", TextArea(placeholder="freiwillig")))
        card.body.addWidget(
            flow(
                Tag("Deutsch"),
                Tag("Arabisch"),
                Chip("geprüft", "ok", "check"),
                Chip("ungeprüft", "info", "info"),
                Badge("4", "danger"),
            )
        )
        buttons = QHBoxLayout()
        for kind in ("primary", "secondary", "link", "danger"):
            buttons.addWidget(Button("Aufnehmen", kind=kind, icon="check"))
        off = Button("Wird gedruckt …", icon="printer", kind="primary")
        off.setEnabled(False)
        buttons.addWidget(off)
        buttons.addStretch(1)
        card.body.addLayout(buttons)
        columns.side.addWidget(
            Notice(
                "Stimmt überein: Geburtsjahr, Vorname ähnlich, Telefon endet auf 678",
                kind="warn",
                title="Möglicherweise schon erfasst",
                actions=(Button("Vergleichen"), Button("Andere Person")),
            )
        )
        columns.side.addWidget(
            Notice(
                "Die Datei ist beschädigt. Ihre letzte Sicherung ist vom Freitag.",
                kind="danger",
                title="Nicht geöffnet",
            )
        )
        columns.side.addWidget(Notice("Automatisch gesperrt um 12:08. Ihr Eintrag ist gesichert.", kind="accent"))
        empty = Card()
        empty.body.addWidget(
            EmptyState(
                "users",
                "Noch keine Person",
                "Nehmen Sie die erste Person auf.",
                button=Button("Person aufnehmen", kind="primary", icon="user-plus"),
            )
        )
        columns.side.addWidget(empty)
        columns.side.addStretch(1)


def window(page: str = "today", size: QSize | None = None) -> MainWindow:
    """A window with sample pages."""
    made = MainWindow()
    made.set_places(
        [
            Place("today", "Heute", "sun", TodayPage),
            Place("people", "Ratsuchende", "users", PersonPage),
            Place("services", "Anlaufstellen", "building-2", FormPage),
            Place("long", "Lange Kette", "route", lambda: PersonPage(15)),
            Place("settings", "Einstellungen", "settings", FormPage, below=True),
        ]
    )
    made.resize(size or QSize(1360, 840))
    made.count("today", 10)
    made.go(page)
    made.show()
    return made


def dialog(over: QWidget) -> Dialog:
    """A dialog with a form."""
    made = Dialog(over, "Schritt erledigen", subtitle="B1-Sprachkurs", icon="check")
    made.body.addWidget(LabeledField("Erledigt am", DateField(need_day=True), required=True))
    made.body.addWidget(LabeledField("Notiz für die nächste Beratung", TextArea(placeholder="freiwillig")))
    made.set_buttons("Eintragen", made.accept, icon="check")
    made.appear()
    return made


def settle(app: QApplication) -> None:
    """Lets layouts that depend on widths come to rest."""
    for _round in range(4):
        app.processEvents()


def main(folder: Path) -> None:
    """Writes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    look = Look(app)
    for theme in ("light", "dark"):
        look.choose(theme)
        for page in ("today", "people", "services", "long"):
            shown = window(page)
            shown.tell("Erledigt: Unterlagen nachgereicht.", lambda: None) if page == "people" else None
            settle(app)
            shown.grab().save(str(folder / f"{page}-{theme}.png"))
            if page == "people":
                dialog(shown)
                settle(app)
                shown.grab().save(str(folder / f"dialog-{theme}.png"))
            shown.close()
    look.choose("light")
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for page in ("people", "services", "long"):
        shown = window(page)
        settle(app)
        shown.grab().save(str(folder / f"{page}-rtl.png"))
        shown.close()
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    small = window("today", QSize(1024, 720))
    settle(app)
    small.grab().save(str(folder / "narrow.png"))
    look.choose("dark")
    settle(app)
    small.grab().save(str(folder / "switched.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
