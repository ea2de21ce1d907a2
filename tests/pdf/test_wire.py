from __future__ import annotations

import math
from multiprocessing import get_context
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.documents import FigureKind, PageState
from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    BlockKind,
    DocumentInfo,
    DocumentProfile,
    FigurePicture,
    FigureRegion,
    OutlineEntry,
    PageLayout,
    SkippedGraphic,
    TextBlock,
)
from desktop_app.domain.ports import RenderedPage
from desktop_app.pdf import wire

pytestmark = pytest.mark.heavy


class Bottle:
    """A channel that gives back what was put into it."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def send_bytes(self, data: bytes) -> None:
        self.data = data

    def recv_bytes(self, limit: int | None = None) -> bytes:
        return self.data


def layout(number: int = 7, box: Box = Box(1, 2, 3, 4), png: bytes = wire.PNG_SIGNATURE) -> PageLayout:  # noqa: B008
    region = FigureRegion(box, FigureKind.VECTOR, label="3.2", caption="c", caption_box=box)
    return PageLayout(
        number,
        100.0,
        200.0,
        90,
        PageState.TEXT,
        blocks=(TextBlock("text ü", box, BlockKind.HEADING, 2),),
        figures=(FigurePicture(region, png, 5, 6),),
        skipped=(SkippedGraphic(box, "logo"),),
    )


def test_a_page_survives_the_way() -> None:
    bottle = Bottle()
    message = wire.PageRead(layout(), worn=True)
    wire.send(bottle, message)
    assert wire.receive_reply(bottle, 1000) == message


def test_a_request_survives_the_way() -> None:
    bottle = Bottle()
    profile = DocumentProfile(9.0, (12.0,), frozenset({"head"}), (Box(0, 0, 1, 1),), frozenset({"ab"}))
    message = wire.ReadPages((1, 2), profile)
    wire.send(bottle, message)
    assert wire.receive_request(bottle) == message


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.receive_reply(Bottle(noise), 1000)


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_changed_byte_never_brings_another_error(position: int, byte: int) -> None:
    bottle = Bottle()
    wire.send(bottle, wire.PageRead(layout()))
    data = bytearray(bottle.data)
    data[position % len(data)] = byte
    try:
        reply = wire.receive_reply(Bottle(bytes(data)), 1000)
        assert isinstance(reply, wire.PageRead)
        wire.checked_layout(reply.layout, 7)
    except wire.WireError:
        pass


def test_ten_thousand_frames_of_noise_and_of_damaged_replies_end_in_one_kind_of_error() -> None:
    random, sound = Random(5), Bottle()
    wire.send(sound, wire.PageRead(layout()))
    refused = 0
    for _ in range(10_000):
        frame = bytearray(sound.data if random.random() < 0.7 else random.randbytes(random.randrange(400)))
        for _ in range(random.randrange(1, 12) if frame else 0):
            frame[random.randrange(len(frame))] = random.randrange(256)
        frame = frame[: random.randrange(len(frame) + 1)] if random.random() < 0.3 else frame
        try:
            reply = wire.receive_reply(Bottle(bytes(frame)), 100_000)
            if isinstance(reply, wire.PageRead):
                wire.checked_layout(reply.layout, 7)
        except wire.WireError:
            refused += 1
    assert refused > 5_000


@pytest.mark.parametrize(
    "bad",
    [
        layout(number=8),
        layout(box=Box(math.nan, 0, 1, 1)),
        layout(box=Box(0, 0, math.inf, 1)),
        layout(png=b"GIF89a"),
    ],
)
def test_a_layout_that_makes_no_sense_is_refused(bad: PageLayout) -> None:
    with pytest.raises(wire.WireError):
        wire.checked_layout(bad, 7)


def test_a_good_layout_passes() -> None:
    assert wire.checked_layout(layout(), 7) == layout()


@pytest.mark.parametrize(
    "bad",
    [
        DocumentInfo(0),
        DocumentInfo(-1),
        DocumentInfo(101),
        DocumentInfo(5, "", (OutlineEntry(1, "a", 6),)),
        DocumentInfo(5, "", (OutlineEntry(0, "a", 1),)),
    ],
)
def test_a_document_that_makes_no_sense_is_refused(bad: DocumentInfo) -> None:
    with pytest.raises(wire.WireError):
        wire.checked_info(bad, 100)


@pytest.mark.parametrize(
    "bad",
    [
        RenderedPage(b"GIF", 1, 1, 1.0, 1.0, 0),
        RenderedPage(wire.PNG_SIGNATURE, 0, 1, 1.0, 1.0, 0),
        RenderedPage(wire.PNG_SIGNATURE, 1, 1, math.nan, 1.0, 0),
        RenderedPage(wire.PNG_SIGNATURE, 1, 1, 1.0, math.inf, 0),
        RenderedPage(wire.PNG_SIGNATURE, 1, 1, 1.0, 1.0, 45),
    ],
)
def test_a_drawn_page_that_makes_no_sense_is_refused(bad: RenderedPage) -> None:
    with pytest.raises(wire.WireError):
        wire.checked_page(bad)


def test_a_message_above_the_limit_is_refused_and_a_closed_pipe_is_an_end() -> None:
    here, there = get_context("spawn").Pipe()
    wire.send(there, wire.PageRead(layout()))
    with here, pytest.raises(wire.WireError, match="too large"):
        wire.receive_reply(here, 10)
    there.close()
    here, there = get_context("spawn").Pipe()
    there.close()
    with here, pytest.raises(EOFError):
        wire.receive_reply(here, 10)
