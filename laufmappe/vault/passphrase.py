# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passphrases: offering a good one, and saying in a sentence what is wrong with a weak one."""

import re
import unicodedata

from laufmappe.errors import WeakPassphraseError
from laufmappe.i18n import _

LEAST_CHARACTERS = 12
_LEAST_GUESSES_LOG10 = 12.0
"""About a thousand years of a thousand tries a second; four random words of the German list."""
_MOST_LOOKED_AT = 72
"""zxcvbn refuses longer texts. What is strong in its first 72 characters is strong."""

_COST_OF_A_WORD = 3.9  # log10 of 7,776
_COST_OF_A_TRADE_WORD = 2.5
_COST_OF_A_JOINT = 0.1
_JOINTS = " -_.!s"
_LONGEST_WORD = 24

# What stands on the door, the desk and the forms of an advisory centre; a word list of the language has few of these.
_WORDS_OF_THE_TRADE = """
passwort kennwort passphrase geheim geheimnis schlüssel schluessel tresor laufmappe hallo willkommen beratungsstelle
beratungsstellen beratung berater beraterin stelle migration migrant migranten migrationsberatung integration
integrationsrat integrationskurs integriert flüchtling fluechtling flüchtlingsberatung fluechtlingsberatung geflüchtete
asyl asylberatung ausländer auslaender ausländerbehörde auslaenderbehoerde behörde behoerde jobcenter sozialamt sozial
sozialarbeit rathaus stadt kreis land amt büro buero verein caritas diakonie awo drk kirche haus arbeit sprachkurs deutsch
deutschland bielefeld köln koeln berlin hamburg münchen muenchen frankfurt stuttgart düsseldorf duesseldorf dortmund essen
leipzig bremen dresden hannover nürnberg nuernberg duisburg bochum wuppertal bonn münster muenster westfalen nordrhein
januar februar märz maerz april mai juni juli august september oktober november dezember montag dienstag mittwoch
donnerstag freitag samstag sonntag frühling fruehling sommer herbst winter liebe schatz sonne sonnenschein familie mama
papa oma opa kind kinder katze hund fussball fußball sommerzeit urlaub kaffee
ich du er sie es wir ihr bin bist ist sind mein dein unser der die das ein eine und oder nicht immer heute morgen
"""


def generate_passphrase(words: int = 6) -> str:
    """German words drawn by the operating system's random source: six of 7,776 are 77 bits."""
    from dicewarepy import diceware

    return "-".join(diceware(words, language="de"))


def passphrase_weakness(passphrase: str) -> str | None:
    """A sentence about why this passphrase is too easy to guess, None when it is good enough."""
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < LEAST_CHARACTERS:
        return _("Zu kurz: nehmen Sie mindestens {n} Zeichen, am besten sechs zufällige Wörter.").format(
            n=LEAST_CHARACTERS
        )
    if len(set(text.casefold())) < 6:
        return _("Zu einförmig: es sind fast immer dieselben Zeichen. Am besten sind sechs zufällige Wörter.")
    if _guesses_log10(text) >= _LEAST_GUESSES_LOG10:
        return None
    if re.search(r"(19|20)\d\d|\d+\W*$", text):
        return _(
            "Leicht zu raten: bekannte Wörter mit einer Zahl dahinter werden zuerst probiert. "
            "Am besten sind sechs zufällige Wörter."
        )
    return _("Leicht zu raten: sie besteht aus bekannten Wörtern oder Mustern. Am besten sind sechs zufällige Wörter.")


def refuse_weak(passphrase: str) -> None:
    """Raises: WeakPassphraseError."""
    weakness = passphrase_weakness(passphrase)
    if weakness:
        raise WeakPassphraseError(weakness)


def _guesses_log10(text: str) -> float:
    from zxcvbn import zxcvbn

    # zxcvbn knows keyboards, years and English; it rates German compounds like random letters, hence the second look.
    patterns = zxcvbn(text[:_MOST_LOOKED_AT], user_inputs=_WORDS_OF_THE_TRADE.split())["guesses_log10"]
    return min(float(patterns), _german_guesses_log10(text[:_MOST_LOOKED_AT].casefold()))


def _german_guesses_log10(text: str) -> float:
    """The cheapest way to build the text from German words, joints, digits and single characters."""
    from dicewarepy.diceware import wordlist

    costs = {word: _COST_OF_A_WORD for word in wordlist("de").values() if len(word) > 2}
    costs |= {word.casefold(): _COST_OF_A_TRADE_WORD for word in _WORDS_OF_THE_TRADE.split()}
    cheapest = [0.0]
    for end in range(1, len(text) + 1):
        character = text[end - 1]
        best = cheapest[end - 1] + (_COST_OF_A_JOINT if character in _JOINTS else _cost_of_a_character(character))
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            word = costs.get(text[start:end])
            if word is not None:
                best = min(best, cheapest[start] + word)
        cheapest.append(best)
    return cheapest[-1]


def _cost_of_a_character(character: str) -> float:
    return 1.0 if character.isdigit() else 1.5
