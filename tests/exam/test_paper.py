"""Papers as PDF: the right pages, the right words, whole questions, whole words, fonts inside, the same bytes again."""

from __future__ import annotations

import ctypes
import re

import pytest

pytest.importorskip("typst")
pdfium = pytest.importorskip("pypdfium2")

from dlgrade.errors import CourseError, UserError  # noqa: E402
from dlgrade.exam import markup, pdf  # noqa: E402
from dlgrade.exam.paper import paper_source, sheet_source  # noqa: E402
from dlgrade.exam.pdf import Press  # noqa: E402

raw = pdfium.raw
SIZES = {"a4": (595.3, 841.9), "letter": (612, 792)}
WORD = re.compile(r"[가-힣]{2,}")


@pytest.fixture(scope="module")
def press():
    """One compiler for all tests."""
    return Press()


@pytest.fixture(scope="module")
def documents(every_type, press):
    """The paper, the solutions and the sheet of variant A by language, opened."""
    sources = {
        (lang, kind): write(every_type[0], lang)
        for lang in ("en", "ko")
        for kind, write in (
            ("paper", paper_source),
            ("solutions", lambda paper, lang: paper_source(paper, lang, solutions=True)),
            ("sheet", sheet_source),
        )
    }
    return {key: pdfium.PdfDocument(press.compile(source)) for key, source in sources.items()}


def pages(document):
    return [page.get_textpage().get_text_range() for page in document]


def flat(text):
    return re.sub(r"[\s\ufffe\u2060]+", "", text)


def test_the_same_paper_gives_the_same_bytes(every_type, press):
    source = paper_source(every_type[1], "ko")
    assert source == paper_source(every_type[1], "ko")
    assert press.compile(source) == Press().compile(source)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_question_is_there_once_in_order(documents, every_type, lang):
    text = flat("".join(pages(documents[lang, "paper"])))
    at = 0
    for item in every_type[0].items:
        stem = item.made.stem.to(lang)
        words = re.findall(
            r"[A-Za-z]{4,}" if lang == "en" else r"[가-힣]{2,}",
            re.sub(r"\$[^$]*\$|`[^`]*`|\[\[\w+\]\]|\*\*", " ", stem),
        )
        for word in words[:4]:
            at = text.index(word, at)
        assert f"{item.position}." in text


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_options_stand_on_the_page_of_their_question(documents, every_type, lang):
    """No page break inside a question: its first words and its last are on one page."""
    shown = [flat(page) for page in pages(documents[lang, "paper"])]
    assert len(shown) > 1
    checked = 0
    for item in every_type[0].items:
        texts = [item.made.built.texts[id].to(lang) for id in item.order.get("options", [])]
        texts += [item.made.built.texts[id].to(lang) for id in item.order.get("right", [])]
        pieces = [
            re.sub(r"\$[^$]*\$|`[^`]*`|\*+|\[\[\w+\]\]", "\n", text)
            for text in [item.made.stem.to(lang), *texts]
        ]
        longest = [max((flat(run) for run in piece.splitlines()), key=len) for piece in pieces]
        longest = [run for run in longest if len(run) > 7]
        places = [[i for i, page in enumerate(shown) if run in page] for run in longest]
        assert all(places), (item.made.id, longest)
        assert set.intersection(*map(set, places)) if places else True, item.made.id
        checked += len(places) > 1
    assert checked >= 5


def test_a_question_that_fits_a_page_is_moved_there_whole(every_type, press):
    """Whatever stands before it: with the margin of the first page growing, every question stays whole."""
    source = paper_source(every_type[0], "ko")
    for push in (0, 90, 180, 270, 360, 450):
        document = pdfium.PdfDocument(
            press.compile(source.replace("#question(1,", f"#v({push}pt)\n#question(1,", 1))
        )
        shown = [flat(page) for page in pages(document)]
        for item in every_type[0].items:
            options = [item.made.built.texts[id].ko for id in item.order.get("options", [])]
            plain = [flat(text) for text in options if not re.search(r"[$`*]", text) and len(flat(text)) > 8]
            if len(plain) > 1:
                assert any(all(text in page for text in plain) for page in shown), item.made.id


