# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The desk: an opened vault, the counsellor who sits at it, and the two ways to its record (read, write)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from laufmappe.casework.backup_places import back_up_before_migration
from laufmappe.casework.derived import refresh
from laufmappe.casework.indexes import bring_up
from laufmappe.casework.merged import merged_into, notes_follow
from laufmappe.casework.names.note_index import watch
from laufmappe.casework.views import Changed
from laufmappe.errors import NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records import newcomers, schema
from laufmappe.records.base import new_id
from laufmappe.records.household import ProtectedNeed
from laufmappe.records.journal import Operation, journal, last_undoable, undo
from laufmappe.records.releases import Release
from laufmappe.vault import KdfCost, Vault, create_vault, discard_new, open_vault

FINAL = ("note_print", "revoke_protected_needs", "send_parcel", "delete_person", "renew_own_key")
"""Acts that nobody can take back: paper, parcel or card are out of the house, or what was kept is gone for good."""
_MOST_LABEL = 100


@dataclass
class Act:
    """An act in the making: the session that it writes through, and what it is about."""

    session: Session
    operation: Operation
    subject_id: str = ""

    def changed(self) -> Changed:
        """What the act changed; to be taken after the session was flushed."""
        return Changed(self.operation.id, self.operation.verb, self.operation.newcomer_id, self.subject_id)


