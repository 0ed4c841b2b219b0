# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before anything is drawn: can every word of the case be printed? All fields that can't are named at once.

A name or a title in its own script may be left out where it stands there in letters that can be printed as well:
a folder without it is better than none. `left_out` says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from laufmappe.casework.views import (
    CaseView,
    CentreView,
    NewcomerView,
    QualificationView,
    ReferralView,
    ServiceView,
    StepView,
)
from laufmappe.errors import FolderError
from laufmappe.folder.sheets.stations import named_children
from laufmappe.folder.typeset.fonts import missing_characters
from laufmappe.folder.words import Words
from laufmappe.i18n import _

_NAMED = 6


def check(case: CaseView, language: str) -> None:
    """Raises FolderError, which names every field with characters that no shipped font draws."""
    check_words(case, Words(language))


def check_words(case: CaseView, words: Words) -> None:
    """As `check`, with words that were read already. Raises FolderError."""
    _check(_fields(case), words)


def check_places(centre: CentreView, services: Sequence[ServiceView], words: Words) -> None:
    """As `check`, for a sheet without a case. Raises FolderError."""
    _check([*_centre(centre), *(field for service in services for field in _service(service))], words)


def _check(fields: Iterable[tuple[str, str]], words: Words) -> None:
    found = []
    for field, text in fields:
        missing = missing_characters(text) + missing_characters(words.own(text))
        if missing and (entry := f"{field}: {missing[:10]}") not in found:
            found.append(entry)
    if not found:
        return
    shown = "; ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    sentence = _(
        "Diese Zeichen kann die Laufmappe nicht drucken – {fields}. Es wurde nichts gedruckt. "
        "Tragen Sie sie in lateinischen Buchstaben ein, Namen in der Schreibweise des Passes."
    )
    raise FolderError(sentence.format(fields=shown))


def left_out(case: CaseView) -> list[str]:
    """One sentence for each name or title that the folder does without, because no shipped font draws its script."""
    sentence = _(
        "Gedruckt wird ohne {field}: Diese Schrift kann die Laufmappe nicht drucken. Alles andere steht darin."
    )
    fields = [_("Name in eigener Schrift")] if own_name(case.newcomer) != case.newcomer.native_name else []
    for each in case.qualifications:
        if own_title(each) != each.original_title:
            fields.append(_("Originaltitel der Qualifikation {title}").format(title=each.title))
    return [sentence.format(field=field) for field in dict.fromkeys(fields)]


def printable(case: CaseView) -> CaseView:
    """The case without what is `left_out`."""
    return replace(
        case,
        newcomer=replace(case.newcomer, native_name=own_name(case.newcomer)),
        qualifications=tuple(replace(each, original_title=own_title(each)) for each in case.qualifications),
    )


def own_name(newcomer: NewcomerView) -> str:
    """The name in its own script as it is printed: empty where only the other name can be."""
    return _unless_replaced(newcomer.native_name, f"{newcomer.given_name} {newcomer.family_name}".strip())


def own_title(qualification: QualificationView) -> str:
    """The original title of a qualification as it is printed: empty where only the German one can be."""
    return _unless_replaced(qualification.original_title, qualification.title)


def _unless_replaced(own: str, other: str) -> str:
    return "" if other and missing_characters(own) and not missing_characters(other) else own


def _fields(case: CaseView) -> Iterator[tuple[str, str]]:
    """Everything that the folder prints, with the name of its field on the screen."""
    newcomer = case.newcomer
    yield _("Vorname"), newcomer.given_name
    yield _("Nachname"), newcomer.family_name
    yield _("Name in eigener Schrift"), own_name(newcomer)
    yield from _centre(case.centre)
    if case.chain is not None:
        yield _("Weg"), case.chain.name
        for text in (case.chain.situation, case.chain.strengths):
            yield _("Vereinbarung"), text
        for review in case.chain.reviews:
            yield _("Zwischenbilanz"), f"{review.result}\n{review.agreed}"
    for step in case.chain.steps if case.chain else ():
        yield from _step(step)
        for child in named_children(step, case):
            yield _("Haushalt"), child.name
    for qualification in case.qualifications:
        yield from _qualification(qualification)
    for referral in case.referrals:
        if referral.is_open:
            yield from _referral(referral)
    for own in case.appointments:
        if own.state == "planned":
            yield _("Termin"), own.title
            yield _("Termin"), own.place
    for release in case.releases:
        for text in (release.recipient, release.recipient_person, release.purpose):
            yield _("Schweigepflichtentbindung"), text
    for goal in case.goals:
        for text in (goal.text, goal.measure, goal.who):
            yield _("Ziel"), text


def _centre(centre: CentreView) -> Iterator[tuple[str, str]]:
    yield (
        _("Beratungsstelle"),
        "\n".join(
            (centre.name, centre.street, centre.city, centre.hours, centre.line, centre.web, centre.phone, centre.email)
        ),
    )
    yield _("Beraterin oder Berater"), "\n".join((centre.counsellor, centre.counsellor_phone, centre.counsellor_email))


def _step(step: StepView) -> Iterator[tuple[str, str]]:
    station = _("Station {number}").format(number=step.number)
    yield station, step.title
    yield station, step.why
    if not step.is_open:
        return
    for text in (step.advice, step.deadline.norm, *step.bring):
        yield station, text
    if step.service is not None:
        yield from _service(step.service)


def _service(service: ServiceView) -> Iterator[tuple[str, str]]:
    name = _("Anlaufstelle {name}").format(name=service.name)
    for text in (service.name, service.organization, service.address, service.room, service.hours, service.phone):
        yield name, text


def _qualification(qualification: QualificationView) -> Iterator[tuple[str, str]]:
    name = _("Qualifikation {title}").format(title=qualification.title or qualification.original_title)
    texts = [qualification.title, own_title(qualification), qualification.institution, qualification.occupation]
    if qualification.recognition is not None:
        texts += [qualification.recognition.body, qualification.recognition.file_number]
    for text in texts:
        yield name, text


def _referral(referral: ReferralView) -> Iterator[tuple[str, str]]:
    yield from _service(referral.service)
    yield _("Verweis an {name}").format(name=referral.service.name), referral.request
