"""The errata are complete, and the bank teaches none of them."""

import re

import pytest

from dlgrade.course import formula
from dlgrade.course.model import Course, builtin_root
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.prove import section_exists
from dlgrade.quiz.texts import text_of

BANK = Bank(Course(builtin_root()))
HANGUL = re.compile(r"[가-힣]")

IDS = [
    *("E01", "E02", "E03", "E04", "E05", "E06", "E07", "E08", "E09", "E10"),
    *("E11", "E12", "E13", "E14", "E15", "E16", "E17", "E18", "E19", "E20"),
    *("E21", "E22", "E23", "E24", "E25", "E26", "E27", "E28", "E29", "E30"),
    *("E31", "E32", "E33", "E34", "E35", "E36", "E37", "E38", "E39", "E40"),
    *("E41", "E42", "E43", "E44", "E45", "E45b", "E46", "E47", "E48", "E49"),
    *("E50", "E51", "E52", "E53", "E54", "E55", "E56", "E57", "E58", "E59"),
    *("E60", "E61", "E62", "E63", "E64", "E65", "E66", "E67", "E68", "E69"),
]

# An error of the notes, as a pattern, and a sentence that makes it.
DENIED = [
    ("E04", r"은닉층[이을]? ?(2개|3개|둘|셋|두 개|세 개) 이상", "심층 신경망은 은닉층이 3개 이상인 신경망이다"),
    ("E04", r"deep.{0,30}(two|three|2|3) or more hidden", "A deep network has three or more hidden layers"),
    ("E05", r"모든 뉴런[이은]? ?(서로|모두) 연결", "신경망의 모든 뉴런이 서로 연결된다"),
    ("E05", r"all (the )?neurons.{0,20} connected (to|with) (each other|one another)", "All neurons of the network are connected with each other"),
    ("E06", r"시그모이드.{0,25}XOR.{0,15}(적합|알맞|풀)", "시그모이드는 AND, OR, XOR에 적합하다"),
    ("E06", r"sigmoid.{0,40}(suited|suitable|solves?).{0,20}XOR", "The sigmoid is well suited to AND, OR and XOR"),
    ("E13", r"(LSTM|GRU).{0,20}ReLU", "LSTM과 GRU는 ReLU를 쓴다"),
    ("E13", r"(LSTM|GRU).{0,30}ReLU", "LSTM and GRU use ReLU by default"),
    ("E14", r"(시그모이드|소프트맥스).{0,20}기울기 소실.{0,8}(해결|막|없)", "시그모이드는 기울기 소실을 해결한다"),
    ("E14", r"(sigmoid|softmax).{0,30}(solve|cure|prevent)s? .{0,15}vanish", "Softmax solves the vanishing gradient"),
    ("E16", r"\[0, ?int\]", "ReLU: [0, int]"),
    ("E26", r"역전파.{0,20}가중치를 ?(바꾸|바꾼|바꿉|수정|고치|고친|업데이트|갱신|조정)", "역전파는 가중치를 수정하는 방법이다"),
    ("E26", r"back-?prop\w*.{0,30}(changes|updates|adjusts|corrects) the weights", "Backpropagation is the method that updates the weights"),
    ("E29", r"시그모이드의? (값|출력|함숫값).{0,20}곱.{0,25}(소실|사라)", "시그모이드의 값을 거듭 곱해서 기울기가 사라진다"),
    ("E29", r"vanish.{0,30}sigmoid('s)? (values|outputs).{0,40}multipl", "It vanishes since the sigmoid's values are multiplied"),
    ("E33", r"드롭아웃.{0,20}가중치[를의 ].{0,12}(끄|끈|지우|버|0으로|일부만)", "드롭아웃은 가중치를 무작위로 0으로 만든다"),
    ("E33", r"dropout.{0,30}(drops|switches off|removes|zeroes) .{0,15}weights", "Dropout drops some of the weights"),
    ("E37", r"He 초기화.{0,30}(죽|죽지)", "He 초기화는 ReLU가 죽지 않게 값을 크게 한다"),
    ("E37", r"He initiali[sz]ation.{0,50}(die|dead|dying)", "He initialization is larger because ReLU units die"),
    ("E40", r"전처리 ?없이", "CNN은 전처리 없이 배운다"),
    ("E40", r"without (any )?preprocessing", "A CNN learns without preprocessing"),
    ("E43", r"풀링.{0,30}회전.{0,15}(같|유지|불변)", "풀링을 하면 회전해도 특징이 유지된다"),
    ("E43", r"pooling.{0,40}(invariant|the same).{0,25}rotat", "Pooling makes features invariant under rotation"),
    ("E45", r"ResNet.{0,25}기울기 소실.{0,15}(위해|려고|해결)", "ResNet은 기울기 소실을 해결하려고 만들었다"),
    ("E45", r"ResNet.{0,30}(against|solves?|cures?) .{0,10}vanishing", "ResNet was made against vanishing gradients"),
    ("E45b", r"(잔차|스킵 연결|F\(x\) ?\+ ?x).{0,40}기울기.{0,8}(항상|언제나|늘) 1", "잔차 블록에서 x의 기울기는 항상 1이다"),
    ("E45b", r"(residual|skip connection|F\(x\) ?\+ ?x).{0,40}(gradient|derivative).{0,15}always 1", "In a residual block the gradient of x is always 1"),
    ("E52", r"기저귀.{0,40}(세분화|군집)", "기저귀와 맥주는 고객 세분화의 예이다"),
    ("E52", r"diapers.{0,40}(segmentation|clustering)", "Diapers and beer are an example of segmentation"),
    ("E54", r"(TensorFlow|텐서플로)(?! ?1).{0,25}정적 그래프", "TensorFlow는 정적 그래프를 쓴다"),
    ("E54", r"TensorFlow(?! 1).{0,40}static graph", "TensorFlow uses a static graph"),
    ("E55", r"(TensorFlow|텐서플로).{0,20}가중치를.{0,10}(수 없|못)", "TensorFlow는 가중치를 꺼내 볼 수 없다"),
    ("E55", r"TensorFlow.{0,25}(cannot|no way).{0,25}weights", "In TensorFlow one cannot look at the weights"),
]  # fmt: skip


