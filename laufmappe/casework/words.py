# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ids that the shipped data defines, with their German labels: statuses, needs, anchors, states …"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from laufmappe.resources import read_json

Labels = Mapping[str, str]


@cache
def labels(*parts: str, key: str = "") -> Labels:
    """`{id: German label}` of a resource that is `{id: {"label"}}` or a list of `{"id", "label"}`, below `key` if named."""
    content: Any = read_json(*parts)
    if key:
        content = content[key]
    pairs = content.items() if isinstance(content, dict) else ((entry["id"], entry) for entry in content)
    return {str(k): v if isinstance(v, str) else v["label"] for k, v in pairs}


def step_states() -> Labels:
    """States of a step."""
    return labels("words", "states.json", key="step_states")


def deadline_kinds() -> Labels:
    """Kinds of deadlines."""
    return labels("words", "states.json", key="deadline_kinds")


def referral_kinds() -> Labels:
    """Verweis and Vermittlung."""
    return labels("words", "states.json", key="referral_kinds")


def referral_states() -> Labels:
    """States of a referral."""
    return labels("words", "states.json", key="referral_states")


def contact_ways() -> Labels:
    """Ways in which a talk took place."""
    return labels("words", "states.json", key="contact_ways")


def interpreters() -> Labels:
    """Who interpreted a talk."""
    return labels("words", "states.json", key="interpreters")


def appointment_states() -> Labels:
    """States of an appointment."""
    return labels("words", "states.json", key="appointment_states")


def qualification_kinds() -> Labels:
    """Kinds of qualifications."""
    return labels("words", "states.json", key="qualification_kinds")


def language_levels() -> Labels:
    """CEFR levels, `none`, and `native`."""
    return labels("words", "states.json", key="levels")


def anchors() -> Labels:
    """The dates that deadlines count from, without those of steps."""
    return labels("chains", "anchors.json")


def statuses() -> Labels:
    """Residence statuses."""
    return labels("status", "statuses.json", key="statuses")


def needs() -> Labels:
    """Need tags."""
    return labels("status", "needs.json", key="needs")


def protected_needs() -> Labels:
    """Needs of people at special risk; kept only with a consent of their own."""
    return labels("status", "protected_needs.json", key="protected_needs")


def release_parts() -> Labels:
    """Parts of the record that a release may name."""
    return labels("status", "release_parts.json", key="release_parts")


def topics() -> Labels:
    """Topics of steps."""
    return labels("status", "topics.json", key="topics")


def service_types() -> Labels:
    """Kinds of services."""
    return labels("status", "service_types.json")


def recognition_states() -> Labels:
    """States of a recognition procedure, in their usual order."""
    return labels("recognition", "procedure.json", key="states")


def paper_states() -> Labels:
    """States of a paper that a recognition procedure asks for."""
    return labels("recognition", "procedure.json", key="paper_states")


def funding_states() -> Labels:
    """States of money that was asked for."""
    return labels("recognition", "procedure.json", key="funding_states")


def translations() -> Labels:
    """How a certificate is translated; the empty key means not at all."""
    return labels("recognition", "procedure.json", key="translations")


def compensation_labels() -> Labels:
    """Ways in which differences to the German training are made up for."""
    return labels("recognition", "procedure.json", key="compensation")


def anabin_labels() -> tuple[Labels, Labels]:
    """What the database anabin says of an institution, and of a degree."""
    institution, degree = (
        read_json("recognition", "procedure.json")["anabin"][key] for key in ("institution", "degree")
    )
    return {e["id"]: e["label"] for e in institution}, {e["id"]: e["label"] for e in degree}
