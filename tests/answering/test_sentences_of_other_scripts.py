from __future__ import annotations

import pytest

from desktop_app.answering.excerpts import is_readable
from desktop_app.answering.sentences import asks, is_whole, join_sentences, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("先关闭闸阀。再切断电源！然后呢？完成；结束", ["先关闭闸阀。", "再切断电源！", "然后呢？", "完成；", "结束"]),
        ("他说：“停机。”然后离开。", ["他说：“停机。”", "然后离开。"]),
        ("见图3（第2页。）压力为3.5兆帕。", ["见图3（第2页。）", "压力为3.5兆帕。"]),
        ("等待片刻……再启动。", ["等待片刻……", "再启动。"]),
        ("ポンプを止める。弁を閉じる。", ["ポンプを止める。", "弁を閉じる。"]),
        ("圧力は３．５である．温度は低い．", ["圧力は３．５である．", "温度は低い．"]),
        ("安装完成!接通电源。python也可以。", ["安装完成!", "接通电源。", "python也可以。"]),
        ("전원을 켭니다. 밸브를 엽니다.", ["전원을 켭니다.", "밸브를 엽니다."]),
        ("كيف تعمل المضخة؟ تعمل بالكهرباء. انتهى", ["كيف تعمل المضخة؟", "تعمل بالكهرباء.", "انتهى"]),
        ("پمپ چلائیں۔ پھر بند کریں۔", ["پمپ چلائیں۔", "پھر بند کریں۔"]),
        ("पंप चालू करें। वाल्व खोलें।", ["पंप चालू करें।", "वाल्व खोलें।"]),
        ("Τι είναι η αντλία; Είναι μηχανή.", ["Τι είναι η αντλία;", "Είναι μηχανή."]),
        ("Насос работает. Клапан закрыт.", ["Насос работает.", "Клапан закрыт."]),
        ("המשאבה פועלת. השסתום סגור.", ["המשאבה פועלת.", "השסתום סגור."]),
        ("One half; the other half. Done.", ["One half; the other half.", "Done."]),
    ],
)
def test_sentences_end_by_the_marks_of_their_script(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "停机时顺序相反，先关闸阀，再切断电源。",
        "タンクの水はポンプで加圧され、抽出ヘッドに送られます。",
        "여과기는 일주일에 한 번 깨끗이 청소해야 합니다.",
        "ระบบจะปิดวาล์วน้ำโดยอัตโนมัติเมื่ออุณหภูมิสูงเกินไป.",
        "Насос подаёт воду в верхний бак здания.",
        "تعمل المضخة بمحرك كهربائي صغير الحجم۔",
        "पंप पानी को ऊपर की टंकी तक पहुँचाता है।",
    ],
)
def test_whole_sentences_of_any_script_can_be_quoted(sentence: str) -> None:
    assert is_readable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "关闭。",
        "为什么泵在启动之前必须先关闭闸阀？",
        "图 3：三相电动机的接线图与各端子的名称。",
        "泵的内部构造和各零件的名称",
        "Ποιο είναι το μέγιστο ύψος άντλησης νερού;",
        "كيف تعمل المضخة في درجات الحرارة المنخفضة؟",
    ],
)
def test_fragments_questions_and_captions_are_not_quoted(sentence: str) -> None:
    assert not is_readable(sentence)


def test_sentences_without_blanks_stand_close() -> None:
    assert join_sentences(["先关闭闸阀。", "再切断电源。"]) == "先关闭闸阀。再切断电源。"
    assert join_sentences(["One.", "Two.", "三。"]) == "One. Two. 三。"
    assert join_sentences(["켭니다.", "엽니다."]) == "켭니다. 엽니다."


def test_ends_and_questions() -> None:
    assert is_whole("完成。”")
    assert not is_whole("完成，")
    assert asks("是什么？」")
    assert asks("Τι είναι;")
    assert not asks("First one;")
