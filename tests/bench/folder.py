# SPDX-FileCopyrightText: 2026 Laufmappe contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fast a folder is set, beside Typst and WeasyPrint: `.venv/bin/python tests/bench/folder.py [--peers VENV]`.

A folder of twelve pages in German and Arabic, tagged for screen readers. The peers get every text of it with its place,
width, size, language and direction, the same fonts and the same QR codes, without frames, tables and pictograms: a
little less work than ours. *New process* is the time from the second start of Python to the finished file, *at work* the median
of further folders of other people in that process (elapsed, and on all processors together). Prints a Markdown table.

The peers come from PyPI into a temporary environment, or from VENV; WeasyPrint needs libpango-1.0-0 and
libpangoft2-1.0-0. One that can't be had is left out with a sentence.
"""

import argparse
import importlib
import importlib.util
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
PAGES, LANGUAGE, ROUNDS = 12, "ar", 9
PEERS = ("typst", "weasyprint")
STATIONS = 9
Page = list[dict[str, Any]]


# What is set


def sample() -> Any:
    """A fictional case of the tests, with so many stations that its folder has twelve pages, and its day."""
    spec = importlib.util.spec_from_file_location("samples", ROOT / "tests" / "folder" / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    samples = importlib.util.module_from_spec(spec)
    sys.modules["samples"] = samples
    spec.loader.exec_module(samples)
    return samples.with_steps(samples.steps(STATIONS, ("open",))), samples.TODAY


def places(case: Any, today: date) -> list[Page]:
    """Every text and code of the folder with its place, page by page."""
    from laufmappe.folder.make import leaves_of
    from laufmappe.folder.reprint import folder_of
    from laufmappe.folder.typeset.document import Document
    from laufmappe.folder.typeset.engine import ensure_text_engine
    from laufmappe.folder.words import Words

    running = ensure_text_engine()
    folder = folder_of(case, Words(LANGUAGE), today)
    document = Document("Laufmappe", "Laufmappe", "de", datetime(2026, 1, 1, tzinfo=UTC))
    pages = []
    for sheet in folder.sheets:
        codes = [step.code for step in sheet.steps] + ([sheet.referral.code] if sheet.referral else [])
        for number, leaf in enumerate(leaves_of(sheet, folder, document)):
            words = [word for placed in leaf.placed for word in _word(*placed)]
            pages.append(
                [*words, *({"qr": code, "x": 24, "y": 60 + 130 * at} for at, code in enumerate(codes) if not number)]
            )
    del running
    return pages


def _word(block: Any, x: float, y: float) -> list[dict[str, Any]]:
    pieces = [piece for line in block.lines for piece in line.pieces]
    if not pieces:
        return []
    first = pieces[0]
    return [
        {
            "text": block.text,
            "x": x,
            "y": y,
            "width": block.box_width,
            "size": first.size,
            "bold": "Bold" in first.face.name,
            "language": block.language,
            "rtl": first.right_to_left,
            "leading": block.height / len(block.lines),
        }
    ]


# Who sets it


def by_laufmappe(name: str, source: Path) -> bytes:
    from laufmappe.folder.make import make_folder

    # Our own file of a moment ago.
    case, today = pickle.loads(source.with_suffix(".case").read_bytes())  # noqa: S301
    return make_folder(replace(case, newcomer=replace(case.newcomer, family_name=name)), LANGUAGE, today)


def by_typst(name: str, source: Path) -> bytes:
    typst = importlib.import_module("typst")

    pages, codes = _content(source)
    parts = [
        "#set page(width: 210mm, height: 297mm, margin: 0mm)\n#set document(title: [Laufmappe])\n"
        '#set text(font: ("Noto Sans", "Vazirmatn"), lang: "de")\n#set par(spacing: 0pt)\n'
    ]
    for number, page in enumerate(pages):
        parts.append("#pagebreak()\n" if number else "")
        for word in page:
            if "qr" in word:
                image = f'image(bytes("{_typst(codes[word["qr"]])}"), format: "svg", width: 25mm, alt: "{word["qr"]}")'
                parts.append(f"#place(dx: {word['x']}mm, dy: {word['y']}mm, {image})\n")
                continue
            look = f'size: {word["size"]}pt, lang: "{word["language"]}", dir: {"rtl" if word["rtl"] else "ltr"}'
            look += f", weight: {700 if word['bold'] else 400}"
            said = _typst(word["text"].replace("Haddad", name))
            parts.append(
                f"#place(dx: {word['x']:.2f}mm, dy: {word['y']:.2f}mm, "
                f'block(width: {word["width"]:.2f}mm, text({look}, "{said}")))\n'
            )
    return bytes(typst.compile("".join(parts).encode(), font_paths=[str(FONTS)], format="pdf"))


def by_weasyprint(name: str, source: Path) -> bytes:
    weasyprint = importlib.import_module("weasyprint")

    pages, codes = _content(source)
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({(FONTS / file).as_uri()}); }}"
        for family, stem in (("Sans", "NotoSans"), ("Vazir", "Vazirmatn"))
        for weight, file in ((400, f"{stem}_400Regular.ttf"), (700, f"{stem}_700Bold.ttf"))
    )
    parts = [
        f'<html lang="de"><head><title>Laufmappe</title><style>{faces}'
        "@page { size: A4; margin: 0 } section { position: relative; height: 297mm; break-after: page }"
        "p, img { position: absolute; margin: 0; font-family: Sans, Vazir }</style></head><body>"
    ]
    for page in pages:
        parts.append("<section>")
        for word in page:
            spot = f"left:{word['x']:.2f}mm;top:{word['y']:.2f}mm;"
            if "qr" in word:
                image = escape(f"data:image/svg+xml;utf8,{codes[word['qr']]}".replace("#", "%23"))
                parts.append(f'<img alt="{word["qr"]}" style="{spot}width:25mm" src="{image}">')
                continue
            look = f"width:{word['width']:.2f}mm;font-size:{word['size']}pt;line-height:{word['leading']:.2f}mm;"
            look += f"font-weight:{700 if word['bold'] else 400}"
            said = escape(word["text"].replace("Haddad", name))
            turned = "rtl" if word["rtl"] else "ltr"
            parts.append(f'<p lang="{word["language"]}" dir="{turned}" style="{spot}{look}">{said}</p>')
        parts.append("</section>")
    return bytes(weasyprint.HTML(string="".join(parts)).write_pdf(pdf_variant="pdf/ua-1"))


def _typst(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _content(source: Path) -> tuple[list[Page], dict[str, str]]:
    """What the peers set: pages, and the pictures of the codes."""
    content = json.loads(source.read_text(encoding="utf-8"))
    return content["pages"], content["codes"]


SETTERS: dict[str, Callable[[str, Path], bytes]] = {
    "laufmappe": by_laufmappe,
    "typst": by_typst,
    "weasyprint": by_weasyprint,
}


# Measuring


def work(who: str, source: Path, rounds: int) -> None:
    """In a process of its own: sets the first folder, then others, and says how long each took."""
    if who == "laufmappe":
        sys.path.insert(0, str(ROOT))
        from laufmappe.folder.typeset.engine import ensure_text_engine

        running = ensure_text_engine()
    pdf = SETTERS[who]("Haddad", source)
    first = time.time()
    took, busy = [], []
    for at in range(rounds):
        begin, cpu = time.perf_counter(), time.process_time()
        pdf = SETTERS[who](f"Muster{at}", source)
        took.append(time.perf_counter() - begin)
        busy.append(time.process_time() - cpu)
    source.with_suffix(f".{who}.pdf").write_bytes(pdf)
    _say(json.dumps({"ready": first, "took": took, "busy": busy, "size": len(pdf)}))
    if who == "laufmappe":
        del running


def measured(python: Path, who: str, source: Path, rounds: int) -> dict[str, Any] | None:
    """What a setter needed; None with a sentence on standard error where it doesn't run."""
    command = [str(python), str(Path(__file__).resolve()), "--worker", who, "--source", str(source)]
    # An installed program is compiled, and its files are in memory from the second start on.
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(source.parent / "compiled")
    for last in (False, True):
        begin = time.time()
        turns = ["--rounds", str(rounds if last else 0)]
        done = subprocess.run([*command, *turns], capture_output=True, text=True, check=False, env=compiled)
        if done.returncode:
            break
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["?"])[-1]
        _say(f"{who} ist ausgelassen: {reason}", sys.stderr)
        return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {
        "cold": found["ready"] - begin,
        "warm": statistics.median(found["took"]),
        "busy": statistics.median(found["busy"]),
        "size": found["size"],
    }


