"""The diagrams of the manual; each draws on a canvas of the size that `layout` gives it."""

from __future__ import annotations

from itertools import pairwise

from manual.canvas import Canvas
from manual.style import (
    BLUE,
    BLUE_PALE,
    GREEN,
    GREEN_PALE,
    INK,
    MUTED,
    ORANGE,
    ORANGE_PALE,
    PALE,
    RED,
    RED_PALE,
    RULE,
    WHITE,
)


def draw_data_flow(canvas: Canvas) -> None:
    """From a PDF to an answer: the stages in a row, with the library they share below."""
    names = [
        ("PDF file", "pages, drawings,\nimages"),
        ("Read", "words in reading\norder, figures"),
        ("Describe", "vectors of text\nand pictures"),
        ("Library", "catalogue, index,\npicture files"),
        ("Retrieve", "passages and\ncandidate figures"),
        ("Answer", "text, figures,\ncitations"),
    ]
    width, gap = 66.0, 18.2
    colours = [(PALE, MUTED), (BLUE_PALE, BLUE), (BLUE_PALE, BLUE), (GREEN_PALE, GREEN)] + [(ORANGE_PALE, ORANGE)] * 2
    nodes = []
    for index, ((name, note), (fill, stroke)) in enumerate(zip(names, colours, strict=True)):
        x = index * (width + gap)
        nodes.append(canvas.box((x, 20), (width, 30), name, fill=fill, stroke=stroke, text_size=8.4))
        for row, part in enumerate(note.split("\n")):
            canvas.text((x + width / 2, 62 + row * 9), part, size=7.0, colour=MUTED, align="centre")
    for one, other in pairwise(nodes):
        canvas.arrow([one.right, other.left])
    _span(canvas, nodes[1].x, nodes[2].x + width, "once for each document", BLUE)
    _span(canvas, nodes[4].x, nodes[5].x + width, "once for each question", ORANGE)


def _span(canvas: Canvas, start: float, end: float, label: str, colour: tuple[float, float, float]) -> None:
    canvas.line([(start, 13), (start, 9), (end, 9), (end, 13)], colour=colour)
    canvas.text(((start + end) / 2, 5), label, style="sans-italic", size=7.4, colour=colour, align="centre")


def draw_window(canvas: Canvas) -> None:
    """The anatomy of the window: library, conversation and page view."""
    width, height, left = canvas.width, canvas.height, 0.0
    canvas.box((left, 0), (width, height), fill=WHITE, stroke=MUTED)
    canvas.rectangle((left, 14), (width, 0.7), fill=RULE)
    for index in range(3):
        canvas.dot((left + 10 + index * 8, 7.2), 2.2, fill=RULE, stroke=None)
    canvas.text((left + width / 2, 10), "ImageRef Desktop", size=7, colour=MUTED, align="centre")
    canvas.rectangle((left + 96, 14.7), (0.7, height - 15), fill=RULE)
    canvas.rectangle((left + 272, 14.7), (0.7, height - 15), fill=RULE)
    _library_panel(canvas, left)
    _conversation_panel(canvas, left + 97, height)
    _page_panel(canvas, left + 273, height)


def _library_panel(canvas: Canvas, x: float) -> None:
    canvas.text((x + 8, 29), "Library", style="sans-bold", size=7.6)
    rows = [("pump-handbook", "214 pages, ready", GREEN), ("trace-paper", "14 pages, ready", GREEN)]
    rows += [("scan-1961", "reading 8 of 30", BLUE), ("locked-notes", "failed: password", RED)]
    for index, (name, note, colour) in enumerate(rows):
        y = 37 + index * 24
        canvas.rectangle((x + 7, y), (82, 21), fill=PALE if index == 1 else WHITE)
        canvas.text((x + 11, y + 9), name, size=6.8)
        canvas.text((x + 11, y + 17.4), note, size=6, colour=colour)
    canvas.box((x + 9, 139), (78, 26), fill=None, stroke=MUTED, dashes="[3 2] 0")
    canvas.text((x + 48, 154.4), "Drop PDFs here", size=6.8, colour=MUTED, align="centre")


