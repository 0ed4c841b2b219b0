# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""A centre makes templates its own: each saving is a version more, no version is ever changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from laufmappe.casework.chains.step_definitions import StepDefinition, checked_steps, step_object
from laufmappe.casework.chains.templates import (
    TEMPLATES,
    TemplateView,
    library,
    newest,
    own_template,
    shipped_template,
)
from laufmappe.casework.cldr import language_codes
from laufmappe.casework.desk import Desk
from laufmappe.casework.fields import TEXT, clean, known
from laufmappe.casework.views import Changed
from laufmappe.casework.words import statuses
from laufmappe.errors import FieldError, NotFoundError, RuleError
from laufmappe.i18n import _
from laufmappe.records.chains import AgreedChain, ChainTemplate
from laufmappe.records.household import HandTranslation


@dataclass(frozen=True)
class TemplateDraft:
    """What the editor says of a template. `template` is empty for a new one; `note` says what this version is for.

    `translations` are hand translations of German texts, `(language, source)` to text; an empty text takes one away.
    """

    template: str = ""
    name: str = ""
    audience: str = ""
    statuses: tuple[str, ...] = ()
    steps: tuple[StepDefinition, ...] = ()
    note: str = ""
    translations: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, view: TemplateView) -> "TemplateDraft":
        """The draft that says what a version says, to begin a change from."""
        return cls(view.id, view.name, view.audience, view.statuses, view.steps)


def checked_template(draft: TemplateDraft) -> TemplateDraft:
    """The draft with every field cleaned.

    Raises:
        FieldError: `field` is a field of the draft, or `<step id>.<field>`; the sentence names the step.
    """
    name = clean("name", draft.name)
    if not name:
        raise FieldError("name", _("Wie soll die Vorlage heißen?"))
    translations: dict[tuple[str, str], str] = {}
    for (language, source), text in draft.translations.items():
        known("translations", language, language_codes())
        translations[language, clean("translations", source, TEXT)] = clean("translations", text, TEXT)
    return TemplateDraft(
        template=draft.template,
        name=name,
        audience=clean("audience", draft.audience),
        statuses=tuple(dict.fromkeys(known("statuses", key, statuses()) for key in draft.statuses)),
        steps=checked_steps(draft.steps, library()),
        note=clean("note", draft.note, TEXT),
        translations=translations,
    )


def save_template(desk: Desk, draft: TemplateDraft) -> Changed:
    """Keeps the draft as the next version of its template, or as a new template; `subject_id` is the template's id.

    Chains that are agreed already stay as they are.

    Raises:
        FieldError: See `checked_template`; nothing was written.
        NotFoundError: There is no such template.
        RuleError: The newest version says the same already.
    """
    draft = checked_template(draft)
    with desk.write("save_template") as act:
        views = {view.id: view for view in newest(act.session)}
        if draft.template and draft.template not in views:
            raise NotFoundError(_("Diese Vorlage gibt es nicht (mehr)."))
        template = draft.template or _next_id(act.session)
        latest = views.get(template)
        said = _keep_translations(act.session, draft.translations)
        if latest is None or not _says_the_same(latest, draft):
            _add_version(act.session, desk, template, draft)
        elif not said:
            raise RuleError(_("An dieser Vorlage ist nichts geändert."))
        act.subject_id = template
    return act.changed()


def retire_template(desk: Desk, template: str) -> Changed:
    """The template is no longer offered; chains agreed after it stay. Raises NotFoundError, RuleError."""
    with desk.write("retire_template") as act:
        view = _newest(act.session, template)
        if view.retired:
            raise RuleError(_("Diese Vorlage wird schon nicht mehr angeboten."))
        _row(act.session, desk, view).retired = True
        act.subject_id = template
    return act.changed()


def offer_template(desk: Desk, template: str) -> Changed:
    """A template that was retired is offered again. Raises NotFoundError, RuleError."""
    with desk.write("offer_template") as act:
        view = _newest(act.session, template)
        if not view.retired:
            raise RuleError(_("Diese Vorlage wird schon angeboten."))
        _row(act.session, desk, view).retired = False
        act.subject_id = template
    return act.changed()


def restore_shipped(desk: Desk, template: str) -> Changed:
    """What came with the program is the newest version of a template again. Raises NotFoundError, RuleError."""
    if template not in TEMPLATES:
        raise NotFoundError(_("Zu dieser Vorlage gibt es keine mitgelieferte Fassung."))
    shipped = TemplateDraft.of(shipped_template(template))
    with desk.write("restore_template") as act:
        latest = _newest(act.session, template)
        if _says_the_same(latest, shipped):
            raise RuleError(_("Diese Vorlage entspricht schon der mitgelieferten."))
        _add_version(act.session, desk, template, shipped, note=_("wie mitgeliefert"))
        act.subject_id = template
    return act.changed()


