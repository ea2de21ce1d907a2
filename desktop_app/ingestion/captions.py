"""Labels and captions: which paragraphs say "Figure 3.2: …", and what the number and the words are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.support.unspaced_scripts import NARROW

_FIGURE_NOUNS = (
    r"supplementary\s+fig(?:ure|\.)?|extended\s+data\s+fig(?:ure|\.)?|figures?|figs?|fig|abbildung|abb|bild|figura|figuur|figur|"
    r"рисунок|рис|plate|scheme|chart|diagram|exhibit|illustration|screenshot|plot|graph|graphique|photo|image|kuva|"
    r"rysunek|rys|obrázek|obr|ábra|şekil|σχήμα|εικόνα|شكل|الشكل|איור|插图|插圖|图表|圖表|附图|附圖|照片|写真|图|圖|図|그림|사진"
)
_TABLE_NOUNS = (
    r"supplementary\s+tables?|tables?|tab|tabelle|tableau|tabla|tabella|tabel|tabela|tabell|таблица|табл|"
    r"taulukko|tabulka|tablo|πίνακας|جدول|טבלה|表格|表|표"
)
_NUMBER = (
    r"(?:[A-Za-z]{0,2}[.\-]?\d+(?:\s?[.\-–:·](?=\d)\s?\d+){0,4}(?:\s?\([a-z]\)|[a-z](?![a-z]))?"
    r"|[IVXLC]{1,7}(?![A-Za-z])|[A-Z](?:[.\-]\d+)?(?![A-Za-z]))"
)
_LABEL = re.compile(
    rf"^\W{{0,2}}(?P<noun>(?P<figure>{_FIGURE_NOUNS})|(?P<table>{_TABLE_NOUNS}))(?P<dot>\.?)\s*(?:no\.?\s*|№\s*|#)?(?P<number>{_NUMBER})"
    r"(?:\s*[(（](?:continued|cont[.’']?d?\.?|fortsetzung|forts\.|suite|续|續)[)）])?(?P<separator>\s*(?:[.:：。．|‖]|[—–\-]+(?=\s|$)|\)|\]|>)?)",
    re.IGNORECASE,
)
_ASIAN_NOUN = re.compile(r"^(?:[^\x00-\u02ff]+)$")
_MENTION_VERB = re.compile(
    r"^(?:\([a-z]\)\s*)?(?:and|or|to|is|are|was|were|has|have|had|show|depict|illustrat|present|display|give|gives|contain|compar|plot|"
    r"summari[sz]|demonstrat|describ|provid|list|report|below|above|we|you|it|in|on|of|for|with|can|may|must|shall|should|will|would|where|which|"
    r"that|from|as|by|also|then|but|reveal|suggest|indicat|explain|outlin|highlight|represent|includ|zeigt|zeigen|stellt|ist|sind|und|montre|"
    r"présente|et|muestra|y|visuali[sz]es|draws|see|confirm|offer|corresponds?|refers?|tells|does|do|makes?|uses|looks?)\w*\b"
)
_DENSE_SENTENCE = re.compile(
    r"^(?:所示|显示|顯示|给出|給出|表示|展示|说明|說明|是|为|為|中(?=[,，、的可所])|[のはにをがでともへや]|からは?|"
    r"[은는이가을를의에와과로도](?=[ ,]|서|는))"
)
"""How a sentence goes on right after a number; before a caption stands a blank or a sign, or its first word."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class CaptionStart:
    """The beginning of a caption, or of a sentence that mentions a figure.

    Attributes:
        number: the normalised number, such as "3.2", "S1", "IV".
        table: whether the noun is that of a table.
        separated: whether a sign such as a colon or a full stop follows the number.
        rest: the text after the number and the sign.
        like_a_sentence: whether what follows reads as the rest of a sentence ("Figure 3 shows …").
    """

    number: str
    table: bool
    separated: bool
    rest: str
    like_a_sentence: bool


def parse_caption_start(text: str) -> CaptionStart | None:
    """Reads the label at the beginning of a text.

    Returns:
        the parts of "Figure 3.2: Words", or None where the text begins otherwise.
    """
    flat = _SPACES.sub(" ", text.strip())
    found = _LABEL.match(flat.translate(NARROW))
    if found is None:
        return None
    noun, number = found["noun"], found["number"]
    separator = found["separator"].strip()
    rest = flat[found.end() :].lstrip(" —–")
    if not _is_number(noun, number, separator, rest):
        return None
    tail = flat[found.end() : found.end() + 1]
    if not separator and tail and (tail.isalnum() and not _ASIAN_NOUN.match(noun)) and not found["separator"]:
        return None
    runs_on = not found["separator"] and _ASIAN_NOUN.match(noun) and _DENSE_SENTENCE.match(flat[found.end() :])
    sentence = _like_a_sentence(separator, rest) or bool(runs_on)
    return CaptionStart(
        number=normalise_number(number),
        table=found["table"] is not None,
        separated=bool(separator) and not sentence,
        rest=rest,
        like_a_sentence=sentence,
    )


def _is_number(noun: str, number: str, separator: str, rest: str) -> bool:
    """Whether the letters after the noun are a number, and not the next word ("Figure I draw", "image a")."""
    if any(sign.isdigit() for sign in number):
        return True
    if number != number.upper() or noun[0] != noun[0].upper():
        return False
    return bool(separator) or not rest or rest[0].isupper() or len(number) > 1


def _like_a_sentence(separator: str, rest: str) -> bool:
    if not rest:
        return False
    if separator in (")", "]"):
        return rest[0].islower() or rest[0] in ",;."
    if separator:
        return False
    if rest[0] in ",;)":
        return True
    return bool(_MENTION_VERB.match(rest))


def normalise_number(number: str) -> str:
    """The number as it is compared and shown: "3.2", "S1", "IV", without spaces and closing signs."""
    plain = _SPACES.sub("", number).replace("–", "-").replace("·", ".").strip(".:-")
    plain = re.sub(r"\(([a-z])\)$", r"\1", plain)
    if re.fullmatch(r"[ivxlc]+", plain):
        return plain.upper()
    return plain
