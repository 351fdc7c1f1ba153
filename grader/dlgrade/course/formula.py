"""Formulas for a terminal: the LaTeX of the texts as plain Unicode.

Covers what the course uses: fractions, roots, sub- and superscripts, Greek letters, operators, named functions, cases.
`unknown_commands` finds what it does not cover, so that a course cannot contain a formula that a terminal would garble.
"""

from __future__ import annotations

import re

_SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "sum": "Σ", "prod": "Π", "int": "∫",
    "partial": "∂", "nabla": "∇", "infty": "∞", "cdot": "·", "times": "×", "odot": "⊙", "otimes": "⊗", "oplus": "⊕",
    "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "sim": "~", "propto": "∝", "in": "∈", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "mapsto": "↦",
    "Rightarrow": "⇒", "Leftrightarrow": "⇔", "iff": "⇔", "ldots": "…", "cdots": "⋯", "dots": "…", "quad": "  ",
    "qquad": "    ", "top": "ᵀ", "ell": "ℓ", "forall": "∀", "exists": "∃", "wedge": "∧", "vee": "∨", "neg": "¬",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": "|", "rvert": "|", "mid": "|", "vert": "|",
    "lVert": "‖", "rVert": "‖", "|": "‖", "langle": "⟨", "rangle": "⟩", "star": "*", "ast": "*", "circ": "∘",
    "{": "{", "}": "}", ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "%": "%", "_": "_", "&": "&", "#": "#",
    "prime": "′", "mathbb R": "ℝ",
}  # fmt: skip
_FUNCTIONS = {
    "exp",
    "log",
    "ln",
    "max",
    "min",
    "tanh",
    "sinh",
    "cosh",
    "sin",
    "cos",
    "tan",
    "erf",
    "arg",
    "det",
    "Pr",
}
_TRANSPARENT = {
    "mathrm",
    "mathbf",
    "mathit",
    "text",
    "textbf",
    "operatorname",
    "boldsymbol",
    "mathcal",
    "mathbb",
    "mbox",
}
_DROPPED = {
    "left",
    "right",
    "big",
    "Big",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "displaystyle",
    "textstyle",
    "limits",
    "nolimits",
}
_ACCENTS = {"hat": "̂", "bar": "̄", "tilde": "̃", "vec": "⃗", "dot": "̇"}
_STRUCTURES = {"frac", "tfrac", "dfrac", "sqrt", "begin", "end", "\\"}
_SUPER = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | {
    "T": "ᵀ",
    "−": "⁻",
    "ᵀ": "ᵀ",
    "*": "*",
    "′": "′",
}
_SUB = dict(zip("0123456789+-=()aeijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)) | {
    "−": "₋"
}
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_&]|\s+|[^\\{}^_&\s]", re.DOTALL)
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\\$A-Za-z0-9])\$([^$]+?)\$(?![A-Za-z0-9])", re.DOTALL)
DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)


def in_text(markdown: str) -> str:
    """Replace every formula of a Markdown text, displayed ones as indented lines; code is left alone."""
    parts = _CODE.split(markdown)
    for i in range(0, len(parts), 2):
        parts[i] = _MATH.sub(_replacement, parts[i])
    return "".join(parts)


def _replacement(match: re.Match[str]) -> str:
    if match[1] is not None:
        lines = [line.strip() for line in to_text(match[1]).splitlines() if line.strip()]
        return "\n```\n" + "\n".join(lines) + "\n```\n"
    return to_text(match[2]).strip().replace("*", "\\*").replace("_", "\\_")


def formulas(markdown: str) -> list[str]:
    """Return the LaTeX of every formula of a Markdown text."""
    return [m[1] or m[2] for part in _CODE.split(markdown)[::2] for m in _MATH.finditer(part)]


def unknown_commands(latex: str) -> set[str]:
    """Return the commands of a formula that `to_text` does not know."""
    known = {*_SYMBOLS, *_FUNCTIONS, *_TRANSPARENT, *_DROPPED, *_ACCENTS, *_STRUCTURES}
    return {token[1:] for token in _TOKEN.findall(latex) if token[0] == "\\"} - known


def to_text(latex: str) -> str:
    r"""Turn one formula into text: ``\frac{a+b}{2}`` becomes ``(a+b)/2``."""
    tokens = [" " if token.isspace() else token for token in _TOKEN.findall(latex)]
    text, _ = _sequence(tokens, 0)
    return re.sub(r" *\n *", "\n", re.sub(r"[ \t]+(,?)", r"\1 ", text)).strip()


def _sequence(tokens: list[str], at: int) -> tuple[str, int]:
    """Convert up to the end or the brace that closes this group."""
    out: list[str] = []
    while at < len(tokens) and tokens[at] != "}":
        if tokens[at] in ("^", "_"):
            table, mark = (_SUPER, "^") if tokens[at] == "^" else (_SUB, "_")
            script, at = _argument(tokens, at + 1)
            out.append(_script(script.replace(" ", ""), table, mark))
        else:
            piece, at = _item(tokens, at)
            out.append(piece)
    return "".join(out), at


def _script(script: str, table: dict[str, str], mark: str) -> str:
    """A sub- or superscript: in small letters where Unicode has them all, else after a mark."""
    if all(c in table for c in script):
        return "".join(table[c] for c in script)
    return mark + (script if len(script) == 1 else f"({script})")


def _item(tokens: list[str], at: int) -> tuple[str, int]:
    token = tokens[at]
    if token == "{":
        inner, end = _sequence(tokens, at + 1)
        return inner, end + 1
    if token == "&":
        return ", ", at + 1
    if token == "-":
        return "−", at + 1
    if token[0] != "\\":
        return token, at + 1
    return _command(token[1:], tokens, at + 1)


def _command(name: str, tokens: list[str], at: int) -> tuple[str, int]:
    if name in ("frac", "tfrac", "dfrac"):
        above, at = _argument(tokens, at)
        below, at = _argument(tokens, at)
        return f"{_grouped(above)}/{_grouped(below)}", at
    if name == "sqrt":
        inner, at = _argument(tokens, at)
        return f"√{_grouped(inner)}", at
    if name in _ACCENTS:
        inner, at = _argument(tokens, at)
        return inner + _ACCENTS[name], at
    if name in ("begin", "end"):
        environment, at = _argument(tokens, at)
        return "{ " if (name, environment) == ("begin", "cases") else "", at
    if name == "\\":
        return "\n", at
    if name in _TRANSPARENT:
        return _argument(tokens, at)
    if name in _DROPPED:
        return "", at + (at < len(tokens) and tokens[at] == ".")
    if name in _FUNCTIONS:
        tight = at < len(tokens) and tokens[at] in (
            "(",
            "^",
            "_",
            "{",
            "\\left",
            "\\bigl",
            "\\Bigl",
            "\\big",
            "\\Big",
        )
        return name + ("" if tight else " "), at + (at < len(tokens) and tokens[at] == " ")
    return _SYMBOLS.get(name, name), at


def _argument(tokens: list[str], at: int) -> tuple[str, int]:
    while at < len(tokens) and tokens[at] == " ":
        at += 1
    return _item(tokens, at) if at < len(tokens) else ("", at)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\w.′̂̄̃ᵀ₀-₉ₐ-ₜᵢ-ᵥⱼ⁰-⁹ⁿ]+|\([^()]*\)|\w+\^?\([^()]*\)", text) else f"({text})"
