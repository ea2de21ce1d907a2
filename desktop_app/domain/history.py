"""Conversations that are kept, and what the program needs from where they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from desktop_app.domain.conversation import Answer
from desktop_app.domain.documents import Figure, FigureKind
from desktop_app.domain.jobs import CancelToken

LAST_CONVERSATION = "last"
"""Names the conversation that changed last."""


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """A kept conversation, as a list shows it; `created` and `changed` are seconds since the epoch."""

    id: str
    title: str
    created: float
    changed: float
    turns: int
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class SavedConversation:
    """A kept conversation with its turns, oldest first."""

    summary: ConversationSummary
    turns: tuple[Answer, ...]


class History(Protocol):
    """Where conversations are kept; every call is durable when it returns, and may come from any thread."""

    @property
    def set_aside(self) -> Path | None:
        """The file that was damaged when this was opened, under its new name; None where there was none."""
        ...

    def conversations(self, query: str = "") -> list[ConversationSummary]:
        """Pinned ones first, then the one that changed last; with a query, those whose texts hold all its words."""
        ...

    def load(self, name_or_id: str) -> SavedConversation:
        """A conversation by its id, a unique beginning of it (4 characters or more), its title, or "last".

        Raises:
            NotFound: none, or more than one.
        """
        ...

    def save_turn(self, conversation_id: str, position: int, answer: Answer) -> None:
        """Keeps an answer, whole or unfinished, as turn `position` (from 0); a new id begins a conversation."""
        ...

    def drop_turns(self, conversation_id: str, first: int) -> None:
        """Removes turn `first` (from 0) and those after it, as when a question is asked anew."""
        ...

    def rename(self, conversation_id: str, title: str) -> None:
        """Gives it another title; raises `NotFound`."""
        ...

    def pin(self, conversation_id: str, pinned: bool) -> None:
        """Keeps it at the top of the list, or no longer; raises `NotFound`."""
        ...

    def delete(self, conversation_id: str) -> None:
        """Takes it out of the list; `restore` brings it back for a day. Raises `NotFound`."""
        ...

    def restore(self, conversation_id: str) -> None:
        """Brings a deleted conversation back; raises `NotFound` when it is gone for good."""
        ...

    def close(self) -> None:
        """Gives the file back; later calls fail."""
        ...


@dataclass(frozen=True, slots=True)
class ExportWords:
    """What a file says besides what was asked and answered; a front end gives it in its own language.

    Attributes:
        language: of these words, as HTML names it.
        figure_at: takes `figure`, `document` and `page`.
        source, source_pages: take `document` and `page` or `pages`.
        limited: takes `name`.
        about: takes `figure`.
        figure, table: take `label`.
        figure_on, table_on: take `number`, the page.
    """

    language: str = "en"
    sources: str = "Sources"
    figure_at: str = "{figure} ({document}, page {page})"
    source: str = "{document}, page {page}"
    source_pages: str = "{document}, pages {pages}"
    limited: str = "In: {name}"
    about: str = "About: {figure}"
    question_picture: str = "The picture that was asked about"
    picture_gone: str = "This picture is not in the library any more."
    figure: str = "Figure {label}"
    table: str = "Table {label}"
    figure_on: str = "Figure on page {number}"
    table_on: str = "Table on page {number}"

    def description(self, figure: Figure) -> str:
        """One line that names a figure and says what its caption says."""
        is_table = figure.kind is FigureKind.TABLE
        if figure.label:
            title = (self.table if is_table else self.figure).format(label=figure.label)
        else:
            title = (self.table_on if is_table else self.figure_on).format(number=figure.page)
        return f"{title}: {figure.caption}" if figure.caption else title


IN_ENGLISH = ExportWords()


class ConversationExporter(Protocol):
    """Writes a conversation with its figures and citations to a file."""

    def export(
        self,
        conversation: SavedConversation,
        out: Path,
        words: ExportWords = IN_ENGLISH,
        *,
        cancel: CancelToken | None = None,
    ) -> Path:
        """Writes `out`, a `.md`, `.html` or `.pdf` file; the path that was written.

        Raises:
            Cancelled: soon after `cancel` is set; nothing was written to `out`.
            ExportError: another ending, or the file can't be written.
        """
        ...
