"""Which paragraphs refer to which figures: "Figure 3.2", "Figs. 3 and 4", "Abbildung 2", "图 3", "the figure below"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.documents import Figure, FigureKind, Mention, Passage
from desktop_app.domain.geometry import Region

MAX_RANGE = 30
CAPTION_BEGINNING = 40

_FIGURE_NOUN = (
    r"figures?|figs?\.?|abbildung(?:en)?|abb\.|bild(?:er)?|figura?s?|figuren|figuur|рис(?:ун(?:ок|ке|ка|ки))?\.?|"
    r"plates?|schemes?|charts?|diagrams?|illustrations?|exhibits?|screenshots?"
)
_TABLE_NOUN = r"tables?|tab\.|tabellen?|tableaux?|tablas?|tabelle|табл(?:иц[аеы])?\.?"
_NUMBER = r"(?:[A-Z]{0,2}[.\-]?\d+(?:[.\-–]\d+)*|[IVX]{1,6}\b)"
_ONE = rf"{_NUMBER}(?:\s?\([a-z](?:[-–,][a-z])*\)|[a-h](?![a-z]))?"
_JOINING_WORD = r"(?:and|und|et|y|or|to|through|bis)\b"
_MORE = rf"(?:\s*(?:,\s*(?:{_JOINING_WORD})?|;|&|-|–|—|\b{_JOINING_WORD})\s*{_ONE})*"
_REFERENCE = re.compile(
    rf"(?<![\w])(?:(?P<figure>{_FIGURE_NOUN})|(?P<table>{_TABLE_NOUN}))\s*(?:no\.\s*|#)?(?P<numbers>(?-i:{_ONE}){_MORE})",
    re.IGNORECASE,
)
_CJK_REFERENCE = re.compile(
    r"(?P<noun>插图|插圖|图表|图|圖|図|그림|表格|表|표)\s*(?P<numbers>[A-Z]?\d+(?:[.\-–]\d+)*(?:\s*(?:、|,|，|和|及|与|與|と|~|～|至|到)\s*(?:图|圖|図|表)?\s*\d+(?:[.\-–]\d+)*)*)"
)
_CJK_TABLE_NOUNS = {"表格", "表", "표"}
_POINTER = re.compile(
    rf"\b(?:(?P<before>following|next|preceding|previous)\s+(?P<noun1>{_FIGURE_NOUN}|{_TABLE_NOUN})"
    rf"|(?P<noun2>{_FIGURE_NOUN}|{_TABLE_NOUN})\s+(?P<after>below|above))\b(?!\s*\d)",
    re.IGNORECASE,
)
_FORWARD = {"following", "next", "below"}
_SPLIT = re.compile(rf"({_NUMBER})(?:\s?\([a-z](?:[-–,][a-z])*\)|[a-h](?![a-z]))?")
_RANGE_SIGN = re.compile(r"^\s*(?:-|–|—|~|～|至|到|to|through|bis)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    passage: Passage
    text: str
    region: Region


class _Labels:
    """The document's figures by label, tables apart from the rest."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_key: dict[tuple[bool, str], list[Figure]] = {}
        for figure in figures:
            if figure.label:
                is_table = figure.kind is FigureKind.TABLE
                self._by_key.setdefault((is_table, label_key(figure.label)), []).append(figure)

    def knows(self, key: str, *, table: bool) -> bool:
        """Whether there is such a label."""
        return (table, key) in self._by_key

    def nearest(self, key: str, page: int, *, table: bool) -> Figure | None:
        """The figure of this label; where a label repeats, the one nearest to the page."""
        found = self._by_key.get((table, key), [])
        return min(found, key=lambda figure: (abs(figure.page - page), figure.page < page), default=None)


def label_key(label: str) -> str:
    """A label in the form in which two are compared: "3-1" and "3.1" are the same, letters in either case."""
    key = re.sub(r"[-–—·:]+", ".", re.sub(r"\s+", "", label)).casefold()
    return key.strip(".")


