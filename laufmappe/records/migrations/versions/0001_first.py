# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first tables: people, chains, qualifications, referrals, documents, services, journal, and the index for searching names."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("form", name=op.f("pk_draft")),
    )
    op.create_table(
        "newcomer",
        sa.Column("given_name", sa.String(), nullable=False),
        sa.Column("family_name", sa.String(), nullable=False),
        sa.Column("native_name", sa.String(), nullable=False),
        sa.Column("birth_date", sa.String(), nullable=False),
        sa.Column("nationality", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("reach_by", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("counsellor", sa.String(), nullable=False),
        sa.Column("taken_in_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sort_name", sa.String(), nullable=False),
        sa.Column("chain_template", sa.String(), nullable=True),
        sa.Column("next_step_id", sa.String(), nullable=True),
        sa.Column("next_step", sa.String(), nullable=True),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("first_due", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newcomer")),
        sa.UniqueConstraint("number", name=op.f("uq_newcomer_number")),
    )
    op.create_index(op.f("ix_newcomer_first_due"), "newcomer", ["first_due"], unique=False)
    op.create_index(op.f("ix_newcomer_next_due"), "newcomer", ["next_due"], unique=False)
    op.create_index("ix_newcomer_number", "newcomer", ["number", "sort_name"], unique=False)
    op.create_index("ix_newcomer_sort_name", "newcomer", ["sort_name", "number"], unique=False)
    op.create_table(
        "operation",
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("newcomer_id", sa.String(), nullable=True),
        sa.Column("undoes", sa.String(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
    )
    op.create_index(op.f("ix_operation_newcomer_id"), "operation", ["newcomer_id"], unique=False)
    op.create_table(
        "organization",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "agreed_chain",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("template_version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_agreed_chain_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreed_chain")),
    )
    op.create_index(op.f("ix_agreed_chain_newcomer_id"), "agreed_chain", ["newcomer_id"], unique=False)
    op.create_table(
        "change",
        sa.Column("operation_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_entity_id"), "change", ["entity_id"], unique=False)
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"], unique=False)
    op.create_table(
        "code",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("void_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["newcomer_id"], ["newcomer.id"], name=op.f("fk_code_newcomer_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("code", name=op.f("uq_code_code")),
    )
    op.create_index(op.f("ix_code_newcomer_id"), "code", ["newcomer_id"], unique=False)
    op.create_index(op.f("ix_code_subject_id"), "code", ["subject_id"], unique=False)
    op.create_table(
        "location",
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("street", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("directions", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_location_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
    )
    op.create_index(op.f("ix_location_organization_id"), "location", ["organization_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_date", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_milestone_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_newcomer_id"), "milestone", ["newcomer_id"], unique=False)
    op.create_index("ix_milestone_kind", "milestone", ["kind", "on_date"], unique=False)
    op.create_table(
        "qualification",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("original_title", sa.String(), nullable=False),
        sa.Column("institution", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("started", sa.String(), nullable=False),
        sa.Column("finished", sa.String(), nullable=False),
        sa.Column("occupation", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_qualification_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
    )
    op.create_index(op.f("ix_qualification_newcomer_id"), "qualification", ["newcomer_id"], unique=False)
    op.create_table(
        "sheet_print",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_sheet_print_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_print")),
    )
    op.create_index(op.f("ix_sheet_print_newcomer_id"), "sheet_print", ["newcomer_id"], unique=False)
    op.create_table(
        "spoken_language",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_spoken_language_newcomer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_language")),
    )
    op.create_index(op.f("ix_spoken_language_newcomer_id"), "spoken_language", ["newcomer_id"], unique=False)
    op.create_table(
        "recognition",
        sa.Column("qualification_id", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("regulated", sa.Boolean(), nullable=False),
        sa.Column("file_number", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_recognition_qualification_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition")),
        sa.UniqueConstraint("qualification_id", name=op.f("uq_recognition_qualification_id")),
    )
    op.create_table(
        "service",
        sa.Column("organization_id", sa.String(), nullable=False),
        sa.Column("location_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name=op.f("fk_service_location_id")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fk_service_organization_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_location_id"), "service", ["location_id"], unique=False)
    op.create_index(op.f("ix_service_organization_id"), "service", ["organization_id"], unique=False)
    op.create_index(op.f("ix_service_type"), "service", ["type"], unique=False)
    op.create_table(
        "recognition_event",
        sa.Column("recognition_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recognition_id"], ["recognition.id"], name=op.f("fk_recognition_event_recognition_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recognition_event")),
    )
    op.create_index(op.f("ix_recognition_event_recognition_id"), "recognition_event", ["recognition_id"], unique=False)
    op.create_index(
        "ix_recognition_event_state", "recognition_event", ["state", "on_date", "recognition_id"], unique=False
    )
    op.create_table(
        "step",
        sa.Column("chain_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("template_step", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("icon", sa.String(), nullable=False),
        sa.Column("service_type", sa.String(), nullable=False),
        sa.Column("bring", sa.JSON(), nullable=False),
        sa.Column("deadline", sa.JSON(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("sets", sa.JSON(), nullable=False),
        sa.Column("hint", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("due_fixed_on", sa.Date(), nullable=True),
        sa.Column("appointment", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("dropped_reason", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["chain_id"], ["agreed_chain.id"], name=op.f("fk_step_chain_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_step_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(op.f("ix_step_chain_id"), "step", ["chain_id"], unique=False)
    op.create_index("ix_step_due_on", "step", ["due_on", "state", "dropped_on", "chain_id"], unique=False)
    op.create_index(op.f("ix_step_service_id"), "step", ["service_id"], unique=False)
    op.create_index(
        "ix_step_template_step",
        "step",
        ["template_step", "state", "state_since", "done_on", "dropped_on"],
        unique=False,
    )
    op.create_table(
        "referral",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("step_id", sa.String(), nullable=True),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("appointment", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("feedback", sa.String(), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_referral_newcomer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_referral_service_id")),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_referral_step_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_follow_up_on"), "referral", ["follow_up_on"], unique=False)
    op.create_index(op.f("ix_referral_newcomer_id"), "referral", ["newcomer_id"], unique=False)
    op.create_index(op.f("ix_referral_service_id"), "referral", ["service_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("newcomer_id", sa.String(), nullable=False),
        sa.Column("qualification_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["newcomer_id"], ["newcomer.id"], name=op.f("fk_document_newcomer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["qualification_id"], ["qualification.id"], name=op.f("fk_document_qualification_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("file_id", name=op.f("uq_document_file_id")),
    )
    op.create_index(op.f("ix_document_newcomer_id"), "document", ["newcomer_id"], unique=False)
    op.execute(
        "CREATE VIRTUAL TABLE person_search USING fts5("
        "newcomer_id UNINDEXED, words, prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
    )


def downgrade() -> None:
    op.execute("DROP TABLE person_search")

    op.drop_index(op.f("ix_document_newcomer_id"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_referral_service_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_newcomer_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_follow_up_on"), table_name="referral")
    op.drop_table("referral")
    op.drop_index("ix_step_template_step", table_name="step")
    op.drop_index(op.f("ix_step_service_id"), table_name="step")
    op.drop_index("ix_step_due_on", table_name="step")
    op.drop_index(op.f("ix_step_chain_id"), table_name="step")
    op.drop_table("step")
    op.drop_index("ix_recognition_event_state", table_name="recognition_event")
    op.drop_index(op.f("ix_recognition_event_recognition_id"), table_name="recognition_event")
    op.drop_table("recognition_event")
    op.drop_index(op.f("ix_service_type"), table_name="service")
    op.drop_index(op.f("ix_service_organization_id"), table_name="service")
    op.drop_index(op.f("ix_service_location_id"), table_name="service")
    op.drop_table("service")
    op.drop_table("recognition")
    op.drop_index(op.f("ix_spoken_language_newcomer_id"), table_name="spoken_language")
    op.drop_table("spoken_language")
    op.drop_index(op.f("ix_sheet_print_newcomer_id"), table_name="sheet_print")
    op.drop_table("sheet_print")
    op.drop_index(op.f("ix_qualification_newcomer_id"), table_name="qualification")
    op.drop_table("qualification")
    op.drop_index("ix_milestone_kind", table_name="milestone")
    op.drop_index(op.f("ix_milestone_newcomer_id"), table_name="milestone")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_location_organization_id"), table_name="location")
    op.drop_table("location")
    op.drop_index(op.f("ix_code_subject_id"), table_name="code")
    op.drop_index(op.f("ix_code_newcomer_id"), table_name="code")
    op.drop_table("code")
    op.drop_index(op.f("ix_change_operation_id"), table_name="change")
    op.drop_index(op.f("ix_change_entity_id"), table_name="change")
    op.drop_table("change")
    op.drop_index(op.f("ix_agreed_chain_newcomer_id"), table_name="agreed_chain")
    op.drop_table("agreed_chain")
    op.drop_table("setting")
    op.drop_table("organization")
    op.drop_index(op.f("ix_operation_newcomer_id"), table_name="operation")
    op.drop_table("operation")
    op.drop_index("ix_newcomer_number", table_name="newcomer")
    op.drop_index("ix_newcomer_sort_name", table_name="newcomer")
    op.drop_index(op.f("ix_newcomer_next_due"), table_name="newcomer")
    op.drop_index(op.f("ix_newcomer_first_due"), table_name="newcomer")
    op.drop_table("newcomer")
    op.drop_table("draft")
