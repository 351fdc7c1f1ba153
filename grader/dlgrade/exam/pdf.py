"""Compiles Typst source to PDF: accessible (PDF/UA-1), fonts embedded, the same bytes for the same source.

Fonts come from packages: Noto Sans KR from ``justmytype-intl-cjk`` (SIL Open Font License), everything else from Typst itself
(Libertinus Serif, New Computer Modern Math, DejaVu Sans Mono). Fonts of the system are used where that package is missing.
"""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from dlgrade.errors import UserError
from dlgrade.exam.paper import FONT
from dlgrade.i18n import Text

_PACKAGE = "justmytype_intl_cjk"
_OTHERS = (
    "Noto Sans CJK KR",
    "Pretendard",
    "NanumGothic",
    "Nanum Gothic",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
)


class Press:
    """Makes PDFs; finds its fonts once."""

    def compile(self, source: str) -> bytes:
        """Compile a document.

        Raises:
            UserError: Typst or a Korean font is missing.
            RuntimeError: the source is wrong, which would be our fault.
        """
        made: bytes = self._make(source, format="pdf", pdf_standards=["ua-1"])
        return made

    def picture(self, source: str, dots_per_inch: float = 110.0) -> list[bytes]:
        """The pages as PNG pictures.

        Raises:
            UserError: Typst or a Korean font is missing.
            RuntimeError: the source is wrong.
        """
        found = self._make(source, format="png", ppi=dots_per_inch)
        return found if isinstance(found, list) else [found]

    def _make(self, source: str, **options: Any) -> Any:
        try:
            text = source.replace(f'"{FONT}"', f'"{self.font}"').encode()
            return self._compiler.compile(input=text, timestamp=0, **options)
        except self.typst.TypstError as error:
            raise RuntimeError(f"Typst: {error}") from None

    @cached_property
    def typst(self) -> ModuleType:
        """The package."""
        try:
            import typst
        except ModuleNotFoundError:
            raise UserError(Text(
                "Papers as PDF need Typst: pip install 'dlgrade[exam]'. Or make pages for a screen only: --format html",
                "PDF 시험지를 만들려면 Typst가 필요합니다: pip install 'dlgrade[exam]'. 화면용만 만들려면: --format html",
            )) from None  # fmt: skip
        return typst

    @cached_property
    def _folder(self) -> Path | None:
        package = find_spec(_PACKAGE)  # found, not imported: only its fonts are wanted
        if package is None or not package.submodule_search_locations:
            return None
        folder = Path(package.submodule_search_locations[0], "fonts", "ofl", "notosanskr")
        return folder if folder.is_dir() else None

    @cached_property
    def font(self) -> str:
        """The family of the Korean font."""
        if self._folder is not None:
            return FONT
        families = set(self.typst.Fonts(include_system_fonts=True).families())
        found = next((name for name in (FONT, *_OTHERS) if name in families), None)
        if found is None:
            raise UserError(Text(
                "There is no Korean font. pip install 'dlgrade[exam]' brings Noto Sans KR.",
                "한글 글꼴이 없습니다. pip install 'dlgrade[exam]'으로 Noto Sans KR을 설치하세요.",
            ))  # fmt: skip
        return found

    @cached_property
    def _compiler(self) -> Any:
        ours = self._folder is not None
        return self.typst.Compiler(
            input=b"",
            font_paths=[str(self._folder)] if ours else [],
            ignore_system_fonts=ours,
        )
