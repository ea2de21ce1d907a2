"""What the form of a question says about figures: whether it asks to see, how things relate, or for a fact.

Two ways of telling, which miss different questions: patterns of words, and a direction in the space of the question's
vector that divides made-up questions a figure answers from others on the same subjects. Patterns know English, German,
Chinese, Japanese and Korean, with the same weights; the direction is known for the embedder it was fitted with. Where
neither says anything, the evidence decides alone.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy

from desktop_app.answering.figure_weights import FORM_DIRECTIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]

_SEE = re.compile(
    r"\b(?:looks?|show\w*|plot\w*|draw\w*|diagrams?|pictures?|visual\w*|curves?|maps?|display\w*|patterns?|screens?|"
    r"layouts?|graphs?|charts?|shapes?|geometr\w*|trajector\w*|surfaces?|figures?|illustrat\w*|"
    r"seh(?:e|en|t)|sieht|aussehen|zeig\w*|abgebildet\w*|abbildung\w*|dargestellt\w*|\w*bild(?:er|ern|es|s)?|"
    r"\w*diagramm\w*|\w*kurven?|\w*kennlinien?|\w*landkarten?|grafik\w*|skizz\w*|zeichnung\w*|schaltpl\w*|verlauf|aufbau|"
    r"aufgebaut|anordnung|oberfläche|muster)\b",
    re.IGNORECASE,
)
_RELATION = re.compile(
    r"\b(?:how (?:much|well|closely|far)|compar\w*|differ\w*|var(?:y|ies)|evolve\w*|grow\w*|spread\w*|depend\w*|"
    r"relat\w*|agree\w*|affect\w*|change\w*|behave\w*|rises?|over time|share of|where|"
    r"which .*(?:best|most|shortest|largest|highest|lowest)|"
    r"wie (?:gut|stark|sehr|weit|schnell)|vergleich\w*|unterscheide\w*|ändert|(?:ver)?ändern|verändert|verhält|"
    r"verhalten|entwickel\w*|wächst|wachsen|steigt|steigen|sinkt|fällt|verteil\w*|hängt|abhäng\w*|zusammenh\w*|beeinfluss\w*|"
    r"welche\w* .*(?:besten?|meisten?|kürzesten?|größten?|höchsten?|niedrigsten?|kleinsten?))\b",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^\s*(?:why\b|which (?:\w+ )?(?:function|command|option|package|file|method|setting)s?\b|"
    r"what (?:is|are) (?:the )?(?:minimum|maximum|difference|time complexity|threshold|requirements?|name|default|"
    r"syntax|meaning)\b|how (?:can|do|should) (?:i|a|an|one|we)\b|should\b|when\b|can i\b|"
    r"(?:warum|wieso|weshalb|wann|wer|wozu|darf|soll|muss|kann)\b|"
    r"welche\w* (?:\w+ )?(?:funktion|befehl|option|paket|datei|methode|einstellung|version|lizenz)(?:e?n)?\b|"
    r"was (?:ist|sind) (?:der|die|das) (?:\w+e )?(?:minimum|maximum|unterschied|schwelle|name|vorgabe|standardwert|"
    r"bedeutung)\b|"
    r"(?:wie|was) (?:kann|soll|muss|darf) (?:ich|man|wir)\b|wie \w+ (?:ich|man|wir)\b)|"
    r"\bhow (?:many|long|often)\b|\bwie (?:viele?|lange|oft)\b",
    re.IGNORECASE,
)

_SEE_UNSPACED = re.compile(
    "样子|樣子|什么样|什麼樣|外观|外觀|外形|图|圖|曲线|曲線|画面|畫面|显示|顯示|展示|看到|看起来|看起來|布局|布置|排列|形状|形狀|轨迹|軌跡|"
    "构造|構造|结构|結構|接线|接線|电路|電路|"
    "様子|見せて|見たい|見え|図|グラフ|写真|イラスト|画面|表示|配置|配線|構成|レイアウト|模様|"
    "보여|그림|그래프|사진|화면|모양|생김|생겼|구조|구성|배치|배선|도면|곡선"
)
_RELATION_UNSPACED = re.compile(
    "比较|比較|区别|區別|差别|差異|差异|不同|变|變|随|隨|关系|關係|影响|影響|取决|增大|增加|增长|减小|减少|减弱|升高|降低|占多|比例|在哪|"
    "哪里|哪裡|什么位置|什麼位置|最[好高大多低小短长常強强]|"
    "比べ|違い|異な|変化|変わ|関係|依存|増え|減り|減る|上が|下が|最も|一番|割合|どこ|推移|"
    "비교|차이|달라|변화|변하|바뀌|관계|영향|늘어|늘면|줄어|올라|내려|높아|높여|낮아|가장|비율|어디|따라"
)
_FACT_UNSPACED = re.compile(
    "为什么|為什麼|为何|為何|什么时候|什麼時候|何时|何時|谁|誰|多久|多长|多長|多高|多重|[几幾][个個次年天]|可以.*[吗嗎]|能不能|能否|是否|会不会|"
    "會不會|可不可以|[吗嗎][？?]?$|怎么办|怎麼辦|什么意思|什麼意思|注意什么|注意什麼|"
    "(?:函数|函數|命令|选项|選項|文件|版本|型号|型號|电压|電壓|功率|容量|重量)是(?:什么|什麼|多少)|"
    "なぜ|どうして|いつ|何[個回年分度時本枚]|何(?:ワット|ボルト|キロ|リットル)|いくつ|頻度|どうすればいい|どうすればよい|できますか|"
    "てもいい|必要ですか|意味|方法は|"
    "왜|언제|누구|몇|얼마나 (?:자주|오래)|무슨 뜻|해도 되|할 수 있|필요한가"
)


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """Three marks, each 1 or 0, and how far the question lies towards those that a figure answers.

    Attributes:
        see: something visible is asked for ("what does … look like", "draw", "layout").
        relation: how something behaves or compares is asked for.
        fact: a name, a number, a reason or a way to do something is asked for.
        visual: about -0.5 to 0.5, above 0 where a figure is likely to help; 0 where nobody knows.
    """

    see: float = 0.0
    relation: float = 0.0
    fact: float = 0.0
    visual: float = 0.0


def question_form(question: str, vector: Vectors | None = None, embedder: str = "") -> QuestionForm:
    """The form of a question.

    Args:
        question: in the user's words.
        vector: of it, shape [dimension].
        embedder: the name of what made the vector.
    """
    return QuestionForm(
        see=float(bool(_SEE.search(question) or _SEE_UNSPACED.search(question))),
        relation=float(bool(_RELATION.search(question) or _RELATION_UNSPACED.search(question))),
        fact=float(bool(_FACT.search(question) or _FACT_UNSPACED.search(question))),
        visual=0.0 if vector is None else _along_direction(vector, embedder),
    )


def _along_direction(vector: Vectors, embedder: str) -> float:
    if embedder not in FORM_DIRECTIONS:
        return 0.0
    direction, middle = _direction(embedder)
    return float(direction @ vector) - middle if direction.shape == vector.shape else 0.0


@cache
def _direction(embedder: str) -> tuple[Vectors, float]:
    middle, packed = FORM_DIRECTIONS[embedder]
    return numpy.frombuffer(base64.b64decode("".join(packed)), dtype="<f2").astype(numpy.float32), middle
