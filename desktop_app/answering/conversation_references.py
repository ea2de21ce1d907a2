"""What a question of a longer conversation speaks of: figures shown before, numbers of figures, earlier questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.answering.text_terms import coverage, terms, words
from desktop_app.domain.conversation import Conversation, PlacedFigure

_NOUN = (
    r"(?:figures?|figs?\.?|images?|pictures?|charts?|plots?|graphs?|diagrams?|drawings?|screenshots?|tables?|maps?|"
    r"illustrations?|photos?|ones?)"
)
_ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            ("first", "1st"),
            ("second", "2nd"),
            ("third", "3rd"),
            ("fourth", "4th"),
            ("fifth", "5th"),
            ("sixth", "6th"),
            ("seventh", "7th"),
            ("eighth", "8th"),
            ("ninth", "9th"),
            ("tenth", "10th"),
        ),
        start=1,
    )
    for name in names
}
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_ORDINAL = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|last|latest)(?=\s+(?:\w+\s+)?{_NOUN}\b|\s*[?.!,;]|\s*$|\s+and\b|\s+or\b|\s+with\b)",
    re.IGNORECASE,
)
_FIRST_FEW = re.compile(rf"\b(?P<end>first|last)\s+(?P<count>two|three|four|[234])(?:\s+{_NOUN})?\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:image|picture|number|no\.|chart|plot|graph|diagram|#)\s*#?(?P<number>\d{1,3})\b", re.IGNORECASE
)
_NUMBER = r"(?:[A-Z]\.?)?\d+(?:[.\-–]\d+)*[a-z]?"
_LABELLED = re.compile(
    rf"\b(?:fig(?:ure|s|ures)?\.?|tab(?:le|les)?\.?)\s*(?P<labels>{_NUMBER}(?:\s*(?:,|and|or|&|with|to)\s*(?:fig(?:ure)?\.?\s*)?{_NUMBER}\b)*)",
    re.IGNORECASE,
)
_SHOW = re.compile(
    r"\b(?:enlarge|zoom|magnify|bigger|larger|full[- ]size|blow up|"
    r"(?:show|display|open|see)\b.{0,20}\b(?:again|once more|it|that|this|them|those|these)\b|"
    r"(?:show|display|open|see|bring back)\b(?=.*\b(?:again|back)\b))",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\b(?:(?:which|what) (?:page|document|paper|manual|file|pdf|source|chapter)|on which page|from which|page number|"
    r"where (?:is|was|are|were|does|do|did)\b.{0,60}\b(?:from|come|taken|stand|found|printed|located)|"
    r"where can i find (?:it|that|this|the))\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    rf"\b(?:that|this|the|its|these|those|same|it|them|they|both)\b(?:\s+(?:\w+\s+){{0,2}}?{_NOUN}\b)?", re.IGNORECASE
)
_POINTING_NOUN = re.compile(rf"\b(?:that|this|these|those|same)\s+(?:\w+\s+)?{_NOUN}(?!\w)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|its|that|this|them|they|those|these)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    rf"\b(?:both|them|they|these|those|all)\b(?:\s+(?:of\s+(?:them|those|these)|{_NOUN}))?", re.IGNORECASE
)
_OTHER = re.compile(rf"\b(?:the\s+)?other\s+{_NOUN}\b|\bthe other\s*[?.!]?\s*$", re.IGNORECASE)
_COMPARE = re.compile(r"\b(?:compar\w*|differ\w*|versus|vs\.?|against|next to|side by side)\b", re.IGNORECASE)
_LEADS_ON = re.compile(
    r"^\s*(?:(?:and|but|or|also|then|so|what about|how about|what of|same|the same|tell me more|go on)\b|"
    r"(?:why|why not|how so|really|more|explain|in what way|for example|such as)\s*(?:it|that|this)?\s*[?.!]*$)",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(
    r"^\s*(?:what|which|how|why|where|when|who|whose|is|are|was|were|do|does|did|can|could|should|will|show|explain|list|"
    r"describe|compare|give|tell|find)\b",
    re.IGNORECASE,
)
_FEW_TERMS = 3
_SOME_TERMS = 4
_DESCRIBED = 0.34


class FigureWish(StrEnum):
    """What the user wants of figures shown before."""

    NOTHING = "nothing"
    SHOW = "show"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A question with what it leans on made plain.

    Attributes:
        text: the question as it was asked.
        search: what to search for; holds the words of the question before, where this one leans on it.
        figures: figures shown before that the question speaks of, in the order it names them.
        labels: numbers of figures it names ("3.2") that were not shown before.
        wish: SHOW or PAGE where a figure shown before is wanted again, or its place.
    """

    text: str
    search: str
    figures: tuple[PlacedFigure, ...] = ()
    labels: tuple[str, ...] = ()
    wish: FigureWish = FigureWish.NOTHING


