"""The words by which people point at figures, in English and German, and a question as a row of them.

Everything that resolves references reads these lists; another language is another set of entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from desktop_app.answering.stop_words import ENGLISH
from desktop_app.answering.text_terms import fold, is_unspaced
from desktop_app.answering.unspaced_words import is_function_word, split_run, telling_pairs
from desktop_app.support.unspaced_scripts import by_script

_TOKEN = re.compile(r"#?\d+(?:\.\d+)*\.?(?=\s|$|[?!,;)])|#?\w+(?:['’]\w+)?|[?!.,;:]")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC_NOUNS = _set(
    "figure figures fig figs image images picture pictures pic pics chart charts plot plots graph graphs graphic "
    "graphics diagram diagrams drawing drawings illustration illustrations visual visuals one ones abbildung "
    "abbildungen abb bild bilder bildes grafik grafiken graphik graphiken diagramm diagramme diagramms zeichnung "
    "zeichnungen darstellung darstellungen schaubild illustrationen"
)
TABLE_NOUNS = _set("table tables tabelle tabellen")
RASTER_NOUNS = _set("screenshot screenshots photo photos photograph photographs foto fotos bildschirmfoto aufnahme")
KIND_NOUNS = (
    TABLE_NOUNS
    | RASTER_NOUNS
    | _set(
        "map maps curve curves circuit circuits schematic schematics histogram histograms flowchart karte karten "
        "kurve kurven schaltplan schaltbild histogramm kennlinie"
    )
)
"""Nouns that name a figure and also say something of what it shows."""
FIGURE_NOUNS = GENERIC_NOUNS | KIND_NOUNS

_GERMAN_ORDINALS = ("erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte")
_ENGLISH_ORDINALS = (
    "first 1st",
    "second 2nd",
    "third 3rd",
    "fourth 4th",
    "fifth 5th",
    "sixth 6th",
    "seventh 7th",
    "eighth 8th",
    "ninth 9th",
    "tenth 10th",
)
ORDINALS = {
    word: number
    for number, (english, german) in enumerate(zip(_ENGLISH_ORDINALS, _GERMAN_ORDINALS, strict=True), start=1)
    for word in (*english.split(), *(german + ending for ending in ("", "n", "r", "s", "m")))
}
COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4, "zwei": 2, "drei": 3, "vier": 4, "beiden": 2}
LAST = _set("last latest newest letzte letzten letzter letztes letztem")
PREVIOUS = _set(
    "previous preceding earlier prior vorige vorigen voriges voriger vorherige vorherigen vorheriges vorheriger "
    "frühere früheren"
)
NEXT = _set("next following nächste nächsten nächstes nächster folgende folgenden folgendes folgender")
MIDDLE = _set("middle mittlere mittleren mittleres")
FORMER = _set("former erstere ersteren ersteres")
LATTER = _set("latter letztere letzteren letzteres")
BEFORE_IT = _set("before above davor darüber oben")
AFTER_IT = _set("after below underneath danach darunter unten")
OTHER = _set("other andere anderen anderes anderer anderem")
BOTH = _set("both beide beiden beides")
ALL = _set("all alle allen")
PLURALS = _set("them they these those diese")
DEMONSTRATIVES = _set("this that these those same diese dieser dieses diesem diesen jene jenes jener dasselbe dieselbe")
PRONOUNS = _set(
    "it this that them they these those es sie ihn das dies dieses diese darin darauf daran davon "
    "它 它们 它們 这个 這個 那个 那個 这些 這些 那些 それ これ あれ 이것 그것 저것"
)
_ALSO_DETERMINERS = _set("this that these those das dies dieses diese sie 这个 這個 那个 那個 这些 這些 那些")
INSIDE = _set("darin darauf daran")
DETERMINERS = _set("the der die das dem den des vom zum im am beim") | DEMONSTRATIVES
QUESTION_WORDS = _set(
    "what which how why who whose when where whats what's was wie warum wieso weshalb wer wann wo welche welcher "
    "welches welchen welchem woher"
)

_GERMAN_FUNCTION_WORDS = _set(
    "aber als am an auch auf aus bei beim bis bitte da dann das dass davon dazu dein dem den denn der des die dir "
    "doch du ein eine einem einen einer eines er es für habe haben hat hier hin ich ihm ihn ihr im in ist ja "
    "jetzt kann kannst können könntest man mal mehr mein mich mir mit nach nicht noch nun nur ob oder ohne sehr "
    "sein sich sie sind so über um und uns unter vom von vor war waren wäre was weg wenn wie wieder will wir wird "
    "wo wurde würde zu zum zur zwischen gibt genau gerne möchte darf"
)
_ENGLISH_FUNCTION_WORDS = _set(
    "ok okay yes no now hm hmm well thanks thank hey hi let let's lets me i'd i'll want like see tell what's "
    "where's that's it's there's too else next anything something really actually instead one ones id"
)
FUNCTION_WORDS = ENGLISH | _GERMAN_FUNCTION_WORDS | _ENGLISH_FUNCTION_WORDS
"""Words that say nothing about a subject, in either language."""

ENLARGE = re.compile(
    r"\b(?:enlarge\w*|zoom\w*|magnify|bigger|larger|full[- ]?(?:size|screen)|in full|blow\w* up|close-?up|"
    r"vergrößer\w*|vergroesser\w*|größer\w*|groesser\w*|vollbild|heranzoomen)\b",
    re.IGNORECASE,
)
AGAIN = re.compile(
    r"\b(?:again|once more|one more time|(?:bring|take|go|get|come|put|switch)\b.{0,12}\bback|"
    r"noch ?mals?|noch ?einmal|wieder|erneut)\b",
    re.IGNORECASE,
)
SHOW = re.compile(
    r"\b(?:show|display|open|see|view|pull up|look at|zeig(?:e|en|t)?|anzeigen|öffne|sehen|anschauen)\b", re.IGNORECASE
)
_SOURCE = r"(?:page|pages|document|paper|manual|file|pdf|source|chapter|book|report|article)"
_QUELLE = r"(?:seiten?|dokument\w*|handbuch\w*|datei|pdf|quelle|kapitel|bericht|buch|artikel)"
PAGE = re.compile(
    rf"\b(?:(?:which|what)(?:'s)? (?:the )?{_SOURCE}|page number|^\W*pages?\W*$|"
    rf"welche[rmsn]?\s+{_QUELLE}|^\W*seiten?\W*$|seitenzahl)\b",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(?:where(?:'s|’s|s)?\b(?: in (?:the|my|your) \w+)?"
    r"(?: (?:is|was|are|were|does|do|did|can i find|could i find))?|"
    r"wo(?:her)?\b(?: \w+)? (?:steht|stehen|ist|sind|finde|stammt|stammen|kommt|kommen|war|waren))\b",
    re.IGNORECASE,
)
"""Asks for a place; of a figure only where nothing else is spoken of."""
COMPARE = re.compile(
    r"\b(?:compar\w*|differ\w*|versus|vs\.?|against|next to|side by side|relate\w*|contrast\w*|in common|"
    r"vergleich\w*|unterschie\w*|unterscheid\w*|gegenüber\w*|nebeneinander|gemeinsam\w*)\b",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:shows?|means?|depicts?|displays?|represents?|says?|tells?|illustrates?|"
    r"zeigt|zeigen|bedeute[nt]|sagt|darstell\w*|stellt)\b",
    re.IGNORECASE,
)
ON_IT = re.compile(
    r"\b(?:on|in|of|from) (?:it|this|that|them|these|those)\b(?=\s*(?:[?.!,]|$|for\b|mean\b|say\b))", re.IGNORECASE
)

_REQUEST_WORDS = _set(
    "enlarge zoom magnify bigger larger big full size screen fullscreen blow close closer show display open view "
    "pull look again back bring take go get come put switch page pages document paper manual file pdf source "
    "number chapter book report article printed stand stands located located find found come comes taken once "
    "more time compare comparison contrast relate side differ difference differences versus please make made "
    "earlier mean means say says tell depict depicts represent represents illustrate explain describe shown part "
    "detail meant previous preceding prior following first last latest newest second middle former latter after "
    "before above below underneath both other same two three four common vergrößere vergrößern vergrößert "
    "vergrößerung größer groß mach mache machen zeig zeige zeigen zeigt anzeigen öffne öffnen nochmal nochmals "
    "einmal erneut seite seiten dokument handbuch datei quelle kapitel steht stehen stammt stammen kommt kommen "
    "finde finden sehen anschauen bitte vergleiche vergleich vergleichen unterschied unterschiede bedeutet "
    "bedeuten nebeneinander zoome zoomen vollbild nummer erkläre erklären beschreibe sieht genauer"
)
_POSITION_WORDS = (
    frozenset(ORDINALS)
    | frozenset(COUNTS)
    | LAST
    | PREVIOUS
    | NEXT
    | MIDDLE
    | FORMER
    | LATTER
    | BEFORE_IT
    | AFTER_IT
    | OTHER
    | BOTH
    | ALL
    | PRONOUNS
    | DEMONSTRATIVES
)
_NO_SUBJECT = FUNCTION_WORDS | _REQUEST_WORDS | _POSITION_WORDS | GENERIC_NOUNS | QUESTION_WORDS


@dataclass(frozen=True)
class AskedWords:
    """A question in lower case, word for word, punctuation marks being words of their own."""

    text: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words and marks in order; of a script without blanks, its function words and what stands between."""
        found = (match.group().lower() for match in _TOKEN.finditer(self.text))
        return tuple(
            piece
            for token in found
            for part, unspaced in by_script(token)
            for piece in (split_run(part) if unspaced else [part])
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.tokens)

    @cached_property
    def subject(self) -> tuple[str, ...]:
        """The folded terms that are about something: no pointing, no request, no name for figures in general."""
        kept = [token for token in self.tokens if is_subject(token)]
        found = [term for token in kept for term in (telling_pairs(token) if is_unspaced(token) else [fold(token)])]
        return tuple(dict.fromkeys(found))

    @property
    def asks(self) -> bool:
        """Whether it begins as a question for information, so that "show" in it is no request."""
        first = next((token for token in self.tokens if token not in _OPENERS and token[0].isalnum()), "")
        return first in QUESTION_WORDS

    @cached_property
    def has_pronoun(self) -> bool:
        """Whether "it", "that" or "this" stands for something, and not before a noun."""
        return any(
            token in PRONOUNS and (token not in _ALSO_DETERMINERS or not is_subject(self.after(position) or "-"))
            for position, token in enumerate(self.tokens)
        )

    def after(self, position: int) -> str:
        """The token behind `position`, "" at the end."""
        return self.tokens[position + 1] if position + 1 < len(self.tokens) else ""

    def before(self, position: int) -> str:
        """The token in front of `position`, "" at the beginning."""
        return self.tokens[position - 1] if position else ""


_OPENERS = _set(
    "and but so then now ok okay hm hmm well thanks und aber also dann nun jetzt in on of from auf in aus von"
)


def is_subject(token: str) -> bool:
    """Whether a word is about something rather than pointing or asking."""
    return token[0].isalpha() and token not in _NO_SUBJECT and not (is_unspaced(token) and is_function_word(token))
