"""The page view by itself: what is drawn, where it stands, how it moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.documents import Page, PageState
from desktop_app.domain.geometry import Box, Region
from desktop_app.domain.ports import RenderedPage
from desktop_app.gui.background.lane import Lane
from desktop_app.gui.figures.pictures import decoded
from desktop_app.gui.page_viewer.page_geometry import PageGeometry
from desktop_app.gui.page_viewer.page_view import PageView
from desktop_app.gui.theme import tokens
from tests.gui.fakes import PAGE_HEIGHT, PAGE_WIDTH, FakeReader


def page_view(qtbot: QtBot, reader: FakeReader, pages: list[Page]) -> PageView:
    view = PageView(Lane("pages"))
    qtbot.addWidget(view)
    view.resize(500, 600)
    view.show_document(pages, lambda number, scale: reader.render_page(Path("/x.pdf"), number, scale))
    view.show()
    return view


def a4(count: int, rotation: int = 0) -> list[Page]:
    return [Page(number, PAGE_WIDTH, PAGE_HEIGHT, rotation, PageState.TEXT) for number in range(1, count + 1)]


def test_only_what_is_on_screen_is_drawn_of_thirteen_thousand_pages(qtbot: QtBot) -> None:
    reader = FakeReader()
    view = page_view(qtbot, reader, a4(13_000))
    qtbot.waitUntil(lambda: view.is_drawn(1))
    view.go_to_page(9_000)
    qtbot.waitUntil(lambda: view.is_drawn(9_000) and not view.is_drawing)
    assert view.current_page == 9_000
    assert len({page for page, _ in reader.drawn}) < 12
    assert all(page < 5 or 8_990 < page < 9_010 for page, _ in reader.drawn)


def test_zooming_keeps_the_place_and_draws_anew(qtbot: QtBot) -> None:
    reader = FakeReader()
    view = page_view(qtbot, reader, a4(30))
    view.go_to_page(10)
    qtbot.waitUntil(lambda: view.is_drawn(10))
    before = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(before * 1.2)
    assert view.current_page == 10
    scales = view.wanted_scale(9)
    qtbot.waitUntil(lambda: (10, scales) in reader.drawn)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.zoom == pytest.approx(before)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)
    qtbot.waitUntil(lambda: not view.is_drawing)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_region_is_marked_where_it_is_shown(qtbot: QtBot, rotation: int) -> None:
    view = page_view(qtbot, FakeReader(), a4(5, rotation))
    view.mark([Region(3, Box(0, 0, PAGE_WIDTH / 2, PAGE_HEIGHT / 4))])
    page, mark = view.page_rect(2), view.region_rect(view.marked[0])
    corner = {0: page.topLeft(), 90: page.topRight(), 180: page.bottomRight(), 270: page.bottomLeft()}[rotation]
    nearest = {0: mark.topLeft(), 90: mark.topRight(), 180: mark.bottomRight(), 270: mark.bottomLeft()}[rotation]
    assert (nearest - corner).manhattanLength() < 2
    assert view.viewport().rect().intersects(mark.toRect())
    found = view.point_on_page(mark.center().toPoint())
    assert found is not None
    assert found[0] == 3
    qtbot.waitUntil(lambda: view.is_drawn(3))


def test_a_page_that_can_t_be_drawn_says_so(qtbot: QtBot) -> None:
    reader = FakeReader(missing=True)
    view = page_view(qtbot, reader, a4(2))
    qtbot.waitUntil(lambda: "is not there" in view.problem(1))
    view.grab()
    broken = RenderedPage(b"no picture", 1, 1, 1, 1, 0)
    view.show_document(a4(1), lambda _number, _scale: broken)
    qtbot.waitUntil(lambda: view.problem(1) == "This page can't be shown.")


def test_a_bug_while_drawing_is_told(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(1))

    def broken(_number: int, _scale: float) -> RenderedPage:
        raise ValueError("bug")

    with qtbot.waitSignal(view.crashed):
        view.show_document(a4(1), broken)
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_a_huge_page_is_drawn_small(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), [Page(1, 14_400, 14_400, 0, PageState.TEXT)])
    view.set_zoom(5)
    scale = view.wanted_scale(0)
    assert (14_400 * scale) ** 2 <= 24_000_001
    qtbot.waitUntil(lambda: not view.is_drawing and view.is_drawn(1))


def test_a_page_that_has_no_size_gets_that_of_the_others(qtbot: QtBot) -> None:
    pages = [Page(1, 0, 0, 0, PageState.FAILED), *a4(3)[1:]]
    view = page_view(qtbot, FakeReader(missing=True), pages)
    assert view.page_rect(0).height() == pytest.approx(view.page_rect(1).height())
    qtbot.waitUntil(lambda: "is not there" in view.problem(1))


def test_the_whole_page_fits_also_after_the_view_has_changed(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(9))
    view.go_to_page(4)
    for size in ((500, 600), (700, 320), (240, 700)):
        view.resize(*size)
        view.fit_page()
        assert view.viewport().rect().toRectF().contains(view.page_rect(3))
    view.resize(300, 300)
    assert view.page_rect(3).height() < 300
    qtbot.waitUntil(lambda: view.is_drawn(4) and not view.is_drawing)


def test_pages_are_turned_with_what_is_marked_on_them(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(9))
    view.mark([Region(5, Box(0, 0, 100, 50))])
    view.turn_right()
    qtbot.waitUntil(lambda: view.is_drawn(5) and not view.is_drawing)
    page, mark = view.page_rect(4), view.region_rect(view.marked[0])
    assert page.width() > page.height()
    assert (mark.topRight() - page.topRight()).manhattanLength() < 2
    assert view.current_page == 5
    for _ in range(3):
        view.turn_right()
    assert view.turn == 0
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_the_wheel_zooms_where_the_pointer_is(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(9))
    view.set_zoom(1.5)
    view.go_to_page(3)
    pointer = QPointF(120, 400)
    before = view.point_at(pointer)
    control, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    place, delta = view.viewport().mapToGlobal(pointer), QPoint(0, 120)
    wheel = QWheelEvent(pointer, place, QPoint(), delta, Qt.MouseButton.NoButton, control, phase, False)
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.zoom == pytest.approx(1.8)
    assert view.point_at(pointer) == pytest.approx(before, abs=1.5)
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_two_fingers_zoom(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(2))
    before, middle = view.zoom, QPointF(200, 200)
    gesture, device = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    pinch = QNativeGestureEvent(gesture, device, 2, middle, middle, middle, 0.25, QPointF())
    QApplication.sendEvent(view.viewport(), pinch)
    assert view.zoom == pytest.approx(before * 1.25)
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_two_fingers_on_a_screen_zoom(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(2))
    before, device, viewport = view.zoom, QTest.createTouchDevice(), view.viewport()
    middle = viewport.rect().center()
    side = [QPoint(apart, 0) for apart in range(20, 120, 10)]
    QTest.touchEvent(viewport, device).press(0, middle - side[0], viewport).press(
        1, middle + side[0], viewport
    ).commit()
    for each in side:
        QTest.touchEvent(viewport, device).move(0, middle - each, viewport).move(1, middle + each, viewport).commit()
    QTest.touchEvent(viewport, device).release(0, middle, viewport).release(1, middle, viewport).commit()
    assert view.zoom > 1.5 * before
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_space_turns_pages_forth_and_with_shift_back(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(9))
    bar = view.verticalScrollBar()
    start = bar.value()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert start + view.viewport().height() / 2 < bar.value() < start + view.viewport().height(), "a line is seen twice"
    qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == start
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_a_place_is_found_again_at_another_zoom(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(30))
    view.verticalScrollBar().setValue(4_321)
    number, share = view.place
    top = view.point_at(QPointF(200, 0))
    view.set_zoom(2)
    view.go_to_page(1)
    view.go_to_place(number, share)
    assert view.point_at(QPointF(200, 0))[::2] == pytest.approx(top[::2], abs=1.5)
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_a_cited_place_stays_in_view_until_the_reader_moves_on(qtbot: QtBot) -> None:
    view = PageView(Lane("pages"))
    qtbot.addWidget(view)
    view.resize(60, 2_000)
    view.show()
    QApplication.processEvents()
    view.show_document(a4(8), lambda number, scale: FakeReader().render_page(Path("/x.pdf"), number, scale))
    view.mark([Region(5, Box(60, 600, 300, 640))])
    assert view.verticalScrollBar().maximum() == 0, "everything is in view, and tiny"
    for size in ((300, 400), (500, 600), (640, 300)):
        view.resize(*size)
        QApplication.processEvents()
        assert view.viewport().rect().contains(view.region_rect(view.marked[0]).toRect())
    qtbot.keyClick(view, Qt.Key.Key_Home)
    view.resize(500, 500)
    QApplication.processEvents()
    assert view.current_page == 1
    qtbot.waitUntil(lambda: view.is_drawn(1) and not view.is_drawing)


def test_a_region_of_the_view_is_one_of_a_page(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(5, 90))
    view.mark([Region(2, Box(100, 200, 300, 400))])
    assert view.region_at(view.region_rect(view.marked[0])) == Region(2, pytest.approx((100, 200, 300, 400)))
    assert view.region_at(QRectF(-50, -50, 20, 20)) is None
    qtbot.waitUntil(lambda: not view.is_drawing)


def test_a_page_is_shown_pixel_by_pixel(qtbot: QtBot) -> None:
    reader = FakeReader()
    view = page_view(qtbot, reader, a4(2))
    view.resize(503, 611)
    view.verticalScrollBar().setValue(3)
    qtbot.waitUntil(lambda: view.is_drawn(1) and (1, view.wanted_scale(0)) in reader.drawn and not view.is_drawing)
    shown, ratio = view.viewport().grab().toImage(), view.devicePixelRatioF()
    drawn = decoded(reader.render_page(Path("/x.pdf"), 1, view.wanted_scale(0)).png)
    corner = view.page_rect(0).topLeft() * ratio
    part = QRect(4, 20, drawn.width() - 8, 500)
    there = part.translated(round(corner.x()), round(corner.y()))
    assert shown.copy(there).convertToFormat(drawn.format()) == drawn.copy(part)


def test_marks_lie_on_the_paper_like_ink(qtbot: QtBot) -> None:
    view = page_view(qtbot, FakeReader(), a4(2))
    box = Box(300, 20, 340, 40)
    view.marks.hits = lambda page: [box] if page == 1 else []
    view.viewport().update()
    qtbot.waitUntil(lambda: view.is_drawn(1))
    middle = view.box_rect(1, box).center().toPoint()
    assert view.viewport().grab().toImage().pixelColor(middle).name() == tokens().hit
    view.marks.found = (Region(1, box),)
    view.viewport().update()
    assert view.viewport().grab().toImage().pixelColor(middle).name() == tokens().found
    qtbot.waitUntil(lambda: not view.is_drawing)


# Geometry

page_sizes = st.builds(
    Page,
    st.just(1),
    st.floats(0, 2_000),
    st.floats(0, 2_000),
    st.sampled_from([0, 90, 180, 270]),
    st.just(PageState.TEXT),
)


@given(st.lists(page_sizes, min_size=1, max_size=20), st.sampled_from([0, 90, 180, 270]), st.floats(0.1, 7), st.data())
def test_a_height_leads_to_the_page_that_stands_there(
    pages: list[Page], turn: int, scale: float, data: st.DataObject
) -> None:
    geometry = PageGeometry(pages, turn)
    index = data.draw(st.integers(0, len(pages) - 1))
    top = geometry.top(index, scale)
    assert geometry.index_at(top, scale) == index
    assert geometry.index_at(top + geometry.size(index)[1] * scale, scale) == index
    assert index in geometry.between(top - 1, top + 1, scale)
    assert geometry.height(scale) >= top


@given(page_sizes, st.sampled_from([0, 90, 180, 270]), st.tuples(*[st.floats(0, 500)] * 4))
def test_a_box_is_shown_and_found_again(page: Page, turn: int, corners: tuple[float, float, float, float]) -> None:
    geometry, box = PageGeometry([page], turn), Box.of(*corners)
    assert geometry.unshown(0, geometry.shown(0, box)) == pytest.approx(box, abs=1e-6)
