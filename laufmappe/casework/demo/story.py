# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tells the case of an invented person from a portrait (`resources/demo/cast.json` shows the form) into its diary."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from laufmappe.casework.cases.document import Document
from laufmappe.casework.chains.templates import template_steps
from laufmappe.casework.demo.diary import Diary, Values
from laufmappe.records.base import Base
from laufmappe.records.chains import AgreedChain, Goal, Step
from laufmappe.records.contacts import Appointment, Contact, FollowUp
from laufmappe.records.household import HouseholdMember
from laufmappe.records.newcomers import Milestone, Newcomer, SpokenLanguage
from laufmappe.records.qualifications import (
    Funding,
    Qualification,
    Recognition,
    RecognitionCost,
    RecognitionEvent,
    RecognitionPaper,
)
from laufmappe.records.referrals import Referral
from laufmappe.records.releases import Release
from laufmappe.resources import read_json

Portrait = dict[str, Any]
OF_NEWCOMER = (
    "given_name", "family_name", "native_name", "birth_date", "nationality", "status", "phone", "email", "reach_by",
    "address", "district", "interpreter", "needs", "note",
)  # fmt: skip
_OF_QUALIFICATION = (
    "kind", "title", "original_title", "institution", "country", "started", "finished", "occupation", "note",
)  # fmt: skip
_FOLLOW_UP = 30


