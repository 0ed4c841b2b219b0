# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counsellor's desk: households, goals, contacts, follow-ups, releases, a centre's templates, what a procedure costs."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_CLOCKS = """
UPDATE newcomer SET clock_until = (
    SELECT min(date(complete.on_date, '+3 months'))
    FROM qualification q JOIN recognition r ON r.qualification_id = q.id
    JOIN recognition_event complete ON complete.recognition_id = r.id AND complete.state = 'complete'
    WHERE q.newcomer_id = newcomer.id AND (
        SELECT last.state FROM recognition_event last WHERE last.recognition_id = r.id
        ORDER BY last.on_date DESC, last.id DESC LIMIT 1
    ) = 'in_review'
)
"""
"""Near enough until the next act on the person reckons the day anew."""


def upgrade() -> None:
    op.create_table(
        "chain_template",
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("statuses", sa.JSON(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_template")),
        sa.UniqueConstraint("template", "version", name="uq_chain_template_template"),
    )
    op.create_table(
        "contact",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("interpreter", sa.String(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("counsellor", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_contact_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(op.f("ix_contact_newcomer_id"), "contact", ["newcomer_id"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("counsellor", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_follow_up_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_newcomer_id"), "follow_up", ["newcomer_id"], unique=False)
    op.create_index("ix_follow_up_on_date", "follow_up", ["done_on", "on_date", "newcomer_id"], unique=False)
    op.create_table(
        "goal",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["newcomer_id"], ["newcomer.id"], name=op.f("fk_goal_newcomer_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index(op.f("ix_goal_newcomer_id"), "goal", ["newcomer_id"], unique=False)
    op.create_table(
        "hand_translation",
        sa.Column("newcomer_id", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("translation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_hand_translation_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_translation")),
    )
    op.create_index(op.f("ix_hand_translation_newcomer_id"), "hand_translation", ["newcomer_id"], unique=False)
    op.create_table(
        "household_member",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_household_member_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_member")),
    )
    op.create_index(op.f("ix_household_member_newcomer_id"), "household_member", ["newcomer_id"], unique=False)
    op.create_table(
        "not_the_same",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_not_the_same_newcomer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["newcomer.id"], name=op.f("fk_not_the_same_other_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_the_same")),
    )
    op.create_index(op.f("ix_not_the_same_newcomer_id"), "not_the_same", ["newcomer_id"], unique=False)
    op.create_index(op.f("ix_not_the_same_other_id"), "not_the_same", ["other_id"], unique=False)
    op.create_table(
        "protected_need",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_protected_need_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_need")),
    )
    op.create_index(op.f("ix_protected_need_newcomer_id"), "protected_need", ["newcomer_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("chain_id", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("agreed", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["chain_id"], ["agreed_chain.id"], name=op.f("fk_review_chain_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_chain_id"), "review", ["chain_id"], unique=False)
    op.create_table(
        "appointment",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_appointment_newcomer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_appointment_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    op.create_index("ix_appointment_at", "appointment", ["at", "state", "newcomer_id"], unique=False)
    op.create_index(op.f("ix_appointment_newcomer_id"), "appointment", ["newcomer_id"], unique=False)
    op.create_index(op.f("ix_appointment_service_id"), "appointment", ["service_id"], unique=False)
    op.create_table(
        "funding",
        sa.Column("recognition_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recognition_id"], ["recognition.id"], name=op.f("fk_funding_recognition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding")),
    )
    op.create_index(op.f("ix_funding_recognition_id"), "funding", ["recognition_id"], unique=False)
    op.create_table(
        "recognition_cost",
        sa.Column("recognition_id", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("incurred_on", sa.Date(), nullable=True),
        sa.Column("paid_by", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recognition_id"], ["recognition.id"], name=op.f("fk_recognition_cost_recognition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition_cost")),
    )
    op.create_index(op.f("ix_recognition_cost_recognition_id"), "recognition_cost", ["recognition_id"], unique=False)
    op.create_table(
        "recognition_paper",
        sa.Column("recognition_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recognition_id"], ["recognition.id"], name=op.f("fk_recognition_paper_recognition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition_paper")),
    )
    op.create_index(op.f("ix_recognition_paper_recognition_id"), "recognition_paper", ["recognition_id"], unique=False)
    op.create_table(
        "release",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("recipient_person", sa.String(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("interpreter", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_release_document_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_release_newcomer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_release_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    )
    op.create_index(op.f("ix_release_newcomer_id"), "release", ["newcomer_id"], unique=False)
    op.create_index(op.f("ix_release_service_id"), "release", ["service_id"], unique=False)
    op.create_table(
        "service_agreement",
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_service_agreement_organization_id")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_service_agreement_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_agreement")),
    )
    op.create_index(
        op.f("ix_service_agreement_organization_id"), "service_agreement", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_service_agreement_service_id"), "service_agreement", ["service_id"], unique=False)
    op.add_column("agreed_chain", sa.Column("situation", sa.String(), nullable=False, server_default=""))
    op.add_column("agreed_chain", sa.Column("strengths", sa.String(), nullable=False, server_default=""))
    op.add_column("agreed_chain", sa.Column("signed_on", sa.Date(), nullable=True))
    op.add_column("agreed_chain", sa.Column("review_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_agreed_chain_review_on"), "agreed_chain", ["review_on"], unique=False)
    op.add_column("location", sa.Column("accessibility", sa.String(), nullable=False, server_default=""))
    op.add_column("location", sa.Column("extra", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("newcomer", sa.Column("clock_until", sa.Date(), nullable=True))
    op.create_index(op.f("ix_newcomer_clock_until"), "newcomer", ["clock_until"], unique=False)
    op.add_column("organization", sa.Column("description", sa.String(), nullable=False, server_default=""))
    op.add_column("organization", sa.Column("url", sa.String(), nullable=False, server_default=""))
    op.add_column("organization", sa.Column("email", sa.String(), nullable=False, server_default=""))
    op.add_column("organization", sa.Column("extra", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("qualification", sa.Column("occupation_id", sa.String(), nullable=False, server_default=""))
    op.add_column("qualification", sa.Column("eqf", sa.Integer(), nullable=True))
    op.add_column("qualification", sa.Column("translation", sa.String(), nullable=False, server_default=""))
    op.add_column("qualification", sa.Column("anabin", sa.String(), nullable=False, server_default=""))
    op.add_column("recognition", sa.Column("procedure", sa.String(), nullable=False, server_default=""))
    op.add_column("recognition", sa.Column("fast_track", sa.Boolean(), nullable=False, server_default=sa.text("0")))
    op.add_column("recognition", sa.Column("extended_until", sa.Date(), nullable=True))
    op.add_column("recognition", sa.Column("measure", sa.String(), nullable=False, server_default=""))
    op.add_column("recognition", sa.Column("appeal_until", sa.Date(), nullable=True))
    with op.batch_alter_table("referral") as referral:
        for column in ("reason", "result", "waived"):
            referral.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
        referral.add_column(sa.Column("release_id", sa.String(), nullable=True))
        referral.create_foreign_key("fk_referral_release_id", "release", ["release_id"], ["id"], ondelete="SET NULL")
    op.add_column("service", sa.Column("description", sa.String(), nullable=False, server_default=""))
    op.add_column("service", sa.Column("url", sa.String(), nullable=False, server_default=""))
    op.add_column("service", sa.Column("audience", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("service", sa.Column("topics", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("service", sa.Column("needs", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("service", sa.Column("bring", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("service", sa.Column("fees", sa.String(), nullable=False, server_default=""))
    op.add_column("service", sa.Column("capacity", sa.String(), nullable=False, server_default=""))
    op.add_column("service", sa.Column("capacity_on", sa.Date(), nullable=True))
    op.add_column("service", sa.Column("extra", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("step", sa.Column("who", sa.String(), nullable=False, server_default="newcomer"))
    op.add_column("step", sa.Column("valid_for", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("step", sa.Column("reason_kind", sa.String(), nullable=False, server_default=""))
    op.add_column("step", sa.Column("expected_on", sa.Date(), nullable=True))
    op.execute(_CLOCKS)


def downgrade() -> None:
    op.drop_column("step", "expected_on")
    op.drop_column("step", "reason_kind")
    op.drop_column("step", "valid_for")
    op.drop_column("step", "who")
    op.drop_column("service", "extra")
    op.drop_column("service", "capacity_on")
    op.drop_column("service", "capacity")
    op.drop_column("service", "fees")
    op.drop_column("service", "bring")
    op.drop_column("service", "needs")
    op.drop_column("service", "topics")
    op.drop_column("service", "audience")
    op.drop_column("service", "url")
    op.drop_column("service", "description")
    with op.batch_alter_table("referral") as referral:
        for column in ("waived", "release_id", "result", "reason"):
            referral.drop_column(column)
    op.drop_column("recognition", "appeal_until")
    op.drop_column("recognition", "measure")
    op.drop_column("recognition", "extended_until")
    op.drop_column("recognition", "fast_track")
    op.drop_column("recognition", "procedure")
    op.drop_column("qualification", "anabin")
    op.drop_column("qualification", "translation")
    op.drop_column("qualification", "eqf")
    op.drop_column("qualification", "occupation_id")
    op.drop_column("organization", "extra")
    op.drop_column("organization", "email")
    op.drop_column("organization", "url")
    op.drop_column("organization", "description")
    op.drop_index(op.f("ix_newcomer_clock_until"), table_name="newcomer")
    op.drop_column("newcomer", "clock_until")
    op.drop_column("location", "extra")
    op.drop_column("location", "accessibility")
    op.drop_index(op.f("ix_agreed_chain_review_on"), table_name="agreed_chain")
    op.drop_column("agreed_chain", "review_on")
    op.drop_column("agreed_chain", "signed_on")
    op.drop_column("agreed_chain", "strengths")
    op.drop_column("agreed_chain", "situation")
    op.drop_index(op.f("ix_service_agreement_service_id"), table_name="service_agreement")
    op.drop_index(op.f("ix_service_agreement_organization_id"), table_name="service_agreement")
    op.drop_table("service_agreement")
    op.drop_index(op.f("ix_release_service_id"), table_name="release")
    op.drop_index(op.f("ix_release_newcomer_id"), table_name="release")
    op.drop_table("release")
    op.drop_index(op.f("ix_recognition_paper_recognition_id"), table_name="recognition_paper")
    op.drop_table("recognition_paper")
    op.drop_index(op.f("ix_recognition_cost_recognition_id"), table_name="recognition_cost")
    op.drop_table("recognition_cost")
    op.drop_index(op.f("ix_funding_recognition_id"), table_name="funding")
    op.drop_table("funding")
    op.drop_index(op.f("ix_appointment_service_id"), table_name="appointment")
    op.drop_index(op.f("ix_appointment_newcomer_id"), table_name="appointment")
    op.drop_index("ix_appointment_at", table_name="appointment")
    op.drop_table("appointment")
    op.drop_index(op.f("ix_review_chain_id"), table_name="review")
    op.drop_table("review")
    op.drop_index(op.f("ix_protected_need_newcomer_id"), table_name="protected_need")
    op.drop_table("protected_need")
    op.drop_index(op.f("ix_not_the_same_other_id"), table_name="not_the_same")
    op.drop_index(op.f("ix_not_the_same_newcomer_id"), table_name="not_the_same")
    op.drop_table("not_the_same")
    op.drop_index(op.f("ix_household_member_newcomer_id"), table_name="household_member")
    op.drop_table("household_member")
    op.drop_index(op.f("ix_hand_translation_newcomer_id"), table_name="hand_translation")
    op.drop_table("hand_translation")
    op.drop_index(op.f("ix_goal_newcomer_id"), table_name="goal")
    op.drop_table("goal")
    op.drop_index("ix_follow_up_on_date", table_name="follow_up")
    op.drop_index(op.f("ix_follow_up_newcomer_id"), table_name="follow_up")
    op.drop_table("follow_up")
    op.drop_index(op.f("ix_contact_newcomer_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_table("chain_template")