def all_templates(desk: Desk) -> tuple[TemplateView, ...]:
    """The newest version of every template, retired ones too, as the editor lists them."""
    with desk.read() as session:
        return newest(session)


def template_versions(desk: Desk, template: str) -> tuple[TemplateView, ...]:
    """Every known version of a template, the newest first. Raises NotFoundError when there is none."""
    with desk.read() as session:
        query = select(ChainTemplate).where(ChainTemplate.template == template)
        found = {row.version: own_template(row) for row in session.scalars(query)}
    if template in TEMPLATES:
        shipped = shipped_template(template)
        found.setdefault(shipped.version, shipped)
    if not found:
        raise NotFoundError(_("Diese Vorlage gibt es nicht (mehr)."))
    return tuple(found[version] for version in sorted(found, reverse=True))


def taken_step_ids(desk: Desk) -> frozenset[str]:
    """The ids of all steps of the collection and of every version of the centre's templates."""
    with desk.read() as session:
        kept = session.scalars(select(ChainTemplate.steps)).all()
    return frozenset(library()) | {str(step["id"]) for steps in kept for step in steps}


def centre_translations(desk: Desk) -> dict[tuple[str, str], str]:
    """The hand translations of the whole centre: `(language, source)` to text."""
    query = select(HandTranslation).where(HandTranslation.newcomer_id.is_(None)).order_by(HandTranslation.id)
    with desk.read() as session:
        return {(row.language, row.source): row.translation for row in session.scalars(query)}


def _keep_translations(session: Session, texts: Mapping[tuple[str, str], str]) -> bool:
    """Writes hand translations of the centre; says whether any differs from what was kept."""
    query = select(HandTranslation).where(HandTranslation.newcomer_id.is_(None))
    rows = {(row.language, row.source): row for row in session.scalars(query)}
    changed = False
    for (language, source), text in texts.items():
        row = rows.get((language, source))
        if row is None and text and source:
            session.add(HandTranslation(newcomer_id=None, language=language, source=source, translation=text))
        elif row is not None and not text:
            session.delete(row)
        elif row is not None and row.translation != text:
            row.translation = text
        else:
            continue
        changed = True
    return changed


def _says_the_same(view: TemplateView, draft: TemplateDraft) -> bool:
    said = (view.name, view.audience, view.statuses, view.steps)
    return not view.retired and said == (draft.name, draft.audience, draft.statuses, draft.steps)


def _add_version(session: Session, desk: Desk, template: str, draft: TemplateDraft, note: str = "") -> ChainTemplate:
    row = ChainTemplate(
        template=template,
        version=_last_version(session, template) + 1,
        name=draft.name,
        audience=draft.audience,
        statuses=list(draft.statuses),
        steps=[step_object(step) for step in draft.steps],
        made_on=desk.today(),
        note=draft.note or note,
    )
    session.add(row)
    return row


def _last_version(session: Session, template: str) -> int:
    """The highest number given out, also to a version that was taken back since and that a chain was agreed after."""
    own = session.scalar(select(func.max(ChainTemplate.version)).where(ChainTemplate.template == template))
    agreed = session.scalar(select(func.max(AgreedChain.template_version)).where(AgreedChain.template == template))
    shipped = shipped_template(template).version if template in TEMPLATES else 0
    return max(own or 0, agreed or 0, shipped)


def _next_id(session: Session) -> str:
    """Z1, Z2 …: also not one of a template that was taken back, since chains may be agreed after it."""
    used = {*session.scalars(select(ChainTemplate.template)), *session.scalars(select(AgreedChain.template).distinct())}
    return next(f"Z{n}" for n in range(1, len(used) + 2) if f"Z{n}" not in used)


def _newest(session: Session, template: str) -> TemplateView:
    view = next((view for view in newest(session) if view.id == template), None)
    if view is None:
        raise NotFoundError(_("Diese Vorlage gibt es nicht (mehr)."))
    return view


def _row(session: Session, desk: Desk, view: TemplateView) -> ChainTemplate:
    """The row of the newest version; a shipped one becomes the centre's own first."""
    query = select(ChainTemplate).where(ChainTemplate.template == view.id, ChainTemplate.version == view.version)
    row = session.scalar(query)
    return row if row is not None else _add_version(session, desk, view.id, TemplateDraft.of(view))
