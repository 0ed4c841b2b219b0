# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every fault that a person can meet, as one tree.

    LaufmappeError                 one sentence for the person: what happened, what is safe, what to do next
    ├── VaultError
    │   ├── VaultMissingError      there is no vault in this folder
    │   ├── VaultExistsError       something is already there; nothing was overwritten
    │   ├── WrongPassphraseError   no key slot opens with it
    │   ├── KeyFileDamagedError    vault.json can't be read or was altered
    │   ├── DatabaseDamagedError   the encrypted database is damaged, empty, missing or another vault's
    │   ├── VaultInUseError        another process holds the vault
    │   ├── VaultTooNewError       written by a newer version of the program
    │   ├── WeakPassphraseError    too easy to guess; refused where a person can choose another
    │   ├── SlotError              a key slot can't be added, found or removed
    │   ├── DocumentError          an attached file is too large, missing or damaged
    │   └── StorageError           disk full, read-only, medium gone
    ├── NotFoundError              a person, step, service … that is not (or no longer) in the vault
    ├── RuleError                  the record's own rules refuse this change; nothing was written
    │   └── FieldError             … because of one named field
    ├── ImportFileError            a file to be read in is not what it should be
    ├── ParcelError                a parcel, card or receipt can't be made, or not be taken in; nothing was taken in then
    │   ├── ParcelDamagedError     incomplete or altered on the way, or another kind of file
    │   ├── ParcelNotForUsError    sealed for the key of another service
    │   ├── ParcelPassphraseError  sealed with a passphrase, and this is not it
    │   ├── ParcelForgedError      the signature is not that of the service it names
    │   ├── ParcelUnsafeError      too large, too many, too deep, or not what a parcel holds
    │   └── ParcelTooNewError      written by a newer version of the program
    ├── FolderError                the folder can't be printed as it stands
    │   └── MissingGlyphError      a text has characters that no shipped font can draw
    └── PrintError                 the printer did not take the sheets

The message of each is already in the language of the window (`laufmappe.i18n`) and may name a person:
it goes to the screen or to standard error, never into a log.
"""


class LaufmappeError(Exception):
    """A fault with one sentence for the person."""


class VaultError(LaufmappeError):
    """The vault can't be created, opened or kept."""


class VaultMissingError(VaultError):
    """There is no vault in this folder."""


class VaultExistsError(VaultError):
    """The target folder already holds something."""


class WrongPassphraseError(VaultError):
    """No key slot opens with this passphrase or recovery key."""


class KeyFileDamagedError(VaultError):
    """`vault.json` is not readable, or was altered."""


class DatabaseDamagedError(VaultError):
    """The encrypted database is damaged, empty, missing, or belongs to another vault."""


class VaultInUseError(VaultError):
    """Another process has the vault open."""


class VaultTooNewError(VaultError):
    """The vault was written by a newer version of the program."""


class WeakPassphraseError(VaultError):
    """The passphrase is too easy to guess."""


class SlotError(VaultError):
    """A key slot can't be added, found or removed."""


class DocumentError(VaultError):
    """An attached file is too large, missing or damaged."""


class StorageError(VaultError):
    """The disk is full, read-only or gone."""


class NotFoundError(LaufmappeError):
    """What was asked for is not, or no longer, in the vault."""


class RuleError(LaufmappeError):
    """A rule of the record refuses the change."""


class FieldError(RuleError):
    """One field holds something that can't be kept.

    `field` is the name of the attribute (`birth_date`); `repair` is a value that could be taken instead, or None.
    """

    def __init__(self, field: str, message: str, repair: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.repair = repair


class ImportFileError(LaufmappeError):
    """A file that was to be read in is not what it should be."""


class ParcelError(LaufmappeError):
    """A parcel, a card or a receipt of a service can't be made, or not be taken in."""


class ParcelDamagedError(ParcelError):
    """It is incomplete, was altered on the way, or is another kind of file."""


class ParcelNotForUsError(ParcelError):
    """It is sealed for another key than ours."""


class ParcelPassphraseError(ParcelError):
    """It is sealed with a passphrase, and this is not it."""


class ParcelForgedError(ParcelError):
    """The signature is not that of the service it names."""


class ParcelUnsafeError(ParcelError):
    """It is larger, deeper or otherwise made than any parcel is."""


class ParcelTooNewError(ParcelError):
    """It was written by a newer version of the program."""


class FolderError(LaufmappeError):
    """The folder can't be printed as the record stands."""


class MissingGlyphError(FolderError):
    """A text has characters that no shipped font can draw.

    `text` is the offending text and `characters` the characters without a glyph, for the caller to name the field.
    """

    def __init__(self, message: str, text: str, characters: str) -> None:
        super().__init__(message)
        self.text = text
        self.characters = characters


class PrintError(LaufmappeError):
    """The printer did not take the sheets; nothing counts as printed."""
