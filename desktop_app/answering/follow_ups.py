"""Questions that lean on the one before: what they leave unsaid, said again, so that they can be searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop_app.answering import reference_words as lexicon
from desktop_app.answering.reference_words import AskedWords
from desktop_app.answering.unspaced_words import telling_pieces
from desktop_app.support.unspaced_scripts import UNSPACED_RUN

_LEADS_ON = re.compile(
    r"^\W*(?:(?:and|but|or|also|then|so|what about|how about|what of|same|the same|tell me more|go on|"
    r"und|aber|oder|auch|dann|was ist mit|wie (?:ist|sieht) es (?:mit|bei)|das ?gleiche|dasselbe|genauso)\b|"
    r"(?:why|why not|how so|really|more|explain|in what way|for example|such as|warum|wieso|weshalb|inwiefern|mehr|"
    r"zum beispiel)\s*(?:it|that|this|das)?\s*[?.!]*$|"
    r"那|还有|還有|另外|そして|それで|では|じゃあ|그럼|그리고|그러면|(?:为什么|為什麼|なぜ|どうして|왜)\s*[？?]*$)|"
    r"呢\s*[？?]*$|^\W*[^\W\d_의]{1,8}[은는]요\s*[？?]*$|^\W*[^\W\d_の]{1,8}は\s*[？?]+$",
    re.IGNORECASE,
)
_TURNS_AWAY = re.compile(
    r"\b(?:what|how) (?:about|of)\b|\bsame (?:for|with|in|on|of)\b|"
    r"^\W*(?:and|but|und|aber)(?: (?:for|with|in case of|what about|für|bei|mit|was ist mit|wie ist es (?:mit|bei)))?"
    r"(?: (?:the|its|their|a|der|die|das|dem|den|seine?|ihre?))? \w+(?: \w+)?\W*$|"
    r"\b(?:the|an)other\b|\b(?:für|bei|mit) (?:der|dem|den|die|das) ander\w+|\binstead\b|\bstattdessen\b|"
    r"\b(?:was|wie) ist (?:es )?(?:mit|bei)\b|"
    r"呢\s*[？?]*$|[^\W\d_]は(?:どう(?:ですか)?)?\s*[？?]+$|[은는]요\s*[？?]*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:and|but|und|aber) (?:over|after|before|during|when|where|why|how|then|wann|warum|wie|wo|dann|nach|vor)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:what|which|how|why|where|when|who|whose|is|are|was|were|do|does|did|can|could|should|will|show|explain|list|"
    r"describe|compare|give|tell|find|wie|was|warum|wo|wann|wer|welche\w*|ist|sind|war|kann|soll|zeig\w*|erklär\w*|"
    r"vergleich\w*|nenne\w*|woher|wozu|wodurch|gibt|hat|haben)\b|"
    r"什么|什麼|怎|如何|为何|為何|哪|谁|誰|多[少久大长長高]|[几幾]|[吗嗎]|是否|请|請|"
    r"どう|どの|どこ|どれ|どんな|なに|何|なぜ|いつ|いくつ|か[？?。]*$|ください|教えて|見せて|見たい|"
    r"무엇|무슨|어떻게|어떤|어디|왜|언제|누구|얼마|몇|[까요][?？.]*$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\b(?:the|a|an|der|die|das|des|dem|den|einer|eines|eine|ein)\s+(?P<modifier>[^\W\d_]+)\s+(?P<head>[^\W\d_]+)",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"^\W*(?:and|but|so|then|und|aber|dann)\s+"
    r"(?:what|which|how|why|where|when|who|wie|was|warum|wo|wann|wer|welche\w*)\b(?! about)",
    re.IGNORECASE,
)
"""Begins like a follow-up, but goes on as a question of its own."""
_REPLACES = re.compile(r"呢\s*[？?]*$|[^\W\d_]は(?:どう(?:ですか)?)?\s*[？?]+$|[은는]요\s*[？?]*$")
_OWNED = re.compile(r"(?P<owner>[^\W_]+?)(?:的|の|의\s)\s*(?=[^\W_])")
_FULL_SUBJECTS = 2
_FEW_SUBJECTS, _SOME_SUBJECTS = 3, 4


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question made ready for searching.

    Attributes:
        search: the words to search for.
        base: the latest question that stands for itself.
        turns_away: whether it asks the same of something else, so that what was shown before is not meant.
    """

    search: str
    base: str
    turns_away: bool = False


def follow_up(question: str, base: str, search_before: str) -> FollowUp:
    """A question with what it leaves unsaid.

    Args:
        question: as it was asked.
        base: the latest question that stood for itself; "" at the beginning of a conversation.
        search_before: what the question before was searched by.
    """
    if not base or not leans(question):
        return FollowUp(question, question)
    turns_away = bool(_TURNS_AWAY.search(question)) and not _GOES_ON.search(question)
    if not turns_away:
        return FollowUp(f"{search_before} {question}", base)
    return FollowUp(f"{_without_contrast(base, question)} {question}".strip(), base, turns_away=True)


def leans(question: str) -> bool:
    """Whether a question can't stand for itself."""
    asked = AskedWords(question)
    count = len(asked.subject)
    whole = bool(_FULL.search(question)) and count >= _FULL_SUBJECTS
    if not count or (_LEADS_ON.search(question) and not whole):
        return True
    if count < _FEW_SUBJECTS and not whole and not _OPENS.search(question):
        return True
    leaning = asked.has_pronoun or bool(asked.words & {"its", "their", "other", "same", "dessen", "deren"})
    return count < _SOME_SUBJECTS and leaning


def _without_contrast(base: str, question: str) -> str:
    """The earlier question without the word that the follow-up puts another in the place of.

    "How is the diesel engine cooled?" and "what about the petrol one?" leave "How is the engine cooled?";
    "水泵的温度是多少？" and "那电机呢？" leave "的温度是多少？".
    """
    if _REPLACES.search(question):
        return _without_owner(base)
    asked = AskedWords(question)
    words = asked.words
    pairs = [
        match
        for match in _PAIR.finditer(base)
        if lexicon.is_subject(match.group("modifier").lower()) and lexicon.is_subject(match.group("head").lower())
    ]
    same_head = [match for match in pairs if match.group("head").lower() in words]
    stand_in = bool(words & {"one", "ones"}) and len(asked.subject) == 1
    chosen = same_head or (pairs[-1:] if stand_in else [])
    if not chosen:
        return base
    start, end = chosen[-1].span("modifier")
    return f"{base[:start]}{base[end:].lstrip()}"


def _without_owner(base: str) -> str:
    """An earlier question in a script without blanks without what its subject belongs to, where it names that."""
    match = _OWNED.search(base)
    pieces = telling_pieces(match.group("owner")) if match else []
    if match is None or not pieces or UNSPACED_RUN.search(base) is None:
        return base
    start = base.rindex(pieces[-1], 0, match.end("owner"))
    return f"{base[:start]}{base[start + len(pieces[-1]) :]}"