def _conversation_panel(canvas: Canvas, x: float, height: float) -> None:
    canvas.box((x + 62, 22), (104, 15), fill=BLUE_PALE, stroke=None)
    canvas.text((x + 68, 32.2), "How does the monitor move?", size=6.8)
    for row, length in enumerate((150, 158, 120)):
        canvas.rectangle((x + 8, 47 + row * 8), (length, 3.2), fill=RULE)
    canvas.box((x + 131, 61), (10, 8), fill=ORANGE_PALE, stroke=ORANGE)
    canvas.text((x + 136, 67.3), "1", size=5.6, colour=ORANGE, align="centre")
    canvas.box((x + 20, 76), (130, 56), fill=WHITE, stroke=RULE)
    one = canvas.box((x + 30, 84), (26, 16), fill=GREEN_PALE, stroke=GREEN)
    two = canvas.box((x + 112, 84), (26, 16), fill=GREEN_PALE, stroke=GREEN)
    three = canvas.box((x + 71, 108), (26, 16), fill=GREEN_PALE, stroke=GREEN)
    canvas.arrow([one.right, two.left])
    canvas.arrow([two.bottom, (two.bottom[0], 116), three.right])
    canvas.arrow([three.left, (one.bottom[0], 116), one.bottom])
    canvas.text((x + 20, 141), "The states of the trace monitor.", size=5.8, colour=MUTED)
    canvas.text((x + 20, 148.5), "trace-paper, page 4", size=5.8, colour=BLUE)
    canvas.box((x + 8, height - 24), (124, 16), fill=WHITE, stroke=MUTED)
    canvas.text((x + 13, height - 13.6), "Ask about your documents", size=6.8, colour=MUTED)
    canvas.box((x + 136, height - 24), (20, 16), fill=BLUE, stroke=None)
    canvas.text((x + 146, height - 13.8), "Send", style="sans-bold", size=6, colour=WHITE, align="centre")


def _page_panel(canvas: Canvas, x: float, height: float) -> None:
    canvas.text((x + 8, 29), "trace-paper, page 4", size=6.8)
    canvas.rectangle((x + 12, 36), (104, height - 44), fill=WHITE, stroke=RULE)
    for column in range(2):
        for row in range(int((height - 60) / 6)):
            inside_figure = column == 0 and 5 <= row <= 13
            if not inside_figure:
                canvas.rectangle((x + 19 + column * 48, 43 + row * 6), (42, 2), fill=RULE)
    for dx, dy in ((4, 8), (26, 8), (15, 26)):
        canvas.rectangle((x + 21 + dx, 74 + dy), (9, 7), fill=GREEN_PALE, stroke=GREEN)
    canvas.rectangle((x + 17, 71.5), (46, 54), stroke=ORANGE, width=1.6)


def draw_states(canvas: Canvas) -> None:
    """The states of a document, and what moves it from one to the next."""
    middle, x, size = 60.0, 377.0, (110.0, 30.0)
    added = canvas.box((0, middle - 15), (62, 30), "added\nin the queue", fill=PALE, stroke=MUTED)
    reading = canvas.box((122, middle - 17), (82, 34), "reading\nnot searched yet")
    ready = canvas.box((x, 0), size, "ready\nsearched", fill=GREEN_PALE, stroke=GREEN)
    partial = canvas.box((x, 45), size, "partial\nsearched, says what failed", fill=ORANGE_PALE, stroke=ORANGE)
    failed = canvas.box((x, 90), size, "failed\nsays why and what to do", fill=RED_PALE, stroke=RED)
    bend = 240.0
    canvas.arrow([added.right, reading.left], "opened")
    canvas.arrow([(204, middle - 9), (bend, middle - 9), (bend, 15), ready.left])
    canvas.arrow([reading.right, partial.left])
    canvas.arrow([(204, middle + 9), (bend, middle + 9), (bend, 105), failed.left])
    for y, label in ((11, "every page has a state"), (56, "some pages failed"), (101, "no page can be searched")):
        canvas.text((bend + 8, y), label, size=7.2)
    canvas.arrow([(180, 77), (180, 97), (146, 97), (146, 77)], colour=BLUE)
    canvas.text((163, 107), "interrupted: goes on at", size=7.2, align="centre")
    canvas.text((163, 116), "the last stored page", size=7.2, align="centre")
    canvas.arrow([failed.bottom, (failed.bottom[0], 137), (31, 137), added.bottom], dashes="[3 2] 0")
    canvas.text((300, 133), "added again once the cause is gone", size=7.2, align="centre")