def taught(bank):
    """What the bank holds for right: right options, true statements, right pairs and places, what concepts mean."""
    for question in bank.questions.values():
        data = question.data
        right = [
            option["text"]
            for option in data.get("options") or ()
            if option.get("correct") and "text" in option
        ]
        if data.get("answer") is True:
            right.append(data["stem"])
        texts = [text_of(written, question.path, question.line) for written in right]
        for pair in data.get("pairs") or ():
            left, its = (text_of(pair[side], question.path, question.line) for side in ("left", "right"))
            texts.append(Text(f"{left.en}: {its.en}", f"{left.ko}: {its.ko}"))
        for card in data.get("cards") or ():
            bin, its = (
                text_of(x, question.path, question.line) for x in (data["bins"][card["bin"]], card["text"])
            )
            texts.append(Text(f"{bin.en}: {its.en}", f"{bin.ko}: {its.ko}"))
        yield from ((question.id, text) for text in texts)
    for concept in bank.concepts.values():
        yield from ((concept.id, text) for text in (concept.meaning, concept.why))


TAUGHT = [(id, text.to(lang)) for id, text in taught(BANK) for lang in LANGUAGES]


def test_every_erratum_is_there():
    assert list(BANK.errata) == IDS


@pytest.mark.parametrize("id", IDS)
def test_an_erratum_is_complete(id):
    erratum = BANK.errata[id]
    assert erratum.notes
    assert all(section_exists(BANK, note) for note in erratum.notes)
    assert 1 <= len(erratum.sources) <= 3
    assert all(len(source) > 10 and not HANGUL.search(source) for source in erratum.sources)
    for text in (erratum.claim, erratum.right):
        assert not HANGUL.search(re.sub(r"“[^”]*”", "", text.en))
        assert HANGUL.search(text.ko)
        for written in (text.en, text.ko):
            assert written.endswith(".")
            assert written.count("$") % 2 == 0
            assert not {x for latex in formula.formulas(written) for x in formula.unknown_commands(latex)}


@pytest.mark.parametrize(("id", "pattern", "example"), DENIED)
def test_the_bank_does_not_teach_what_it_corrects(id, pattern, example):
    assert id in BANK.errata
    denied = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    assert denied.search(example), "the pattern finds nothing any more"
    assert [(where, text) for where, text in TAUGHT if denied.search(text)] == []


def test_the_deny_list_sees_the_bank():
    assert len({id for id, _ in TAUGHT}) > 150
