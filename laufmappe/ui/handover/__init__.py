# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing a case over and taking one over. Pages import what they open only then: ciphers and sheets load slowly.

files.py            a file that came from another service, opened by its own dialog
send_dialog.py      what goes, what stays, sealing
receive_dialog.py   looking into a parcel and taking it in
content_card.py     what is in a parcel; sender_card.py: who it is from; conflicts.py: what both changed
receipt_dialogs.py  the answer, given and noted
delete_dialog.py    a person is deleted for good
copy_dialog.py      Auskunft: the person's own copy of everything
card_dialogs.py     cards and their six words
same_name.py        another key under a known name
renew_dialog.py     a new key for this service
parcels_card.py     the card of the person page
keys_card.py        the card of the settings
"""
