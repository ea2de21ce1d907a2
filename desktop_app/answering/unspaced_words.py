"""What a question in a script without blanks is about: its runs cut at the words that only ask or join.

There is no dictionary. The commonest function words are cut out, and what is left is compared by pairs of signs. A
single sign that joins words may as well be part of one ("和" in "饱和", "は" in "はさみ"); pairs with such a sign count
only where nothing else stands for the sign beside it.
"""

from __future__ import annotations

import re

from desktop_app.support.unspaced_scripts import pairs

_CHINESE = """
什么 什麼 其他 其它 怎么样 怎麼樣 怎么 怎麼 怎样 怎樣 如何 为什么 為什麼 为何 為何 哪些 哪个 哪個 哪一个 哪一個
哪里 哪裡 哪裏 哪儿 哪一 哪种 哪種 哪几 哪 谁 誰 多少 多大 多长 多長 多久 多高 几个 幾個 是否 是不是 有没有
有沒有 会不会 會不會 能不能 可不可以 可以 应该 應該 应当 應當 需要 请问 請問 请 請 我们 我們 你们 你們 您 他们
他們 它们 它們 我 你 它 这个 這個 那个 那個 这些 這些 那些 这种 這種 那种 那種 这 這 那 以及 或者 还是 還是 并且
並且 因为 因為 所以 如果 的时候 的時候 时候 時候 下来 下來 起来 起來 关于 關於 对于 對於 一下 告诉 告訴 介绍一下
的话 的話 吗 嗎 呢 吧 之间 之間
"""
_JAPANESE = """
どのように どのような どうやって どうすれば どうして どうなって どうなり どう どんな どこ どれくらい どれぐらい
どのくらい どれ どの どちら なぜ なに 何 いつ 誰 だれ いくつ いくら でしょうか でしょう ですか ですが です
ましたか ますか ました ます ません ください 教えて 見せて 知りたい について に関して に関する とは には では
から まで より ので のに ため という していて しています して されて される します すれば すると する した
している いる いて いい よい 良い ある あって なって なると なれば なる これ それ あれ この その あの こと もの
ときは とき 時に 場合 できる できます それで じゃあ
"""
_KOREAN = """
어떻게 무엇인가요 무엇입니까 무엇 뭐예요 뭐 어디에 어디 왜 언제 누구 얼마나 얼마 몇 어떤 어느 무슨 그리고 또는
있나요 있습니까 있어요 있는 있습니다 합니까 하나요 하면 해야 되나요 인가요 입니까 입니다 주세요 알려 보여 대해
대한 위해 위한 이것 그것 저것
"""
_THAI = "อะไร อย่างไร ยังไง ที่ไหน ทำไม เมื่อไร เมื่อไหร่ เท่าไร เท่าไหร่ ใคร คือ เป็น ของ และ หรือ ไหม ได้ ที่ ใน จะ ต้อง ให้ มี"
_KOREAN_ENDINGS = (
    "에서는 에서 에게 으로 부터 까지 처럼 보다 이나 에는 하는 하고 하면 합니다 합니까 하나요 되나요 인가요 나요"
)

FUNCTION_WORDS = frozenset(f"{_CHINESE} {_JAPANESE} {_THAI}".split()) | {"的", "を", "の"}
_KOREAN_WORDS = frozenset(_KOREAN.split())
_LONGEST_FIRST = sorted(FUNCTION_WORDS - {"的"}, key=lambda word: (-len(word), word))
_HIRAGANA = "\u3041-\u309f"
_CUT = re.compile(
    f"({'|'.join(_LONGEST_FIRST)}|(?<!目)(?<!标)(?<!標)的(?!确)(?!確)"
    f"|(?<![{_HIRAGANA}])[はがにでともへや](?![{_HIRAGANA}]))"
)
_ENDINGS = re.compile(f"(?<=..)(?:{'|'.join(_KOREAN_ENDINGS.split())})$")
_JOINING = re.compile(
    "[最更是在有和与與及或了着著过過被把将將对對从從向到由以为為之也都就而要会會能可不很再又只中里裡裏个個些种種时時一于於"
    "은는이가을를의에로와과도만\u3041-\u309f]"
)
_HANGUL = re.compile("[\uac00-\ud7af]")


def split_run(run: str) -> list[str]:
    """A run of unspaced letters in its function words and what stands between them, in order."""
    if _HANGUL.match(run):
        return [run] if run in _KOREAN_WORDS else [_ENDINGS.sub("", run)]
    return [piece for piece in _CUT.split(run) if piece]


def is_function_word(piece: str) -> bool:
    """Whether a piece of a run only asks or joins."""
    return piece in FUNCTION_WORDS or piece in _KOREAN_WORDS or _CUT.fullmatch(piece) is not None


def telling_pieces(run: str) -> list[str]:
    """The pieces of a run that are about something."""
    return [piece for piece in split_run(run) if not is_function_word(piece) and not _is_ending(piece)]


def _is_ending(piece: str) -> bool:
    return len(piece) == 1 and _JOINING.match(piece) is not None


def telling_pairs(piece: str) -> list[str]:
    """The pairs of a piece that tell, or the piece itself where it is a single sign."""
    every = pairs(piece)
    if len(every) < 2:
        return every or [piece]
    plain = [pair for pair in every if not _JOINING.search(pair)]
    stood_for = set("".join(plain))
    kept = [pair for pair in every if not _JOINING.search(pair) or _needed(pair, stood_for)]
    return kept or every


def _needed(pair: str, stood_for: set[str]) -> bool:
    """Whether a pair with a joining sign holds another sign that no plain pair stands for."""
    return any(_JOINING.match(sign) is None and sign not in stood_for for sign in pair)
