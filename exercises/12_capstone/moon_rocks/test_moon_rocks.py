import numpy as np

from dlgrade.testing import check, integers, observe, partial, points, public, unchanged
from dlref.moon_rocks import rock_pictures

FEW, MANY, HIDDEN, PIECE = 40, 2000, 1000, 200
FULL, LEVELS = 0.95, ((0.9, 6), (0.85, 5), (0.8, 4))
UNKNOWN = {"unprepared": False, "only": -1, "linear": False, "band": -1}


def labels_of(student, model, images, name):
    """What `predict` answers, once it is an integer 0 or 1 for each picture; notes its form."""
    value = student.predict(model, images)
    labels = (
        np.asarray(value) if isinstance(value, list | tuple | int | float | np.generic | np.ndarray) else None
    )
    kind = "biuf".find(labels.dtype.kind) if labels is not None else -1
    whole = kind >= 0 and bool(np.isin(labels, (0, 1)).all())
    beyond = (9,) if labels is None else (labels.ndim - 1, labels.size - len(images), *labels.shape[1:])
    observe(student, **{f"kind_{name}": kind, f"beyond_{name}": beyond})
    if beyond == (0, 0) and kind in (1, 2, 3):
        observe(student, **{f"whole_{name}": whole})
    check(
        beyond == (0, 0),
        en="`predict` should return one label for each of the {count} pictures, an array of shape ({count},).",
        ko="`predict` 함수는 사진 {count}장마다 레이블을 하나씩, 모양이 ({count},)인 배열로 반환해야 합니다.",
        count=len(images),
        actual=value,
    )
    check(
        kind in (1, 2) and whole,
        en="`predict` should return the integers 0 and 1, neither truth values nor probabilities or other floats.",
        ko="`predict` 함수는 정수 0과 1을 반환해야 합니다. 참과 거짓이나 확률 같은 실수는 안 됩니다.",
        actual=value,
    )
    return labels.astype(int)


def share(one, other):
    return float(np.mean(one == other))


def plain(value):
    """Whether a model is made of nothing but data, so that two of them can be compared."""
    if isinstance(value, dict):
        return all(map(plain, value.values()))
    if isinstance(value, list | tuple):
        return all(map(plain, value))
    return value is None or isinstance(value, bool | int | float | str | np.generic | np.ndarray)


def same(one, other):
    if isinstance(one, dict):
        return (
            isinstance(other, dict) and list(one) == list(other) and all(same(one[k], other[k]) for k in one)
        )
    if isinstance(one, list | tuple):
        return isinstance(other, list | tuple) and len(one) == len(other) and all(map(same, one, other))
    return np.array_equal(one, other)


@public
@points(1)
def test_example(student, rng):
    """After training on 40 pictures, 7 new ones get 7 labels, each the integer 0 or 1; the first alone gets its own
    사진 40장으로 학습한 뒤 새 사진 7장에 정수 0이나 1인 레이블 7개로 답하고, 첫 장만 주어도 같은 답을 냅니다"""
    model = student.train(*rock_pictures(FEW, rng), rng)
    new = rock_pictures(7, rng)[0]
    seven = labels_of(student, model, new, "seven")
    integers(labels_of(student, model, new[:1], "one"), seven[:1])


@points(2)
def test_model_and_picture(student, rng):
    """A label depends on what was learnt and on the picture, on nothing else; pictures and labels are left as they were
    레이블은 배운 것과 그 사진에만 달려 있습니다. 받은 사진과 레이블은 바꾸지 않습니다"""
    images, labels = rock_pictures(FEW, rng)
    exchanged, seed = 1 - labels, int(rng.integers(2**32))
    model = student.train(images, exchanged, np.random.default_rng(seed))
    changed = [bool(student.record_.calls[-1].reply.changed)]
    new, truth = rock_pictures(PIECE, rng)
    together = labels_of(student, model, new, "together")
    changed.append(bool(student.record_.calls[-1].reply.changed))
    alone = [labels_of(student, model, new[i : i + 1], "alone")[0] for i in range(20)]
    backwards = labels_of(student, model, new[::-1], "backwards")[::-1]
    agree = bool(np.array_equal(alone, together[:20]) and np.array_equal(backwards, together))
    regardless = share(together, truth) > 0.75
    observe(student, agree=agree, changed=changed, regardless=regardless)
    if changed[0]:
        unchanged(student.train, images, exchanged, np.random.default_rng(seed))
    if changed[1]:
        unchanged(student.predict, model, new)
    check(
        agree,
        en="A picture gets another label when it is alone, or when the pictures come in another order. Its label should "
        "depend on the model and the picture only.",
        ko="사진을 한 장만 주거나 순서를 바꾸면 레이블이 달라집니다. 레이블은 모델과 그 사진에만 달려 있어야 합니다.",
    )
    check(
        not regardless,
        en="Trained with the two labels exchanged, the answers are still 0 for basalt and 1 for highland rock: they should "
        "come from the labels that `train` was given.",
        ko="두 레이블을 맞바꾸어 학습시켜도 여전히 현무암에 0, 고지대 암석에 1로 답합니다. `train` 함수가 받은 레이블에서 "
        "배운 답이어야 합니다.",
    )
    integers(alone, together[:20])


