from __future__ import annotations

import pytest

from desktop_app.local_model.chat_template import CHATML, MessageContent, Segment, TemplateText, render_chat

pytestmark = pytest.mark.heavy


def shown(segments: list[Segment]) -> str:
    return "".join(part.text if isinstance(part, TemplateText) else f"{{{part.index}}}" for part in segments)


PLAIN = shown(render_chat("", ["system", "user"]))


def test_chatml_is_used_where_there_is_no_template() -> None:
    assert PLAIN == "<|im_start|>system\n{0}<|im_end|>\n<|im_start|>user\n{1}<|im_end|>\n<|im_start|>assistant\n"


def test_a_models_own_template_is_used() -> None:
    template = "{{ bos_token }}{% for m in messages %}[{{ m.role }}]{{ m.content | trim }}{{ eos_token }}{% endfor %}"
    assert (
        shown(render_chat(template, ["user", "assistant"], bos="<s>", eos="</s>"))
        == "<s>[user]{0}</s>[assistant]{1}</s>"
    )


def test_a_template_without_a_system_role_gets_its_words_in_the_first_question() -> None:
    template = (
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system role') }}{% endif %}"
        "<{{ m.role }}>{{ m.content }}{% endfor %}"
    )
    assert shown(render_chat(template, ["system", "user", "assistant"])) == "<user>{0}\n\n{1}<assistant>{2}"


@pytest.mark.parametrize(
    "template",
    [
        "{% for",
        "{{ messages[9].content }}",
        "{{ 1 / 0 }}",
        "{{ nothing.at.all }}",
        "{{ messages.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.system('touch /tmp/harm') }}",
        "{{ messages.append(messages[0]) }}",
        "{% for i in range(10 ** 9) %}x{% endfor %}",
        "{% for i in range(90000) %}{{ 'x' * 1000 }}{% endfor %}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
        "{{ raise_exception('I do not like this') }}",
        "{% include 'other' %}",
        "nothing of the messages",
        "{% for m in messages %}{{ m.content }}{{ m.content }}{% endfor %}",
        "{{ 'x' * 'y' }}",
    ],
)
def test_templates_that_fail_or_mean_harm_are_replaced(template: str) -> None:
    assert shown(render_chat(template, ["system", "user"])) == PLAIN


def test_every_message_stands_once() -> None:
    roles = ["system", "user", "assistant", "user"]
    found = [part.index for part in render_chat(CHATML, roles) if isinstance(part, MessageContent)]
    assert found == [0, 1, 2, 3]
