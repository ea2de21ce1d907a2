"""What the commands of TeX formulas stand for, as Unicode."""

from __future__ import annotations

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ "
    "varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ "
    "Psi Ψ Omega Ω"
)
_LETTERS = (
    "infty ∞ partial ∂ nabla ∇ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ emptyset ∅ varnothing ∅ forall ∀ exists ∃ "
    "nexists ∄ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠ degree ° prime ′ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ "
    "sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂ square □ "
    "Box □ triangle △ star ⋆ dagger † checkmark ✓ therefore ∴ because ∵ imath ı jmath ȷ complement ∁ "
    "surd √ copyright © pounds £ euro € S § P ¶ backslash \\"
)
_RELATIONS = (
    "leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ ll ≪ gg ≫ in ∈ "
    "notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ nsubseteq ⊈ to → rightarrow → longrightarrow ⟶ "
    "leftarrow ← gets ← longleftarrow ⟵ leftrightarrow ↔ Rightarrow ⇒ Longrightarrow ⟹ implies ⟹ "
    "Leftarrow ⇐ Leftrightarrow ⇔ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓ rightleftharpoons ⇌ perp ⊥ "
    "parallel ∥ mid ∣ nmid ∤ models ⊨ vdash ⊢ prec ≺ succ ≻ preceq ≼ succeq ≽ asymp ≍ doteq ≐ triangleq ≜ "
    "lesssim ≲ gtrsim ≳ leqslant ⩽ geqslant ⩾ hookrightarrow ↪ rightharpoonup ⇀ coloneqq ≔"
)
_OPERATORS = (
    "times × cdot · div ÷ pm ± mp ∓ ast ∗ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ cup ∪ cap ∩ "
    "setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ amalg ⨿ sqcup ⊔ sqcap ⊓ uplus ⊎ bmod mod"
)
_OPENING = "lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lparen ("
_CLOSING = "rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rparen )"


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _table(pairs: str) -> dict[str, str]:
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


LETTERS = (
    _table(_GREEK) | _table(_LETTERS) | {"vert": "|", "Vert": "‖", "|": "‖", "%": "%", "$": "$", "#": "#", "&": "&"}
)
LETTERS |= {"_": "_", "{": "{", "}": "}", "colon": ":"}
RELATIONS = _table(_RELATIONS)
OPERATORS = _table(_OPERATORS)
OPENING = _table(_OPENING)
CLOSING = _table(_CLOSING)

FUNCTIONS = _words(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp lim limsup liminf max min sup inf "
    "arg argmax argmin det dim ker hom deg gcd Pr"
)
"""Names that are written upright, with a space before what they are applied to."""

LARGE = _words("sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes")
"""Signs that stand for what comes after them, as functions do."""

SPACES = {",": " ", ";": " ", ":": " ", "!": "", " ": " ", "quad": " ", "qquad": " ", ">": " ", "thinspace": " "}
IGNORED = _words(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr middle limits nolimits displaystyle textstyle "
    "scriptstyle nonumber notag boldmath"
)
"""What says how large or where, and not what."""

STYLES = _words(
    "mathrm mathbf mathit mathsf mathtt boldsymbol bm mathnormal mathcal mathscr mathfrak operatorname overbrace "
    "underbrace boxed vphantom mathop mathrel mathbin mathord"
)
"""What says in which letters its argument is written."""

TEXTS = _words("text textrm textbf textit textsf texttt mbox hbox textnormal")
"""What holds words."""

FRACTIONS = _words("frac dfrac tfrac cfrac")

ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0305",
    "underline": "\u0332",
    "vec": "\u20d7",
    "overrightarrow": "\u20d7",
    "tilde": "\u0303",
    "widetilde": "\u0303",
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "breve": "\u0306",
    "mathring": "\u030a",
}
DOUBLE_STRUCK = dict(zip("CHNPQRZABDEFIKLT1", "ℂℍℕℙℚℝℤ𝔸𝔹𝔻𝔼𝔽𝕀𝕂𝕃𝕋𝟙", strict=True))
NEGATED = {"=": "≠", "∈": "∉", "⊂": "⊄", "⊆": "⊈", "≡": "≢", "∼": "≁", "≈": "≉", "∃": "∄", "<": "≮", ">": "≯"}
SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθφχ′∗",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵠᵡ′*",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
MATRICES = {
    "matrix": ("[", "]"),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "vmatrix": ("|", "|"),
    "array": ("[", "]"),
}
MATRICES |= {"smallmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "Vmatrix": ("‖", "‖"), "cases": ("{ ", "")}
LINED_UP = _words("align align* aligned gather gather* gathered split equation equation* eqnarray multline")
