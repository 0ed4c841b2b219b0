# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists, searches and Heute read from indexes that hold all they show: each page less is one less to decrypt."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_OPEN = "state IN ('open', 'planned', 'running', 'waiting', 'paused') AND dropped_on IS NULL"
_WAITING = "state IN ('waiting', 'paused')"
_AWAITED = "state IN ('sent', 'arrived', 'accepted', 'waiting_list')"
_LISTED = "given_name family_name native_name chain_template next_step next_due first_due closed_on"

NEW: tuple[tuple[str, str, str, str], ...] = (
    ("ix_newcomer_list", "newcomer", f"sort_name number id {_LISTED}", ""),
    ("ix_newcomer_called", "newcomer", "id closed_on counsellor chain_template given_name family_name native_name", ""),
    ("ix_newcomer_clock_until", "newcomer", "clock_until closed_on counsellor id", ""),
    ("ix_agreed_chain_owner", "agreed_chain", "id newcomer_id ended_on", ""),
    ("ix_step_due", "step", "due_on chain_id id title state dropped_on", _OPEN),
    ("ix_step_waiting", "step", "state_since expected_on chain_id id title state dropped_on", _WAITING),
    ("ix_referral_newcomer_id", "referral", "newcomer_id state", ""),
    ("ix_referral_awaited", "referral", "follow_up_on newcomer_id service_id id sent_on kind state", _AWAITED),
    ("ix_milestone_kind", "milestone", "kind on_date newcomer_id", ""),
    ("ix_recognition_appeal_until", "recognition", "appeal_until", "appeal_until IS NOT NULL"),
    ("ix_recognition_paper_requested", "recognition_paper", "state_on recognition_id state", "state = 'requested'"),
)
OLD: tuple[tuple[str, str, str, str], ...] = (
    ("ix_newcomer_clock_until", "newcomer", "clock_until", ""),
    ("ix_newcomer_next_due", "newcomer", "next_due", ""),
    ("ix_newcomer_first_due", "newcomer", "first_due", ""),
    ("ix_step_due_on", "step", "due_on state dropped_on chain_id", ""),
    ("ix_step_waiting", "step", "state state_since expected_on chain_id", _WAITING),
    ("ix_referral_newcomer_id", "referral", "newcomer_id", ""),
    ("ix_referral_follow_up_on", "referral", "follow_up_on", ""),
    ("ix_milestone_kind", "milestone", "kind on_date", ""),
)
"""Name, table, columns and condition of the indexes after this migration, and of those that they follow."""


def upgrade() -> None:
    _exchange(OLD, NEW)


def downgrade() -> None:
    _exchange(NEW, OLD)


def _exchange(gone: tuple[tuple[str, str, str, str], ...], come: tuple[tuple[str, str, str, str], ...]) -> None:
    for name, table, _columns, _condition in gone:
        op.drop_index(name, table_name=table)
    for name, table, columns, condition in come:
        op.create_index(name, table, columns.split(), sqlite_where=sa.text(condition) if condition else None)
