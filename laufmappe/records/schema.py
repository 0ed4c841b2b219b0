# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Brings a vault's tables to the version that this program writes."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from laufmappe.errors import DatabaseDamagedError, VaultTooNewError
from laufmappe.i18n import _

HEAD = "0007"
"""The newest migration in `migrations/versions`."""
OLDER: tuple[str, ...] = ("0001", "0002", "0003", "0004", "0005", "0006")
"""The migrations before it."""


def version(engine: Engine) -> str | None:
    """The migration that the tables stand at; None for a database without tables."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(engine: Engine, before: Callable[[], object] | None = None) -> bool:
    """Migrates to HEAD where that is needed; says whether it was. `before` is called first where there is something to lose.

    Raises:
        VaultTooNewError: A newer version of the program wrote this vault.
        DatabaseDamagedError: A migration left rows that point nowhere.
    """
    current = version(engine)
    if current == HEAD:
        return False
    if current is not None and current not in OLDER:
        raise VaultTooNewError(
            _(
                "Dieser Tresor stammt von einer neueren Version von Laufmappe. Er wurde nicht verändert. Bitte aktualisieren Sie das Programm."
            )
        )
    if current is not None and before is not None:
        before()
    migrate(engine, HEAD)
    return True


def migrate(engine: Engine, target: str) -> None:
    """Goes to a migration, up or down, in one transaction.

    Foreign keys are off meanwhile: SQLite changes a table by dropping and renaming it, which would otherwise delete
    the rows that point to it. The switch does nothing inside a transaction, so it is thrown before, and checked.
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")
        assert driver.execute("PRAGMA foreign_keys").fetchone()[0] == 0
        try:
            with connection.begin():
                _run(connection, target)
                if connection.execute(text("PRAGMA foreign_key_check")).fetchone() is not None:
                    raise DatabaseDamagedError(
                        _(
                            "Der Tresor ließ sich nicht auf den neuen Stand bringen. Er ist unverändert. Bitte wenden Sie sich an die Administration."
                        )
                    )
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _run(connection: Connection, target: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    at = (
        connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if _has_version(connection)
        else None
    )
    order = [*OLDER, HEAD]
    if at is not None and (target == "base" or order.index(target) < order.index(at)):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)


def _has_version(connection: Connection) -> bool:
    return bool(inspect(connection).has_table("alembic_version"))