def draw_fusion(canvas: Canvas) -> None:
    """How a question finds passages, how these vote for figures, and how both reach the answer."""
    question = canvas.box((0, 54), (56, 32), "Question", fill=PALE, stroke=MUTED, text_size=8.2)
    words = canvas.box((86, 6), (84, 28), "Word search\nBM25 over passages", text_size=7.2)
    vectors = canvas.box((86, 56), (84, 28), "Vector search\ncosine of meanings", text_size=7.2)
    evidence = canvas.box((86, 104), (84, 36), "Figure evidence\ncaption, mentions,\nwords inside", text_size=7.2)
    fusion = canvas.box(
        (206, 29), (78, 32), "Fusion\none scale, averaged", fill=GREEN_PALE, stroke=GREEN, text_size=7.4
    )
    ranking = canvas.box((206, 104), (78, 36), "Figure ranking\nweighed, added up", fill=GREEN_PALE, stroke=GREEN)
    model = canvas.box(
        (320, 30), (72, 30), "Writing\nexcerpts or model", fill=ORANGE_PALE, stroke=ORANGE, text_size=7.2
    )
    placer = canvas.box(
        (320, 107), (72, 30), "Placing\neach figure once", fill=ORANGE_PALE, stroke=ORANGE, text_size=7.2
    )
    canvas.box((427, 60), (60, 42), "Answer\ntext, figures,\ncitations", fill=WHITE, stroke=INK, text_size=7.4)
    for target in (words, vectors, evidence):
        canvas.arrow([question.right, (71, 70), (71, target.left[1]), target.left])
    canvas.arrow([words.right, (188, 20), (188, 38), (206, 38)])
    canvas.arrow([vectors.right, (188, 70), (188, 52), (206, 52)])
    canvas.arrow([evidence.right, ranking.left])
    canvas.arrow(
        [fusion.bottom, ranking.top], "passages vote for\nthe figures they mention", label_at=(250, 80), align="left"
    )
    canvas.arrow([fusion.right, model.left], "best")
    canvas.text((302, 54), "passages", size=7, align="centre")
    canvas.arrow([ranking.right, placer.left], "best")
    canvas.text((302, 131), "figures", size=7, align="centre")
    canvas.arrow([model.right, (410, 45), (410, 73), (427, 73)])
    canvas.arrow([placer.right, (410, 122), (410, 90), (427, 90)])


def draw_processes(canvas: Canvas) -> None:
    """The processes of the running program and what happens when one of them ends."""
    canvas.box((0, 16), (147, 108), fill=WHITE, stroke=BLUE)
    canvas.text((10, 30), "Window process", style="sans-bold", size=8.2, colour=BLUE)
    canvas.box((10, 40), (60, 26), "Window", text_size=7.4)
    canvas.box((77, 40), (60, 26), "Use cases", text_size=7.4)
    canvas.box(
        (10, 76),
        (127, 36),
        "Library\ncatalogue (SQLite), pictures,\nvector index (Chroma)",
        fill=GREEN_PALE,
        stroke=GREEN,
        text_size=7.2,
    )
    _workers(canvas)
    canvas.box((322, 86), (165, 38), "Model process\nllama.cpp, one prompt at a time", fill=ORANGE_PALE, stroke=ORANGE)
    canvas.arrow([(147, 40), (322, 40)])
    canvas.text((234, 36), "file name, page numbers", size=7, align="centre")
    canvas.arrow([(322, 50), (147, 50)])
    canvas.text((234, 59), "words, figures, page state", size=7, align="centre")
    canvas.arrow([(147, 100), (322, 100)])
    canvas.text((234, 96), "prompt and pictures", size=7, align="centre")
    canvas.arrow([(322, 110), (147, 110)])
    canvas.text((234, 119), "text, piece by piece", size=7, align="centre")
    canvas.text((322, 72), "too slow, too large, crashed: the page is marked", size=6.8, colour=RED)
    canvas.text((322, 134), "ended: the answer says so, the next one restarts it", size=6.8, colour=RED)


def _workers(canvas: Canvas) -> None:
    for offset in (6.0, 3.0, 0.0):
        canvas.box((322 + offset, 24 - offset), (159, 38), fill=BLUE_PALE, stroke=BLUE)
    canvas.block((401.5, 43), "PDF workers\ntime limit a page, memory limit")
