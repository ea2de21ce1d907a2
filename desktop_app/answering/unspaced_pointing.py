"""How people point at figures in Chinese, Japanese and Korean, said again in the English words that are known here.

"把第二张图放大" becomes "the second figure enlarge": the rules that find what is meant are the same for all languages
(`figure_references.py`), and the order of words does not matter to them. What else a question says stays as it is.
"""

from __future__ import annotations

import re

from desktop_app.support.unspaced_scripts import UNSPACED_RUN

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_CHINESE = "一二三四五六七八九十"
_KOREAN = ("첫", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_NUMBERS = (
    {str(number): number for number in range(1, 11)}
    | {sign: number for number, sign in enumerate(_CHINESE, start=1)}
    | {word: number for number, word in enumerate(_KOREAN, start=1)}
)
_NUMBER = rf"(10|[1-9{_CHINESE}])"
_NOUN = (
    "(?:图片|圖片|图像|圖像|插图|插圖|图表|圖表|图|圖|図|画像|イラスト|グラフ|写真|照片|表格|表|그림|사진|도표|도면|그래프|표)"
    r"(?!\s*\d)"
)
_NO_NOUN = (
    r"(?=\s*(?:$|[?？。.!！，,、]|放大|在哪|在第|来自|來自|再|也|呢|吧|和|与|與|跟|[をはもがにへと]|[를을은는이가도]"
    "|다시|크게|확대|보여|몇|어느))"
)
"""What may stand behind "the second" where no noun does; any other noun would be what is meant."""
_ORDINAL = re.compile(
    rf"第\s*{_NUMBER}\s*(?:(?:[张張幅枚]|[个個]){_NOUN}|{_NOUN}|[张張幅](?!目)|[个個]{_NO_NOUN})"
    rf"|{_NUMBER}\s*(?:つ目|番目|枚目)(?:の\s*{_NOUN}|{_NO_NOUN})"
    rf"|({'|'.join(_KOREAN)}|10|[1-9])\s*번째\s*(?:{_NOUN}|것|{_NO_NOUN})"
)
_ONE = r"[一1]?\s*[个個张張幅]?\s*"
_ALONE = rf"一?(?:[张張幅]|[个個]{_NO_NOUN})"
"""A figure that no noun names: what is counted by sheets; what is counted by pieces only where nothing follows."""
_PHRASES = tuple(
    (re.compile(pattern), f" {words} ")
    for pattern, words in (
        (rf"(?:最后|最後)(?:{_ONE}{_NOUN}|{_ALONE})|最後の{_NOUN}|마지막\s*(?:{_NOUN}|것)", "the last figure"),
        (rf"[上前](?:{_ONE}{_NOUN}|{_ALONE})|前の{_NOUN}|이전\s*{_NOUN}", "the previous figure"),
        (rf"下(?:{_ONE}{_NOUN}|{_ALONE})|次の{_NOUN}|다음\s*{_NOUN}", "the next figure"),
        (
            rf"另外?(?:{_ONE}{_NOUN}|{_ALONE})|もう(?:一つ|一枚|ひとつ)(?:の{_NOUN}|{_NO_NOUN})|다른\s*{_NOUN}",
            "the other figure",
        ),
        (
            rf"[这這那]?[两兩](?:[个個张張幅]?{_NOUN}|[张張幅]|[个個]{_NO_NOUN})|(?:両方|二つ)の{_NOUN}|두\s*{_NOUN}",
            "both figures",
        ),
        (rf"[这這那]{_ONE}{_NOUN}|(?:この|その|あの){_NOUN}|[이그저]\s*{_NOUN}", "that figure"),
        (
            r"(?:哪|第\s*[几幾])\s*一?\s*[页頁]|页码|頁碼|(?:何|どの)\s*ページ|ページ番号|(?:몇|어느)\s*(?:쪽|페이지)",
            "which page",
        ),
        (
            r"(?:哪|どの|어느)\s*(?:一?[个個份本])?\s*(?:文档|文檔|文件|手册|手冊|文書|資料|문서|설명서)",
            "which document",
        ),
        (r"再(?:[给給]我)?看(?:一下|一遍)?|再(?:显示|顯示|来|來)(?:一次)?|もう一度|再度|다시", "again"),
        (r"放大|扩大|擴大|拡大|大きく|확대|크게|키워", "enlarge"),
        (r"[显顯]示|[给給]我看|打[开開]|見せて|表示して|보여|열어", "show"),
        (r"比[较較]|对比|對比|比べて|比較|비교", "compare"),
        (r"(?<!其)[它牠]们?|それ(?!ぞれ)|그것|이것", "it"),
    )
)
_PARTICLES = re.compile(
    "(?<![^\\W\\d_])(?:请|請|把|将|將|能|可以|帮我|幫我|一下|吗|嗎|吧|的|在|是|来自|來自|和|与|與|跟|[をはがのにでともへ]|して|ください|下さい|"
    "ですか|です|ありますか|해|줘|주세요|줄래요|좀|를|을|은|는|이|가|에|와|과|의|있나요|있어요|있습니까|인가요)+(?![^\\W\\d_])"
)


def in_known_words(question: str) -> str:
    """A question with its pointing at figures in English words; one without such scripts stays as it is."""
    if UNSPACED_RUN.search(question) is None:
        return question
    text = _ORDINAL.sub(_ordinal, question)
    for pattern, words in _PHRASES:
        text = pattern.sub(words, text)
    return text if text == question else " ".join(_PARTICLES.sub(" ", text).split())


def _ordinal(match: re.Match[str]) -> str:
    number = next(group for group in match.groups() if group)
    return f" the {_ORDINALS[_NUMBERS[number] - 1]} figure "
