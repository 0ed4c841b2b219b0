# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person is offered a good passphrase, and told what is wrong with a weak one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.vault import generate_passphrase, passphrase_weakness


def test_a_generated_passphrase_is_german_words_and_good_enough() -> None:
    phrases = {generate_passphrase() for _number in range(20)}
    assert len(phrases) == 20
    for phrase in phrases:
        assert len(phrase.split("-")) == 6
        assert phrase.isascii()
        assert passphrase_weakness(phrase) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "kurz",
        "aaaaaaaaaaaaaaaaaaaa",
        "Beratungsstelle2026",
        "Integrationsberatung!1",
        "Willkommen in Bielefeld",
        "Flüchtlingsberatung-2025!",
        "Passwort123456",
        "qwertzuiopü+asdf",
        "Sommer2026Sommer2026",
        "tendieren-unreif",
    ],
)
def test_what_is_guessed_first_is_called_weak(phrase: str) -> None:
    assert passphrase_weakness(phrase)


@pytest.mark.parametrize("phrase", ["xK8#mq2Lp9vRw", "Der Hund von Oma frisst heimlich gern blaue Kuchen"])
def test_what_is_hard_to_guess_is_accepted(phrase: str) -> None:
    assert passphrase_weakness(phrase) is None


@settings(max_examples=30, deadline=None)
@given(phrase=st.text(max_size=200))
def test_any_text_may_be_rated(phrase: str) -> None:
    passphrase_weakness(phrase)


def test_a_very_long_text_is_rated_at_once() -> None:
    assert passphrase_weakness("x" * 1_000_000)
    assert passphrase_weakness(generate_passphrase(40)) is None
