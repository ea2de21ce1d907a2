"""Answers in all their forms: Markdown of a model, formulas, links, copies, follow-ups, more figures or fewer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QPushButton

from tests.gui.journeys.conftest import OpenJourney
from tests.gui.journeys.journey import Journey
from tests.gui.journeys.test_answers import QUESTION, card_of, settled

WRITTEN = r"""## The states of a document

A document is **reading** until its last page is stored. Then it is one of these [1]:

| State | What it means | Is it searched? |
|---|---|:---:|
| ready | every page was read | yes |
| partial | some pages failed | yes |
| failed | no page could be read | no |

![The states](IMAGE_1)

### How long it takes

1. The file is opened in a worker.
2. Its pages are read in groups of $n = 8$:
   - words first,
   - then figures.

The time grows with the number of pages $p$ and of figures $f$:

$$t = \frac{p}{r} + \sum_{i=1}^{f} \frac{a_i}{c^2}$$

```python
for page in document:
    library.store(page)
```

> An interrupted document goes on at its last stored page.

More stands in [the handbook](https://handbook.example/states?from=manual).
"""


def answer_question(journey: Journey, words: str, picture: str) -> None:
    """Presses a button in the question that the window asks next, as soon as it is there."""

    def press() -> bool:
        boxes = [each for each in journey.window.findChildren(QMessageBox) if each.isVisible()]
        if not boxes:
            return False
        journey.picture(picture, boxes[0])
        buttons = {each.text().replace("&", ""): each for each in boxes[0].findChildren(QPushButton)}
        journey.click(buttons[words])
        return True

    journey.when(press)


def choose_scripted(journey: Journey, script: Path) -> None:
    """Chooses a model that is written in a file, by keys."""
    models = journey.window.composer.models
    models.addItem("Scripted", f"scripted:{script}")
    models.setFocus()
    journey.press("End")
    journey.until(lambda: journey.window.composer.model == f"scripted:{script}")


def test_a_model_is_chosen_and_writes_in_every_form(open_journey: OpenJourney, tmp_path: Path) -> None:
    script = tmp_path / "answers.md"
    script.write_text(WRITTEN, "utf-8")
    journey = open_journey("written")
    window = journey.window
    opened: list[str] = []
    window.open_address = lambda address: bool(opened.append(address))
    journey.ask(QUESTION)
    choose_scripted(journey, script)
    journey.picture("another model is chosen")
    journey.click(settled(journey).again_button)
    journey.until(lambda: "handbook" in settled(journey).plain_text())
    turn = settled(journey)
    assert card_of(turn, "3")
    assert len(window.chat.conversation.turns) == 1
    window.conversation.ensureWidgetVisible(turn.text_blocks[0])
    journey.picture("headings and a table")
    window.conversation.ensureWidgetVisible(turn.text_blocks[-1])
    journey.picture("formulas code and a link")

    block = turn.text_blocks[-1]
    cursor = block.document().find("handbook")
    cursor.setPosition(cursor.selectionStart() + 2)
    for words in ("Cancel", "Open"):
        answer_question(journey, words, f"where the link goes - {words}")
        window.conversation.ensureWidgetVisible(block)
        journey.click(block.viewport(), at=block.cursorRect(cursor).center())
    assert opened == ["https://handbook.example/states?from=manual"]

    clipboard = QGuiApplication.clipboard()
    journey.click(turn.copy_button)
    assert "interrupted document" in clipboard.text()
    assert not clipboard.mimeData().hasHtml()
    with journey.bot.waitSignal(window.figures.copied):
        journey.click(turn.figures_button)
    assert "<img" in clipboard.mimeData().html()


def test_follow_ups_speak_of_the_figures_that_are_shown(open_journey: OpenJourney) -> None:
    journey = open_journey("follow-ups")
    journey.ask(QUESTION)
    turn = journey.ask("How are passages and figures found and fused when a question is asked?")
    shown = card_of(turn, "7")
    turn = journey.ask("Which page is it on?")
    assert str(shown.placed.figure.page) in turn.plain_text()
    journey.picture("which page it is on")
    turn = journey.ask("Compare it with the first one")
    assert {"3", "7"} <= {card.placed.figure.label for card in turn.figure_blocks}
    journey.picture("compared with the first")


def test_figures_come_more_or_less_eagerly(open_journey: OpenJourney) -> None:
    journey = open_journey("eagerness")
    window = journey.window
    box = window.composer.eagerness
    counts = []
    box.setFocus()
    journey.press("Home")
    for position in range(box.count()):
        box.setFocus()
        if position:
            journey.press("Down")
        assert box.currentIndex() == position
        turn = journey.ask(QUESTION)
        counts.append(len(turn.figure_blocks))
        window.conversation.ensureWidgetVisible(turn)
        journey.picture(str(box.currentData()))
    assert counts[0] == 0
    assert counts == sorted(counts)
    assert counts[-1] > 0
