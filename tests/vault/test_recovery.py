# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The recovery key survives the way over paper and keyboard."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laufmappe.vault.recovery import looks_mistyped, mistyped_group, new_recovery_secret, read_typed, typed_form

SECRETS = st.binary(min_size=20, max_size=20)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(secret=SECRETS)
def test_every_key_comes_back_from_its_typed_form(secret: bytes) -> None:
    typed = typed_form(secret)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", typed)
    assert read_typed(typed) == secret


@given(secret=SECRETS, gap=st.sampled_from(["", " ", "  ", "–", "\n", "‑"]), low=st.booleans())
def test_small_letters_gaps_and_look_alikes_do_not_matter(secret: bytes, gap: str, low: bool) -> None:
    typed = typed_form(secret).replace("-", gap).replace("1", "I").replace("0", "O")
    assert read_typed(typed.lower() if low else typed) == secret


@given(secret=SECRETS, place=st.integers(0, 35), character=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_noticed(secret: bytes, place: int, character: str) -> None:
    plain = list(typed_form(secret).replace("-", ""))
    changed = plain[place] != character
    plain[place] = character
    assert (read_typed("".join(plain)) is None) == changed


@given(text=st.text())
def test_any_text_may_be_asked_about(text: str) -> None:
    assert read_typed(text) is None
    looks_mistyped(text)


@pytest.mark.parametrize("phrase", ["zebra-bauformen-kugel-waden-lobten-hemmt", "ein Wort für die Prüfung", ""])
def test_a_passphrase_is_not_taken_for_a_mistyped_key(phrase: str) -> None:
    assert not looks_mistyped(phrase)


def test_a_swapped_pair_is_named_as_a_typing_error() -> None:
    typed = typed_form(bytes(range(20)))
    wrong = typed[:3] + typed[5] + "-" + typed[3] + typed[6:]
    assert wrong != typed
    assert looks_mistyped(wrong)


def test_two_keys_are_never_the_same() -> None:
    assert len({new_recovery_secret() for _number in range(100)}) == 100


@settings(max_examples=20, deadline=None)
@given(secret=st.binary(min_size=20, max_size=20), place=st.integers(0, 35), by=st.integers(1, 31))
def test_the_group_of_one_wrong_character_is_named_or_left_open(secret: bytes, place: int, by: int) -> None:
    plain = typed_form(secret).replace("-", "")
    wrong = ALPHABET[(ALPHABET.index(plain[place]) + by) % 32]
    text = plain[:place] + wrong + plain[place + 1 :]
    assert mistyped_group(text) in (place // 4 + 1, None)
    assert mistyped_group(typed_form(secret)) is None


@given(text=st.text())
def test_any_text_may_be_asked_for_its_group(text: str) -> None:
    mistyped_group(text)


def test_a_group_that_is_too_short_or_has_another_character_is_named_by_looking() -> None:
    groups = typed_form(bytes(range(20))).split("-")
    for wrong in ("ABC", "ABCDE", "ABCU", "AB!D"):
        assert mistyped_group("-".join([*groups[:4], wrong, *groups[5:]])) == 5
    assert mistyped_group("-".join(groups[:8])) is None
