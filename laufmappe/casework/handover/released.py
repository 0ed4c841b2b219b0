# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a release lets go: a case document without all that the person has not signed for. Pure functions.

A field that stays is left out, not emptied: whoever takes the document in can tell "not said" from "nothing there".
What is only of use here never goes: the history, reminders, other releases, who is in charge.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from laufmappe.casework.cases.document import OWNED, Document, referred_services
from laufmappe.casework.words import release_parts
from laufmappe.i18n import N_

CONSENT = "protected_needs"
WHY = {
    "not_released": N_("Die Person hat es nicht freigegeben."),
    "no_consent": N_("Die Einwilligung der Person zum Schutzbedarf fehlt oder ist widerrufen."),
    "internal": N_("Das bleibt immer in dieser Beratungsstelle."),
}
"""Why something stays, by its key."""
INTERNAL = {
    "history": N_("Verlauf"),
    "follow_ups": N_("Wiedervorlagen"),
    "releases": N_("Schweigepflichtentbindungen"),
}
"""What never goes along."""

_ALWAYS = ("id", "taken_in_on")
_OF_NEWCOMER = {
    "person": (
        "given_name",
        "family_name",
        "native_name",
        "birth_date",
        "phone",
        "email",
        "reach_by",
        "address",
        "district",
        "interpreter",
    ),
    "status": ("nationality", "status"),
    "goals": ("needs",),
    "contacts": ("note",),
}
_LISTS = {
    "person": ("languages",),
    "status": ("milestones",),
    "household": ("household",),
    "chain": ("chains",),
    "goals": ("goals",),
    "qualifications": ("qualifications",),
    "referrals": ("referrals",),
    "contacts": ("contacts", "appointments"),
    "protected_needs": ("protected_needs",),
}
"""The lists of the document that go with each part."""
_NOTES = "contacts"
"""Notes go with this part only, wherever they stand."""
_AGREEMENT = ("situation", "strengths", "review_on", "reviews")
"""What the agreed chain says beyond its steps goes with the goals."""
NO_TEMPLATE = "without-template"
"""Stands for the template of a chain where the status is not released: most are made for one status and named after it."""
_CHAIN_NAME = N_("Unterstützungskette")
_OWN_OF_REFERRAL = ("release_id", "waived")


@dataclass(frozen=True)
class Withheld:
    """Something that stays: an id of `release_parts` or of `INTERNAL`, and why (a key of `WHY`)."""

    part: str
    why: str


@dataclass(frozen=True)
class Released:
    """What goes, and what stays. `goes` are the released parts, each with how many entries it has in the document."""

    document: Document = field(repr=False)
    goes: tuple[tuple[str, int], ...]
    withheld: tuple[Withheld, ...]


def released(document: Document, parts: Collection[str]) -> Released:
    """The part of a case document that a release over these parts lets go; the given document stays as it is.

    Documents attached to the record are not in it: whether they go, `parts` alone says.
    """
    kept: Document = {key: document[key] for key in ("format", "version")}
    kept["newcomer"] = _newcomer(document["newcomer"], parts)
    names = {name for part in parts for name in _LISTS.get(part, ())}
    for name in (name for name in OWNED if name in names):
        kept[name] = [_entry(name, row, parts) for row in document.get(name, ())]
    if kept.get("protected_needs"):
        kept["releases"] = [_consent(row) for row in document.get("releases", ()) if _holds(row)]
    _add_paper(kept, document, parts)
    texts = set(_texts(kept))
    kept["translations"] = [row for row in document.get("translations", ()) if row["source"] in texts]
    named = referred_services(kept)
    kept["services"] = [_without(row, ("note",)) for row in document.get("services", ()) if row["id"] in named]
    return Released(
        kept, tuple((part, _count(kept, part)) for part in release_parts() if part in parts), _stay(kept, parts)
    )


