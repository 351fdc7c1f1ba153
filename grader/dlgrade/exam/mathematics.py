r"""Formulas for paper: the LaTeX of our texts as Typst mathematics.

Covers what `dlgrade.course.formula` covers (a test compares the two), and says of anything else that it is unknown, so that
no paper can hold a formula that is garbled. Every sign is escaped: brackets grow only between ``\left`` and ``\right``, and a
slash stays a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dlgrade.i18n import Text

BAR, BARS = 'class("normal", bar.v)', 'class("normal", bar.v.double)'  # without the space of an operator
SYMBOLS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "sum": "∑", "prod": "∏", "int": "∫",
    "partial": "∂", "nabla": "∇", "infty": "∞", "cdot": "⋅", "times": "×", "odot": "⊙", "otimes": "⊗", "oplus": "⊕",
    "pm": "±", "mp": "∓", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈",
    "sim": "∼", "propto": "∝", "in": "∈", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←", "mapsto": "↦",
    "Rightarrow": "⇒", "Leftrightarrow": "⇔", "iff": "⇔", "ldots": "…", "cdots": "⋯", "dots": "…", "quad": "quad",
    "qquad": "quad quad", "top": "⊤", "ell": "ℓ", "forall": "∀", "exists": "∃", "wedge": "∧", "vee": "∨", "neg": "¬",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": BAR, "rvert": BAR, "mid": "∣", "vert": BAR,
    "lVert": BARS, "rVert": BARS, "|": BARS, "langle": "⟨", "rangle": "⟩", "star": "⋆", "ast": "∗", "circ": "∘",
    "{": r"\{", "}": r"\}", ",": "thin", ";": "thick", ":": "med", "!": "", " ": "space", "%": "%", "_": r"\_",
    "&": r"\&", "#": r"\#", "prime": "′",
}  # fmt: skip
FUNCTIONS = {
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
_OWN = {"erf"}  # functions that Typst has no name for
_TEXTS = {"text", "mbox", "textbf"}
STYLES = {
    "mathbf": "upright(bold({}))", "boldsymbol": "bold({})", "mathit": "italic({})", "mathcal": "cal({})",
    "mathbb": "bb({})",
}  # fmt: skip
NAMES = {"mathrm", "operatorname"}
ACCENTS = {"hat": "hat", "bar": "macron", "tilde": "tilde", "vec": "arrow", "dot": "dot"}
SKIPPED = {
    "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "textstyle", "limits", "nolimits",
}  # fmt: skip
STRUCTURES = {"frac", "tfrac", "dfrac", "sqrt", "begin", "end", "left", "right", "\\"}
KNOWN = {*SYMBOLS, *FUNCTIONS, *_TEXTS, *STYLES, *NAMES, *ACCENTS, *SKIPPED, *STRUCTURES}
_MATRICES = {"matrix": "#none", "pmatrix": '"("', "bmatrix": '"["', "vmatrix": '"|"', "array": "#none"}
_LINES = {"aligned", "align", "align*", "split", "gathered"}
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_&]|\s+|[0-9]+(?:\.[0-9]+)?|[^\\{}^_&\s]", re.DOTALL)
_ESCAPED = set('()[],;/#$"*~`@<>=+:.!?')


class Unknown(ValueError):
    """A formula that cannot be converted; holds the sentence that says why."""

    def __init__(self, what: str) -> None:
        """Hold the sentence."""
        super().__init__(what)
        self.text = Text(
            f"a paper cannot show the formula part `{what}`.",
            f"시험지에 수식 `{what}` 부분을 표시할 수 없습니다.",
        )


def to_typst(latex: str) -> str:
    r"""Turn one formula into Typst mathematics, without the dollar signs: ``\frac{a}{2}`` becomes ``frac(a, 2)``.

    Raises:
        Unknown: something of it is not known.
    """
    parser = _Parser(latex)
    made = parser.sequence(())
    if parser.at < len(parser.tokens):
        raise Unknown(parser.tokens[parser.at])
    return made


def string(text: str) -> str:
    """A text as a Typst string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _joined(pieces: Iterable[str]) -> str:
    """Pieces apart from each other, but for texts, beside which a space would be seen."""
    made = ""
    for piece in pieces:
        made += piece if not made or made[-1] == '"' or piece[0] == '"' else f" {piece}"
    return made