def resolve(question: str, conversation: Conversation) -> ResolvedQuestion:
    """What a question speaks of, given the turns before it."""
    shown = _by_number(conversation)
    before = _previous(conversation)
    wish = _wish(question)
    figures, labels = _named_figures(question, shown)
    if not figures and _OTHER.search(question) and before is not None:
        figures = _other_figure(before, conversation, shown)
        wish = before.wish if wish is FigureWish.NOTHING and _leans(question) else wish
    names_unknown = not figures and bool(_counted_numbers(question, max(shown, default=0)))
    if shown and not labels and not names_unknown:
        figures = _pointed_at(question, wish, figures, conversation, shown)
    if figures and wish is FigureWish.NOTHING and before is not None and _only_names_figures(question):
        wish = before.wish
    if not figures:
        wish = FigureWish.NOTHING
    return ResolvedQuestion(question, _search_text(question, figures, before), figures, labels, wish)


def named_labels(question: str) -> tuple[str, ...]:
    """The numbers of figures a question names, normalised, each once: "Figures 2 and 3.1" gives ("2", "3.1")."""
    labels: list[str] = []
    for match in _LABELLED.finditer(question):
        labels += [label.replace("–", "-").rstrip(".") for label in re.findall(_NUMBER, match.group("labels"))]
    return tuple(dict.fromkeys(labels))


def _by_number(conversation: Conversation) -> dict[int, PlacedFigure]:
    return {placed.number: placed for placed in sorted(conversation.figures_shown, key=lambda placed: placed.number)}


def _previous(conversation: Conversation) -> ResolvedQuestion | None:
    if not conversation.turns:
        return None
    return resolve(conversation.turns[-1].question, Conversation(conversation.turns[:-1]))


def _wish(question: str) -> FigureWish:
    if _PAGE.search(question):
        return FigureWish.PAGE
    return FigureWish.SHOW if _SHOW.search(question) else FigureWish.NOTHING


def _named_figures(question: str, shown: dict[int, PlacedFigure]) -> tuple[tuple[PlacedFigure, ...], tuple[str, ...]]:
    found: list[PlacedFigure] = []
    unknown: list[str] = []
    for label in named_labels(question):
        placed = _by_label(label, shown)
        if placed is None:
            unknown.append(label)
        else:
            found.append(placed)
    for number in _counted_numbers(question, max(shown, default=0)):
        if number in shown:
            found.append(shown[number])
    return _each_once(found), tuple(unknown)


def _by_label(label: str, shown: dict[int, PlacedFigure]) -> PlacedFigure | None:
    """A shown figure by its printed number, the latest first; else by its number in the conversation."""
    for placed in reversed(shown.values()):
        if placed.figure.label == label:
            return placed
    return shown.get(int(label)) if label.isdecimal() else None


def _counted_numbers(question: str, last: int) -> list[int]:
    few = _FIRST_FEW.search(question)
    if few:
        count = min(_COUNTS[few.group("count").lower()], last)
        return (
            list(range(1, count + 1))
            if few.group("end").lower() == "first"
            else list(range(last - count + 1, last + 1))
        )
    found = [(match.start(), int(match.group("number"))) for match in _COUNTED.finditer(question)]
    found += [
        (match.start(), _ORDINALS.get(match.group("ordinal").lower(), last)) for match in _ORDINAL.finditer(question)
    ]
    return [number for _, number in sorted(found)]


