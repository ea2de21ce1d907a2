from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.support.formula_markdown import INDENT, with_formulas
from desktop_app.support.formulas import LONGEST_FORMULA, readable_formula


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"x^2 + y_1 = z", "x² + y₁ = z"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\frac12", "1/2"),
        (r"\frac{1}{2} m v^2", "(1/2)mv²"),
        (r"\frac{a}{b}\frac{c}{d} + \frac{x}{y}", "(a/b)c/d + x/y"),
        (r"\frac{a}{b}\,(c)", "(a/b) (c)"),
        (r"\sum_{i=1}^{n} x_i^2", "∑ᵢ₌₁ⁿ xᵢ²"),
        (r"\sqrt{x^2+1} \cdot \sqrt[3]{8} \cdot \sqrt 2", "√(x² + 1) · ³√8 · √2"),
        (r"\int_0^\infty e^{-x^2}\,dx", "∫₀^∞ e^(−x²) dx"),
        (r"P(A|B)=\frac{P(B|A)P(A)}{P(B)}", "P(A|B) = P(B|A)P(A)/P(B)"),
        (r"-x+(-y)", "−x + (−y)"),
        (r"\sin x + \cos(2x) - a\log_2 n", "sin x + cos(2x) − a log₂ n"),
        (r"90^\circ", "90°"),
        (r"x^{a_b}, T_{\text{max}}", "x^(a_b), Tₘₐₓ"),
        (r"\mathbb{R}^n \to \mathbf{A}^{-1}", "ℝⁿ → A⁻¹"),
        (r"\hat{y} = \vec x", "y\u0302 = x\u20d7"),
        (r"\left( \frac{1}{2} \right)^k \left. x \right|", "(1/2)ᵏx|"),
        (r"\text{if } x \not= 0", "if x ≠ 0"),
        (r"\text{50\% of}", "50% of"),
        (r"\operatorname{argmin}_x f", "argminₓ f"),
        (r"\binom{n}{k} \pmod 7", "C(n, k) (mod 7)"),
        (r"f'(x) * g~y", "f′(x)∗g y"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a b; c d)"),
        (r"\begin{array}{cc} a & b \end{array}", "[a b]"),
        (r"\begin{cases} x & \text{if } x>0 \\ 0 & \text{else} \end{cases}", "{ x, if x > 0; 0, else"),
        (r"\begin{aligned} a &= b \\ &= d \end{aligned}", "a = b; = d"),
        (r"x \label{eq:1} \tag{3}", "x (3)"),
        (r"= 3", "= 3"),
        (r"\lfloor x \rfloor", "⌊x⌋"),
    ],
)
def test_formulas_are_readable(tex: str, text: str) -> None:
    assert readable_formula(tex) == text


def test_rows_stand_below_one_another_where_there_is_room() -> None:
    assert readable_formula(r"\begin{aligned} a &= b \\ &= d \end{aligned}", lines=True) == "a = b\n= d"


@pytest.mark.parametrize(
    "tex",
    [
        "",
        r"\unknown x",
        "{" * 50,
        "{{" * 12 + "x" + "}}" * 12,
        "a^",
        "a}",
        "a & b",
        r"\text x",
        r"\text{\input}",
        r"\not x",
        r"\begin{tikzpicture} x \end{tikzpicture}",
        r"\begin{matrix} x \end{cases}",
        r"\begin{matrix} x",
        r"\sqrt[3 x",
        "x" * (LONGEST_FORMULA + 1),
    ],
)
def test_what_is_not_known_is_not_guessed(tex: str) -> None:
    assert readable_formula(tex) is None


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("So $x^2$ is it.", "So x² is it."),
        (r"So \(x_1\) is it.", "So x₁ is it."),
        ("Either $5 or $10.", "Either $5 or $10."),
        ("From $5 to $6, US$7-8 and $9/$10.", "From $5 to $6, US$7-8 and $9/$10."),
        ("Set $HOME/bin to $PATH/x.", "Set $HOME/bin to $PATH/x."),
        ("a $word to$ nothing", "a $word to$ nothing"),
        ("$n$ and $f(x)$ and $3.5$", "n and f(x) and 3.5"),
        ("In `$x^2$` and $x^2$.", "In `$x^2$` and x²."),
        ("```\n$x^2$\n```\n\n$x^2$", "```\n$x^2$\n```\n\nx²"),
        ("```\n$x^2$", "```\n$x^2$"),
        (r"Not \foo but $\foo_1$.", r"Not \foo but `\foo_1`."),
        (r"Ticks $\foo`_1$.", r"Ticks `` \foo`_1 ``."),
        (r"\[12\] says \[sic\] so. [1]", r"\[12\] says \[sic\] so. [1]"),
        (r"As \[\alpha = 1\] shows.", "As α = 1 shows."),
        ("a $a*b_c[1]$ b", r"a a∗b\_c\[1\] b"),
        ("no formula", "no formula"),
    ],
)
def test_formulas_in_a_text(markdown: str, shown: str) -> None:
    assert with_formulas(markdown) == shown


def test_formulas_in_lines_of_their_own() -> None:
    shown = with_formulas("So:\n$$\nE = mc^2\n$$\nand")
    assert shown.split() == ["So:", "E", "=", "mc²", "and"]
    assert f"\n\n{INDENT}E = mc²\n\n" in shown
    aligned = with_formulas("\\begin{align*}\na &= b \\\\\n&= c\n\\end{align*}")
    assert f"{INDENT}a = b  \n{INDENT}= c" in aligned
    assert with_formulas("- one:\n  \\[ x \\]\n- two").count(f"  {INDENT}x") == 1
    assert "```\n\\foo{x}\n```" in with_formulas("$$\\foo{x}$$")
    assert with_formulas("Inline $$\\foo{x}$$ here") == "Inline `\\foo{x}` here"


@given(st.text(alphabet=r"$\[](){}^_`abx1+= &" + "\n", max_size=80))
def test_any_text_goes_through(text: str) -> None:
    assert isinstance(with_formulas(text), str)


@given(st.text(alphabet=r"\{}^_[]&abfrcsqt12+=()' ", max_size=60))
def test_any_formula_is_read_or_refused(tex: str) -> None:
    found = readable_formula(tex)
    assert found is None or found.strip()
