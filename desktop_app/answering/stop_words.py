"""The words that say nothing about what a question is about, in the languages people are likely to ask in.

A library in one language makes the commonest words of another the rarest there are, and so the most telling ones.
Lists can't be joined, since "die" and "war" mean something in English: a question is taken to be in the language that
most of its words are function words of, and English where that is undecided.
"""

from __future__ import annotations

from collections.abc import Sequence


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH = _listed("""
a about above across after again all almost also am an and any are as at be because been before being between
both but by can could did do does doing done down during each either else ever every few for from further get
gets got had has have having he her here hers him his how however i if in instead into is it its itself just
like made make makes many may me might more most much must my near no nor not of off on once one only onto or
other our out over own per please quite rather same shall she should since so some such tell than that the their
them then there these they this those though through to too under until up upon us use used using very via was
we were what when where whether which while who whom whose why will with within without would you your yours s t
""")
_GERMAN = _listed("""
ab aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bevor bin bis
bitte da dabei dadurch dafür dagegen daher damit dann daran darauf daraus darf das dass dasselbe davon dazu dein
deine dem den denn der deren des dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch
dürfen ein eine einem einen einer eines einige einmal er es etwa etwas euch für gegen gibt habe haben hat hatte
hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem ins ist ja je jede jedem jeden jeder
jedes kann kein keine keinem keinen keiner können könnte lassen man mein meine mich mir mit muss müssen nach
nachdem neben nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so sobald
solche soll sollen sollte sondern sonst sowie über um und uns unser unsere unter viel viele vom von vor wann war
waren warum was weil weiter welche welchem welchen welcher welches wenn wer werden wessen wie wieder wieso
wieviel will wir wird wo wodurch wofür woher wohin womit worden worin wozu wurde wurden zu zum zur zwar zwischen
""")
_FRENCH = _listed("""
à afin ai ainsi alors as au aucun aucune auquel aussi autre autres aux avant avec avoir ce cela celle celles
celui ces cet cette ceux chaque chez comme comment d dans de depuis des doit donc dont du elle elles en encore
entre est et étaient était être eu eux fait faut font il ils j je jusque l la laquelle le lequel les lesquelles
lesquels leur leurs lors lui m ma mais me même mes moi mon n ne ni nos notre nous on ont ou où par parce pas
pendant peu peut peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se
selon ses si son sont sous sur t ta te tes toi ton tous tout toute toutes très tu un une vers vos votre vous y
""")
_SPANISH = _listed("""
a al algo algún alguna algunas algunos ante antes aquel aquella así aun aunque cada como cómo con contra cual
cuál cuáles cuando cuándo cuánta cuántas cuánto cuántos cuya cuyo de debe del desde donde dónde dos durante e el
él ella ellas ellos en entre era eran es esa ese eso esta está están estas este esto estos fue fueron ha había
han hasta hay la las le les lo los más me mi mientras muy nada ni no nos nosotros o otra otras otro otros para
pero poco por porque pues puede pueden que qué quién quiénes se sea según ser si sí sido sin sino sobre son su
sus también tan tanto te tiene tienen toda todas todo todos tu un una unas uno unos y ya yo
""")
_OTHERS = (_GERMAN, _FRENCH, _SPANISH)


def stop_words(question: Sequence[str]) -> frozenset[str]:
    """The words that say nothing in the language of a question (words in lower case); the English ones always."""
    best, most = ENGLISH, sum(word in ENGLISH for word in question)
    for language in _OTHERS:
        count = sum(word in language for word in question)
        if count > most:
            best, most = language, count
    return best | ENGLISH
