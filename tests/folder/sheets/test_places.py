# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""On every sheet, in normal and in large print: no words lie on others, and none leave the margins."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from laufmappe.casework.views import CaseView, CentreView
from laufmappe.folder.contents import optional_sheets
from laufmappe.folder.plan import Folder
from laufmappe.folder.reprint import folder_of
from laufmappe.folder.words import Words, folder_languages

Misplaced = Callable[..., list[str]]
LANGUAGES = [language.code for language in folder_languages()]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
"""Sixty letters without a place to break."""
LANGUAGES_OF_HOSTILE = ("de", "ar", "uk")


def whole(case: CaseView, words: Words, samples: Any) -> Folder:
    """A folder with every sheet there is, also those on demand."""
    return folder_of(case, words, samples.today, [key for key, _title in optional_sheets(case)])


def plain(samples: Any) -> CaseView:
    """A person with appointments ahead and stations in every state."""
    first, second, *rest = samples.steps(12)
    second = replace(second, state="open", appointment="2026-11-30T09:30")
    case: CaseView = samples.with_steps((first, second, *rest))
    return replace(case, newcomer=replace(case.newcomer, status="toleration"))


def hostile(samples: Any, kind: str) -> CaseView:
    case = plain(samples)
    newcomer = case.newcomer
    if kind == "no steps":
        return replace(case, chain=samples.with_steps(()).chain)
    if kind == "sixty steps":
        return replace(case, chain=samples.with_steps(samples.steps(60)).chain)
    if kind == "one letter":
        named = replace(newcomer, given_name="", family_name="Ö", native_name="م")
        return replace(case, newcomer=named, centre=CentreView("B"), qualifications=())
    long = (LONG + " ") * 5
    named = replace(newcomer, given_name=LONG, family_name=long.strip(), native_name="محمد عبد الرحمن " * 18)
    (referral,) = case.referrals
    place = replace(referral.service, name=LONG * 5, organization=long, street=long, room=LONG)
    assert case.chain is not None
    steps = tuple(
        replace(step, title=long if n % 2 else LONG * 5, why=long * 3, service=place, bring=(LONG * 2, long))
        for n, step in enumerate(case.chain.steps[:4])
    )
    return replace(
        case,
        newcomer=named,
        centre=samples.told(LONG * 5),
        referrals=(replace(referral, service=place, request=long * 9),),
        chain=replace(case.chain, name=long, steps=steps),
        qualifications=tuple(
            replace(each, title=LONG * 5, original_title="شهادة " * 50, institution=long)
            for each in case.qualifications
        ),
    )


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_have_places_of_their_own_and_none_are_cut_in_every_language(
    samples: Any, misplaced: Misplaced, language: str, large: bool
) -> None:
    words = Words(language, large_print=large)
    assert not misplaced(whole(plain(samples), words, samples), cut=True)


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("language", LANGUAGES_OF_HOSTILE)
@pytest.mark.parametrize("kind", ["no steps", "sixty steps", "one letter", "300 letters"])
def test_words_have_places_of_their_own_whatever_was_typed(
    samples: Any, misplaced: Misplaced, kind: str, language: str, large: bool
) -> None:
    words = Words(language, large_print=large)
    assert not misplaced(whole(hostile(samples, kind), words, samples))


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("kind", ["plain", "one letter", "300 letters"])
@pytest.mark.parametrize("language", LANGUAGES_OF_HOSTILE)
def test_words_of_the_slip_have_places_of_their_own(
    samples: Any, misplaced: Misplaced, kind: str, language: str, large: bool
) -> None:
    case = plain(samples) if kind == "plain" else hostile(samples, kind)
    held = samples.held(case, language)
    for count in (2, 9):
        outdated = tuple(replace(s, fingerprint="x") if n < count else s for n, s in enumerate(held.printed_sheets))
        of = folder_of(replace(held, printed_sheets=outdated), Words(language, large_print=large), samples.today)
        assert not misplaced(of, [sheet.key for sheet in of.sheets])


def test_a_name_of_sixty_letters_is_begun_in_the_head_of_every_page(samples: Any, read_pages: Any) -> None:
    from laufmappe.folder.make import make_folder

    case = samples.case()
    case = replace(case, newcomer=replace(case.newcomer, given_name="", family_name=LONG + LONG))
    for page in read_pages(make_folder(case, "ar", samples.today))[1:]:
        assert f"Laufmappe · {LONG[:20]}" in page