def installed(folder: Path) -> Path:
    """A Python with the peers in it, as far as they can be had."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    for peer in PEERS:
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", peer]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            _say(f"{peer} ließ sich nicht installieren.", sys.stderr)
    return python


def table(found: dict[str, dict[str, Any]]) -> str:
    """The results as Markdown, with how many times our time each needs."""
    own = found["laufmappe"]
    lines = [
        "| | new process | at work | ratio | of the processor | ratio | file |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for who, each in found.items():
        times = [f"{each[name] * 1000:.0f} ms | {each[name] / own[name]:.1f}" for name in ("warm", "busy")]
        lines.append(f"| {who} | {each['cold']:.2f} s | {' | '.join(times)} | {each['size'] / 1024:.0f} KB |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--peers", type=Path, help="an environment with typst and weasyprint")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--worker", choices=list(SETTERS), help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        work(arguments.worker, arguments.source, arguments.rounds)
        return
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "pages.json"
        sys.path.insert(0, str(ROOT))
        case, today = sample()
        pages = places(case, today)
        assert len(pages) == PAGES, f"{len(pages)} pages: set STATIONS anew"
        source.write_text(json.dumps({"pages": pages, "codes": _pictures(pages)}), encoding="utf-8")
        source.with_suffix(".case").write_bytes(pickle.dumps((case, today)))
        python = arguments.peers / "bin" / "python" if arguments.peers else installed(Path(place) / "peers")
        found = {}
        for who in SETTERS:
            result = measured(Path(sys.executable) if who == "laufmappe" else python, who, source, arguments.rounds)
            if result is not None:
                found[who] = result
        _say(table(found))


def _say(line: str, stream: TextIO = sys.stdout) -> None:
    stream.write(f"{line}\n")


def _pictures(pages: list[Page]) -> dict[str, str]:
    import segno

    codes = {word["qr"] for page in pages for word in page if "qr" in word}
    return {code: segno.make_qr(code, error="m").svg_inline(scale=4, border=4) for code in codes}


if __name__ == "__main__":
    main()
