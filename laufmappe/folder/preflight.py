# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before anything is drawn: can every word of the case be printed? All fields that can't are named at once."""

from collections.abc import Iterator

from laufmappe.casework.views import CaseView, QualificationView, ReferralView, ServiceView, StepView
from laufmappe.errors import FolderError
from laufmappe.folder.typeset.fonts import missing_characters
from laufmappe.folder.words import Words
from laufmappe.i18n import _

_NAMED = 6


def check(case: CaseView, language: str) -> None:
    """Raises FolderError, which names every field with characters that no shipped font draws."""
    check_words(case, Words(language))


def check_words(case: CaseView, words: Words) -> None:
    """As `check`, with words that were read already. Raises FolderError."""
    found = []
    for field, text in _fields(case):
        missing = missing_characters(text) + missing_characters(words.translation(text))
        if missing and (entry := f"{field}: {missing[:10]}") not in found:
            found.append(entry)
    if not found:
        return
    shown = "; ".join(found[:_NAMED]) + (" …" if len(found) > _NAMED else "")
    sentence = _(
        "Diese Zeichen kann die Laufmappe nicht drucken – {fields}. Es wurde nichts gedruckt. "
        "Tragen Sie die Schreibweise des Passes ein."
    )
    raise FolderError(sentence.format(fields=shown))


def _fields(case: CaseView) -> Iterator[tuple[str, str]]:
    """Everything that the folder prints, with the name of its field on the screen."""
    newcomer, centre = case.newcomer, case.centre
    yield _("Vorname"), newcomer.given_name
    yield _("Nachname"), newcomer.family_name
    yield _("Name in eigener Schrift"), newcomer.native_name
    yield _("Beratungsstelle"), "\n".join((centre.name, centre.street, centre.city, centre.hours))
    yield _("Beraterin oder Berater"), "\n".join((centre.counsellor, centre.phone, centre.email))
    for step in case.chain.steps if case.chain else ():
        yield from _step(step)
    for qualification in case.qualifications:
        yield from _qualification(qualification)
    for referral in case.referrals:
        if referral.is_open:
            yield from _referral(referral)


def _step(step: StepView) -> Iterator[tuple[str, str]]:
    station = _("Station {number}").format(number=step.number)
    yield station, step.title
    if not step.is_open:
        return
    for text in (step.why, step.advice, step.deadline.norm, *step.bring):
        yield station, text
    if step.service is not None:
        yield from _service(step.service)


def _service(service: ServiceView) -> Iterator[tuple[str, str]]:
    name = _("Anlaufstelle {name}").format(name=service.name)
    for text in (service.name, service.organization, service.address, service.room, service.hours, service.phone):
        yield name, text


def _qualification(qualification: QualificationView) -> Iterator[tuple[str, str]]:
    name = _("Qualifikation {title}").format(title=qualification.title or qualification.original_title)
    texts = [qualification.title, qualification.original_title, qualification.institution, qualification.occupation]
    if qualification.recognition is not None:
        texts += [qualification.recognition.body, qualification.recognition.file_number]
    for text in texts:
        yield name, text


def _referral(referral: ReferralView) -> Iterator[tuple[str, str]]:
    yield from _service(referral.service)
    yield _("Verweis an {name}").format(name=referral.service.name), referral.request
