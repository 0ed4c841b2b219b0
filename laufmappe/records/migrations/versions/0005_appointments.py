# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes today is found by the appointment: few steps and referrals have one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for table in ("step", "referral"):
        op.create_index(f"ix_{table}_appointment", table, ["appointment"], sqlite_where=sa.text("appointment > ''"))


def downgrade() -> None:
    for table in ("referral", "step"):
        op.drop_index(f"ix_{table}_appointment", table_name=table)
