"""Shows an exported conversation with five figures in a browser, and says whether all of them are seen there.

    python -m tests.benchmarks.exports [FOLDER]

Writes the conversation in each format into FOLDER (a temporary one without it), lets headless Chromium open the HTML
file and the Markdown made into a page, and looks for the colours of the figures in pictures of them; the pages of the
PDF are drawn and looked at in the same way. Needs `chromium` (or `google-chrome`). Where that is installed, the tests
do the same (`tests/history/test_exports_in_a_browser_heavy.py`); the PDF is tested everywhere
(`tests/pdf/test_exported_conversation.py`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop_app.history.export import FileExporter
from desktop_app.pdf.html_to_pdf import write_pdf
from tests.helpers.illustrated_conversation import (
    COLOURS,
    QUESTION_COLOUR,
    draw_pictures,
    illustrated_conversation,
)

LEAST_PIXELS = 100 * 100
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_S = 240
"""How long a browser may take for a picture, so that one that hangs is an error."""


def installed_browser() -> str | None:
    """The Chromium of this machine."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def figures_seen(browser: str, folder: Path) -> dict[str, dict[str, bool]]:
    """For each format the colours of the pictures, and whether each is seen; the files go to `folder`."""
    draw_pictures(folder / "pictures")
    exporter = FileExporter(lambda figure: folder / "pictures" / figure.file, write_pdf)
    conversation = illustrated_conversation(folder / "pictures")
    page, text, pdf = (exporter.export(conversation, folder / f"out{ending}") for ending in (".html", ".md", ".pdf"))
    return {
        "html": _seen(_screenshot(browser, page)),
        "html, dark": _seen(_screenshot(browser, page, dark=True)),
        "markdown": _seen(_screenshot(browser, _as_page(text))),
        "pdf": _seen(*_pages(pdf)),
    }


def main(folder: Path) -> int:
    """Prints which figures each format shows; 0 where all do."""
    browser = installed_browser()
    if browser is None:
        sys.exit("No Chromium is installed here: `apt install chromium`.")
    shown = figures_seen(browser, folder)
    print(json.dumps({"folder": str(folder), "seen": shown}))
    return 0 if all(sum(each.values()) == len(COLOURS) + 1 for each in shown.values()) else 1


def _screenshot(browser: str, page: Path, *, dark: bool = False) -> Path:
    picture = page.with_name(page.stem + ("-dark.png" if dark else ".png"))
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=900,6000"]
    options += ["--no-first-run", f"--user-data-dir={page.parent / 'browser'}", f"--screenshot={picture}"]
    if dark:
        options.append("--blink-settings=preferredColorScheme=0")
    subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True, timeout=BROWSER_S)
    return picture


def _as_page(text: Path) -> Path:
    from markdown_it import MarkdownIt

    page = text.with_name("markdown.html")
    page.write_text('<meta charset="utf-8">' + MarkdownIt().enable("table").render(text.read_text("utf-8")), "utf-8")
    return page


def _pages(pdf: Path) -> list[Path]:
    import pymupdf

    drawn = []
    with pymupdf.open(pdf) as document:
        for number, page in enumerate(document, 1):
            drawn.append(pdf.with_name(f"page-{number}.png"))
            page.get_pixmap(dpi=96).save(drawn[-1])
    return drawn


def _seen(*pictures: Path) -> dict[str, bool]:
    """Which of the colours fill as much as a figure does."""
    import numpy as np
    import pymupdf

    counts = dict.fromkeys((*COLOURS, QUESTION_COLOUR), 0)
    for picture in pictures:
        drawn = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(picture))
        samples = np.frombuffer(drawn.samples, np.uint8).reshape(-1, drawn.n)[:, :3].astype(np.int32)
        values = samples @ np.array([1 << 16, 1 << 8, 1])
        for colour in counts:
            counts[colour] += int((values == colour).sum())
    return {f"{colour:06x}": count >= LEAST_PIXELS for colour, count in counts.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the files are kept")
    kept: Path | None = parser.parse_args().folder
    if kept is not None:
        sys.exit(main(kept.absolute()))
    with tempfile.TemporaryDirectory() as temporary:
        sys.exit(main(Path(temporary)))
