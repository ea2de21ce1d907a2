"""Reads the scripted dialogues and the documents that they speak of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.answering.conversation_references import FigureWish, ResolvedQuestion, resolve
from desktop_app.answering.evidence import find_evidence
from desktop_app.answering.retrieval import Searcher
from desktop_app.domain.conversation import Answer, Conversation, PlacedFigure
from desktop_app.domain.documents import Figure, FigureKind
from tests.helpers.fake_embedder import FakeTextEmbedder
from tests.helpers.memory_library import LibraryMaker, MemoryLibrary

FOLDER = Path(__file__).parent / "dialogues"


@dataclass
class Setting:
    """The documents of some dialogues, and their figures by name."""

    library: MemoryLibrary
    figures: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """A question and what it showed, or (scored) the gold: a kind and its words."""

    question: str
    kind: str
    names: tuple[str, ...]
    scored: bool


@dataclass(frozen=True)
class Dialogue:
    """Turns over the documents of a setting."""

    setting: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class Outcome:
    """Whether a scored turn was resolved as the gold says, and how it was."""

    question: str
    gold: str
    right: bool
    resolved: ResolvedQuestion
    found: str = ""


def read_settings() -> dict[str, Setting]:
    content = tomllib.loads((FOLDER / "documents.toml").read_text(encoding="utf-8"))
    return {name: _setting(values["documents"]) for name, values in content.items()}


def _setting(documents: dict[str, Any]) -> Setting:
    maker = LibraryMaker()
    setting = Setting(maker.library)
    for name, document in documents.items():
        document_id = maker.document(name, document["title"])
        for passage in document["passages"]:
            text = passage["text"].replace("Abbildung ", "Figure ").replace("Table ", "Figure ")
            maker.passage(document_id, passage["page"], text, headings=(passage["heading"],))
        for key, values in document["figures"].items():
            maker.figure(
                document_id,
                values["page"],
                values.get("label"),
                values["caption"],
                kind=FigureKind(values["kind"]),
                nearby=values.get("nearby", ""),
                inside=values.get("inside", ""),
            )
            setting.figures[key] = maker.library.figures_held[-1]
    maker.library.index(FakeTextEmbedder())
    return setting


def read_dialogues(name: str) -> list[Dialogue]:
    dialogues: list[Dialogue] = []
    setting, turns = "", []
    for line in [*(FOLDER / name).read_text(encoding="utf-8").splitlines(), "=="]:
        if line.startswith("=="):
            if turns:
                dialogues.append(Dialogue(setting, tuple(turns)))
            setting, turns = line[2:].strip(), []
        elif line[:2] in ("Q ", "> "):
            question, gold = line[2:].rsplit(" => ", 1)
            words = gold.split()
            scored = line[0] == ">"
            turns.append(Turn(question, words[0] if scored else "", tuple(words[scored:]), scored))
    return dialogues


def play(dialogue: Dialogue, setting: Setting) -> list[Outcome]:
    """Resolves every scored turn; each turn shows what the gold says, so that one mistake does not make others."""
    conversation = Conversation()
    outcomes = []
    for turn in dialogue.turns:
        if turn.scored:
            outcomes.append(_outcome(turn, conversation, setting))
        shows = [name for name in turn.names if name in setting.figures]
        conversation.turns.append(answer_of(turn.question, shows, conversation, setting))
    return outcomes


def answer_of(question: str, names: list[str], conversation: Conversation, setting: Setting) -> Answer:
    """A turn that shows these figures, numbered on from those before."""
    numbers = {placed.figure.id: placed.number for placed in conversation.figures_shown}
    placed = []
    for name in names:
        figure = setting.figures[name]
        number = numbers.setdefault(figure.id, len(numbers) + 1)
        placed.append(PlacedFigure(number, figure, setting.library.document(figure.document_id), 0))
    return Answer(question, ("Text.",), tuple(placed), (), "excerpts")


def _outcome(turn: Turn, conversation: Conversation, setting: Setting) -> Outcome:
    resolved = resolve(turn.question, conversation)
    gold = {setting.figures[name].id for name in turn.names if name in setting.figures}
    spoken_of = {placed.figure.id for placed in resolved.figures}
    found = ""
    if turn.kind == "number":
        right = resolved.labels == turn.names and resolved.wish is FigureWish.NOTHING
    elif turn.kind == "finds":
        searcher = Searcher(setting.library, FakeTextEmbedder())  # type: ignore[arg-type]
        ranked = find_evidence(resolved, searcher).figures
        ids = [each.figure.id for each in ranked if each.figure.id not in resolved.turned_from]
        names = {figure.id: name for name, figure in setting.figures.items()}
        found = names[ids[0]] if ids else ""
        right = found in turn.names and not spoken_of
    else:
        wish = {"show": FigureWish.SHOW, "page": FigureWish.PAGE}.get(turn.kind, FigureWish.NOTHING)
        right = spoken_of == gold and resolved.wish is wish
    return Outcome(turn.question, f"{turn.kind} {' '.join(turn.names)}", right, resolved, found)
