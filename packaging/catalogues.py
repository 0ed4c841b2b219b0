# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the translations in step with the German sentences they belong to.

    python packaging/catalogues.py                      brings every catalogue up to date, keeps what is translated
    python packaging/catalogues.py --check              writes nothing; exit 1 when a catalogue is behind its sources
    python packaging/catalogues.py --add pl             starts a language of the folder
    python packaging/catalogues.py --missing ar         prints what still has to be translated, as JSON
    python packaging/catalogues.py --fill ar FILE       takes translations from such a JSON file
    python packaging/catalogues.py --complete ar        marks the language complete: from then on --check watches it

The folder's words (`resources/locale/folder/<language>.po`) come from the data and from `w("…")` in `laufmappe/folder`;
the window's words (`resources/locale/window/en.po`, named `window/en` above) from the data, the titles of the sheets and
`_("…")`, `n_("…", "…", n)` and `N_("…")` anywhere in `laufmappe`.

A sentence that was reworded keeps its old translation as *fuzzy*: the program treats it as outdated until somebody
has read it again. The header of a catalogue says who read it:

    X-Language-Name:   the language's own name
    X-Review-State:    unreviewed | reviewed
    X-Reviewed-By:     a role or name, empty while unreviewed
    X-Complete:        yes, when every sentence is translated and none is outdated