def fields_of(parts: Collection[str]) -> set[str]:
    """The fields that a document has only where these parts are released, of whatever row; not its lists."""
    fields = {name for part in parts for name in _OF_NEWCOMER.get(part, ())}
    fields |= {*_AGREEMENT} if "goals" in parts else set()
    fields |= {"note"} if _NOTES in parts else set()
    return fields | ({"step_id"} if "chain" in parts else set())


def _stay(kept: Document, parts: Collection[str]) -> tuple[Withheld, ...]:
    stay = [Withheld(part, "not_released") for part in release_parts() if part not in parts]
    if CONSENT in parts and not kept.get("protected_needs"):
        stay.append(Withheld(CONSENT, "no_consent"))
    return (*stay, *(Withheld(name, "internal") for name in INTERNAL))


def _newcomer(values: Document, parts: Collection[str]) -> Document:
    fields = {name for part in parts for name in _OF_NEWCOMER.get(part, ())} | {*_ALWAYS}
    return {name: value for name, value in values.items() if name in fields}


def _entry(name: str, row: Document, parts: Collection[str]) -> Document:
    """A row of a list, with the rows inside it."""
    if name == "protected_needs":
        return dict(row)
    kept = row if _NOTES in parts else _without_notes(row)
    if name == "chains":
        kept = kept if "status" in parts else _without_status(kept)
        return kept if "goals" in parts else _without(kept, _AGREEMENT)
    if name == "referrals":
        return _without(kept, _OWN_OF_REFERRAL if "chain" in parts else (*_OWN_OF_REFERRAL, "step_id"))
    return kept


def _without_status(chain: Document) -> Document:
    """A chain that does not tell for which residence status it was made."""
    steps = [_without(step, ("valid_for",)) for step in chain.get("steps", ())]
    return {**chain, "template": NO_TEMPLATE, "template_version": 0, "name": _CHAIN_NAME, "steps": steps}


def with_own_templates(mine: Document, theirs: Document) -> Document:
    """What came, with our word on the templates that were withheld: they are not said, and nobody changed them."""
    ours = {chain["id"]: chain for chain in mine.get("chains", ())}
    named = ("template", "template_version", "name")

    def told(chain: Document) -> Document:
        own = ours.get(chain["id"])
        return chain if own is None or chain["template"] != NO_TEMPLATE else {**chain, **{k: own[k] for k in named}}

    if "chains" not in theirs:
        return theirs
    return {**theirs, "chains": [told(chain) for chain in theirs["chains"]]}


def _without_notes(value: Document) -> Document:
    return {key: _bare(inner) for key, inner in value.items() if key != "note"}


def _bare(inner: object) -> object:
    if isinstance(inner, dict):
        return _without_notes(inner)
    return [_bare(each) for each in inner] if isinstance(inner, list) else inner


def _without(values: Document, names: Collection[str]) -> Document:
    return {key: value for key, value in values.items() if key not in names}


def _holds(row: Document) -> bool:
    return row.get("kind") == CONSENT and bool(row.get("signed_on")) and not row.get("revoked_on")


def _consent(row: Document) -> Document:
    """The person's consent to keep protected needs, without what was noted beside it."""
    return _without(row, ("note", "document_id", "service_id"))


def _add_paper(kept: Document, document: Document, parts: Collection[str]) -> None:
    """The codes of what goes and the sheets as they were printed: the folder that the person holds stays of use."""
    if "chain" not in parts:
        return
    there = {step["id"] for chain in kept["chains"] for step in chain.get("steps", ())}
    there |= {referral["id"] for referral in kept.get("referrals", ())}
    kept["codes"] = [code for code in document.get("codes", ()) if code["subject_id"] in there]
    kept["prints"] = list(document.get("prints", ()))


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _count(kept: Document, part: str) -> int:
    """How many entries a part has, steps for the chain; of the person's own data, how many are filled."""
    filled = sum(bool(kept["newcomer"].get(name)) for name in _OF_NEWCOMER.get(part, ()))
    if part == "chain":
        return sum(len(chain.get("steps", ())) for chain in kept["chains"])
    return filled + sum(len(kept[name]) for name in _LISTS.get(part, ()))