class _Parser:
    def __init__(self, latex: str) -> None:
        self.latex = latex
        self.tokens = _TOKEN.findall(latex)
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        self.at += 1
        return token

    def skip_space(self) -> None:
        while self.peek().isspace():
            self.at += 1

    def sequence(self, ends: tuple[str, ...]) -> str:
        """Everything up to one of these tokens, or to the brace that closes this group."""
        out = []
        while self.peek() and self.peek() not in ("}", *ends):
            if self.peek().isspace():
                self.at += 1
                continue
            out.append(self.scripted())
        return _joined(piece for piece in out if piece)

    def scripted(self) -> str:
        """An item with its primes, sub- and superscript."""
        base = '""' if self.peek() in ("^", "_") else self.item()
        primes, scripts = "", {}
        while True:
            self.skip_space()
            token = self.peek()
            if token == "'":
                primes += "'"
                self.at += 1
            elif token in ("^", "_") and token not in scripts:
                self.at += 1
                scripts[token] = self.argument()
            else:
                break
        if not primes and not scripts:
            return base
        base = base or '""'
        if " " in base or base.count('"') > 2:
            base = f"grp({base})"
        return base + primes + "".join(f"{mark}({scripts[mark]})" for mark in ("_", "^") if mark in scripts)

    def argument(self) -> str:
        """What follows a command: a group, or one token; of a number its first digit."""
        self.skip_space()
        token = self.peek()
        if len(token) > 1 and token[0].isdigit():
            self.tokens[self.at : self.at + 1] = [token[0], token[1:]]
        if token in ("", "}", "&"):
            raise Unknown(self.latex)
        return self.item()

    def raw(self) -> str:
        """The source of a group."""
        self.skip_space()
        if self.next() != "{":
            raise Unknown(self.latex)
        depth, out = 1, []
        while depth:
            token = self.next()
            if not token:
                raise Unknown(self.latex)
            depth += (token == "{") - (token == "}")
            out.append(token)
        return "".join(out[:-1])

    def item(self) -> str:
        token = self.next()
        if token == "{":
            inner = self.sequence(())
            if self.next() != "}":
                raise Unknown(self.latex)
            return inner
        if token in ("}", "&", "^", "_"):
            raise Unknown(token)
        if token[0] == "\\":
            return self.command(token[1:])
        if token == "-":
            return "−"
        if token in _ESCAPED:
            return f"\\{token}"
        if token == "|":
            return BAR
        if len(token) == 1 and "가" <= token <= "힣":
            return string(token)
        return token

    def command(self, name: str) -> str:
        if name in ("frac", "tfrac", "dfrac"):
            above, below = self.argument(), self.argument()
            made = f"frac({above}, {below})"
            return {"tfrac": f"inline({made})", "dfrac": f"display({made})"}.get(name, made)
        if name == "sqrt":
            return self.root()
        if name in ACCENTS:
            return f"{ACCENTS[name]}({self.argument()})"
        if name in STYLES:
            return STYLES[name].format(self.argument())
        if name in NAMES or name in _TEXTS:
            return self.name(name)
        if name == "left":
            return self.fenced()
        if name == "begin":
            return self.environment()
        if name in SKIPPED:
            return ""
        if name in FUNCTIONS:
            return f'op("{name}")' if name in _OWN else name
        if name == "\\":
            return "\\ "
        if name not in SYMBOLS:
            raise Unknown(f"\\{name}")
        return SYMBOLS[name]

    def root(self) -> str:
        self.skip_space()
        if self.peek() != "[":
            return f"sqrt({self.argument()})"
        self.at += 1
        degree = self.sequence(("]",))
        self.at += 1
        return f"root({degree}, {self.argument()})"

    def name(self, command: str) -> str:
        text = re.sub(r"\\([_&#%$ ])", r"\1", self.raw())
        if "\\" in text or "^" in text:
            raise Unknown(text)
        written = string(text if command in _TEXTS else text.strip())
        if command == "operatorname":
            return f"op({written})"
        if command == "textbf":
            return f"bold({written})"
        return f"upright({written})" if len(text.strip()) == 1 else written

    def fenced(self) -> str:
        opening = self.delimiter()
        inner = self.sequence(("\\right",))
        if self.next() != "\\right":
            raise Unknown("\\left")
        return f"lr({opening} {inner} {self.delimiter()})"

    def delimiter(self) -> str:
        self.skip_space()
        token = self.next()
        if token == ".":
            return ""
        if token in ("|", "\\lvert", "\\rvert", "\\vert"):
            return "|"
        if token in ("\\|", "\\lVert", "\\rVert"):
            return "‖"
        return (
            SYMBOLS.get(token[1:], "") if token[:1] == "\\" else f"\\{token}" if token in "()[]/" else token
        )

    def environment(self) -> str:
        name = self.raw()
        if name == "array":
            self.raw()
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self.sequence(("&", "\\\\", "\\end")))
            token = self.next()
            if token == "\\\\":
                rows.append([])
            elif token != "&":
                break
        if token != "\\end" or self.raw() != name:
            raise Unknown(f"\\begin{{{name}}}")
        if rows[-1] == [""]:
            rows.pop()
        if name == "cases":
            return f"cases({', '.join(' & '.join(row) for row in rows)})"
        if name in _MATRICES:
            return f"mat(delim: {_MATRICES[name]}, {'; '.join(', '.join(row) for row in rows)})"
        if name in _LINES:
            return " \\ ".join(" & ".join(row) for row in rows)
        raise Unknown(f"\\begin{{{name}}}")