def find_mentions(passages: Sequence[Passage], figures: Sequence[Figure]) -> dict[str, list[Mention]]:
    """The paragraphs that refer to each figure, by figure id, in reading order; a figure's caption is none."""
    labels = _Labels(figures)
    mentions: dict[str, dict[Mention, None]] = {}
    for paragraph in _paragraphs(passages):
        for figure in _referred_to(paragraph, labels, figures):
            if not _is_caption(paragraph.text, figure):
                mention = Mention(paragraph.passage.id, paragraph.text)
                mentions.setdefault(figure.id, {})[mention] = None
    return {identity: list(found) for identity, found in mentions.items()}


def _paragraphs(passages: Sequence[Passage]) -> Iterator[_Paragraph]:
    for passage in passages:
        for place, text in enumerate(passage.text.split("\n\n")):
            yield _Paragraph(passage, text, passage.regions[min(place, len(passage.regions) - 1)])


def _referred_to(paragraph: _Paragraph, labels: _Labels, figures: Sequence[Figure]) -> Iterator[Figure]:
    page = paragraph.region.page
    for found in _REFERENCE.finditer(paragraph.text):
        table = found["table"] is not None
        for key in _keys(found["numbers"], labels, table=table):
            if figure := labels.nearest(key, page, table=table):
                yield figure
    for found in _CJK_REFERENCE.finditer(paragraph.text):
        table = found["noun"] in _CJK_TABLE_NOUNS
        for key in _keys(found["numbers"], labels, table=table):
            if figure := labels.nearest(key, page, table=table):
                yield figure
    for found in _POINTER.finditer(paragraph.text):
        if figure := _pointed_at(found, paragraph.region, figures):
            yield figure


def _keys(numbers: str, labels: _Labels, *, table: bool) -> list[str]:
    """The labels named in "3.1, 3.2 and 4" or "2–4"."""
    keys: list[str] = []
    end_before: int | None = None
    for found in _SPLIT.finditer(numbers):
        whole, plain = label_key(found[0]), label_key(found[1])
        if labels.knows(whole, table=table):
            named = [whole]
        elif labels.knows(plain, table=table):
            named = [plain]
        else:
            first, _, last = found[1].replace("–", "-").partition("-")
            named = _range(label_key(first), label_key(last)) or [plain]
        between = "" if end_before is None else numbers[end_before : found.start()]
        if keys and _RANGE_SIGN.match(between):
            named = _range(keys[-1], plain)[1:] or named
        keys += named
        end_before = found.end()
    return keys


def _range(first: str, last: str) -> list[str]:
    """All labels from "2" to "4", or from "3.1" to "3.4"; empty where these are no ends of a range."""
    stem_1, _, tail_1 = first.rpartition(".")
    stem_2, _, tail_2 = last.rpartition(".")
    if (stem_2 and stem_1 != stem_2) or not (tail_1.isdecimal() and tail_2.isdecimal()):
        return []
    start, end = int(tail_1), int(tail_2)
    if not start < end <= start + MAX_RANGE:
        return []
    return [f"{stem_1}.{number}" if stem_1 else str(number) for number in range(start, end + 1)]


def _pointed_at(found: re.Match[str], region: Region, figures: Sequence[Figure]) -> Figure | None:
    """The figure that "below" or "above" means: the nearest on the page, else on the next or the last one."""
    noun = found["noun1"] or found["noun2"]
    word = (found["before"] or found["after"]).casefold()
    table = re.fullmatch(_TABLE_NOUN, noun, re.IGNORECASE) is not None
    candidates = [figure for figure in figures if (figure.kind is FigureKind.TABLE) == table]
    here = (region.page, region.box.y0)
    if word in _FORWARD:
        after = [f for f in candidates if (f.page, f.box.y1) > here and f.page <= region.page + 1]
        return min(after, key=lambda figure: (figure.page, figure.box.y0), default=None)
    before = [f for f in candidates if (f.page, f.box.y0) < here and f.page >= region.page - 1]
    return max(before, key=lambda figure: (figure.page, figure.box.y1), default=None)


def _is_caption(text: str, figure: Figure) -> bool:
    """Whether the paragraph is the figure's own caption."""
    start = _REFERENCE.match(text) or _CJK_REFERENCE.match(text)
    if start is None:
        return False
    rest = _letters(text[start.end() :])
    caption = _letters(figure.caption)
    if not rest:
        return True
    shared = min(len(rest), len(caption), CAPTION_BEGINNING)
    return shared > 0 and rest[:shared] == caption[:shared]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
