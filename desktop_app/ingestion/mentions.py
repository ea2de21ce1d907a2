"""Which paragraphs refer to which figures: "Figure 3.2", "Figs. 3 and 4", "Abbildung 2", "图 3", "the figure below"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.documents import Figure, FigureKind, Mention, Passage
from desktop_app.domain.geometry import Region
from desktop_app.support.unspaced_scripts import NARROW

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
    r"(?P<noun>插图|插圖|图表|圖表|附图|附圖|照片|写真|图|圖|図|그림|사진|表格|(?<![代发發外仪儀电電钟鐘手])表|표)\s*(?P<numbers>[A-Z]?\d+(?:[.\-–]\d+)*(?:\s*(?:、|,|，|和|及|与|與|と|과|와|~|～|至|到|[-–—])\s*(?:图|圖|図|表)?\s*\d+(?:[.\-–]\d+)*)*)"
)
_CJK_TABLE_NOUNS = {"表格", "表", "표"}
_PICTURE_NOUN = rf"{_FIGURE_NOUN}|images?|pictures?|plots?|graphs?|drawings?|photo(?:graph)?s?|imagen|imagem|gráfic[oa]"
_POINTER = re.compile(
    rf"\b(?:(?P<before>following|next|preceding|previous|accompanying|folgende[nrs]?|nächste[nrs]?|vorige[nrs]?|vorstehende[nrs]?)"
    rf"\s+(?P<noun1>{_PICTURE_NOUN}|{_TABLE_NOUN})"
    rf"|(?P<noun2>{_PICTURE_NOUN}|{_TABLE_NOUN})\s+(?P<after>below|above|overleaf|unten|oben|ci-dessous|ci-dessus|"
    rf"suivante?|précédente?|siguiente|anterior|(?:on|auf)\s+(?:the|der)\s+(?P<page>next|following|facing|opposite|previous|"
    rf"preceding|nächsten|folgenden|vorigen)\s+(?:page|Seite)))\b(?!\s*\d)",
    re.IGNORECASE,
)
_CJK_POINTER = re.compile(
    r"(?P<after>下面的|下|次の|上面的|上|前の|前)の?(?P<noun2>[图圖図表])(?!\s*[\d面片像示形表書书])"
)
_BACKWARD = (
    "preceding",
    "previous",
    "above",
    "oben",
    "ci-dessus",
    "précédent",
    "anterior",
    "上",
    "前",
    "vorig",
    "vorstehend",
)
"""How the words begin that point to what stands before."""

_BARE = re.compile(
    r"\b(?:see(?:\s+also)?|cf\.|siehe(?:\s+auch)?|vgl\.|voir|véase|参见|见)\s*"
    r"(?P<numbers>(?:[A-Z]\.)?\d+(?:[.\-]\d+)+(?:\s*(?:,|and|und|et|y|和)\s*\d+(?:[.\-]\d+)+)*)(?![.\-]?\d)",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"({_NUMBER})(?:\s?\([a-z](?:[-–,][a-z])*\)|[a-h](?![a-z]))?")
_SECTION = re.compile(r"[A-Z]?\d*(?:\.\d+)+|\d+")
_RANGE_SIGN = re.compile(r"^\s*(?:-|–|—|~|～|至|到|to|through|bis)\s*[图圖図]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    passage: Passage
    text: str
    region: Region


class _Labels:
    """The document's figures by label, tables apart from the rest, and the numbers of its sections."""

    def __init__(self, figures: Sequence[Figure], headings: Iterable[str] = ()) -> None:
        self._by_key: dict[tuple[bool, str], list[Figure]] = {}
        self._sections = {label_key(found[0]) for title in headings if (found := _SECTION.match(title))}
        for figure in figures:
            if figure.label:
                is_table = figure.kind is FigureKind.TABLE
                self._by_key.setdefault((is_table, label_key(figure.label)), []).append(figure)

    def knows(self, key: str, *, table: bool) -> bool:
        """Whether there is such a label."""
        return (table, key) in self._by_key

    def is_section(self, key: str) -> bool:
        """Whether a heading has this number."""
        return key in self._sections

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
    labels = _Labels(figures, {title for passage in passages for title in passage.heading_path})
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
    for key, table in _named(paragraph.text, labels):
        if figure := labels.nearest(key, page, table=table):
            yield figure
    for pattern in (_POINTER, _CJK_POINTER):
        for found in pattern.finditer(paragraph.text):
            if figure := _pointed_at(found, paragraph.region, figures):
                yield figure


def _named(text: str, labels: _Labels) -> Iterator[tuple[str, bool]]:
    """The labels that a text names, each with whether it is a table's."""
    text = text.translate(NARROW)
    for found in _REFERENCE.finditer(text):
        table = found["table"] is not None
        yield from ((key, table) for key in _keys(found["numbers"], labels, table=table))
    for found in _CJK_REFERENCE.finditer(text):
        table = found["noun"] in _CJK_TABLE_NOUNS
        yield from ((key, table) for key in _keys(found["numbers"], labels, table=table))
    yield from ((key, False) for key in _bare_keys(text, labels))


def _bare_keys(text: str, labels: _Labels) -> Iterator[str]:
    """The labels in "see 3.2", where no section of the document has this number."""
    for found in _BARE.finditer(text):
        for number in _SPLIT.finditer(found["numbers"]):
            key = label_key(number[0])
            if labels.knows(key, table=False) and not labels.is_section(key):
                yield key


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
    parts = found.groupdict()
    noun = parts.get("noun1") or parts["noun2"] or ""
    word = (parts.get("before") or parts["after"] or "").casefold()
    turned = (parts.get("page") or "").casefold()
    table = noun in _CJK_TABLE_NOUNS or re.fullmatch(_TABLE_NOUN, noun, re.IGNORECASE) is not None
    candidates = [figure for figure in figures if (figure.kind is FigureKind.TABLE) == table]
    if turned:
        page = region.page + (-1 if turned.startswith(_BACKWARD) else 1)
        candidates = [figure for figure in candidates if figure.page == page]
        return min(candidates, key=lambda figure: figure.box.y0, default=None)
    here = (region.page, region.box.y0)
    if word.startswith(_BACKWARD):
        before = [f for f in candidates if (f.page, f.box.y0) < here and f.page >= region.page - 1]
        return max(before, key=lambda figure: (figure.page, figure.box.y1), default=None)
    after = [f for f in candidates if (f.page, f.box.y1) > here and f.page <= region.page + 1]
    return min(after, key=lambda figure: (figure.page, figure.box.y0), default=None)


def _is_caption(text: str, figure: Figure) -> bool:
    """Whether the paragraph is the figure's own caption."""
    text = text.translate(NARROW)
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
