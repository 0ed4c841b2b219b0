# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Handing over to other services: own keys, known cards, parcels."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "own_key",
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_key")),
    )
    op.create_table(
        "known_card",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("card", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_known_card_service_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_card")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_known_card_fingerprint")),
    )
    op.create_index(op.f("ix_known_card_service_id"), "known_card", ["service_id"], unique=False)
    op.create_table(
        "parcel",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("partner", sa.String(), nullable=False),
        sa.Column("partner_key", sa.String(), nullable=True),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("release_id", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("responsible_from", sa.Date(), nullable=True),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_parcel_newcomer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_parcel_service_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_parcel_release_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel")),
    )
    for column in ("newcomer_id", "service_id", "release_id", "follow_up_on"):
        op.create_index(op.f(f"ix_parcel_{column}"), "parcel", [column], unique=False)
    op.create_table(
        "parcel_content",
        sa.Column("parcel_id", sa.String(), nullable=False),
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("conflicts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_parcel_content_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("parcel_id", name=op.f("pk_parcel_content")),
    )
    op.create_index(op.f("ix_parcel_content_newcomer_id"), "parcel_content", ["newcomer_id"], unique=False)
    op.create_table(
        "deletion",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletion")),
    )
    op.create_index(op.f("ix_deletion_mark"), "deletion", ["mark"], unique=False)


def downgrade() -> None:
    for table in ("deletion", "parcel_content", "parcel", "known_card", "own_key"):
        op.drop_table(table)
