"""The messages between the reader and its worker processes: typed, in MessagePack, bounded in size.

A worker is not trusted: what it sends is decoded against the types below and checked again by `checked_layout`;
nothing is ever unpickled from it.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Protocol

import msgspec

from desktop_app.domain.geometry import Box
from desktop_app.domain.page_content import (
    DocumentInfo,
    DocumentProfile,
    OriginalImage,
    OutlineEntry,
    PageLayout,
    RecognisedText,
)
from desktop_app.domain.page_text import PageHits, PageText
from desktop_app.domain.ports import RenderedPage

REQUEST_BYTES = 32 * 1024 * 1024
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


class WireError(Exception):
    """A message that is too large, not of the agreed form, or makes no sense."""


class OpenFile(msgspec.Struct, frozen=True, tag=True):
    """Open this file (a path as the file system names it, in bytes).

    Answered by `Opened` or `Refused`; where the outline is wanted, a `Started` comes before it is read.
    """

    path: bytes
    outline: bool = False
    password: str = ""


class CloseFile(msgspec.Struct, frozen=True, tag=True):
    """Close the open file; answered by `Closed`."""


class SamplePages(msgspec.Struct, frozen=True, tag=True):
    """Learn the document's profile from these pages; a `Started` for each, then `Sampled`."""

    numbers: tuple[int, ...]


class ReadPages(msgspec.Struct, frozen=True, tag=True):
    """Read these pages; a `PageRead` for each, in this order. Text that was recognised before comes with it."""

    numbers: tuple[int, ...]
    profile: DocumentProfile
    recognised: dict[int, RecognisedText] = {}


class DrawPage(msgspec.Struct, frozen=True, tag=True):
    """Draw a page, or a figure in a box of it, at `scale` pixels a point; answered by `Drawn` or `Failed`."""

    number: int
    scale: float
    box: Box | None = None


class ReadText(msgspec.Struct, frozen=True, tag=True):
    """Give the words and links of a page; answered by `TextRead` or `Failed`."""

    number: int


class TakeImage(msgspec.Struct, frozen=True, tag=True):
    """Give the image that fills a box of a page, as it is coded; answered by `ImageTaken` or `Failed`."""

    number: int
    box: Box


class FindText(msgspec.Struct, frozen=True, tag=True):
    """Look for a query, folded, on these pages; a `TextFound` for each, in this order."""

    numbers: tuple[int, ...]
    query: str


class ReadOutline(msgspec.Struct, frozen=True, tag=True):
    """Give the bookmarks of the open file; answered by `OutlineRead`."""


Request = OpenFile | CloseFile | SamplePages | ReadPages | DrawPage | ReadText | TakeImage | FindText | ReadOutline


class Refusal(StrEnum):
    """Why a file could not be opened."""

    PASSWORD = "password"
    NO_DOCUMENT = "no-document"
    NO_PAGES = "no-pages"
    TOO_MANY_PAGES = "too-many-pages"
    MEMORY = "memory"
    GONE = "gone"


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker is up."""


class Opened(msgspec.Struct, frozen=True, tag=True):
    """The file is open."""

    info: DocumentInfo


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The file could not be opened; `pages` is the number it claims, where that is the reason."""

    refusal: Refusal
    pages: int = 0


class Closed(msgspec.Struct, frozen=True, tag=True):
    """The file is closed."""


class Started(msgspec.Struct, frozen=True, tag=True):
    """A page of the sample is being read now.

    The number is 0 when all are read and the profile is being made, and when a file is open and its outline is read.
    """

    number: int


class Recognising(msgspec.Struct, frozen=True, tag=True):
    """The text of a page is being recognised now, which takes longer than reading."""

    number: int


class Sampled(msgspec.Struct, frozen=True, tag=True):
    """The profile is made; `recognised` holds what was recognised on pages of the sample."""

    profile: DocumentProfile
    recognised: dict[int, RecognisedText] = {}


class PageRead(msgspec.Struct, frozen=True, tag=True):
    """A page is read, or has failed.

    `seconds` is what it took, `worn` asks for a new worker, `detail` is for the log.
    """

    layout: PageLayout
    seconds: float = 0.0
    worn: bool = False
    detail: str = ""


class Drawn(msgspec.Struct, frozen=True, tag=True):
    """A page is drawn."""

    page: RenderedPage


class TextRead(msgspec.Struct, frozen=True, tag=True):
    """The words and links of a page."""

    text: PageText


class ImageTaken(msgspec.Struct, frozen=True, tag=True):
    """The image of a box; None where no single image fills it."""

    image: OriginalImage | None


class TextFound(msgspec.Struct, frozen=True, tag=True):
    """A page has been searched."""

    found: PageHits
    detail: str = ""


class OutlineRead(msgspec.Struct, frozen=True, tag=True):
    """The bookmarks of the open file."""

    outline: tuple[OutlineEntry, ...]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """A page could not be drawn or its text not be read, and why, in a sentence."""

    reason: str
    detail: str = ""