class Desk:
    """An opened vault. Every verb of casework takes it first; closing it locks the vault."""

    def __init__(self, vault: Vault, who: str = "", today: Callable[[], date] = date.today) -> None:
        self.vault = vault
        self.today = today
        schema.upgrade(vault.engine, before=lambda: back_up_before_migration(vault))
        bring_up(vault)
        self.who = who or self._counsellor()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only looks."""
        with Session(self.vault.engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, verb: str, newcomer_id: str | None = None) -> Iterator[Act]:
        """One transaction and one line of the journal: all of it happens, or nothing.

        Raises:
            StorageError: The disk is full, read-only or gone; nothing was changed.
        """
        operation = Operation(
            id=new_id(),
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            who=self.who,
            verb=verb,
            newcomer_id=newcomer_id,
        )
        with Session(self.vault.writer, expire_on_commit=False) as session, session.begin():
            journal(session, operation)
            watch(session)
            yield Act(session, operation)
            session.flush()
            if operation in session:
                # `refresh` has expired it with everything else; what it says is read once more after the commit.
                session.refresh(operation)

    def undo(self, operation_id: str) -> Changed:
        """Takes an act back; taking back an undo does the act again.

        Raises:
            NotFoundError: There is no such act.
            RuleError: It was taken back already, what it changed was changed again since, or it was a print.
        """
        with self.write("undo") as act:
            past = act.session.get(Operation, operation_id)
            if past is None:
                raise NotFoundError(_("Diesen Vorgang gibt es nicht."))
            if past.verb == "note_print":
                raise RuleError(_("Ein Ausdruck lässt sich nicht zurücknehmen."))
            if past.verb == "send_parcel":
                raise RuleError(_("Ein Paket, das hinausgegangen ist, lässt sich nicht zurücknehmen."))
            if past.verb == "renew_own_key":
                raise RuleError(_("Ein neuer Schlüssel bleibt. Er lässt sich nur noch einmal erneuern."))
            if past.verb in FINAL:
                raise RuleError(_("Das lässt sich nicht zurücknehmen: Die Angaben sind gelöscht."))
            if past.undone:
                raise RuleError(_("Das ist schon rückgängig gemacht."))
            if past.verb == "lose_folder" and _printed_since(act.session, past):
                raise RuleError(_("Die Mappe ist seitdem neu gedruckt: Es gelten die Codes der neuen Mappe."))
            if past.newcomer_id is not None and merged_into(act.session, past.newcomer_id) is not None:
                raise RuleError(_("Diese Akte ist inzwischen mit einer anderen zusammengeführt."))
            self._refuse_swept(past)
            act.operation.newcomer_id = past.newcomer_id
            act.operation.undoes = past.id
            if undo(act.session, past):
                raise RuleError(_("Das wurde seitdem weiter geändert und bleibt deshalb, wie es ist."))
            redone = act.session.get(Operation, past.undoes) if past.undoes else None
            if redone is not None:
                redone.undone = False
            act.session.flush()
            if past.newcomer_id is not None:
                others = [change.entity_id for change in past.changes if change.entity == "newcomer"]
                people = dict.fromkeys((past.newcomer_id, *others))
                _refuse_without_consent(act.session, past.newcomer_id)
                for person in people:
                    notes_follow(act.session, person)
                    refresh(act.session, person)
            renamed = any((change.entity, change.entity_id) == ("setting", "counsellor") for change in past.changes)
        if renamed:
            # Whoever did the act was called so before it.
            self.who = past.who
        return act.changed()

    def _refuse_swept(self, past: Operation) -> None:
        """Raises RuleError when a document that would come back has lost its file."""
        removed = [change.before for change in past.changes if change.entity == "document" and change.after is None]
        if any(before and not (self.vault.documents / before["file_id"]).is_file() for before in removed):
            raise RuleError(_("Die Datei ist inzwischen endgültig gelöscht. Hängen Sie sie noch einmal an."))

    def last_act(self, newcomer_id: str | None) -> Changed | None:
        """The newest act on this person that can be taken back."""
        with self.read() as session:
            past = last_undoable(session, newcomer_id, FINAL)
            return Changed(past.id, past.verb, past.newcomer_id) if past else None

    def close(self) -> None:
        """Locks the vault."""
        self.vault.close()

    def _counsellor(self) -> str:
        with self.read() as session:
            setting = session.get(newcomers.Setting, "counsellor")
            return setting.value if setting else ""


def _printed_since(session: Session, past: Operation) -> bool:
    """Whether sheets were handed out to the same person after an act."""
    later = (Operation.newcomer_id == past.newcomer_id, Operation.verb == "note_print", Operation.id > past.id)
    return session.scalar(select(Operation.id).where(*later).limit(1)) is not None


def _refuse_without_consent(session: Session, newcomer_id: str) -> None:
    """Raises RuleError when needs for protection would be left without the consent under which they are kept."""
    needs = select(ProtectedNeed.id).where(ProtectedNeed.newcomer_id == newcomer_id).limit(1)
    consent = select(Release.id).where(
        Release.newcomer_id == newcomer_id, Release.kind == "protected_needs", Release.revoked_on.is_(None)
    )
    if session.scalar(needs) is not None and session.scalar(consent.limit(1)) is None:
        raise RuleError(_("Zu dieser Einwilligung gehört ein Schutzbedarf. Bitte widerrufen Sie sie dort."))


def get_newcomer(session: Session, newcomer_id: str) -> newcomers.Newcomer:
    """The rows of a person. Raises NotFoundError."""
    newcomer = session.get(newcomers.Newcomer, newcomer_id)
    if newcomer is None:
        raise NotFoundError(_("Diese Person ist nicht (mehr) in diesem Tresor."))
    return newcomer


def open_desk(folder: Path, secret: str, who: str = "") -> Desk:
    """Opens a vault with a passphrase or the recovery key. Raises VaultError and its kinds."""
    vault = open_vault(folder, secret)
    try:
        return Desk(vault, who)
    except BaseException:
        vault.close()
        raise


def new_desk(
    folder: Path,
    passphrase: str,
    who: str = "",
    centre: str = "",
    cost: KdfCost | None = None,
    *,
    even_weak: bool = False,
) -> tuple[Desk, str]:
    """Makes an empty vault and sits down at it; the text is the recovery key, shown once. Raises VaultError.

    `even_weak` takes a passphrase that is easy to guess; whoever asks for it has explained that.
    """
    # A label is short: a long name goes on in the settings.
    vault, recovery_key = create_vault(folder, passphrase, slot=who[:_MOST_LABEL], cost=cost, even_weak=even_weak)
    try:
        desk = Desk(vault, who)
        with desk.write("set_centre") as act:
            for key, value in (("counsellor", who), ("name", centre)):
                if value:
                    act.session.add(newcomers.Setting(key=key, value=value))
        return desk, recovery_key
    except BaseException:
        discard_new(vault)
        raise