def _other_figure(
    before: ResolvedQuestion, conversation: Conversation, shown: dict[int, PlacedFigure]
) -> tuple[PlacedFigure, ...]:
    spoken_of = {placed.figure.id for placed in before.figures or conversation.turns[-1].figures[:1]}
    others = [placed for placed in shown.values() if placed.figure.id not in spoken_of]
    return tuple(others[-1:])


def _pointed_at(
    question: str,
    wish: FigureWish,
    figures: tuple[PlacedFigure, ...],
    conversation: Conversation,
    shown: dict[int, PlacedFigure],
) -> tuple[PlacedFigure, ...]:
    """Adds what "it", "that chart" or a description means, where the question wants or compares a figure."""
    comparing = bool(_COMPARE.search(question))
    if figures and not (comparing and len(figures) == 1 and _PRONOUN.search(question)):
        return figures
    if (
        not figures
        and wish is FigureWish.NOTHING
        and not _POINTING_NOUN.search(question)
        and not _about_the_figures(question)
    ):
        return ()
    latest = _latest(conversation)
    if _SEVERAL.search(question) and not figures:
        return latest if len(latest) > 1 else tuple(shown.values())[-2:]
    if figures:
        rest = [placed for placed in latest if placed not in figures] or [p for p in shown.values() if p not in figures]
        return _each_once([*rest[-1:], *figures])
    described = _described(question, shown)
    if described is not None:
        return (described,)
    return latest[-1:] if wish is FigureWish.NOTHING or _POINTING.search(question) else ()


def _about_the_figures(question: str) -> bool:
    return bool(_COMPARE.search(question) and _SEVERAL.search(question) and len(terms(question)) <= _FEW_TERMS)


def _latest(conversation: Conversation) -> tuple[PlacedFigure, ...]:
    """The figures of the latest turn that showed any."""
    return next((turn.figures for turn in reversed(conversation.turns) if turn.figures), ())


def _described(question: str, shown: dict[int, PlacedFigure]) -> PlacedFigure | None:
    """The shown figure whose caption or document the question describes; the latest of equals."""
    wanted = [term for term in terms(question) if term not in _NO_DESCRIPTION]
    best, chosen = _DESCRIBED, None
    for placed in shown.values():
        document = placed.document
        text = " ".join((placed.figure.caption, document.title, document.name, " ".join(placed.figure.heading_path)))
        share = coverage(wanted, terms(text))
        if share >= best:
            best, chosen = share, placed
    return chosen


_NO_DESCRIPTION = frozenset(
    terms(
        "enlarge zoom magnify bigger larger full size show display open see back again page document paper manual file "
        "source find found stand come taken figure fig image picture chart plot graph diagram drawing screenshot table "
        "map illustration photo please number located printed compare"
    )
)


def _only_names_figures(question: str) -> bool:
    rest = [term for term in terms(question) if term not in _NO_DESCRIPTION and term not in _ORDINAL_TERMS]
    return not rest


_ORDINAL_TERMS = frozenset(terms(" ".join((*_ORDINALS, *_COUNTS, "last latest first other")))) | frozenset("0123456789")


def _leans(question: str) -> bool:
    """Whether a question can't stand for itself."""
    count = len(terms(question))
    if _LEADS_ON.search(question) or not count or (count <= _FEW_TERMS and not _STANDS_ALONE.search(question)):
        return True
    return count <= _SOME_TERMS and bool(_PRONOUN.search(question) or {"other", "same"} & set(words(question)))


def _search_text(question: str, figures: tuple[PlacedFigure, ...], before: ResolvedQuestion | None) -> str:
    if figures:
        captions = " ".join(placed.figure.caption for placed in figures)
        return f"{question} {captions}".strip()
    if before is not None and _leans(question):
        return f"{before.search} {question}"
    return question


def _each_once(placed: list[PlacedFigure]) -> tuple[PlacedFigure, ...]:
    return tuple({each.figure.id: each for each in placed}.values())
