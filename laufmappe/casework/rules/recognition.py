# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the data says of recognising a foreign qualification: which procedure, which papers, where, how long, what it costs.

Hints for the counsellor; the competent body decides. Every rule is data in `resources/recognition` with its date and source.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from laufmappe.casework.dates import add_months
from laufmappe.casework.rules.occupations import Occupation
from laufmappe.resources import read_json

CountryGroup = str
"""`eu` (with EEA and Switzerland), `third`, `home` (Germany), empty where the country is not known."""


@dataclass(frozen=True)
class PaperRule:
    """A paper that a procedure asks for. Texts are German; `form` is an id of the forms in the data.

    `group` is `eu` or `third` where only certificates from there need it; `max_age_months` says how old it may be.
    """

    id: str
    label: str
    form: str
    translated: bool
    required: bool
    max_age_months: int | None = None
    group: CountryGroup = ""
    note: str = ""


@dataclass(frozen=True)
class CostRange:
    """What a procedure usually costs in euro, and what that covers. Translations come on top."""

    from_eur: int
    to_eur: int
    covers: str
    note: str


@dataclass(frozen=True)
class DecisionTime:
    """Calendar months from complete papers to the decision, None where nothing is laid down.

    Not `statutory`: usual time, no right to it. `extension_eu` is the most that the office may add for certificates from
    EU, EEA and Switzerland; elsewhere the law names no length.
    """

    months: int | None
    fast_track: int | None
    extension_eu: int | None
    statutory: bool
    norm: str
    note: str


@dataclass(frozen=True)
class ProcedureRule:
    """A type of procedure. `what` and `result` are sentences for the person, `note` one for the counsellor.

    `regulated` is None where that is no question (school certificates); `german` the level that is usually asked for.
    """

    id: str
    label: str
    what: str
    result: str
    regulated: bool | None
    body_kinds: tuple[str, ...]
    german: str
    papers: tuple[PaperRule, ...]
    costs: CostRange
    time: DecisionTime
    compensation: tuple[tuple[str, CountryGroup], ...]
    note: str
    as_of: str
    source: str
    verify: bool


@dataclass(frozen=True)
class Body:
    """A competent body for Bielefeld. `serves` are kinds of bodies, each with the country group that it is limited to."""

    id: str
    label: str
    covers: str
    fee: str
    note: str
    serves: tuple[tuple[str, CountryGroup], ...]
    source: str
    verify: bool


@dataclass(frozen=True)
class FundingRule:
    """Money that can be asked for before costs arise. `ask` are types of services; without `up_to_eur` nothing is fixed."""

    id: str
    label: str
    covers: str
    audience: str
    up_to_eur: int | None
    ask: tuple[str, ...]
    norm: str
    note: str
    as_of: str
    source: str
    verify: bool


@cache
def procedures() -> Mapping[str, ProcedureRule]:
    """Every type of procedure by its id, in the order of the data."""
    data = _data()
    labels = {paper["id"]: paper["label"] for paper in data["documents"]}
    return {entry["id"]: _procedure(entry, labels) for entry in data["procedures"]}


@cache
def bodies() -> tuple[Body, ...]:
    """The competent bodies for Bielefeld."""
    return tuple(
        Body(
            **{name: entry[name] for name in ("id", "label", "covers", "fee", "note", "source", "verify")},
            serves=tuple((kind["kind"], kind.get("from", "")) for kind in entry["serves"]),
        )
        for entry in read_json("recognition", "bodies.json")["bodies"]
    )


@cache
def fundings() -> tuple[FundingRule, ...]:
    """Whom to ask for money, in the order in which to ask."""
    return tuple(
        FundingRule(**{**entry, "ask": tuple(entry["ask"])})
        for entry in read_json("recognition", "funding.json")["fundings"]
    )


def funding_warning() -> str:
    """The one sentence that everybody who applies must have read."""
    return str(read_json("recognition", "funding.json")["warning"])


@cache
def eu_countries() -> frozenset[str]:
    """Countries of EU and EEA, and Switzerland, by their ISO codes; Germany is one of them."""
    data = _data()
    return frozenset((*data["eu"], *data["eea"], *data["like_eu"]))


def country_group(country: str) -> CountryGroup:
    """Which rules hold for a certificate from a country (ISO code)."""
    if not country:
        return ""
    if country == _data()["home"]:
        return "home"
    return "eu" if country in eu_countries() else "third"


