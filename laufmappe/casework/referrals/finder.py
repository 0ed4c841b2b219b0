# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which services fit what somebody needs, and why: what fits, what does not, and what one should ask before sending them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, partial

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from laufmappe.casework.chains.templates import library
from laufmappe.casework.cldr import language_name
from laufmappe.casework.desk import Desk
from laufmappe.casework.names.spelling import plain, search_words
from laufmappe.casework.people.case import case
from laufmappe.casework.referrals.use import people_on_the_way
from laufmappe.casework.services.register import service_view
from laufmappe.casework.views import ServiceView
from laufmappe.casework.words import needs, service_types, statuses, topics
from laufmappe.i18n import _, language
from laufmappe.records.services import Service

CHECKED_FOR = timedelta(days=365)
"""After a year, what the directory says should be checked again."""
CAPACITY_FOR = timedelta(days=90)
"""After so long, a note on free places says little."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; whatever is empty is not asked. `text` is looked for anywhere in a service, in any spelling."""

    text: str = ""
    topic: str = ""
    type: str = ""
    status: str = ""
    district: str = ""
    language: str = ""
    needs: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether anything but the text narrows the directory."""
        return self != Wanted(text=self.text)


@dataclass(frozen=True)
class Listed:
    """A service as it is looked through: what a search may hit."""

    view: ServiceView
    words: str
    sort: str


@dataclass(frozen=True)
class Match:
    """How well a service fits. `fits`, `misses` and `unknown` answer what was wanted, `caveats` warn; all are words to show.

    `complete`: all that was wanted is known to be there. `near`: enough of it that the service is worth a look.
    """

    service: ServiceView
    people: int = 0
    fits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    near: bool = True
    rank: tuple[int, int, int, str] = field(default=(0, 0, 0, ""), repr=False)

    @property
    def complete(self) -> bool:
        return not self.misses and not self.unknown

    @property
    def reasons(self) -> tuple[str, ...]:
        """The words that matter most first: what is missing, what nobody knows, what fits."""
        return (*self.misses, *self.unknown, *self.caveats, *self.fits)


_Answer = tuple[str, str]
"""`fits`, `misses`, `unknown` or `partly` (some of it fits), with the words for it."""


@dataclass(frozen=True)
class _Question:
    ask: Callable[[ServiceView], _Answer]
    weight: int
    must: bool = False
    """Without it the service is not what was asked for at all; not to know it is a lack."""


def find_services(desk: Desk, wanted: Wanted) -> list[Match]:
    """Every active service that the text hits, the best first."""
    return [m for m in match_services(listed_services(desk), wanted, desk.today()) if m.service.active]


def offered_services(desk: Desk, newcomer_id: str = "") -> list[Match]:
    """Every active service, those first that fit a person; without one, by name. Raises NotFoundError."""
    return find_services(desk, wanted_for(desk, newcomer_id) if newcomer_id else Wanted())


def wanted_for(desk: Desk, newcomer_id: str, step_id: str = "") -> Wanted:
    """What to look for on behalf of a person, and of one of their steps. Raises NotFoundError."""
    found = case(desk, newcomer_id)
    person = found.newcomer
    wanted = Wanted(
        status=person.status if person.status in statuses() else "",
        district=person.district,
        language=person.first_language,
        needs=tuple(need for need in person.needs if need in needs()),
    )
    step = next((s for s in found.chain.steps if s.id == step_id), None) if found.chain else None
    if step is None:
        return wanted
    kind = step.service_type if step.service_type in service_types() else ""
    return replace(wanted, type=kind, topic="" if kind else step.topic)


def listed_services(desk: Desk) -> list[Listed]:
    """The whole directory by name, ready to be looked through again and again."""
    query = select(Service).options(joinedload(Service.organization), joinedload(Service.location))
    with desk.read() as session:
        views = [service_view(service) for service in session.scalars(query)]
    listed = [Listed(v, _searched(v), plain(v.name)) for v in views]
    return sorted(listed, key=lambda each: (each.sort, each.view.id))


def match_services(services: Iterable[Listed], wanted: Wanted, today: date) -> list[Match]:
    """The services that the text hits, the best first; the inactive come last."""
    typed = plain(wanted.text).split()
    questions = _questions(wanted)
    found = [_match(each, questions, today) for each in services if all(word in each.words for word in typed)]
    return sorted(found, key=lambda match: match.rank)


def with_people(desk: Desk, matches: Sequence[Match]) -> list[Match]:
    """The same with how many people are on the way there: counted only where it is said, among thousands it takes time."""
    with desk.read() as session:
        found = people_on_the_way(session, [match.service.id for match in matches])
    return [replace(match, people=found.get(match.service.id, 0)) for match in matches]


def is_stale(view: ServiceView, today: date) -> bool:
    """Whether somebody should ask again whether what is noted is right."""
    return view.active and (view.verified_on is None or today - view.verified_on > CHECKED_FOR)


def topics_of(view: ServiceView) -> tuple[str, ...]:
    """The topics that a service serves; where nobody has said so, those of the steps that lead to its type."""
    return view.topics or _usual_topics().get(view.type, ())


@cache
def _usual_topics() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for step in library().values():
        if step.service_type and step.topic:
            found.setdefault(step.service_type, {})[step.topic] = None
    return {kind: tuple(served) for kind, served in found.items()}


def _match(listed: Listed, questions: Sequence[_Question], today: date) -> Match:
    view = listed.view
    answers: dict[str, list[str]] = {"fits": [], "misses": [], "unknown": []}
    lacking = fitting = halves = 0
    near = True
    for question in questions:
        kind, words = question.ask(view)
        fitting += kind in ("fits", "partly")
        if kind != "fits":
            lacking += question.weight * (2 if kind == "misses" else 1)
            halves += 2 if kind == "misses" else 1
            near = near and not (question.must and kind == "misses")
        lacks = kind == "partly" or (kind == "unknown" and question.must)
        answers["misses" if lacks else kind].append(words)
    caveats = _caveats(view, today)
    return Match(
        service=view,
        fits=tuple(answers["fits"]),
        misses=tuple(answers["misses"]),
        unknown=tuple(answers["unknown"]),
        caveats=caveats,
        near=near and halves <= len(questions) and (fitting > 0 or not questions),
        rank=(not view.active, 2 * lacking + len(caveats) if questions else 0, -fitting, listed.sort),
    )


def _caveats(view: ServiceView, today: date) -> tuple[str, ...]:
    found = []
    if view.capacity and view.capacity_on is not None and today - view.capacity_on > CAPACITY_FOR:
        found.append(_("Plätze: Stand {day}").format(day=f"{view.capacity_on:%d.%m.%Y}"))
    if is_stale(view, today):
        found.append(_("Prüfung fällig"))
    return tuple(found)


def _questions(wanted: Wanted) -> list[_Question]:
    found = []
    if wanted.topic:
        words = _(topics().get(wanted.topic, wanted.topic))
        found.append(_Question(partial(_topic, wanted.topic, words, _("anderes Thema")), 16, must=True))
    if wanted.type:
        words = _(service_types().get(wanted.type, wanted.type))
        found.append(_Question(partial(_type, wanted.type, words, _("andere Art")), 16, must=True))
    if wanted.status:
        words = _("für {status}").format(status=_(statuses().get(wanted.status, wanted.status)))
        found.append(_Question(partial(_status, wanted.status, words, _("nur für andere Status")), 8))
    if wanted.language:
        words = language_name(wanted.language, language())
        found.append(_Question(partial(_language, wanted.language, words), 6))
    if wanted.needs:
        labels = {need: _(needs().get(need, need)) for need in wanted.needs}
        found.append(_Question(partial(_needs, labels), 4))
    if wanted.district:
        found.append(_Question(partial(_district, plain(wanted.district), wanted.district), 2))
    return found


def _topic(topic: str, words: str, other: str, view: ServiceView) -> _Answer:
    served = topics_of(view)
    if topic in served:
        return "fits", words
    return ("misses", other) if served else ("unknown", _("Thema nicht bekannt"))


def _type(kind: str, words: str, other: str, view: ServiceView) -> _Answer:
    if view.type == kind:
        return "fits", words
    return ("misses", other) if view.type else ("unknown", _("Art nicht bekannt"))


def _status(status: str, words: str, other: str, view: ServiceView) -> _Answer:
    if not view.audience:
        return "fits", _("für alle")
    return ("fits", words) if status in view.audience else ("misses", other)


def _language(code: str, words: str, view: ServiceView) -> _Answer:
    if code in view.languages:
        return "fits", words
    if not view.languages:
        return "unknown", _("Sprachen nicht bekannt")
    return "misses", _("{language} fehlt").format(language=words)


def _needs(labels: dict[str, str], view: ServiceView) -> _Answer:
    if not view.needs:
        return "unknown", _("Angebote nicht bekannt")
    served = [words for need, words in labels.items() if need in view.needs]
    missing = [words for need, words in labels.items() if need not in view.needs]
    if not missing:
        return "fits", ", ".join(served)
    if served:
        return "partly", _("{need}, ohne {missing}").format(need=", ".join(served), missing=", ".join(missing))
    return "misses", _("ohne {missing}").format(missing=", ".join(missing))


def _district(wanted: str, words: str, view: ServiceView) -> _Answer:
    here = plain(view.district)
    if not here:
        return "unknown", _("Stadtteil nicht bekannt")
    if wanted in here or here in wanted:
        return "fits", view.district
    return "misses", _("in {district}").format(district=view.district)


def _searched(view: ServiceView) -> str:
    labels = [service_types().get(view.type, "")]
    labels += [topics().get(topic, "") for topic in topics_of(view)]
    labels += [needs().get(need, "") for need in view.needs]
    place = (view.street, view.postcode, view.city, view.district)
    return search_words(
        view.name, view.organization, *place, view.description, view.note, *map(_, filter(None, labels))
    )
