# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
from laufmappe.casework.chains.steps import plan_step
from laufmappe.casework.desk import Desk
from laufmappe.casework.people.case import case
from laufmappe.casework.people.register import NewcomerDraft, close_case, take_in
from laufmappe.casework.referrals.referrals import refer
from laufmappe.casework.services.register import ServiceDraft, add_service
from laufmappe.casework.talks.appointments import AppointmentDraft, set_appointment
from laufmappe.casework.today.stock import Stock, appointments_today, stock


def test_the_stock_counts_open_cases_chains_and_referrals(desk: Desk) -> None:
    amina = take_in(desk, NewcomerDraft("Amina"), "K2").subject_id
    bogdan = take_in(desk, NewcomerDraft("Bogdan")).subject_id
    chidi = take_in(desk, NewcomerDraft("Chidi")).subject_id
    place = add_service(desk, ServiceDraft("VHS")).subject_id
    for person in (amina, bogdan, chidi):
        refer(desk, person, place)
    close_case(desk, chidi)
    assert stock(desk) == Stock(cases=2, without_chain=1, referrals=2)
    assert stock(desk, only_mine=True) == stock(desk)
    desk.who = "Jemand anders"
    assert stock(desk, only_mine=True) == Stock(0, 0, 0)


def test_appointments_of_today_come_by_their_time(desk: Desk) -> None:
    amina = take_in(desk, NewcomerDraft("Amina", "Haddad"), "K2").subject_id
    chain = case(desk, amina).chain
    assert chain is not None
    plan_step(desk, chain.steps[0].id, service_id=None, appointment="2026-11-23T14:15")
    plan_step(desk, chain.steps[1].id, service_id=None, appointment="2026-11-24T08:00")
    place = add_service(desk, ServiceDraft("VHS")).subject_id
    refer(desk, amina, place, kind="placement", appointment="2026-11-23T09:30", waived="Einwilligung mündlich")
    set_appointment(desk, amina, AppointmentDraft("2026-11-23T11:00", "Elternabend"))
    set_appointment(desk, amina, AppointmentDraft("2026-11-25T11:00", "Elternabend"))
    found = [(a.time, a.name, a.text) for a in appointments_today(desk)]
    own = ("11:00", "Amina Haddad", "Elternabend")
    assert found == [("09:30", "Amina Haddad", "VHS"), own, ("14:15", "Amina Haddad", chain.steps[0].title)]
