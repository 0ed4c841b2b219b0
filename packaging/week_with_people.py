# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is done for a person in the week: each act as it is done, by the names and keys that the window shows."""

from contextlib import suppress
from datetime import timedelta

from PySide6.QtWidgets import QAbstractItemView
from week_people import Neighbour
from week_ways import Ways
from window_hand import NotThereError

PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


class WithPeople(Ways):
    """The acts on one person."""

    # People

    def take_in(self, person: Neighbour) -> None:
        hand = self.hand
        hand.press("Ctrl+N")
        self.place_is("intake")
        if person.number == 0:
            self.look("Aufnahme leer")
        hand.fill("Vorname", person.given)
        hand.fill("Nachname", person.family)
        hand.fill("Geburtsdatum", person.born)
        if person.native:
            hand.fill("Name in eigener Schrift", person.native)
            person.words.append(person.native)
        hand.fill("Staatsangehörigkeit", person.land)
        hand.press("Tab")
        hand.fill("Telefon", person.phone)
        hand.tokens("Spricht", person.tongue)
        hand.segment("Deutsch", ("keins", "A1", "A2", "B1")[person.number % 4])
        if person.number % 3 == 0:
            hand.click("Dolmetschen nötig")
        hand.fill("Status", person.status)
        hand.press("Tab")
        if person.number % 2:
            hand.fill("Titel gültig bis", "31.01.2028")
        hand.fill("Eingereist (Monat reicht)", f"0{1 + person.number % 9}.2026")
        if person.number % 3 == 1:
            hand.fill("Haushalt 1: Vorname", f"Kind{person.number}")
            hand.fill("Haushalt 1: Geburtsdatum", str(2012 + person.number % 12))
            hand.fill("Haushalt 2: Vorname", f"Eltern{person.number}")
            hand.choose("Haushalt 2: Beziehung", "Elternteil")
            person.words += [f"Kind{person.number}", f"Eltern{person.number}"]
        hand.fill("Adresse", f"Ahornweg {1 + person.number}, 33602 Musterstadt")
        hand.click(("Kinderbetreuung", "Dolmetschen", "barrierefrei")[0]) if hand.seen("Kinderbetreuung") else None
        hand.fill("Notiz", person.note)
        self.look("Aufnahme voll")
        hand.press("Ctrl+Return")
        if self.office.main().current() == "intake" and hand.seen("Nicht dieselbe: aufnehmen"):
            self.look("Aufnahme Frage")
            hand.click("Nicht dieselbe: aufnehmen")
        self.place_is("people")
        person.id = str(getattr(self.office.main().page("people"), "shown", ""))
        person.words += [person.given, person.family, person.phone, person.note]
        person.verbs["take_in"] += 1
        self.look("Person neu")

    def agree(self, person: Neighbour) -> None:
        if not self.hand.seen("Vorlagen", QAbstractItemView):
            self.look("Person mit Kette")
            return
        self.hand.press("Ctrl+Return")
        person.verbs["agree_chain"] += 1
        self.hand.until(lambda: self.hand.seen("Stationen der Unterstützungskette"), "the route")
        self.look("Person mit Kette")

    def to_route(self) -> None:
        """The focus is on the stations, where the letters work."""
        self.hand.click_at(self.hand.find("Stationen der Unterstützungskette", QAbstractItemView), rest=True)

    def open_station(self, number: int) -> None:
        """Goes to a station by the arrow keys."""
        view = self.hand.find("Stationen der Unterstützungskette", QAbstractItemView)
        assert isinstance(view, QAbstractItemView)
        self.hand.step_to(view, min(number, view.model().rowCount() - 1))

    def note_talk(self, person: Neighbour) -> None:
        words = f"Gespräch {person.number}: Wohnung & Deutschkurs – „alles offen“."
        self.hand.press("G")
        self.form("Gespräch eintragen")
        self.hand.fill("Minuten", "50")
        self.hand.tokens("Themen", "Spr", "Wohn")
        self.hand.fill("Notiz", words)
        self.enter()
        person.words.append(words)
        person.verbs["note_contact"] += 1

    def set_goal(self, person: Neighbour) -> None:
        words = f"Ich will als Pflegerin arbeiten ({person.number})"
        self.hand.press("Z")
        self.form("Neues Ziel")
        self.hand.fill("Was möchte die Person erreichen?", words)
        self.hand.fill("Bis wann", "30.06.2027")
        self.hand.fill("Maßnahme", "B2-Kurs, dann Anpassungslehrgang")
        self.enter()
        person.words.append(words)
        person.verbs["add_goal"] += 1

    def reach_goal(self, person: Neighbour) -> None:
        self.hand.click(f"Ich will als Pflegerin arbeiten ({person.number}): Erreicht …")
        self.form("Ziel erreicht")
        self.hand.fill("Ergebnis", f"Vertrag seit Montag {person.number}")
        self.enter()
        person.words.append(f"Vertrag seit Montag {person.number}")
        person.verbs["set_goal_state"] += 1

    def add_qualification(self, person: Neighbour) -> None:
        self.hand.press("Q")
        self.form("Qualifikation ergänzen")
        self.hand.fill("Bezeichnung auf Deutsch", f"Krankenpflegerin {person.number}")
        self.hand.fill("Bezeichnung in Originalschrift", "Медична сестра")
        self.hand.fill("Land", person.land)
        self.hand.press("Tab", rest=True)
        self.hand.fill("Von", "2009")
        self.hand.fill("Bis", "2012")
        self.hand.fill("Referenzberuf in Deutschland", "Pflegefach")
        self.hand.until(lambda: self.hand.seen("Gefundene Berufe"), "the occupations")
        self.look("Dialog Qualifikation mit Beruf")
        self.hand.press("Return")
        self.enter()
        person.words += [f"Krankenpflegerin {person.number}", "Медична сестра"]
        person.verbs["add_qualification"] += 1

    def recognise(self, person: Neighbour) -> None:
        hand, title = self.hand, f"Krankenpflegerin {person.number}"
        hand.click(f"{title}: Anerkennung beginnen …")
        self.form("Anerkennung beginnen")
        hand.fill("Aktenzeichen", f"AZ {person.number}/26")
        self.enter()
        hand.click(f"{title}: Verfahren öffnen")
        self.place_is("recognition")
        self.look("Anerkennung neu")
        hand.press("U")
        hand.press("Space")
        hand.press("Down")
        hand.press("Return")
        self.hand.until(self.hand.dialog, "the dialog of the paper")
        self.look("Dialog Papier")
        hand.segment("Stand", "angefordert") if hand.seen("Stand: angefordert") else None
        hand.fill("Notiz", f"Liegt bei der Tante {person.number}")
        self.enter()
        hand.press("F")
        self.form("Förderung beantragen")
        self.enter()
        hand.press("K")
        self.hand.until(self.hand.dialog, "the dialog of the cost")
        self.look("Dialog Kosten")
        hand.fill("Wofür", f"Übersetzung {person.number}")
        hand.fill("Betrag", "180,50")
        self.enter()
        for state in ("Antrag vorbereiten", "Antrag gestellt"):
            self.next_state(state)
        self.look("Anerkennung läuft")
        hand.press("Alt+Left")
        self.place_is("people")
        person.words += [
            f"AZ {person.number}/26",
            f"Liegt bei der Tante {person.number}",
            f"Übersetzung {person.number}",
        ]
        person.verbs["add_cost"] += 1
        person.verbs["ask_funding"] += 1

    def next_state(self, state: str) -> None:
        """The procedure goes on by one state, the named one where it is offered."""
        self.hand.press("B")
        self.form("Stand der Anerkennung eintragen")
        with suppress(NotThereError):
            self.hand.choose("Neuer Stand", state)
        self.enter()

    def remind(self, person: Neighbour) -> None:
        words = f"Hat das Amt geantwortet ({person.number})?"
        self.hand.press("W")
        self.form("Neue Wiedervorlage")
        self.hand.fill("Woran erinnern?", words)
        self.hand.fill("Wann?", f"{self.office.day + timedelta(days=1):%d.%m.%Y}")
        self.enter()
        person.words.append(words)
        person.verbs["set_follow_up"] += 1

    def set_appointment(self, person: Neighbour) -> None:
        words = f"Gespräch in der Schule {person.number}"
        self.hand.press("T")
        self.form("Neuer Termin")
        self.hand.fill("Worum geht es?", words)
        self.hand.fill("Termin: Tag", f"{self.office.day + timedelta(days=2):%d.%m.%Y}")
        self.hand.fill("Termin: Uhrzeit", "9.30")
        self.hand.fill("… oder ein anderer Ort", "Raum 12")
        self.enter()
        person.words.append(words)
        person.verbs["set_appointment"] += 1

    # Steps

    def complete(self, person: Neighbour) -> None:
        self.to_route()
        self.open_station(0)
        self.hand.press("E")
        self.told("erledigt")
        person.verbs["set_step_state"] += 1

    def wait_for(self, person: Neighbour) -> None:
        self.to_route()
        self.open_station(2)
        self.hand.press("S")
        self.hand.menu("wartet")
        self.form("Schritt wartet")
        self.hand.press("Tab", rest=True)
        self.hand.choose("Grund", "")
        self.hand.find("Grund").setFocus()
        self.hand.press("Down")
        self.hand.fill("Näheres", f"Kurs voll {person.number}")
        self.hand.fill("Voraussichtlich bis", "15.01.2027")
        self.enter()
        person.words.append(f"Kurs voll {person.number}")
        person.verbs["set_step_state"] += 1

    def plan(self, person: Neighbour) -> None:
        self.to_route()
        self.open_station(1)
        self.hand.press("P")
        self.form("Schritt planen")
        self.hand.fill("Termin: Tag", f"{self.office.day + timedelta(days=9):%d.%m.%Y}")
        self.hand.fill("Termin: Uhrzeit", "1015")
        self.hand.fill("Notiz", f"Unterlagen mitgeben {person.number}")
        self.enter()
        person.words.append(f"Unterlagen mitgeben {person.number}")
        person.verbs["plan_step"] += 1

    def add_station(self, person: Neighbour) -> None:
        self.hand.press("A")
        self.form("Station hinzufügen")
        self.hand.segment("Woher", "In eigenen Worten")
        self.hand.fill("Wie heißt der Schritt?", f"Fahrrad holen {person.number}")
        self.hand.fill("Mitbringen", "Ausweis\nQuittung")
        self.enter()
        person.words.append(f"Fahrrad holen {person.number}")
        person.verbs["add_step"] += 1

    def adapt_station(self, person: Neighbour) -> None:
        self.to_route()
        self.open_station(1)
        self.hand.press("B")
        self.form("Schritt anpassen")
        self.hand.fill("Tipp auf dem Blatt", f"Nimm den Bus 27 {person.number}.")
        self.enter()
        person.words.append(f"Nimm den Bus 27 {person.number}.")
        person.verbs["change_step"] += 1

    def drop_station(self, person: Neighbour) -> None:
        self.to_route()
        self.open_station(3)
        self.hand.press("Del")
        self.form("Aus dem Plan nehmen")
        self.hand.fill("Grund", f"Das ist schon da {person.number}")
        self.enter()
        person.words.append(f"Das ist schon da {person.number}")
        person.verbs["drop_step"] += 1

    def change_one_s_mind(self, person: Neighbour) -> None:
        words = f"Das war ein Irrtum {person.number}"
        self.hand.press("W")
        self.form("Neue Wiedervorlage")
        self.hand.fill("Woran erinnern?", words)
        self.enter()
        self.hand.press("Ctrl+Z")
        self.told("Zurückgenommen")
        person.gone.append(words)

    def take_update(self, person: Neighbour) -> None:
        if not self.hand.seen("Neue Fassung ansehen"):
            return
        self.hand.click("Neue Fassung ansehen")
        self.hand.until(lambda: self.hand.dialog().startswith("Neue Fassung"), "the new version")
        self.look("Dialog Neue Fassung")
        self.enter()
        person.verbs["apply_update"] += 1

    # Others

    def refer(self, person: Neighbour) -> None:
        self.hand.press("Ctrl+Return")
        self.form("Neuer Verweis")
        self.hand.pick("Anlaufstelle", "Lindenhof")
        self.hand.fill("Anliegen", f"Bitte um einen Platz {person.number}")
        self.enter()
        person.words.append(f"Bitte um einen Platz {person.number}")
        person.verbs["refer"] += 1

    def place(self, person: Neighbour) -> None:
        self.hand.press("Ctrl+Return")
        self.form("Neuer Verweis")
        self.hand.click("Vermittlung")
        self.hand.pick("Anlaufstelle", "Jobcenter")
        why = "Warum ohne Schweigepflichtentbindung?"
        if self.hand.seen(why):
            self.look("Dialog Vermittlung ohne Entbindung")
            self.hand.fill(why, f"Ist dabei und einverstanden {person.number}")
        self.hand.fill("Termin: Tag", "07.12.2026")
        self.hand.fill("Termin: Uhrzeit", "14:00")
        self.enter()
        person.verbs["refer"] += 1

    def answer(self, person: Neighbour) -> None:
        self.hand.click("Sprachkursträger Lindenhof: Rückmeldung")
        self.form("Rückmeldung eintragen")
        self.hand.choose("Stand", "nicht angenommen" if person.number % 2 else "angenommen")
        self.hand.fill("Rückmeldung", f"Beginn im Januar {person.number}")
        if self.hand.seen("Warum abgelehnt?"):
            self.hand.fill("Warum abgelehnt?", "Kurs ist voll")
        self.enter()
        person.words.append(f"Beginn im Januar {person.number}")
        person.verbs["note_feedback"] += 1

    def release(self, person: Neighbour) -> None:
        self.hand.click("Neue Entbindung")
        self.form("Neue Schweigepflichtentbindung")
        self.hand.pick("Anlaufstelle", "Jobcenter")
        self.hand.click("Termine") if self.hand.seen("Termine") else None
        self.hand.fill("Wofür?", f"Leistungen klären {person.number}")
        self.enter()
        self.hand.click("Jobcenter Musterstadt: Unterschrift eintragen …")
        self.form("Unterschrift eintragen")
        self.enter()
        person.words.append(f"Leistungen klären {person.number}")
        person.verbs["sign_release"] += 1

    def attach(self, person: Neighbour) -> None:
        file = self.folder / f"Zeugnis-{person.number}.pdf"
        file.write_bytes(PAPER)
        self.hand.press("D", rest=False)
        self.hand.name_file(str(file))
        self.hand.until(lambda: self.hand.seen(f"Zeugnis-{person.number}"), "the document")
        person.words.append(f"Zeugnis-{person.number}.pdf")
        person.verbs["attach_document"] += 1

    def agree_in_writing(self, person: Neighbour) -> None:
        words = f"Wohnt bei der Schwester, Deutsch A2 ({person.number})."
        self.hand.press("V")
        self.form("Vereinbarung")
        self.hand.fill("Ausgangslage", words)
        self.hand.fill("Stärken", "Spricht vier Sprachen.")
        self.hand.fill("Von beiden unterschrieben am", f"{self.office.day:%d.%m.%Y}")
        self.hand.fill("Nächste Zwischenbilanz", "28.02.2027")
        self.enter()
        person.words.append(words)
        person.verbs["set_agreement"] += 1

    def hold_review(self, person: Neighbour) -> None:
        words = f"Der Kurs läuft gut ({person.number})."
        self.hand.press("I")
        self.form("Zwischenbilanz")
        self.hand.fill("Was ist erreicht?", words)
        self.enter()
        person.words.append(words)
        person.verbs["hold_review"] += 1

    def change_person(self, person: Neighbour) -> None:
        self.hand.press("F2")
        self.place_is("intake")
        self.hand.fill("Telefon", f"0171 {person.number:04}55")
        self.hand.press("Ctrl+Return")
        self.place_is("people")
        person.words = [words for words in person.words if words != person.phone] + [f"0171 {person.number:04}55"]
        person.verbs["change_person"] += 1

    def close_and_reopen(self, person: Neighbour) -> None:
        self.hand.click("Beratung dieser Person beenden")
        self.hand.until(lambda: self.hand.seen("Wieder aufnehmen"), "the notice of the end")
        self.look("Person beendet")
        self.hand.click("Wieder aufnehmen")
        person.verbs["close_case"] += 1
        person.verbs["reopen_case"] += 1

    def find_place(self, person: Neighbour) -> None:
        self.to_route()
        self.hand.press("F")
        self.place_is("services")
        self.look("Anlaufstelle für jemanden")
        self.hand.click("Filter zurücksetzen") if self.hand.seen("Filter zurücksetzen") else None
        self.go_to(person)

    def save_folder(self, person: Neighbour) -> None:
        hand = self.hand
        file = self.folder / f"mappe-{hand.clock.keys}.pdf"
        hand.press("Ctrl+P")
        self.hand.until(lambda: self.hand.dialog() == "Mappe drucken", "the dialog of the folder")
        held = bool(hand.seen("Kein Blatt gewählt", enabled=False))
        if held:  # nothing changed since the last time: all once more
            hand.click("Alle")
        self.hand.until(lambda: hand.seen("Als PDF sichern …"), "the finished pages")
        self.look("Dialog Mappe drucken")
        hand.press("Ctrl+S", rest=False)
        hand.name_file(str(file))
        self.hand.until(lambda: self.hand.dialog() == "", "the end of the dialog")
        if not file.read_bytes().startswith(b"%PDF"):
            raise NotThereError("the folder is no PDF")
        person.verbs["note_print"] += not held  # who gets once more what they hold, holds nothing new
