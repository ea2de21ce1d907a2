"""The parts of the window by themselves: list model, notices, theme, layout, figure viewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import DocumentStatus, PageCounts
from desktop_app.domain.errors import FileProblem
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.chat.flow_layout import FlowLayout
from desktop_app.gui.figures.figure_saving import suggested_name
from desktop_app.gui.figures.figure_viewer import FigureViewer
from desktop_app.gui.figures.picture_loader import PictureLoader
from desktop_app.gui.icons import icon
from desktop_app.gui.library.library_model import ENTRY_ROLE, EntryState, LibraryModel
from desktop_app.gui.library.library_panel import LibraryPanel
from desktop_app.gui.notices.notice_bar import Notice, NoticeBar, NoticeLevel
from desktop_app.gui.quiet_combo_box import QuietComboBox
from desktop_app.gui.style_sheet import style_sheet
from desktop_app.gui.text_tools import one_line, plain_tooltip
from desktop_app.gui.theme import Theme, tokens
from desktop_app.gui.tokens import DARK, LIGHT, Tokens
from desktop_app.support.resource_files import resource_path
from tests.gui.fakes import draw_diagram, make_document, make_figure

# Looks


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    rgb = QColor(colour)
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in rgb.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


WORDS = [
    ("text", ("window", "sidebar", "surface", "raised", "accent_soft", "warning_soft", "danger_soft", "code", "desk")),
    ("muted", ("window", "sidebar", "surface", "raised", "accent_soft", "desk")),
    ("accent", ("window", "surface", "accent_soft", "sidebar")),
    ("on_accent", ("accent",)),
    ("danger", ("window", "sidebar", "danger_soft", "accent_soft", "raised")),
    ("warning", ("window", "sidebar", "warning_soft", "accent_soft", "raised")),
    ("ink", ("paper",)),
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(colours: Tokens) -> None:
    weak = [
        (words, ground, round(contrast(getattr(colours, words), getattr(colours, ground)), 2))
        for words, grounds in WORDS
        for ground in grounds
        if contrast(getattr(colours, words), getattr(colours, ground)) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_outlines_and_marks_can_be_seen(colours: Tokens) -> None:
    assert contrast(colours.outline, colours.surface) >= 3
    assert contrast(colours.accent, colours.window) >= 3
    assert contrast(colours.mark, colours.paper) >= 2.5


def test_the_style_sheet_uses_every_name_it_is_given_and_leaves_none_open() -> None:
    for colours in (LIGHT, DARK):
        assert "$" not in style_sheet(colours, 10)
    assert all(QColor(getattr(LIGHT, field.name)).isValid() for field in fields(Tokens))


def test_the_theme_follows_the_system_or_a_choice(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, "dark")
    assert tokens() is DARK
    with qtbot.waitSignal(theme.changed):
        theme.choose("light")
    assert tokens() is LIGHT
    theme.choose("nonsense")
    assert theme.choice == "system"
    assert not theme.is_dark


def test_every_icon_draws_something(qapp: QApplication) -> None:
    for drawing in resource_path("icons").glob("*.svg"):
        image = icon(drawing.stem, "#000000").pixmap(24, 24).toImage()
        assert any(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24)), drawing.stem


def test_rows_of_chips_break_where_the_width_ends(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for _ in range(6):
        label = QLabel("x", holder)
        label.setFixedSize(90, 20)
        flow.addWidget(label)
    assert flow.heightForWidth(600) == 20
    assert flow.heightForWidth(200) == 3 * 20 + 2 * 6
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None


def test_words_of_documents_are_never_html() -> None:
    assert plain_tooltip("<img src='file:///x'>") == "<qt>&lt;img src=&#x27;file:///x&#x27;&gt;</qt>"
    assert plain_tooltip("") == ""
    assert one_line("a\u202eb\n c\x00d") == "ab cd"
    assert len(one_line("x" * 1000)) == 300


# Notices


def test_notices_wait_for_one_another_and_are_told_once(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    acted: list[int] = []
    first = Notice("One.", "Do this.", NoticeLevel.WARNING, "Undo", lambda: acted.append(1))
    for notice in (first, first, Notice("Two.")):
        bar.tell(notice)
    assert bar.shown == first
    bar._action.click()
    assert acted == [1]
    assert bar.shown == Notice("Two.")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.shown is None
    assert bar.isHidden()


def test_a_notice_takes_the_place_of_one_that_is_shown_or_waits(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell(Notice("One."))
    bar.tell(Notice("Two."))
    bar.tell(Notice("One and more."), instead_of=Notice("One."))
    bar.tell(Notice("Two and more."), instead_of=Notice("Two."))
    bar.tell(Notice("Three."), instead_of=Notice("Not there."))
    told = []
    while bar.shown is not None:
        told.append(bar.shown.message)
        bar.dismiss()
    assert told == ["One and more.", "Two and more.", "Three."]


def test_the_list_of_a_choice_opens_below_it_with_room_for_its_rows(qtbot: QtBot, qapp: QApplication) -> None:
    Theme(qapp, "light")
    box = QuietComboBox()
    qtbot.addWidget(box)
    box.addItem("Excerpts")
    box.ensurePolished()
    assert box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, QStyleOptionComboBox(), box) == 0
    assert box.view().sizeHintForRow(0) >= 26


def test_only_so_many_notices_wait(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    for number in range(100):
        bar.tell(Notice(f"Notice {number}."))
    seen = 0
    while bar.shown is not None:
        seen += 1
        bar.dismiss()
    assert seen == 21


# The list of documents


def test_the_model_is_a_sound_model(qtbot: QtBot, qapp: QApplication) -> None:
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.add_files([Path("/a.pdf"), Path("/b.pdf"), Path("/a.pdf")])
    model.set_documents([make_document(1), make_document(2, status=DocumentStatus.READING, path="/a.pdf")])
    model.update_file(Path("/a.pdf"), detail="Page 1 of 2", progress=0.5)
    assert [(entry.title, entry.state) for entry in model.entries] == [
        ("Pump manual 1", EntryState.READY),
        ("Pump manual 2", EntryState.READING),
        ("b.pdf", EntryState.WAITING),
    ]
    model.fail_file(Path("/b.pdf"), "It is broken.")
    model.drop_file(Path("/a.pdf"))
    model.set_documents([])
    assert [entry.problem for entry in model.entries] == ["It is broken."]
    assert tester.model() is model


@pytest.mark.parametrize(
    ("document", "detail", "problem"),
    [
        (make_document(1, pages=1, figures=1), "1 page · 1 figure", ""),
        (make_document(1, pages=335, figures=0), "335 pages · 0 figures", ""),
        (make_document(1, counts=PageCounts(text=9, failed=3)), "12 pages · 3 figures", "3 of 12 pages"),
        (make_document(1, counts=PageCounts(empty=12)), "12 pages · 3 figures", "No words were found"),
        (make_document(1, status=DocumentStatus.FAILED, error="Damaged."), "Not read", "Damaged."),
        (make_document(1, status=DocumentStatus.READING, counts=PageCounts(text=4)), "4 of 12 pages read", ""),
    ],
)
def test_a_row_says_how_a_document_stands(qapp: QApplication, document: object, detail: str, problem: str) -> None:
    model = LibraryModel()
    model.set_documents([document])  # type: ignore[list-item]
    entry = model.entries[0]
    assert entry.detail == detail
    assert entry.problem.startswith(problem)
    assert bool(entry.problem) == bool(problem)
    index = model.index(0)
    assert detail in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert str(index.data(Qt.ItemDataRole.ToolTipRole)).startswith("<qt>")
    assert index.data(ENTRY_ROLE) is entry


def test_hostile_titles_are_shown_as_they_are(qtbot: QtBot, qapp: QApplication) -> None:
    model = LibraryModel()
    panel = LibraryPanel(model)
    qtbot.addWidget(panel)
    model.set_documents([make_document(1, title="<b>x</b>\u202egpj.exe\x00" + "y" * 5000)])
    panel.resize(260, 400)
    panel.grab()
    assert model.entries[0].title.startswith("<b>x</b>gpj.exe")
    assert len(model.entries[0].title) == 300


def test_the_menu_offers_what_fits(qtbot: QtBot, qapp: QApplication) -> None:
    model = LibraryModel()
    panel = LibraryPanel(model)
    qtbot.addWidget(panel)
    model.set_documents([make_document(1), make_document(2, status=DocumentStatus.FAILED, error="No.")])
    model.add_files([Path("/new.pdf")])
    offered = ["Show in its folder", "Ask only this document", "Add to collection"]
    words = [
        [action.text() for action in panel.menu_for([entry]).actions() if action.text()] for entry in model.entries
    ]
    assert words == [
        ["Show pages", "What was found …", "All its figures", *offered, "Read again", "Remove from the library …"],
        ["Show pages", "What was found …", "All its figures", *offered, "Read again", "Remove from the library …"],
        ["Show in its folder", "Stop reading", "Remove from the library …"],
    ]
    with qtbot.waitSignal(panel.retry_wanted) as wanted:
        next(each for each in panel.menu_for([model.entries[1]]).actions() if each.text() == "Read again").trigger()
    assert wanted.args == [[model.entries[1]]]
    panel.show()
    panel.view.selectAll()
    assert len(panel.selected()) == 3


# The figure viewer


@pytest.fixture
def viewer(qtbot: QtBot) -> Iterator[FigureViewer]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(700, 500)
    made = FigureViewer(parent, PictureLoader(Lane("pictures")), Lane("calls"))
    parent.show()
    yield made
    parent.close()


def open_figures(qtbot: QtBot, viewer: FigureViewer, folder: Path, count: int = 2) -> None:
    document = make_document()
    figures = [(make_figure(number, document), document) for number in range(1, count + 1)]
    draw_diagram(1200, 600).save(str(folder / "figure.png"))
    viewer.open(figures, 0, lambda _figure: folder / "figure.png")
    qtbot.waitUntil(lambda: not viewer.canvas.image.isNull())


def test_the_viewer_zooms_moves_and_fits(qtbot: QtBot, viewer: FigureViewer, tmp_path: Path) -> None:
    open_figures(qtbot, viewer, tmp_path)
    canvas = viewer.canvas
    fit = canvas.zoom
    assert canvas.fits
    qtbot.keyClick(viewer, Qt.Key.Key_Plus)
    assert canvas.zoom == pytest.approx(fit * 1.25)
    qtbot.keyClick(viewer, Qt.Key.Key_Minus)
    assert canvas.zoom == pytest.approx(fit)
    middle = QPointF(canvas.width() / 2, canvas.height() / 2)
    wheel = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, wheel)
    assert canvas.zoom == pytest.approx(fit * 1.25**2)
    before = canvas.grab().toImage()
    qtbot.keyClick(viewer, Qt.Key.Key_Right)
    assert canvas.grab().toImage() != before
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(canvas, QPoint(150, 180))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(150, 180))
    qtbot.keyClick(viewer, Qt.Key.Key_0)
    assert canvas.fits
    assert canvas.zoom == pytest.approx(fit)
    qtbot.mouseDClick(canvas, Qt.MouseButton.LeftButton)
    assert not canvas.fits


def test_the_picture_is_copied_and_saved(qtbot: QtBot, viewer: FigureViewer, tmp_path: Path) -> None:
    open_figures(qtbot, viewer, tmp_path)
    qtbot.keyClick(viewer, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().size() == viewer.canvas.image.size()
    names: list[str] = []
    viewer.choose_target = lambda name: names.append(name) or tmp_path / "out.png"
    qtbot.keyClick(viewer, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil((tmp_path / "out.png").exists)
    assert names == ["manual-1 - Figure 1.png"]
    viewer.choose_target = lambda _name: tmp_path / "no" / "such" / "folder.png"
    with qtbot.waitSignal(viewer.failed) as failed:
        viewer.save_picture()
    assert isinstance(failed.args[0], FileProblem)


def test_the_viewer_goes_through_figures_and_keeps_the_focus(
    qtbot: QtBot, viewer: FigureViewer, tmp_path: Path
) -> None:
    open_figures(qtbot, viewer, tmp_path)
    assert not viewer.previous_button.isEnabled()
    viewer.step(-1)
    viewer.next_button.click()
    assert viewer.current is not None
    assert viewer.current[0].label == "2"
    assert not viewer.next_button.isEnabled()
    for _ in range(12):
        viewer.focusNextPrevChild(True)
        focused = viewer.focusWidget()
        assert focused is None or viewer is focused or viewer.isAncestorOf(focused)
    with qtbot.waitSignals([viewer.closed, viewer.page_wanted]):
        viewer._show_page()
    assert viewer.isHidden()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c:d*?", "", "\u202ex", "." * 80])
def test_a_suggested_file_name_is_safe(name: str) -> None:
    document = make_document(1, name=name)
    suggested = suggested_name(make_figure(1, document), document)
    assert suggested.endswith(".png")
    assert not set(suggested) & set('/\\:*?"<>|\u202e')
    assert not suggested.startswith(".")