Reply = (
    Ready
    | Opened
    | Refused
    | Closed
    | Started
    | Recognising
    | Sampled
    | PageRead
    | Drawn
    | TextRead
    | ImageTaken
    | TextFound
    | OutlineRead
    | Failed
)

_encoder = msgspec.msgpack.Encoder()
_requests: msgspec.msgpack.Decoder[Request] = msgspec.msgpack.Decoder(Request)
_replies: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)


class Channel(Protocol):
    """The part of `multiprocessing.connection.Connection` that is used; it prefixes each message with its length."""

    def send_bytes(self, data: bytes) -> None:
        """Sends one message."""
        ...

    def recv_bytes(self, limit: int | None = None) -> bytes:
        """Receives one message of at most `limit` bytes; `EOFError` at the end, `OSError` when it is longer."""
        ...


def send(channel: Channel, message: Request | Reply) -> None:
    """Sends a message; raises `OSError` when the other side is gone."""
    channel.send_bytes(_encoder.encode(message))


def receive_request(channel: Channel) -> Request:
    """The next request; raises `EOFError` or `OSError` when the parent is gone."""
    return _requests.decode(channel.recv_bytes(REQUEST_BYTES))


def receive_reply(channel: Channel, limit: int) -> Reply:
    """The next reply, of at most `limit` bytes.

    Raises:
        EOFError: the worker is gone.
        WireError: the message is too large or not of the agreed form.
    """
    try:
        return _replies.decode(channel.recv_bytes(limit))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise WireError(f"a reply is not of the agreed form: {error}") from error
    except OSError as error:
        # Said by the pipe for a message above the limit; whatever else it says, the other side is gone.
        if "bad message length" in str(error):
            raise WireError("a reply is too large") from error
        raise EOFError from error


def checked_info(info: DocumentInfo, most_pages: int) -> DocumentInfo:
    """What is known of a document, if it makes sense.

    Raises:
        WireError: no pages, more than allowed, or bookmarks to pages that are not there.
    """
    if not 1 <= info.pages <= most_pages:
        raise WireError(f"a document of {info.pages} pages")
    checked_outline(info.outline, info.pages)
    return info


def checked_outline(outline: tuple[OutlineEntry, ...], pages: int) -> tuple[OutlineEntry, ...]:
    """The bookmarks of a document with so many pages, if they make sense.

    Raises:
        WireError: one leads to a page that is not there.
    """
    if any(entry.level < 1 or not 1 <= entry.page <= pages for entry in outline):
        raise WireError("a bookmark that leads nowhere")
    return outline


def checked_text(text: PageText, pages: int) -> PageText:
    """The words and links of a page, if they make sense.

    Raises:
        WireError: a box that is not finite, or a link to a page that is not there.
    """
    boxes = [word.box for word in text.words] + [link.box for link in text.links]
    if not all(map(_finite, boxes)):
        raise WireError("a word has an impossible place")
    if any(not 0 <= link.page <= pages for link in text.links):
        raise WireError("a link that leads nowhere")
    return text


def checked_hits(found: PageHits, number: int) -> PageHits:
    """What was found on page `number`, if it makes sense.

    Raises:
        WireError: another page, or a box that is not finite.
    """
    if found.number != number:
        raise WireError(f"page {found.number} was searched in place of page {number}")
    if not all(_finite(box) for hit in found.hits for box in hit.boxes):
        raise WireError(f"a hit on page {number} has an impossible place")
    return found


def checked_page(page: RenderedPage) -> RenderedPage:
    """A drawn page, if it makes sense.

    Raises:
        WireError: no PNG, or sizes that can't be.
    """
    if not page.png.startswith(PNG_SIGNATURE) or min(page.width, page.height) < 1:
        raise WireError("a picture of a page is no PNG")
    if not 0 < page.page_width < math.inf or not 0 < page.page_height < math.inf or page.rotation % 90:
        raise WireError("a drawn page has an impossible size")
    return page


def checked_layout(layout: PageLayout, number: int) -> PageLayout:
    """The layout, if it is the one of page `number` and its numbers make sense.

    Raises:
        WireError: another page, sizes or boxes that are not finite, or a picture that is no PNG.
    """
    if layout.number != number:
        raise WireError(f"page {layout.number} came in place of page {number}")
    boxes = [block.box for block in layout.blocks]
    boxes += [graphic.box for graphic in layout.skipped]
    for figure in layout.figures:
        boxes.append(figure.region.box)
        if figure.region.caption_box is not None:
            boxes.append(figure.region.caption_box)
        if not figure.png.startswith(PNG_SIGNATURE) or min(figure.width, figure.height) < 1:
            raise WireError(f"a picture of page {number} is no PNG")
    if not all(map(_finite, boxes)) or not math.isfinite(layout.width + layout.height):
        raise WireError(f"a box of page {number} is not finite")
    return layout


def _finite(box: Box) -> bool:
    return all(map(math.isfinite, box))