class Story:
    """One person's case while it is told. `services` maps the keys of the directory and its types to service ids."""

    def __init__(self, portrait: Portrait, diary: Diary, services: dict[str, str]) -> None:
        self.portrait = portrait
        self.diary = diary
        self.services = services
        self.newcomer: Values = {}
        self.lists: dict[str, list[Values]] = {
            key: []
            for key in (
                "languages", "milestones", "household", "chains", "goals", "qualifications", "releases", "referrals",
                "contacts", "appointments", "follow_ups", "codes",
            )
        }  # fmt: skip
        self.steps: dict[str, Values] = {}
        self._acts: list[tuple[int, Callable[[], None]]] = []

    def document(self) -> Document:
        """Everything that happened, in the order of the days."""
        taken_in = self.portrait["taken_in"]
        self._on(taken_in, self._take_in)
        self._plan_milestones(taken_in)
        for entry in self.portrait["qualifications"]:
            self._plan_qualification(entry)
        for entry in self.portrait["steps"]:
            self._on(entry["days_ago"], partial(self._set_state, entry))
        for entry in self.portrait["plans"]:
            self._on(entry["days_ago"], partial(self._plan_step, entry))
        for entry in self.portrait["referrals"]:
            self._plan_referral(entry)
        self._plan_notes()
        for entry in self.portrait["dropped"]:
            self._on(entry["days_ago"], partial(self._drop, entry))
        if "closed" in self.portrait:
            self._on(self.portrait["closed"], self._close)
        for _days_ago, tell in sorted(self._acts, key=lambda act: -act[0]):
            tell()
        return self.diary.document(self.newcomer, **self.lists)

    def _on(self, days_ago: int, tell: Callable[[], None]) -> None:
        """Nothing is written down before the person was taken in; what was earlier is written down then."""
        self._acts.append((min(days_ago, self.portrait["taken_in"]), tell))

    def _take_in(self) -> None:
        diary, portrait = self.diary, self.portrait
        with diary.act("take_in", portrait["taken_in"]) as day:
            values = {key: portrait[key] for key in OF_NEWCOMER}
            self.newcomer = diary.add(Newcomer, **values, counsellor=diary.who, taken_in_on=day)
            owner = self.newcomer["id"]
            for position, (code, level) in enumerate(portrait["languages"]):
                row = diary.add(SpokenLanguage, newcomer_id=owner, position=position, code=code, level=level)
                self.lists["languages"].append(row)
            for kind, in_days in portrait["milestones"].items():
                if self._known_since(kind) >= portrait["taken_in"]:
                    self._add_milestone(kind, in_days)
            for position, (given, family, relation, born) in enumerate(portrait.get("household", ())):
                member = diary.add(
                    HouseholdMember,
                    newcomer_id=owner,
                    position=position,
                    given_name=given,
                    family_name=family,
                    relation=relation,
                    birth_date=born,
                )
                self.lists["household"].append(member)
            content = read_json("chains", f"{portrait['chain']}.json")
            chain = diary.add(
                AgreedChain,
                newcomer_id=owner,
                template=content["id"],
                template_version=content["version"],
                name=content["name"],
                agreed_on=day,
            )
            chain["steps"], chain["reviews"] = [], []
            self.lists["chains"].append(chain)
            for position, fields in enumerate(template_steps(content["id"])):
                service = self.services.get(fields["service_type"])
                step = diary.add(
                    Step, chain_id=chain["id"], position=position, state_since=day, service_id=service, **fields
                )
                chain["steps"].append(step)
                self.steps[step["template_step"]] = step
                self.lists["codes"].append(diary.add_code(owner, step["id"], day))

    def _known_since(self, kind: str) -> int:
        """Since how many days a date can be known: the end of a title since its beginning, others since they were."""
        milestones = self.portrait["milestones"]
        in_days = milestones.get("title", -self.portrait["taken_in"]) if kind == "title_expiry" else milestones[kind]
        return self.portrait["taken_in"] if in_days > 0 else -int(in_days)

    def _plan_milestones(self, taken_in: int) -> None:
        later: dict[int, list[tuple[str, int]]] = {}
        for kind, in_days in self.portrait["milestones"].items():
            since = self._known_since(kind)
            if since < taken_in:
                later.setdefault(since, []).append((kind, in_days))
        for since, found in later.items():
            self._on(since, partial(self._note_milestones, since, found))

    def _note_milestones(self, since: int, found: list[tuple[str, int]]) -> None:
        with self.diary.act("change_person", since):
            for kind, in_days in found:
                self._add_milestone(kind, in_days)

    def _add_milestone(self, kind: str, in_days: int) -> None:
        day = self.diary.today + timedelta(days=in_days)
        row = self.diary.add(Milestone, newcomer_id=self.newcomer["id"], kind=kind, on_date=day)
        self.lists["milestones"].append(row)

    def _set_state(self, entry: Portrait) -> None:
        with self.diary.act("set_step_state", min(entry["days_ago"], self.portrait["taken_in"])):
            since = self.diary.day(entry["days_ago"])
            state = entry["state"]
            self.diary.change(
                Step,
                self.steps[entry["step"]],
                state=state,
                state_since=since,
                reason=entry["reason"],
                reason_kind=entry.get("reason_kind", ""),
                expected_on=self.diary.day(-entry["expected_in"]) if "expected_in" in entry else None,
                done_on=since if state == "done" else None,
            )

    def _plan_step(self, entry: Portrait) -> None:
        with self.diary.act("plan_step", entry["days_ago"]) as day:
            step = self.steps[entry["step"]]
            appointment = self._appointment(entry)
            due_in = entry.get("due_in")
            self.diary.change(
                Step,
                step,
                service_id=self.services.get(entry["service"], step["service_id"]),
                appointment=appointment,
                due_fixed_on=None if due_in is None else self.diary.today + timedelta(days=due_in),
                note=entry.get("note", ""),
            )
            if appointment and step["state"] == "open":
                self.diary.change(Step, step, state="planned", state_since=day)

    def _appointment(self, entry: Portrait) -> str:
        return f"{self.diary.day(-entry['in_days'])}T{entry['time']}" if "in_days" in entry else ""

    def _drop(self, entry: Portrait) -> None:
        with self.diary.act("drop_step", entry["days_ago"]) as day:
            dropped = self.steps[entry["step"]]
            self.diary.change(Step, dropped, dropped_on=day, dropped_reason=entry["reason"])
            kept = [step for step in self.lists["chains"][0]["steps"] if step["dropped_on"] is None]
            for position, step in enumerate(kept):
                self.diary.change(Step, step, position=position)

    def _plan_qualification(self, entry: Portrait) -> None:
        row: Values = {}

        def add() -> None:
            with self.diary.act("add_qualification", min(entry["days_ago"], self.portrait["taken_in"])):
                values = {key: entry[key] for key in _OF_QUALIFICATION}
                row.update(self.diary.add(Qualification, newcomer_id=self.newcomer["id"], **values), recognition=None)
                self.lists["qualifications"].append(row)

        self._on(entry["days_ago"], add)
        for step in entry.get("recognition", {}).get("events", ()):
            days_ago = min(step["days_ago"], entry["days_ago"])
            self._on(days_ago, partial(self._set_recognition, row, entry["recognition"], step, days_ago))

    def _set_recognition(self, row: Values, told: Portrait, event: Portrait, days_ago: int) -> None:
        with self.diary.act("set_recognition", min(days_ago, self.portrait["taken_in"])):
            procedure: Values | None = row["recognition"]
            if procedure is None:
                known = {key: told[key] for key in ("body", "regulated", "file_number")}
                known["procedure"] = told.get("procedure", "")
                if "extended_in" in told:
                    known["extended_until"] = self.diary.day(-told["extended_in"])
                procedure = row["recognition"] = self.diary.add(Recognition, qualification_id=row["id"], **known)
                procedure.update(events=[], papers=[], costs=[], fundings=[])
            day = self.diary.day(event["days_ago"])
            added = self.diary.add(
                RecognitionEvent, recognition_id=procedure["id"], state=event["state"], on_date=day, note=event["note"]
            )
            procedure["events"].append(added)
            if len(procedure["events"]) == 1:
                self._add_papers(procedure, told, day)

    def _add_papers(self, procedure: Values, told: Portrait, day: date) -> None:
        """What the procedure asks for, what it costs, who pays."""
        owner = procedure["id"]
        for position, (kind, label, state) in enumerate(told.get("papers", ())):
            values = {"position": position, "kind": kind, "label": label, "state": state, "state_on": day}
            procedure["papers"].append(self.diary.add(RecognitionPaper, recognition_id=owner, **values))
        for label, cents, incurred in told.get("costs", ()):
            on = self.diary.day(incurred) if incurred is not None else None
            cost = self.diary.add(RecognitionCost, recognition_id=owner, label=label, cents=cents, incurred_on=on)
            procedure["costs"].append(cost)
        for source, asked, state, decided, cents in told.get("fundings", ()):
            funding = self.diary.add(
                Funding,
                recognition_id=owner,
                source=source,
                asked_on=self.diary.day(asked),
                state=state,
                decided_on=self.diary.day(decided) if decided is not None else None,
                cents=cents,
            )
            procedure["fundings"].append(funding)

    def _plan_referral(self, entry: Portrait) -> None:
        row: Values = {}
        follow_up = entry.get("follow_up_in", _FOLLOW_UP - entry["days_ago"])

        def refer() -> None:
            with self.diary.act("refer", entry["days_ago"]) as day:
                row.update(
                    self.diary.add(
                        Referral,
                        newcomer_id=self.newcomer["id"],
                        step_id=self.steps[entry["step"]]["id"] if entry["step"] else None,
                        service_id=self.services[entry["service"]],
                        kind=entry["kind"],
                        request=entry["request"],
                        sent_on=day,
                        appointment=self._appointment(entry),
                        state_on=day,
                        follow_up_on=self.diary.today + timedelta(days=follow_up),
                    )
                )
                self.lists["referrals"].append(row)
                self.lists["codes"].append(self.diary.add_code(self.newcomer["id"], row["id"], day))

        self._on(entry["days_ago"], refer)
        if "feedback" in entry:
            self._on(entry["feedback"]["days_ago"], lambda: self._note_feedback(row, entry))

    def _note_feedback(self, row: Values, entry: Portrait) -> None:
        told = entry["feedback"]
        with self.diary.act("note_feedback", told["days_ago"]) as day:
            still_open = told["state"] in ("arrived", "accepted", "waiting_list")
            follow_up = entry.get("follow_up_in", _FOLLOW_UP - told["days_ago"])
            self.diary.change(
                Referral,
                row,
                state=told["state"],
                state_on=day,
                feedback=told["text"],
                follow_up_on=self.diary.today + timedelta(days=follow_up) if still_open else None,
            )

    def _plan_notes(self) -> None:
        """Talks, goals, appointments, follow-ups, releases and the signed agreement, each on its day."""
        if "agreement" in self.portrait:
            self._on(self.portrait["agreement"]["days_ago"], self._agree)
        plans: dict[str, Callable[[Portrait], None]] = {
            "goals": self._set_goal,
            "contacts": self._note_contact,
            "appointments": self._set_appointment,
            "follow_ups": self._set_follow_up,
            "releases": self._grant_release,
        }
        for key, tell in plans.items():
            for entry in self.portrait.get(key, ()):
                self._on(entry["days_ago"], partial(tell, entry))

    def _keep(self, key: str, entity: type[Base], verb: str, days_ago: int, **values: Any) -> None:
        with self.diary.act(verb, min(days_ago, self.portrait["taken_in"])):
            self.lists[key].append(self.diary.add(entity, newcomer_id=self.newcomer["id"], **values))

    def _agree(self) -> None:
        told = self.portrait["agreement"]
        with self.diary.act("set_agreement", told["days_ago"]) as day:
            self.diary.change(
                AgreedChain,
                self.lists["chains"][0],
                situation=told["situation"],
                strengths=told["strengths"],
                signed_on=day,
                review_on=self.diary.day(-told["review_in"]),
            )

    def _set_goal(self, entry: Portrait) -> None:
        day = self.diary.day(entry["days_ago"])
        state = entry.get("state", "open")
        self._keep(
            "goals",
            Goal,
            "add_goal",
            entry["days_ago"],
            position=len(self.lists["goals"]),
            text=entry["text"],
            topic=entry["topic"],
            measure=entry["measure"],
            who=entry["who"],
            set_on=day,
            until_on=self.diary.day(-entry["until_in"]) if "until_in" in entry else None,
            state=state,
            state_on=day,
        )

    def _note_contact(self, entry: Portrait) -> None:
        values = {key: entry[key] for key in ("minutes", "way", "language", "interpreter", "topics", "note")}
        self._keep(
            "contacts",
            Contact,
            "note_contact",
            entry["days_ago"],
            on_date=self.diary.day(entry["days_ago"]),
            counsellor=self.diary.who,
            **values,
        )

    def _set_appointment(self, entry: Portrait) -> None:
        self._keep(
            "appointments",
            Appointment,
            "set_appointment",
            entry["days_ago"],
            at=self._appointment(entry),
            title=entry["title"],
            place=entry["place"],
            minutes=entry["minutes"],
            service_id=self.services[entry["service"]] if entry.get("service") else None,
        )

    def _set_follow_up(self, entry: Portrait) -> None:
        on = self.diary.day(-entry["in_days"])
        self._keep(
            "follow_ups",
            FollowUp,
            "set_follow_up",
            entry["days_ago"],
            on_date=on,
            text=entry["text"],
            counsellor=self.diary.who,
        )

    def _grant_release(self, entry: Portrait) -> None:
        self._keep(
            "releases",
            Release,
            "grant_release",
            entry["days_ago"],
            service_id=self.services[entry["service"]],
            recipient=entry["recipient"],
            parts=entry["parts"],
            purpose=entry["purpose"],
            signed_on=self.diary.day(entry["days_ago"]),
            valid_until=self.diary.day(-entry["until_in"]) if "until_in" in entry else None,
        )

    def _close(self) -> None:
        with self.diary.act("close_case", self.portrait["closed"]) as day:
            self.diary.change(Newcomer, self.newcomer, closed_on=day)