@points(9)
def test_accuracy(student, rng):
    """Trained on 2000 pictures, sorted by kind, at least 95 % of 1000 new ones are right
    종류별로 정렬된 사진 2000장으로 학습하여 새 사진 1000장 중 95 % 이상을 맞힙니다"""
    images, labels = rock_pictures(MANY, rng)
    order = np.argsort(labels, kind="stable")
    images, labels = images[order], labels[order]
    new, truth = rock_pictures(HIDDEN, rng)
    seed = int(rng.integers(2**32))

    def answers(pictures):
        pieces = range(0, len(pictures), PIECE)
        return np.concatenate([labels_of(student, model, pictures[i : i + PIECE], "piece") for i in pieces])

    few = order.argsort()[:FEW]  # of both kinds: what has no right form ends after a short training
    model = at_first = student.train(images[few], labels[few], np.random.default_rng(seed))
    answers(new[:PIECE])
    model = student.train(images, labels, np.random.default_rng(seed))
    overflowed = bool(student.record_.calls[-1].reply.warnings)
    found = answers(new)
    right = share(found, truth)
    if right >= FULL:
        observe(student, full=True)
        integers(int(right >= FULL), 1)
        return
    equal = plain(model) and plain(at_first) and same(model, at_first)
    practised = share(answers(images[::5]), labels[::5])
    facts = {"equal": equal, "overflowed": overflowed and right < 0.6, "by_heart": practised > right + 0.04}
    if equal or facts["overflowed"]:
        facts |= UNKNOWN
    else:
        facts |= look_closer(answers, new, found, truth)
    observe(student, full=False, **facts)
    report(right, practised, facts)


def look_closer(answers, new, found, truth):
    """What tells one kind of low accuracy from another; where one explains it, the rest is left out."""
    right = share(found, truth)
    centred = new[:PIECE] - new[:PIECE].mean(axis=(1, 2, 3), keepdims=True)
    standardised = centred / centred.std(axis=(1, 2, 3), keepdims=True)
    if right < 0.85 and share(answers(standardised), truth[:PIECE]) > max(0.85, right + 0.1):
        return UNKNOWN | {"unprepared": True}
    for kind in (0, 1):
        if share(found, kind) > 0.97:
            return UNKNOWN | {"only": kind}
    if right < 0.75 and behaves_linearly(answers, new, found):
        return UNKNOWN | {"linear": True}
    return UNKNOWN | {"band": int(np.digitize(right, (0.2, 0.4, 0.6)))}


def behaves_linearly(answers, new, found):
    """Whether the average of any two pictures that get one label gets it, too."""
    for kind in (0, 1):
        own = new[found == kind]
        half = len(own) // 2
        if half == 0 or share(answers((own[:half] + own[half : 2 * half]) / 2), kind) < 0.995:
            return False
    return True


def report(right, practised, facts):
    """Say how many are right and what is to be seen of the reason, with the points that this is worth."""
    en, ko = (
        "{right} % of the new pictures are right; 95 % are needed. ",
        "새 사진의 {right} %를 맞힙니다. 95 %가 필요합니다. ",
    )
    if facts["equal"]:
        en += "The model is the same, number by number, whatever `train` is given: nothing was learnt."
        ko += "`train` 함수에 무엇을 주든 모델의 숫자가 하나도 다르지 않습니다. 배운 것이 없습니다."
    elif facts["overflowed"]:
        en += "While training, numbers became infinite or undefined."
        ko += "학습하는 동안 수가 무한대가 되거나 정의되지 않는 값이 나왔습니다."
    elif facts["only"] >= 0:
        en += "Nearly every picture gets the label {only}. Does the loss fall? Is the order of the pictures a new one in every epoch?"
        ko += "거의 모든 사진에 레이블 {only}로 답합니다. 손실이 줄어드나요? 에포크마다 사진의 순서를 새로 섞나요?"
    elif right < 0.2:
        en += "So many wrong answers are no accident: the two kinds are told apart, but with the labels exchanged."
        ko += "이렇게 많이 틀리는 것은 우연이 아닙니다. 두 종류를 구별하지만 레이블이 서로 바뀌었습니다."
    elif facts["by_heart"]:
        en += "Of the pictures it was trained on, {practised} %: it has learnt some of them by heart."
        ko += "학습에 쓴 사진은 {practised} %를 맞히니 일부는 외운 것입니다."
    else:
        en += "Of the pictures it was trained on, {practised} %: it has not learnt enough yet."
        ko += "학습에 쓴 사진도 {practised} %를 맞히니 아직 덜 배운 것입니다."
    numbers = {"right": round(100 * right, 1), "practised": round(100 * practised, 1), "only": facts["only"]}
    for level, worth in LEVELS:
        if right >= level:
            partial(worth, en=en, ko=ko, **numbers)
    check(False, en=en, ko=ko, **numbers)