def test_a_heading_stays_with_its_first_question(every_type, press):
    """Wherever the page ends: the heading of the second section is pushed down in small steps until it has passed the end."""
    source = paper_source(every_type[0], "en")
    head, body = source.split("#v(2.1em", 1)
    for push in range(0, 420, 20):
        text = f"{head}#v(2.1em{body}".replace("[Part 2]", "[HEADING]", 1).replace(
            "#question(1,", f"#v({push}pt)\n#question(1,", 1
        )
        shown = [flat(page) for page in pages(pdfium.PdfDocument(press.compile(text)))]
        (place,) = [i for i, page in enumerate(shown) if "HEADING" in page]
        assert re.search(r"HEADING24points7\.", shown[place]), push


def test_a_question_longer_than_a_page_is_broken_rather_than_cut(every_type, press):
    source = paper_source(every_type[0], "en")
    long = "\n\n".join(f"line number {i}" for i in range(120))
    document = pdfium.PdfDocument(press.compile(f"{source}\n#question(99, [1])[{long}]"))
    text = " ".join(pages(document))
    assert all(f"line number {i}" in text for i in range(120))


def test_korean_words_are_never_broken(documents, every_type):
    words = set()
    for item in every_type[0].items:
        for text in (item.made.stem, item.made.explain, *(item.made.built.texts.values())):
            words |= set(WORD.findall(re.sub(r"\$[^$]*\$|`[^`]*`|\*", " ", text.ko)))
    lines = [line for page in pages(documents["ko", "solutions"]) for line in page.splitlines()]
    together = "\n".join(lines)
    shown = {word for word in words if word in flat(together)}
    assert len(shown) > 100
    broken = [word for word in shown if word not in together]
    assert not broken


def test_a_narrow_column_breaks_between_words_only(press):
    sentence = "시그모이드 함수를 지나는 역전파에서는 기울기가 작아집니다. " * 6
    source = "#set page(width: 70mm, height: 200mm, margin: 8mm)\n" + markup.block(sentence, "ko")
    document = pdfium.PdfDocument(press.compile(_prelude(source)))
    lines = [line for line in pages(document)[0].splitlines() if line.strip()]
    assert len(lines) > 6
    for word in sentence.split():
        assert any(word in line for line in lines)
    whole = set(sentence.split())
    assert all(word in whole for line in lines for word in line.split())


def _prelude(source):
    head = '#set document(title: "x", date: none)\n#set text(font: "Noto Sans KR", lang: "ko")\n'
    return (
        head
        + "#let eq(spoken, display, body) = math.equation(alt: spoken, block: display, body.body)\n"
        + source
    )


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_pages_have_the_size_of_the_sheet_and_white_margins(exam, press, size):
    text = (
        "format: 1\ntitle: {en: Quiz, ko: 쪽지시험}\nseed: 4\npaper: SIZE\nsections:\n"
        "  - {types: [plot], count: 3, points: 2}\n  - {types: [single, trace, match], count: 9, points: 2}\n"
    ).replace("SIZE", size)
    (paper,) = exam(text)
    for lang in ("en", "ko"):
        for source in (paper_source(paper, lang), sheet_source(paper, lang)):
            for page in pdfium.PdfDocument(press.compile(source)):
                assert page.get_size() == pytest.approx(SIZES[size], abs=1)
                picture = page.render(scale=1.0).to_numpy()[:, :, :3]
                edge = 20  # 7 mm, which every printer can leave white
                assert (picture[:edge] == 255).all()
                assert (picture[-edge:] == 255).all()
                assert (picture[:, :edge] == 255).all()
                assert (picture[:, -edge:] == 255).all()
                assert (picture < 128).sum() > 1000


def test_fonts_are_embedded_and_no_sign_is_missing(documents):
    fonts = set()
    for document in documents.values():
        for page in document:
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
                font = raw.FPDFTextObj_GetFont(thing.raw)
                assert raw.FPDFFont_GetIsEmbedded(font) == 1
                buffer = ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, buffer, 200)
                fonts.add(buffer.value.decode().partition("+")[2])
        assert "\ufffd" not in "".join(pages(document))
    assert any(font.startswith("NotoSansKR") for font in fonts)
    assert any(font.startswith("NewCM") for font in fonts)
    assert any(font.startswith("DejaVuSansMono") for font in fonts)


