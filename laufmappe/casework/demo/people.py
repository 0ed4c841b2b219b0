# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who the invented people are: twelve shaped by hand, and as many more as are wanted, drawn from lists of names."""

from datetime import date
from random import Random
from typing import Any

from laufmappe.casework.chains.templates import template_steps
from laufmappe.casework.demo.story import OF_NEWCOMER, Portrait
from laufmappe.casework.words import needs
from laufmappe.resources import read_json

_OPENING_HOURS = ("08:30", "09:15", "10:00", "11:30", "13:45", "15:00")


def portrait(number: int, random: Random, today: date) -> Portrait:
    """The portrait of the person at this place: of the cast, or a drawn one."""
    cast: list[Portrait] = read_json("demo", "cast.json")["people"]
    return cast[number] if number < len(cast) else _drawn(random, today)


def _drawn(random: Random, today: date) -> Portrait:
    names = read_json("demo", "names.json")
    origin = random.choice(names["origins"])
    given, family = random.choice(origin["given"]), random.choice(origin["family"])
    chain = random.choice(origin["chains"])
    arrived = int(random.triangular(8, 900, 60))
    taken_in = max(1, int(arrived * random.uniform(0.5, 0.98)))
    german = random.choice(("none", "A1", "A1", "A2", "B1"))
    districts = read_json("demo", "services.json")["districts"]
    steps, plans = _steps(random, chain, taken_in, names["reasons"])
    found = {
        **dict.fromkeys(OF_NEWCOMER, ""),
        "given_name": given[0],
        "family_name": family[0],
        "native_name": f"{given[1]} {family[1]}".strip(),
        "birth_date": str(today.year - int(random.triangular(17, 66, 32))),
        "nationality": origin["country"],
        "status": random.choice(names["statuses"][chain]),
        "phone": f"0521 000-{random.randrange(1000, 9000)}",
        "reach_by": random.choice(("call", "message", "letter")),
        "address": f"{random.choice(names['streets'])} {random.randrange(1, 140)}, 3360{random.randrange(2, 9)} Musterstadt",
        "district": random.choice(districts),
        "interpreter": german in ("none", "A1") and random.random() < 0.6,
        "needs": sorted(random.sample(list(needs()), random.randrange(4))),
        "languages": [*origin["languages"], ["de", german]],
        "chain": chain,
        "taken_in": taken_in,
        "milestones": _milestones(random, chain, arrived),
        "steps": steps,
        "plans": plans,
        "dropped": [],
        "qualifications": _qualifications(random, origin["country"], taken_in, today, names),
        "referrals": _referrals(random, taken_in, names),
    }
    if taken_in > 300 and random.random() < 0.2:
        found["closed"] = random.randrange(1, 200)
    return found


def _milestones(random: Random, chain: str, arrived: int) -> dict[str, int]:
    found = {"arrival": -arrived}
    if chain in ("K4", "K5", "K6", "K7"):
        found["move_in"] = -int(arrived * 0.95)
        found["registration"] = -int(arrived * 0.9)
    if chain in ("K1", "K3"):
        found["assignment"] = -int(arrived * 0.9)
    if chain == "K2":
        found["decision"] = -int(arrived * random.uniform(0.1, 0.6))
    if chain in ("K2", "K4", "K6", "K7") and arrived > 60:
        found["title"] = -int(arrived * random.uniform(0.05, 0.4))
        found["title_expiry"] = found["title"] + random.choice((365, 730, 1095))
    if chain == "K3":
        found["title_expiry"] = random.randrange(-5, 180)
    return found


def _steps(
    random: Random, chain: str, taken_in: int, reasons: dict[str, list[str]]
) -> tuple[list[Portrait], list[Portrait]]:
    """How far the person has come: the first steps have mostly ended, then one runs or waits, the rest is open."""
    content = template_steps(chain)
    behind = min(len(content), int(len(content) * min(1.0, taken_in / 200) * random.uniform(0.6, 1.2)))
    states: list[Portrait] = []
    days = sorted((random.randrange(taken_in) for _step in content), reverse=True)
    for fields, days_ago in zip(content[:behind], days, strict=False):
        state = random.choices(("done", "declined", "refused", "broken_off", "not_applicable"), (30, 1, 1, 1, 4))[0]
        states.append(_state(random, fields["template_step"], state, days_ago, reasons))
    plans: list[Portrait] = []
    for place, fields in enumerate(content[behind:]):
        state = random.choice(("running", "waiting", "paused", "planned")) if place < random.randrange(4) else "open"
        plan: Portrait = {"step": fields["template_step"], "service": "", "days_ago": random.randrange(taken_in)}
        if state == "planned":
            plan |= {"in_days": random.randrange(1, 30), "time": random.choice(_OPENING_HOURS)}
        elif state != "open":
            states.append(_state(random, fields["template_step"], state, random.randrange(taken_in), reasons))
        if random.random() < 0.85:
            # What was agreed for later has a day of its own, else all that is left would be overdue for years.
            plan["due_in"] = random.randrange(-5, 150)
        if len(plan) > 3:
            plans.append(plan)
    return states, plans


def _state(random: Random, step: str, state: str, days_ago: int, reasons: dict[str, list[str]]) -> Portrait:
    return {"step": step, "state": state, "days_ago": days_ago, "reason": random.choice(reasons.get(state, [""]))}


def _qualifications(random: Random, country: str, taken_in: int, today: date, names: dict[str, Any]) -> list[Portrait]:
    found = []
    for known in random.sample(names["occupations"], random.choice((0, 1, 1, 1, 2))):
        finished = today.year - random.randrange(2, 25)
        entry = {
            "kind": known["kind"],
            "title": known["title"],
            "original_title": "",
            "institution": "",
            "country": country,
            "started": str(finished - 3),
            "finished": str(finished),
            "occupation": "",
            "note": "",
            "days_ago": taken_in,
        }
        if known["body"] and random.random() < 0.5:
            entry["recognition"] = {**known, "file_number": "", "events": _events(random, known, taken_in, names)}
        found.append(entry)
    return found


def _events(random: Random, known: Portrait, taken_in: int, names: dict[str, Any]) -> list[Portrait]:
    states = names["procedure"][: random.randrange(1, len(names["procedure"]) + 1)]
    if states[-1] == "in_review" and random.random() < 0.4:
        states = [
            *states,
            random.choice(("decided_full", "decided_condition" if known["regulated"] else "decided_partial")),
        ]
    days = sorted((random.randrange(taken_in) for _state in states), reverse=True)
    return [{"state": s, "days_ago": d, "note": ""} for s, d in zip(states, days, strict=True)]


def _referrals(random: Random, taken_in: int, names: dict[str, Any]) -> list[Portrait]:
    services = [s["key"] for s in read_json("demo", "services.json")["services"] if s.get("active", True)]
    found = []
    for service in random.sample(services, random.choice((0, 0, 1, 1, 2, 3))):
        sent = random.randrange(taken_in)
        entry: Portrait = {
            "service": service,
            "kind": random.choice(("information", "placement")),
            "step": "",
            "days_ago": sent,
            "request": random.choice(names["requests"]),
        }
        if entry["kind"] == "placement":
            entry |= {"in_days": random.randrange(1, 40) - sent, "time": random.choice(_OPENING_HOURS)}
        if random.random() < 0.6:
            state, text = random.choice(list(names["feedback"].items()))
            entry["feedback"] = {"state": state, "days_ago": random.randrange(sent + 1), "text": text}
        found.append(entry)
    return found
