# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days of the week: who comes, what is done for whom, and what the desk itself wants."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit
from week_people import PLACES, Neighbour
from week_with_people import WithPeople
from window_hand import NotThereError

from laufmappe.ui.handbook.window import HandbookWindow


class Counsellor(WithPeople):
    """Works days: with people, in the directory, at the templates, at the desk."""

    # The day

    def work_a_day(self, new: list[Neighbour], known: list[Neighbour], number: int) -> None:
        """One day: unlock, the places on Monday, new people, those who are known, the end of the day."""
        self.act("entsperren", None, self.unlock)
        if number == 0:
            self.act("leere Seiten", None, self.look_at_nothing)
            for place in range(len(PLACES)):
                self.act("Anlaufstelle eintragen", None, partial(self.add_place, place))
            self.act("geprüft", None, self.verify_place)
            self.act("ändern und Platz", None, self.change_place)
        for person in new:
            self.act("aufnehmen", person, partial(self.take_in, person))
            self.first_talk(person)
        for person in known:
            self.second_talk(person, number)
        if number == 1:
            self.act("Vorlage ändern", None, self.change_template)
            for person in [p for p in known if p.number % 5 in (0, 3)][:3]:
                self.act("neue Fassung übernehmen", person, partial(self.take_update, person))
        if known:
            self.act("sperren im Formular", known[0], lambda: self.lock_in_the_form(known[0]))
            self.act("sperren in der Aufnahme", known[-1], self.lock_in_the_intake)
        self.act("Heute", None, lambda: self.look_at_today(number))
        self.act("alle Seiten", None, self.look_at_pages)
        self.act("Sicherung", None, self.back_up)
        self.act("sperren", None, self.lock)

    def first_talk(self, person: Neighbour) -> None:
        """What is done when somebody comes for the first time."""
        n = person.number
        acts: list[tuple[str, Callable[[Neighbour], object], bool]] = [
            ("Kette vereinbaren", self.agree, True),
            ("Gespräch", self.note_talk, True),
            ("Ziel", self.set_goal, n % 2 == 0),
            ("Qualifikation", self.add_qualification, n % 3 == 0),
            ("Wiedervorlage", self.remind, n % 4 == 1),
            ("Termin", self.set_appointment, n % 4 == 2),
            ("Schritt erledigt", self.complete, True),
            ("Schritt wartet", self.wait_for, n % 2 == 1),
            ("Schritt planen", self.plan, n % 3 == 1),
            ("Verweis", self.refer, n % 3 == 2),
            ("rückgängig", self.change_one_s_mind, n % 4 == 3),
            ("Mappe sichern", self.save_folder, n % 6 == 0),
        ]
        for name, act, wanted in acts:
            if wanted:
                self.act(name, person, partial(act, person))

    def second_talk(self, person: Neighbour, day: int) -> None:
        """What is done when somebody comes again."""
        n = person.number + day * 3
        acts: list[tuple[str, Callable[[Neighbour], object], bool]] = [
            ("Vereinbarung", self.agree_in_writing, n % 6 == 0),
            ("Zwischenbilanz", self.hold_review, n % 8 == 1),
            ("Anerkennung", self.recognise, person.number % 6 == 0 and day == person.number % 5 + 1),
            ("Rückmeldung", self.answer, person.number % 3 == 2 and n % 5 == 0),
            ("Entbindung", self.release, n % 9 == 2),
            ("Dokument", self.attach, n % 7 == 3),
            ("Station hinzufügen", self.add_station, n % 8 == 4),
            ("Station anpassen", self.adapt_station, n % 7 == 5),
            ("Station heraus", self.drop_station, n % 9 == 6),
            ("Vermittlung", self.place, n % 8 == 6),
            ("Angaben ändern", self.change_person, n % 8 == 7),
            (
                "Ziel erreicht",
                self.reach_goal,
                person.number % 2 == 0 and n % 6 == 4 and not person.verbs["set_goal_state"],
            ),
            ("Stelle finden", self.find_place, n % 9 == 5),
            ("Beratung beenden", self.close_and_reopen, n % 10 == 9),
            ("Nachdruck", self.save_folder, n % 12 == 0),
        ]
        for name, act, wanted in acts:
            if wanted:
                self.act(name, person, partial(act, person))

    # Directory, templates, desk

    def add_place(self, number: int) -> None:
        name, kind, street, town, offer = PLACES[number]
        self.hand.press("Ctrl+3")
        self.place_is("services")
        self.hand.press("N")
        self.form("Anlaufstelle eintragen")
        self.hand.fill("Name", name)
        self.hand.fill("Träger", "Verein „Ankommen & Bleiben“")
        if kind:
            self.hand.choose("Art", kind)
        self.hand.fill("Was bietet sie an?", offer)
        self.hand.fill("Straße und Hausnummer", street)
        self.hand.fill("Ort", town)
        self.hand.fill("Öffnungszeiten", "Mo–Do 9–12 Uhr")
        self.hand.tokens("Sprachen in der Beratung", "Arabisch", "Englisch")
        self.hand.fill("Plätze und Wartezeit", "Wartezeit 6 Wochen")
        self.enter()
        self.look("Anlaufstellen")

    def verify_place(self) -> None:
        self.hand.press("Ctrl+3")
        self.hand.row("Anlaufstellen", "Jobcenter")
        self.hand.press("V")
        self.told("geprüft")

    def change_place(self) -> None:
        self.hand.press("Ctrl+3")
        self.hand.row("Anlaufstellen", "Lindenhof")
        self.hand.press("E")
        self.form("Anlaufstelle ändern")
        self.hand.fill("Kosten", "229,00 € im Modul; mit Bescheid frei")
        self.enter()
        self.hand.click("Vereinbarung hinzufügen")
        self.form("Vereinbarung eintragen")
        self.hand.fill("Worum geht es?", "Zwei feste Plätze im Quartal")
        self.hand.fill("Gilt bis", "31.12.2026")
        self.enter()
        self.hand.fill("Anlaufstelle suchen", "xqzz")
        self.look("Anlaufstellen nichts gefunden")
        self.hand.click("Filter zurücksetzen")

    def change_template(self) -> None:
        self.hand.press("Ctrl+4")
        self.place_is("templates")
        self.look("Ketten")
        self.hand.row("Vorlagen", "K1")
        self.hand.press("E")
        self.form("Schritt bearbeiten")
        self.hand.fill("Tipp (steht auf dem Blatt)", "Geh am Vormittag hin.")
        self.enter()
        self.hand.press("T")
        self.form("In anderen Sprachen")
        self.hand.press("Esc")
        self.hand.fill("Was ist in dieser Fassung neu?", "Ein Tipp zur Uhrzeit")
        self.hand.press("Ctrl+Return")
        self.told("Gespeichert")
        self.hand.click("Fassungen vergleichen")
        self.hand.until(lambda: self.hand.dialog().startswith("Fassungen"), "the versions")
        self.look("Dialog Fassungen")
        self.hand.press("Esc")

    def lock_in_the_form(self, person: Neighbour) -> None:
        words = f"Mitten im Satz {person.number} {self.office.day:%d.%m.}"
        self.go_to(person)
        self.hand.press("G")
        self.form("Gespräch eintragen")
        self.hand.fill("Notiz", words)
        self.lock()
        self.look("Entsperren nach Sperre")
        self.unlock()
        self.go_to(person)
        self.hand.press("G")
        self.form("Gespräch eintragen")
        self.look("Dialog Gespräch begonnen")
        self.enter()
        person.words.append(words)
        person.verbs["note_contact"] += 1

    def lock_in_the_intake(self) -> None:
        self.hand.press("Ctrl+N")
        self.place_is("intake")
        self.hand.fill("Vorname", "Halbfertig")
        self.lock()
        self.unlock()
        self.look("Heute mit Begonnenem")
        self.hand.click("Weiter ausfüllen")
        self.place_is("intake")
        field = self.hand.find("Vorname", QLineEdit)
        assert isinstance(field, QLineEdit)
        if field.text() != "Halbfertig":
            raise NotThereError(f"the begun entry says {field.text()!r}")
        self.hand.click("Entwurf verwerfen") if self.hand.seen("Entwurf verwerfen") else self.hand.click("Verwerfen")

    def look_at_today(self, number: int) -> None:
        self.hand.press("Ctrl+1")
        self.place_is("today")
        self.look(f"Heute Tag {number}")
        due = [row for row in self.hand.rows("Was heute ansteht") if "Hat das Amt" in row.spoken()] if number else []
        for row in due[:3]:
            self.hand.row("Was heute ansteht", row.subtitle or row.title, twice=True)
            self.told("Erledigt")

    def look_at_nothing(self) -> None:
        for key, place in (("1", "today"), ("2", "people"), ("3", "services"), ("4", "templates")):
            self.hand.press(f"Ctrl+{key}")
            self.place_is(place)
            self.look(f"Leer {place}")
        self.hand.press("F1")
        self.look("Handbuch")
        for book in self.office.main().findChildren(HandbookWindow):
            book.close()

    def look_at_pages(self) -> None:
        self.hand.press("Ctrl+2")
        self.place_is("people")
        self.hand.fill("Person suchen", "xqzzyk")
        self.look("Ratsuchende niemand gefunden")
        self.hand.click("Suche leeren")
        self.look("Ratsuchende")
        self.hand.click("Einstellungen")
        self.place_is("settings")
        self.look("Einstellungen")

    def back_up(self) -> None:
        self.hand.press("Ctrl+1")
        self.place_is("today")
        self.hand.click("Jetzt sichern")
        self.hand.until(lambda: self.hand.seen("Jetzt sichern"), "the end of the backup")