def test_papers_are_tagged_have_a_language_and_claim_pdf_ua(every_type, press):
    for lang, language in (("en", "en-US"), ("ko", "ko-KR")):
        content = press.compile(paper_source(every_type[0], lang))
        assert b"<pdfuaid:part>1</pdfuaid:part>" in content
        document = pdfium.PdfDocument(content)
        assert raw.FPDFCatalog_IsTagged(document.raw)
        buffer = (ctypes.c_ushort * 40)()
        size = raw.FPDFCatalog_GetLanguage(document.raw, buffer, 80)
        assert bytes(buffer)[: size - 2].decode("utf-16-le") == language
        assert document.get_metadata_dict()["Title"].startswith("Midterm" if lang == "en" else "중간고사")


def alternative_texts(document):
    found = []

    def walk(element):
        size = raw.FPDF_StructElement_GetAltText(element, None, 0)
        if size:
            buffer = ctypes.create_string_buffer(size)
            raw.FPDF_StructElement_GetAltText(element, buffer, size)
            found.append(buffer.raw[: size - 2].decode("utf-16-le"))
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                walk(child)

    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for i in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, i))
        raw.FPDF_StructTree_Close(tree)
    return found


def test_figures_and_formulas_have_words_that_do_not_give_the_answer(exam, press):
    text = "format: 1\ntitle: Q\nseed: 4\nsections: [{types: [plot], count: 8, points: 2}]\n"
    (paper,) = exam(text)
    told = alternative_texts(pdfium.PdfDocument(press.compile(paper_source(paper, "en"))))
    solved = alternative_texts(pdfium.PdfDocument(press.compile(paper_source(paper, "en", solutions=True))))
    assert len(told) >= 8
    for item in paper.items:
        author = " ".join(item.made.alt.en.split())
        assert author not in told
        assert author in solved


def test_a_sheet_has_a_field_for_everything(documents, every_type):
    text = "".join(pages(documents["ko", "sheet"]))
    assert "답안지" in text
    assert "A형" in text
    assert len(documents["ko", "sheet"]) == 1
    lines = text.split()
    for item in every_type[0].items:
        assert str(item.position) in lines


def test_a_formula_that_paper_cannot_show_is_named_with_its_question(every_type, monkeypatch):
    monkeypatch.setattr("dlgrade.exam.mathematics.SYMBOLS", {})
    with pytest.raises(CourseError, match=r"quizzes.*\.yaml:\d+: a paper cannot show the formula part"):
        paper_source(every_type[0], "en", solutions=True)


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "a $ b",
        "[x]",
        "*x*",
        "// no",
        "/* no */",
        "<label>",
        "@ref",
        "= head",
        "a \\ b",
        "`",
        '"#"',
    ],
)
def test_text_is_never_code(press, text):
    source = _prelude(f"#set page(height: 100mm)\n[{markup.escape(text)}] #{markup.quoted(text)}")
    assert flat(pages(pdfium.PdfDocument(press.compile(source)))[0]) == flat(f"[{text}] {text}")


def test_fonts_of_the_system_are_used_where_the_package_is_missing(every_type, monkeypatch):
    monkeypatch.setattr("dlgrade.exam.pdf._PACKAGE", "a_package_that_is_not_there")
    press = Press()
    families = set(press.typst.Fonts(include_system_fonts=True).families())
    if not families & {pdf.FONT, *pdf._OTHERS}:
        pytest.skip("this system has no Korean font")
    assert press.compile(paper_source(every_type[0], "ko")).startswith(b"%PDF")


def test_without_any_korean_font_there_is_a_sentence(every_type, monkeypatch):
    monkeypatch.setattr("dlgrade.exam.pdf._PACKAGE", "a_package_that_is_not_there")
    monkeypatch.setattr("dlgrade.exam.pdf._OTHERS", ())
    monkeypatch.setattr("dlgrade.exam.pdf.FONT", "A Font That Is Not There")
    with pytest.raises(UserError, match="There is no Korean font"):
        Press().compile(paper_source(every_type[0], "ko"))