"""

import argparse
import difflib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
NEARLY_THE_SAME = 0.75  # share of equal letters from which a sentence counts as reworded, not as new
SHEET_TITLES = "laufmappe/folder/contents.py"  # what it prints is shown in the window too
NOT_TRANSLATED = re.compile(r"[ABC][12]|[\W\d_]*")  # levels of a language, signs

MessageId = str | tuple[str, ...]  # one text, or singular and plural
Translation = str | list[str]  # one text, or one for each plural form of the language


@dataclass(frozen=True)
class Entry:
    """One German sentence and where it is shown; two texts where it depends on a count."""

    message: MessageId
    place: str
    context: str | None = None


@dataclass
class Head:
    """What the first lines of a catalogue say about it."""

    language: str
    values: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        name = Locale.parse(self.language).get_language_name(self.language) or self.language
        lines = {
            "Project-Id-Version": "Laufmappe",
            "Language": self.language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": get_plural(self.language).plural_forms,
            "X-Language-Name": name,
            "X-Review-State": self.values.get("X-Review-State", "unreviewed"),
            "X-Reviewed-By": self.values.get("X-Reviewed-By", ""),
            "X-Complete": self.values.get("X-Complete", "no"),
        }
        body = "".join(f'"{key}: {value}\\n"\n' for key, value in lines.items())
        # REUSE-IgnoreStart: this is the head of the catalogue, not of this file
        return (
            "# SPDX-FileCopyrightText: 2026 Laufmappe contributors\n"
            f'# SPDX-License-Identifier: EUPL-1.2\nmsgid ""\nmsgstr ""\n{body}\n'
        )
        # REUSE-IgnoreEnd

    @property
    def complete(self) -> bool:
        return self.values.get("X-Complete") == "yes"


def read_head(text: str, language: str) -> Head:
    """The header lines of a catalogue; an empty head for a new one."""
    block = text.split("\n\n", 1)[0]
    return Head(language, dict(re.findall(r'^"([\w-]+): ?(.*)\\n"$', block, re.MULTILINE)))


# What is to be translated --------------------------------------------------------------------------------------------


def data(*parts: str) -> Any:
    return json.loads(ROOT.joinpath("resources", *parts).read_text(encoding="utf-8"))


def chains() -> list[Any]:
    return [data("chains", path.name) for path in sorted((ROOT / "resources" / "chains").glob("K*.json"))]


def printed_data() -> Iterator[Entry]:
    """The sentences of the data that can stand on a sheet of the folder."""
    for step in data("chains", "steps.json")["steps"]:
        for name in ("title", "why", "advice"):
            yield Entry(step[name], f"{step['id']} {name}")
        for text in step["bring"]:
            yield Entry(text, f"{step['id']} bring")
    for chain in chains():
        yield Entry(chain["name"], f"{chain['id']} name")
        for change in chain["steps"]:
            if isinstance(change, dict) and "advice" in change:
                yield Entry(change["advice"], f"{chain['id']} {change['id']} advice")
    for anchor in data("chains", "anchors.json").values():
        yield Entry(anchor["label"], "anchor of a deadline")
    for group, labels in data("words", "states.json").items():
        for text in labels.values():
            yield Entry(text, group)
    for entry in data("words", "glossary.json")["words"]:
        yield Entry(entry["meaning"], f"glossary: {entry['term']}")
    for hints in data("words", "overview.json")["hints"].values():
        for text in hints:
            yield Entry(text, "hint of the overview")
    for topic in data("status", "topics.json")["topics"]:
        yield Entry(topic["label"], "topic")
    for part in data("status", "release_parts.json")["release_parts"]:
        yield Entry(part["label"], "part of a release")
    for kind in data("status", "service_types.json").values():
        yield Entry(kind["label"], "service type")
    for status in data("status", "statuses.json")["statuses"]:
        yield Entry(status["label"], "residence status")
    procedure = data("recognition", "procedure.json")
    for group in ("stages", "states", "documents", "compensation"):
        for item in procedure[group]:
            yield Entry(item["label"], f"recognition {group}")
    for text in procedure["turns"].values():
        yield Entry(text, "recognition: whose turn it is")
    yield Entry(procedure["notice"], "recognition")
    rules = data("recognition", "procedures.json")
    for group in ("documents", "forms"):
        for item in rules[group]:
            yield Entry(item["label"], f"recognition {group}")
    for name in ("translated", "max_age"):
        yield Entry(rules[name]["label"], "recognition forms")
    for kind in rules["procedures"]:
        for name in ("label", "what"):
            yield Entry(kind[name], f"recognition procedure {name}")


def shown_data() -> Iterator[Entry]:
    """The sentences of the data that only the counsellor sees."""
    for step in data("chains", "steps.json")["steps"]:
        yield Entry(step["note"], f"{step['id']} note")
    for chain in chains():
        yield Entry(chain["audience"], f"{chain['id']} audience")
        for change in chain["steps"]:
            if isinstance(change, dict):
                yield Entry(change.get("note", ""), f"{chain['id']} {change['id']} note")
    for reason in data("chains", "reasons.json")["reasons"]:
        yield Entry(reason["label"], "reason of a state")
    for status in data("status", "statuses.json")["statuses"]:
        yield Entry(status["hint"], f"{status['id']} hint")
    for need in data("status", "needs.json")["needs"]:
        yield Entry(need["label"], "need")
    for need in data("status", "protected_needs.json")["protected_needs"]:
        yield Entry(need["label"], "need for protection")
    procedure = data("recognition", "procedure.json")
    for group in ("translations", "paper_states", "funding_states"):
        for item in procedure[group]:
            yield Entry(item["label"], f"recognition {group}")
    for items in procedure["anabin"].values():
        for item in items:
            yield Entry(item["label"], "anabin")
    for kind in data("recognition", "procedures.json")["procedures"]:
        for text in (kind["result"], kind["note"], kind["costs"]["covers"], kind["costs"]["note"]):
            yield Entry(text, f"recognition procedure {kind['id']}")
    for paper in data("recognition", "procedures.json")["procedures"]:
        for item in paper["documents"]:
            yield Entry(item.get("note", ""), f"recognition paper {item['id']}")
    funding = data("recognition", "funding.json")
    yield Entry(funding["warning"], "recognition funding")
    for source in funding["fundings"]:
        for name in ("label", "covers", "audience", "norm", "note"):
            yield Entry(source[name], f"recognition funding {name}")
    bodies = data("recognition", "bodies.json")
    for item in bodies["kinds"]:
        yield Entry(item["label"], "kind of competent body")
    for limit in data("recognition", "occupations.json")["only"]:
        yield Entry(limit["label"], "what of an occupation is regulated")
    yield Entry(procedure["clock"]["note"], "recognition clock")
    yield Entry(procedure["funding"]["rule"], "recognition funding")
    for grant in procedure["funding"]["grants"]:
        yield Entry(grant["label"], "recognition funding")
    for path in procedure["compensation"]:
        yield Entry(path.get("audience", ""), "recognition compensation")
    yield Entry(procedure["validation"]["label"], "validation")
    yield Entry(procedure["validation"]["note"], "validation")
    bodies = data("recognition", "bodies.json")
    for kind in bodies["kinds"]:
        yield Entry(kind["label"], "kind of recognition body")
    for body in bodies["bodies"]:
        for name in ("label", "covers", "fee", "note"):
            yield Entry(body[name], f"recognition body {name}")
    yield from shown_rules()


def shown_rules() -> Iterator[Entry]:
    """The sentences on types of recognition procedures, on money and on occupations that only the counsellor sees."""
    rules = data("recognition", "procedures.json")
    yield Entry(rules["fast_track"]["label"], "recognition fast track")
    for name in ("fast_track", "extension", "appeal"):
        yield Entry(rules[name]["note"], f"recognition {name}")
    for kind in rules["procedures"]:
        for text in (kind["result"], kind["german"], kind["note"]):
            yield Entry(text, f"recognition procedure {kind['id']}")
        for text in (kind["costs"]["covers"], kind["costs"]["note"], kind["clock"]["note"]):
            yield Entry(text, f"recognition procedure {kind['id']}")
        for paper in kind["documents"]:
            yield Entry(paper.get("note", ""), f"recognition procedure {kind['id']}, {paper['id']}")
    funding = data("recognition", "funding.json")
    yield Entry(funding["warning"], "recognition funding")
    for grant in funding["fundings"]:
        for name in ("label", "covers", "audience", "note"):
            yield Entry(grant[name], f"recognition funding {grant['id']}")
    occupations = data("recognition", "occupations.json")
    for group in ("fields", "only"):
        for item in occupations[group]:
            yield Entry(item["label"], f"occupation {group}")
    for occupation in occupations["occupations"]:
        yield Entry(occupation.get("note", ""), f"occupation {occupation['id']}")


def sources(package: str, keywords: dict[str, Any]) -> Iterator[Entry]:
    """The texts in calls of these functions below a package, file by file."""
    found = extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords=keywords)
    for name, _line, message, _comments, context in sorted(found, key=lambda hit: (hit[0], hit[1])):
        yield Entry(message, f"{package}/{Path(name).as_posix()}", context)


def folder_entries() -> list[Entry]:
    return [*printed_data(), *sources("laufmappe/folder", {"w": None})]


def window_entries() -> list[Entry]:
    keywords = {"_": None, "n_": (1, 2), "N_": None}
    titles = [entry for entry in sources("laufmappe/folder", {"w": None}) if entry.place == SHEET_TITLES]
    return [*sources("laufmappe", keywords), *titles, *printed_data(), *shown_data()]


# Catalogues ----------------------------------------------------------------------------------------------------------


def template(entries: list[Entry], language: str) -> Catalog:
    """A catalogue without translations: each sentence once, with all the places that show it."""
    catalogue = Catalog(locale=language, fuzzy=False)
    for entry in entries:
        first = entry.message if isinstance(entry.message, str) else entry.message[0]
        if not NOT_TRANSLATED.fullmatch(first):
            catalogue.add(entry.message, auto_comments=[entry.place], context=entry.context)
    return catalogue


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key(message: Message) -> tuple[str | None, str]:
    first = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, first


def translated(message: Message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(texts) and all(texts)


def carry_over(old: Catalog, new: Catalog) -> None:
    """Puts the translations of `old` into `new`; what was reworded comes along as fuzzy, what is gone as obsolete."""
    before = {key(message): message for message in [*messages(old), *old.obsolete.values()] if translated(message)}
    wanted = {key(message): message for message in messages(new)}
    gone = {first: message for (context, first), message in before.items() if (context, first) not in wanted}
    for place, message in wanted.items():
        earlier = before.get(place)
        if earlier is not None and isinstance(earlier.id, str) == isinstance(message.id, str):
            message.string = earlier.string
            if earlier.fuzzy:
                message.flags.add("fuzzy")
                message.previous_id = earlier.previous_id
            continue
        alike = difflib.get_close_matches(place[1], list(gone), 1, NEARLY_THE_SAME)
        if alike and isinstance(gone[alike[0]].id, str) == isinstance(message.id, str):
            reworded = gone.pop(alike[0])
            message.string, message.previous_id = reworded.string, [alike[0]]
            message.flags.add("fuzzy")
    for message in gone.values():
        message.auto_comments = []
        new.obsolete[key(message)[1]] = message


def file_text(head: Head, catalogue: Catalog) -> str:
    """The bytes of a catalogue: same sources, same translations, same file."""
    body = BytesIO()
    write_po(body, catalogue, width=0, no_location=True, omit_header=True, include_previous=True)
    return head.text() + body.getvalue().decode("utf-8").strip("\n") + "\n"


def read(path: Path) -> tuple[Head, Catalog]:
    """A catalogue and its head; both empty when the file is not there."""
    language = path.stem
    if not path.exists():
        return Head(language), Catalog(locale=language)
    text = path.read_text(encoding="utf-8")
    return read_head(text, language), read_po(BytesIO(text.encode("utf-8")), locale=language)


def brought_up_to_date(path: Path, entries: list[Entry]) -> tuple[Head, Catalog]:
    head, old = read(path)
    new = template(entries, path.stem)
    carry_over(old, new)
    return head, new


def open_messages(catalogue: Catalog) -> list[Message]:
    """What somebody has yet to translate or to read again."""
    return [message for message in messages(catalogue) if message.fuzzy or not translated(message)]


def faults(path: Path, entries: list[Entry]) -> list[str]:
    """Why this catalogue is behind its sources; empty when it is not."""
    head, catalogue = brought_up_to_date(path, entries)
    found = []
    if file_text(head, catalogue) != path.read_text(encoding="utf-8"):
        found.append(f"{path.name}: behind its sources, run packaging/catalogues.py")
    if head.complete and (still_open := open_messages(catalogue)):
        first = "; ".join(key(message)[1] for message in still_open[:3])
        found.append(f"{path.name}: not translated or outdated: {len(still_open)} ({first})")
    return found


# The command ---------------------------------------------------------------------------------------------------------


def catalogue_path(name: str) -> Path:
    """`ar` is the folder's Arabic, `window/en` the window's English."""
    relative = f"{name}.po" if "/" in name else f"folder/{name}.po"
    return ROOT / "resources" / "locale" / relative


def entries_of(path: Path) -> list[Entry]:
    return window_entries() if path.parent.name == "window" else folder_entries()


def all_catalogues() -> list[tuple[Path, list[Entry]]]:
    words = {"folder": folder_entries(), "window": window_entries()}
    return [
        (path, words[part]) for part in words for path in sorted((ROOT / "resources" / "locale" / part).glob("*.po"))
    ]


def missing(path: Path, entries: list[Entry]) -> dict[str, Translation]:
    """What is open in a catalogue, ready to be filled in: a text, or a list with one text for each plural form."""
    _head, catalogue = brought_up_to_date(path, entries)
    forms = get_plural(path.stem).num_plurals
    return {key(each)[1]: "" if isinstance(each.id, str) else [""] * forms for each in open_messages(catalogue)}


def update(
    path: Path, entries: list[Entry], fill: dict[str, Translation] | None = None, complete: bool = False
) -> None:
    """Writes one catalogue anew; `fill` maps German sentences (singulars) to their translations."""
    head, catalogue = brought_up_to_date(path, entries)
    for message in messages(catalogue):
        text = (fill or {}).get(key(message)[1])
        if text and isinstance(text, str) == isinstance(message.id, str):
            message.string = text if isinstance(text, str) else tuple(text)
            message.previous_id = []
            message.flags.discard("fuzzy")
    still_open = open_messages(catalogue)
    if complete and not still_open:
        head.values["X-Complete"] = "yes"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file_text(head, catalogue), encoding="utf-8", newline="\n")
    print(f"{path.parent.name}/{path.name}: {len(messages(catalogue))} sentences, {len(still_open)} open")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Keeps the translations in step with the German sentences.")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when a catalogue is behind")
    parser.add_argument("--add", metavar="LANGUAGE", help="start a language")
    parser.add_argument("--missing", metavar="LANGUAGE", help="print what is still to be translated, as JSON")
    parser.add_argument("--fill", nargs=2, metavar=("LANGUAGE", "FILE"), help="take translations from a JSON file")
    parser.add_argument("--complete", metavar="LANGUAGE", help="mark a language complete")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        found = [fault for path, entries in all_catalogues() for fault in faults(path, entries)]
        print("\n".join(found) or "All catalogues are up to date.")
        return 1 if found else 0
    if chosen.missing:
        path = catalogue_path(chosen.missing)
        print(json.dumps(missing(path, entries_of(path)), ensure_ascii=False, indent=1))
    elif chosen.fill:
        path = catalogue_path(chosen.fill[0])
        update(path, entries_of(path), fill=json.loads(Path(chosen.fill[1]).read_text(encoding="utf-8")))
    elif name := chosen.add or chosen.complete:
        path = catalogue_path(name)
        update(path, entries_of(path), complete=bool(chosen.complete))
    else:
        for path, entries in all_catalogues():
            update(path, entries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