def suggested_procedure(occupation: Occupation | None, kind: str, country: str = "") -> str:
    """The type of procedure that fits an occupation and a kind of qualification; empty where counselling has to find it.

    A German certificate needs none. Of an occupation that may be regulated or not, nothing is suggested.
    """
    if country_group(country) == "home":
        return ""
    regulated = occupation.regulated if occupation else False
    body_kind = occupation.body_kind if occupation else ""
    for rule in _data()["suggestions"]:
        if (
            kind in rule.get("kinds", (kind,))
            and body_kind in rule.get("body_kinds", (body_kind,))
            and regulated == rule.get("regulated", regulated)
        ):
            return str(rule["procedure"])
    return next((each.id for each in procedures().values() if body_kind in each.body_kinds), "")


def checklist(procedure: str, country: str = "") -> tuple[PaperRule, ...]:
    """The papers of a procedure for a certificate from a country; all of them where the country is not known."""
    return tuple(paper for paper in procedures()[procedure].papers if _applies(paper.group, country))


def paper_hint(paper: PaperRule, say: Callable[[str], str]) -> str:
    """How a paper is handed in, as `beglaubigte Kopie, mit Übersetzung`; `say` puts each German piece into a language."""
    data = _data()
    pieces = [say(form["label"]) for form in data["forms"] if form["id"] == paper.form]
    if paper.translated:
        pieces.append(say(data["translated"]["label"]))
    if paper.max_age_months:
        pieces.append(say(data["max_age"]["label"]).format(months=paper.max_age_months))
    return ", ".join(pieces)


def suggested_bodies(procedure: str, occupation: Occupation | None = None, country: str = "") -> tuple[Body, ...]:
    """Where to apply, the likeliest first; several where the data can't tell."""
    kinds = procedures()[procedure].body_kinds
    own = occupation.body_kind if occupation else ""
    if own in kinds:
        kinds = (own,)
    fitting = [body for body in bodies() if any(k in kinds and _applies(group, country) for k, group in body.serves)]
    return tuple(sorted(fitting, key=lambda body: own not in {kind for kind, _group in body.serves}))


def suggested_body(procedure: str, occupation: Occupation | None = None, country: str = "") -> Body | None:
    """The likeliest competent body; None when no body is known for the procedure."""
    return next(iter(suggested_bodies(procedure, occupation, country)), None)


def outcomes(regulated: bool) -> tuple[str, ...]:
    """The decisions that exist (states of `procedure.json`): a condition only in regulated professions, a part only in others."""
    possible = read_json("recognition", "procedure.json")["outcomes"]
    return tuple(possible["regulated" if regulated else "not_regulated"])


def compensation_measures(procedure: str, country: str = "") -> tuple[str, ...]:
    """How differences can be made up for (ids of the compensation in `procedure.json`)."""
    return tuple(measure for measure, group in procedures()[procedure].compensation if _applies(group, country))


def decision_months(procedure: str, fast_track: bool = False) -> int | None:
    """Calendar months from complete papers to the decision; None where nothing is laid down."""
    time = procedures()[procedure].time
    return time.fast_track if fast_track and time.fast_track else time.months


def extension_months(procedure: str, country: str) -> int | None:
    """The most that the office may add, once; None where the law only says that it must be appropriate."""
    return procedures()[procedure].time.extension_eu if country_group(country) == "eu" else None


def appeal_until(notified_on: date) -> date:
    """The last day to object to a decision that arrived on a day, as far as the decision itself says nothing else."""
    return add_months(notified_on, _data()["appeal"]["months"])


def cost_range(procedure: str) -> CostRange:
    """What the procedure usually costs."""
    return procedures()[procedure].costs


def _applies(group: CountryGroup, country: str) -> bool:
    return group in ("", "all") or country_group(country) in ("", group)


def _procedure(entry: dict[str, Any], labels: Mapping[str, str]) -> ProcedureRule:
    plain = ("id", "label", "what", "result", "regulated", "german", "note", "as_of", "source", "verify")
    clock = entry["clock"]
    return ProcedureRule(
        **{name: entry[name] for name in plain},
        body_kinds=tuple(entry["body_kinds"]),
        papers=tuple(_paper(paper, labels[paper["id"]]) for paper in entry["documents"]),
        costs=CostRange(**entry["costs"]),
        time=DecisionTime(
            months=clock["months"],
            fast_track=clock["months_fast_track"],
            extension_eu=clock["extension_months_eu"],
            statutory=clock["statutory"],
            norm=clock["norm"],
            note=clock["note"],
        ),
        compensation=tuple((measure["id"], measure["from"]) for measure in entry["compensation"]),
    )


def _paper(entry: dict[str, Any], label: str) -> PaperRule:
    return PaperRule(
        id=entry["id"],
        label=label,
        form=entry["form"],
        translated=entry["translated"],
        required=entry["required"],
        max_age_months=entry.get("max_age_months"),
        group=entry.get("from", ""),
        note=entry.get("note", ""),
    )


def _data() -> Any:
    return read_json("recognition", "procedures.json")
