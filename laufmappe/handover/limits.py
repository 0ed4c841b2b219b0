# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large a parcel may be: what is made stays below, and what comes in above is refused before any work."""

from dataclasses import dataclass

from laufmappe.errors import ParcelUnsafeError
from laufmappe.i18n import _
from laufmappe.vault import MOST_DOCUMENT_BYTES

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Bytes, unless said otherwise."""

    parcel: int = 300 * _MEGABYTE
    """The sealed file."""
    unpacked: int = 300 * _MEGABYTE
    """All that `content.zip` unpacks to."""
    document: int = MOST_DOCUMENT_BYTES
    """One attached document, as in the vault."""
    listing: int = 1 * _MEGABYTE
    """manifest.json and documents.json, and the list of files at the end of content.zip."""
    entries: int = 1000
    """Files in content.zip."""
    ratio: int = 100
    """How many times smaller than its content content.zip may be, from `ratio_from` on."""
    ratio_from: int = 32 * _MEGABYTE
    scrypt: int = 20
    """Binary logarithm of the work that a passphrase may cost: 20 is a gibibyte of memory."""


LIMITS = Limits()


def too_large(most: int) -> ParcelUnsafeError:
    """The sentence for a parcel, or what is in it, above a limit."""
    return ParcelUnsafeError(
        _(
            "Das Paket ist zu groß, oder etwas darin: möglich sind {n} MB. Es wurde nichts versiegelt und nichts übernommen; "
            "große Dokumente gehen besser einzeln auf den Weg."
        ).format(n=max(1, most // _MEGABYTE))
    )
