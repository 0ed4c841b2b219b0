# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A folder that may travel by e-mail: the PDF opens with a password only (AES-256, revision 6 of PDF 2.0)."""

import unicodedata
from io import BytesIO

import pikepdf

from laufmappe.vault.passphrase import refuse_weak

MOST_BYTES = 127
"""PDF looks at no more of a password, as UTF-8."""


def protected(pdf: bytes, password: str) -> bytes:
    """The same document, encrypted with its attachments and properties. Every file is another: the key is random.

    Printing, copying and reading aloud stay allowed: whoever has the password may do everything.

    Raises:
        WeakPassphraseError: The password is easy to guess.
    """
    wanted = unicodedata.normalize("NFKC", password)
    # What PDF cuts off does not make a password stronger.
    wanted = wanted.encode()[:MOST_BYTES].decode(errors="ignore")
    refuse_weak(wanted)
    with pikepdf.open(BytesIO(pdf)) as document:
        sealed = BytesIO()
        document.save(
            sealed,
            encryption=pikepdf.Encryption(
                user=wanted, owner=wanted, R=6, allow=pikepdf.Permissions(modify_assembly=True)
            ),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return sealed.getvalue()
