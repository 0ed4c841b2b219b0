# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented people of the week of work, and the places that they are sent to. Nobody of them is real."""

from collections import Counter
from dataclasses import dataclass, field

_GIVEN = ("Amira", "Олена", "Samuel", "Bahar", "Abdi", "Mariama", "Luz", "Nhung", "Tesfay", "Zeynep", "Goran", "Hodan")
_FAMILY = (
    "Haddad",
    "Шевченко",
    "Okoro",
    "Ahmadi",
    "Warsame",
    "Camara",
    "Ríos",
    "Trần",
    "Berhane",
    "Yıldız",
    "Petrović",
)
_NATIVE = {"Amira": "أميرة", "Bahar": "بهار", "Tesfay": "ተስፋይ", "Zeynep": "Zeynep"}
_LAND = (
    "Syrien",
    "Ukraine",
    "Nigeria",
    "Afghanistan",
    "Somalia",
    "Guinea",
    "Kolumbien",
    "Vietnam",
    "Eritrea",
    "Türkei",
)
_TONGUE = ("Arabisch", "Ukrainisch", "Englisch", "Persisch", "Somali", "Französisch", "Spanisch", "Vietnamesisch")
_STATUS = ("Aufenthaltsgestattung", "§ 24", "Duldung", "Flüchtlingseigenschaft", "Fachkraft")
_NEEDS = ("Kinderbetreuung", "Rollstuhl", "Frauenberatung")


@dataclass
class Neighbour:
    """One of the people, and what was typed about them: `words` have to be in the record at the end, `gone` must not."""

    number: int
    given: str
    family: str
    native: str
    born: str
    phone: str
    land: str
    tongue: str
    status: str
    note: str
    id: str = ""
    words: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    verbs: Counter[str] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as it is shown."""
        return f"{self.given} {self.family}"


def neighbours(count: int) -> list[Neighbour]:
    """So many people, no two of them alike."""
    people = []
    for n in range(count):
        given, family = _GIVEN[n % len(_GIVEN)], _FAMILY[(n * 7 + n // len(_GIVEN)) % len(_FAMILY)]
        people.append(
            Neighbour(
                number=n,
                given=given,
                family=f"{family}-{_ending(n)}",
                native=_NATIVE.get(given, ""),
                born=f"{1 + n % 28:02}.{1 + n % 12:02}.{1960 + n % 45}",
                phone=f"0521 {4000 + n * 37}",
                land=_LAND[n % len(_LAND)],
                tongue=_TONGUE[n % len(_TONGUE)],
                status=_STATUS[n % len(_STATUS)],
                note=f"Merkt sich {_ending(n)}; kommt über die Nachbarin.",
            )
        )
    return people


def _ending(n: int) -> str:
    """A syllable for each number, so that every name is found alone."""
    return f"{'BDFGKLMNPRST'[n // 5 % 12]}{'aeiou'[n % 5]}{'lmnrst'[n % 6]}{'bdfgk'[n // 6 % 5]}o"


PLACES = (
    ("Sprachkursträger Lindenhof", "Sprachkurs", "Lindenweg 4", "Musterstadt", "Deutschkurse A1 bis C1"),
    ("Jobcenter Musterstadt", "Jobcenter", "Amtsplatz 1", "Musterstadt", "Leistungen und Arbeit"),
    ("Anerkennungsberatung Nord", "Anerkennung", "Hafenstraße 12", "Musterstadt", "Berät zu ausländischen Abschlüssen"),
    ("Kita-Büro „Regenbogen“", "Kita", "Kinderweg 7", "Musterstadt", "Plätze für Kinder von 1 bis 6"),
    ("Beratung für Frauen – Zuflucht & Rat", "Beratung", "Rosenallee 3", "Musterstadt", "Nur für Frauen, auch abends"),
    ("Kleiderkammer St. Anna", "", "Kirchgasse 9", "Musterstadt", "Kleidung und Möbel"),
)
"""Name, a word of the kind, street, town, what it offers."""
