"""What the page of models shows, as plain values: one row a model, in its section, with what can be done to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.domain.model_store import (
    Fit,
    ModelKind,
    OfferedModel,
    PausedDownload,
    StoredModel,
    StoreListing,
)
from desktop_app.gui.messages import in_words

_GIGABYTE = 1_000_000_000
_STARTER = "starter"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelRows", text)


def size_words(size: int) -> str:
    """Bytes as people read them, in decimal units as on the hub's pages."""
    precision = 1 if size >= _GIGABYTE else 0
    return QLocale().formattedDataSize(size, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


class Section(StrEnum):
    """Where a row stands."""

    HERE = "here"
    COMING = "coming"
    OFFERED = "offered"


class RowState(StrEnum):
    """What a row is about."""

    INSTALLED = "installed"
    ACTIVE = "active"
    PAUSED = "paused"
    AVAILABLE = "available"


@dataclass(frozen=True, slots=True)
class Running:
    """A download that runs: bytes that are there, of all, and what it is doing; `total` is 0 until it is known."""

    done: int = 0
    total: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model as the page shows it.

    Attributes:
        name: what the store is asked for.
        title, facts, purpose: what stands in the row's three lines.
        progress: 0 to 1 for what is on its way; -1 for none.
        chosen: this model answers.
        usable: it can be chosen to answer.
        removable: it can be taken away.
        recommended: to begin with, on this machine.
    """

    section: Section
    state: RowState
    name: str
    title: str
    facts: str
    purpose: str
    fit: Fit = Fit.UNKNOWN
    progress: float = -1.0
    chosen: bool = False
    usable: bool = False
    removable: bool = False
    recommended: bool = False

    @property
    def key(self) -> tuple[Section, str]:
        """Tells rows apart from one showing to the next."""
        return self.section, self.name


def rows_of(listing: StoreListing, running: Mapping[str, Running], chosen: str) -> list[ModelRow]:
    """The rows in their order: what is here, what is on its way, what could be had (those that fit first).

    Args:
        listing: what the store knows.
        running: downloads by the name that was asked for.
        chosen: the model that answers: a name, or the path of a file.
    """
    stored = [_stored_row(model, chosen) for model in listing.stored]
    paused = {each.name: each for each in listing.paused}
    known = {each.known.name: each for each in listing.offered}
    coming = [
        _coming_row(name, known.get(name), running.get(name), paused.get(name)) for name in _names(running, paused)
    ]
    offered = [
        _offered_row(each)
        for each in listing.offered
        if not each.stored_as and each.known.name not in running and each.known.name not in paused
    ]
    return [*stored, *coming, *offered]


def _names(running: Mapping[str, Running], paused: Mapping[str, PausedDownload]) -> Iterator[str]:
    yield from running
    yield from (name for name in paused if name not in running)


def _stored_row(model: StoredModel, chosen: str) -> ModelRow:
    where = "" if model.owned or not model.removable else f" · {model.path}"
    return ModelRow(
        Section.HERE,
        RowState.INSTALLED,
        model.name,
        _tr("Starter model") if model.name == _STARTER else model.name,
        f"{size_words(model.size)}{where}",
        f"{in_words(model.note)} {in_words(model.need.words)}",
        fit=model.need.fit,
        chosen=chosen in (model.name, str(model.path)),
        usable=model.kind is ModelKind.LANGUAGE,
        removable=model.removable,
    )


def _coming_row(
    name: str, offered: OfferedModel | None, running: Running | None, paused: PausedDownload | None
) -> ModelRow:
    done, total = (running.done, running.total) if running else (paused.done, paused.total) if paused else (0, 0)
    amount = _tr("{done} of {total}").format(done=size_words(done), total=size_words(total))
    amount = amount if total else _tr("asking the hub")
    doing = running.words if running else _tr("paused")
    return ModelRow(
        Section.COMING,
        RowState.ACTIVE if running else RowState.PAUSED,
        name,
        name,
        f"{amount} · {doing}" if doing else amount,
        offered.known.purpose if offered else "",
        fit=offered.need.fit if offered else Fit.UNKNOWN,
        progress=done / total if total else 0.0,
    )


def _offered_row(each: OfferedModel) -> ModelRow:
    known = each.known
    size = size_words(known.size) if known.size else _tr("Size known once the download begins")
    return ModelRow(
        Section.OFFERED,
        RowState.AVAILABLE,
        known.name,
        known.name,
        f"{size} · {known.licence}",
        f"{known.purpose} {each.need.words}",
        fit=each.need.fit,
        recommended=each.recommended,
    )
