"""Which figures shown before a question points at: by number, by place, by what they show, or by a pronoun."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.answering import reference_words as lexicon
from desktop_app.answering.reference_words import AskedWords
from desktop_app.answering.text_terms import terms
from desktop_app.domain.conversation import Answer, PlacedFigure
from desktop_app.domain.documents import FigureKind

_NUMBER = r"(?:[A-Z]\.?)?\d+(?:[.\-–]\d+)*[a-z]?"
_LABEL_NOUN = (
    r"fig(?:ure|s|ures|uras?|uur)?\.?|tab(?:le|les|elle|ellen|leau|la)?\.?|abb(?:ildung|ildungen)?\.?|"
    r"рис(?:ун(?:ок|ке|ка|ки))?\.?|табл(?:иц[аеы])?\.?"
)
_LABELLED = re.compile(
    rf"\b(?P<noun>{_LABEL_NOUN})\s*(?P<labels>{_NUMBER}(?:\s*(?:,|and|or|und|oder|et|y|и|&|with|mit|to)\s*"
    rf"(?:(?:{_LABEL_NOUN})\s*)?{_NUMBER}\b)*)",
    re.IGNORECASE,
)
_DENSE_NOUN = "插图|插圖|图表|圖表|图|圖|図|그림|表格|(?<![代发發外仪儀电電钟鐘手])表|표"
_DENSE_LABELLED = re.compile(
    rf"(?P<noun>{_DENSE_NOUN})\s*(?P<labels>{_NUMBER}(?:\s*(?:[、,和与與及跟と]|그리고|과|와|하고)\s*(?:{_DENSE_NOUN})?\s*{_NUMBER})*)"
)
_TABLE_NOUNS = ("tab", "таб", "表", "표")
_COUNTED = re.compile(
    r"(?:\b(?:image|picture|pic|number|nr\.?|no\.|nummer|bild|chart|plot|graph|diagramm?)\s*#?|#)(?P<number>\d{1,3})\b",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    r"\b(?:enlarge|zoom (?:in )?(?:on|to|into)?|show|open|display|vergrößere|zeige?|öffne)"
    r"\s+(?P<number>\d{1,2})\b(?![.\d])",
    re.IGNORECASE,
)
_OWN_WORDS, _OTHER_WORDS = 1.0, 0.6
"""What a word of a description counts that stands in the caption, or in the text around the figure."""
_KIND_FITS = 0.75
_PREFIX = 5
"""Words that begin alike for so many letters count as forms of one word."""


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """What a conversation has shown when a question is asked.

    Attributes:
        figures: by number, each once.
        latest: the figures of the latest turn that showed any.
        focus: those last spoken of or shown.
        recent: the ids of figures in the order in which they were last shown, the latest last.
    """

    figures: dict[int, PlacedFigure]
    latest: tuple[PlacedFigure, ...]
    focus: tuple[PlacedFigure, ...]
    recent: tuple[str, ...]

    @classmethod
    def of(cls, turns: Sequence[Answer], spoken_of: tuple[PlacedFigure, ...]) -> ShownBefore:
        """The state after these turns, the last of which spoke of these figures."""
        by_number: dict[int, PlacedFigure] = {}
        recent: dict[str, None] = {}
        latest: tuple[PlacedFigure, ...] = ()
        for turn in turns:
            for placed in turn.figures:
                by_number.setdefault(placed.number, placed)
                recent.pop(placed.figure.id, None)
                recent[placed.figure.id] = None
            latest = turn.figures or latest
        figures = dict(sorted(by_number.items()))
        return cls(figures, each_once(latest), each_once(spoken_of or latest), tuple(recent))

    def in_order(self, chosen: Iterable[PlacedFigure]) -> tuple[PlacedFigure, ...]:
        """The figures as they are numbered."""
        return tuple(sorted(each_once(chosen), key=lambda placed: placed.number))

    def last_two(self) -> tuple[PlacedFigure, ...]:
        """The two that were shown last, as they are numbered."""
        by_id = {placed.figure.id: placed for placed in self.figures.values()}
        return self.in_order(by_id[each] for each in self.recent[-2:] if each in by_id)


def each_once(placed: Iterable[PlacedFigure]) -> tuple[PlacedFigure, ...]:
    """Without those that stand in front of them already."""
    return tuple({each.figure.id: each for each in placed}.values())


def named_labels(question: str) -> tuple[str, ...]:
    """The numbers of figures a question names, normalised, each once: "Figures 2 and 3.1" gives ("2", "3.1")."""
    return tuple(dict.fromkeys(label for label, _ in _labels(question)))


def _labels(question: str) -> list[tuple[str, bool]]:
    """Each label that is named, and whether it is called a table."""
    plain = unicodedata.normalize("NFKC", question)
    found = sorted((*_LABELLED.finditer(plain), *_DENSE_LABELLED.finditer(plain)), key=lambda match: match.start())
    return [
        (label.replace("–", "-").rstrip("."), match.group("noun").lower().startswith(_TABLE_NOUNS))
        for match in found
        for label in re.findall(_NUMBER, match.group("labels"))
    ]


def by_label(
    question: str, before: ShownBefore, *, or_number: bool
) -> tuple[tuple[PlacedFigure, ...], tuple[str, ...]]:
    """The shown figures of the labels a question names, and the labels that were not shown.

    Args:
        question: as it was asked.
        before: what was shown.
        or_number: whether "figure 2" may be the second one shown, where none with that label was.
    """
    found: list[PlacedFigure] = []
    unknown: list[str] = []
    for label, is_table in _labels(question):
        same = [placed for placed in before.figures.values() if placed.figure.label == label]
        same.sort(key=lambda placed: ((placed.figure.kind is FigureKind.TABLE) == is_table, placed.number))
        if same:
            found.append(same[-1])
        elif or_number and label.isdecimal() and int(label) in before.figures:
            found.append(before.figures[int(label)])
        else:
            unknown.append(label)
    return each_once(found), tuple(dict.fromkeys(unknown))


class Pointing:
    """The figures that one question points at by their place in the conversation."""

    def __init__(self, asked: AskedWords, before: ShownBefore) -> None:
        self._asked = asked
        self._before = before
        self._last = max(before.figures, default=0)
        self.missed = False
        """Whether a place was named at which nothing was shown."""

    def by_place(self) -> tuple[PlacedFigure, ...]:
        """Those named by number, ordinal, or place: "the second", "the last two", "the previous one", "the latter"."""
        few = self._first_or_last_few()
        if few:
            return few
        found: list[tuple[int, PlacedFigure]] = []
        for pattern in (_COUNTED, _BARE_NUMBER):
            for match in pattern.finditer(self._asked.text):
                self._take(found, 0, self._before.figures.get(int(match.group("number"))))
        for position, token in enumerate(self._asked.tokens):
            if self._is_place(position):
                self._take(found, position, self._at(token, position))
        return each_once(placed for _, placed in found)

    @property
    def names_a_place(self) -> bool:
        """Whether a figure is named by an ordinal or its place, whatever was shown."""
        return any(self._is_place(position) for position in range(len(self._asked.tokens)))

    def _take(self, found: list[tuple[int, PlacedFigure]], position: int, placed: PlacedFigure | None) -> None:
        if placed is None:
            self.missed = True
        else:
            found.append((position, placed))

    def _is_place(self, position: int) -> bool:
        """Whether the token stands for a figure: "the first" alone or before a noun for one, not "the first page"."""
        token = self._asked.tokens[position]
        following = self._asked.after(position)
        if token in lexicon.BEFORE_IT | lexicon.AFTER_IT:
            return self._asked.before(position) in lexicon.FIGURE_NOUNS and following not in lexicon.FIGURE_NOUNS
        adjectives = lexicon.PREVIOUS | lexicon.NEXT | lexicon.MIDDLE | lexicon.FORMER | lexicon.LATTER | lexicon.LAST
        if token not in lexicon.ORDINALS and token not in adjectives:
            return False
        if following in lexicon.FIGURE_NOUNS:
            return True
        behind = self._asked.after(position + 1)
        if lexicon.is_subject(following or "-"):
            return behind in lexicon.FIGURE_NOUNS
        if token in lexicon.MIDDLE:
            return False
        determined = self._asked.before(position) in lexicon.DETERMINERS
        return determined and following not in {
            "when",
            "time",
            "thing",
            "page",
            "day",
            "two",
            "three",
            "four",
            "and/or",
        }

    def _at(self, token: str, position: int) -> PlacedFigure | None:
        if token in lexicon.ORDINALS:
            return self._numbered(lexicon.ORDINALS[token], self._asked.after(position))
        if token in lexicon.LAST:
            return self._of_kind(self._asked.after(position))[-1] if self._before.figures else None
        if token in lexicon.MIDDLE:
            group = self._before.latest if len(self._before.latest) > 1 else tuple(self._before.figures.values())
            return group[len(group) // 2] if group else None
        if token in lexicon.FORMER | lexicon.LATTER:
            two = self._before.last_two()
            return (two[0] if token in lexicon.FORMER else two[-1]) if two else None
        return self._beside(-1 if token in lexicon.PREVIOUS | lexicon.BEFORE_IT else 1)

    def _numbered(self, number: int, noun: str) -> PlacedFigure | None:
        placed = self._before.figures.get(number)
        if placed is not None and _fits_noun(placed, noun):
            return placed
        same = self._of_kind(noun)
        return same[number - 1] if number <= len(same) else None

    def _of_kind(self, noun: str) -> list[PlacedFigure]:
        everything = list(self._before.figures.values())
        return [placed for placed in everything if _fits_noun(placed, noun)] or everything

    def _beside(self, step: int) -> PlacedFigure | None:
        """The one before or after that last spoken of; where there is none before it, the one seen before it."""
        numbers = sorted(self._before.figures)
        here = self._before.focus[0].number if step < 0 else self._before.focus[-1].number
        beyond = [number for number in numbers if (number < here if step < 0 else number > here)]
        if beyond:
            return self._before.figures[beyond[-1] if step < 0 else beyond[0]]
        if step > 0:
            return self._before.figures[numbers[-1]]
        seen = [each for each in self._before.recent if each != self._before.focus[0].figure.id]
        return next(
            (p for p in self._before.figures.values() if seen and p.figure.id == seen[-1]), self._before.focus[0]
        )

    def _first_or_last_few(self) -> tuple[PlacedFigure, ...]:
        for position, token in enumerate(self._asked.tokens):
            from_start = lexicon.ORDINALS.get(token) == 1
            if not from_start and token not in lexicon.LAST:
                continue
            count = lexicon.COUNTS.get(self._asked.after(position))
            behind = self._asked.after(position + 1)
            if count is None or (behind and behind not in lexicon.FIGURE_NOUNS and lexicon.is_subject(behind)):
                continue
            shown = tuple(self._before.figures.values())
            return shown[:count] if from_start else shown[-count:]
        return ()

    def other(self) -> tuple[PlacedFigure, ...]:
        """The one that was not spoken of last: "the other one"."""
        positions = [n for n, token in enumerate(self._asked.tokens) if token in lexicon.OTHER]
        for position in positions:
            following = self._asked.after(position)
            if following and following not in lexicon.FIGURE_NOUNS and lexicon.is_subject(following):
                continue
            spoken_of = {placed.figure.id for placed in self._before.focus[:1]}
            group = [p for p in self._before.latest if p.figure.id not in spoken_of]
            by_id = {p.figure.id: p for p in self._before.figures.values() if p.figure.id not in spoken_of}
            seen = [by_id[each] for each in self._before.recent if each in by_id]
            return tuple((group or seen)[-1:])
        return ()

    def several(self) -> tuple[PlacedFigure, ...]:
        """More than one at a time: "both", "all of them", "these two", "them"."""
        words = self._asked.words
        focus = self._before.in_order(self._before.focus)
        if words & lexicon.ALL and words & (lexicon.PLURALS | lexicon.FIGURE_NOUNS):
            return focus if len(focus) > 2 else self._before.in_order(self._before.figures.values())
        two = any(
            token in {"two", "zwei"} and self._asked.before(n) in lexicon.DETERMINERS
            for n, token in enumerate(self._asked.tokens)
        )
        if words & lexicon.BOTH or two:
            return focus if len(focus) == 2 else self._before.last_two()
        if len(focus) > 1:
            return focus
        return self._before.latest if len(self._before.latest) > 1 else self._before.last_two()

    @property
    def means_several(self) -> bool:
        """Whether the question speaks of more than one figure at once."""
        words = self._asked.words
        if words & lexicon.ALL and words & (lexicon.PLURALS | lexicon.FIGURE_NOUNS):
            return True
        for position, token in enumerate(self._asked.tokens):
            following = self._asked.after(position)
            of_figures = following in lexicon.FIGURE_NOUNS or not lexicon.is_subject(following or "-")
            counted = token in {"two", "zwei"} and self._asked.before(position) in lexicon.DETERMINERS
            plural = token in lexicon.PLURALS and token != "diese" and following not in lexicon.FIGURE_NOUNS
            if of_figures and (token in lexicon.BOTH or counted or plural):
                return True
        return False

    @property
    def noun(self) -> str:
        """The noun for a figure behind a determiner: "that chart", "the wiring diagram"; "" without one."""
        return self._noun_after(lexicon.DETERMINERS)

    @property
    def pointed_noun(self) -> str:
        """The noun for a figure behind "this" or "that"."""
        return self._noun_after(lexicon.DEMONSTRATIVES)

    def _noun_after(self, determiners: frozenset[str]) -> str:
        tokens = self._asked.tokens
        for position, token in enumerate(tokens):
            if token not in determiners:
                continue
            for noun in tokens[position + 1 : position + 4]:
                if noun in lexicon.FIGURE_NOUNS:
                    return noun
                if not noun[0].isalnum() or noun in lexicon.DETERMINERS or noun in {"of", "on", "in", "is", "from"}:
                    break
        return ""


def _fits_noun(placed: PlacedFigure, noun: str) -> bool:
    if noun in lexicon.TABLE_NOUNS:
        return placed.figure.kind is FigureKind.TABLE
    if noun in lexicon.RASTER_NOUNS:
        return placed.figure.kind in (FigureKind.RASTER, FigureKind.MIXED)
    return True


def described(asked: AskedWords, before: ShownBefore, *, at_least: float) -> PlacedFigure | None:
    """The shown figure that the subject of a question describes best, the latest of equals; None below `at_least`.

    The measure is the share of the question's terms that stand in the figure's caption, or, for less, around it.
    """
    best, chosen = at_least, None
    for placed in before.figures.values():
        share = description_share(asked, placed)
        if share >= best:
            best, chosen = share, placed
    return chosen


def description_share(asked: AskedWords, placed: PlacedFigure, *, caption_only: bool = False) -> float:
    """How much of the question's subject is said of a figure, 0 to 1."""
    figure, document = placed.figure, placed.document
    own = terms(f"{figure.caption} {figure.inside}")
    around = terms(
        " ".join(
            (document.title, document.name, *figure.heading_path, figure.nearby, *(m.text for m in figure.mentions))
        )
    )
    total = 0.0
    for term in asked.subject:
        if _has(term, own):
            total += _OWN_WORDS
        elif term in _KIND_TERMS and _fits_noun(placed, _KIND_TERMS[term]):
            total += _KIND_FITS
        elif not caption_only and _has(term, around):
            total += _OTHER_WORDS
    return total / max(1, len(asked.subject))


_KIND_TERMS = {terms(noun)[0]: noun for noun in lexicon.TABLE_NOUNS | lexicon.RASTER_NOUNS}


def _has(term: str, held: Sequence[str]) -> bool:
    if term in held:
        return True
    return len(term) >= _PREFIX and any(
        len(other) >= _PREFIX and (other.startswith(term[:-1]) or term.startswith(other)) for other in held
    )
