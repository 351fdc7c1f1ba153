import numpy as np

from dlgrade.testing import mistake


def gate(x1, x2, w1, w2, b):
    return np.where(w1 * x1 + w2 * x2 + b >= 0, 1, 0)


@mistake(
    "and_params",
    en="Your AND gate fires for a single 1 already (it is OR). The bias must be so low that one weight alone does not reach "
    "0, but both together do.",
    ko="AND 게이트가 1이 하나만 있어도 1을 출력합니다(OR이 됩니다). 가중치 하나로는 0에 못 미치고 둘을 합치면 닿도록 편향을 낮추세요.",
)
def and_is_or():
    return np.array([1.0, 1.0]), -0.5


@mistake(
    "and_params",
    en="Your AND gate fires for every input. A bias of 0 or more lets it fire without any input: the bias is the threshold "
    "with its sign turned.",
    ko="AND 게이트가 어떤 입력에도 1을 출력합니다. 편향이 0 이상이면 입력이 없어도 1이 됩니다. 편향은 임계값의 부호를 바꾼 값입니다.",
)
def and_always_fires():
    return np.array([1.0, 1.0]), 1.5


@mistake(
    "and_params",
    en="Your AND gate never fires: even both weights together do not make up for the bias.",
    ko="AND 게이트가 한 번도 1을 출력하지 않습니다. 두 가중치를 합쳐도 편향을 이기지 못합니다.",
)
def and_never_fires():
    return np.array([0.5, 0.5]), -1.5


@mistake(
    "and_params",
    en="Your AND gate answers the opposite everywhere (it is NAND). Turn the signs of the weights and of the bias.",
    ko="AND 게이트의 답이 모두 반대입니다(NAND가 됩니다). 가중치와 편향의 부호를 바꾸세요.",
)
def and_is_nand():
    return np.array([-1.0, -1.0]), 1.5


@mistake(
    "and_params",
    en="Your AND gate just repeats the first input, whatever the second is. Neither input alone may reach 0.",
    ko="AND 게이트가 둘째 입력과 상관없이 첫째 입력을 그대로 따라갑니다. 어느 입력이든 하나만으로는 0에 닿지 않아야 합니다.",
)
def and_first_input_only():
    return np.array([1.0, 0.0]), -0.5


@mistake(
    "or_params",
    en="Your OR gate fires without any input: with x1 = x2 = 0 only the bias is left, and a sum of exactly 0 fires.",
    ko="OR 게이트가 입력이 모두 0일 때도 1을 출력합니다. 그때는 편향만 남는데, 합이 정확히 0이어도 1이 됩니다.",
)
def or_always_fires():
    return np.array([1.0, 1.0]), 0.0


@mistake(
    "or_params",
    en="Your OR gate needs both inputs (it is AND). One weight alone must make up for the bias.",
    ko="OR 게이트가 두 입력이 모두 1이어야 1을 출력합니다(AND가 됩니다). 가중치 하나만으로도 편향을 이길 수 있어야 합니다.",
)
def or_is_and():
    return np.array([0.5, 0.5]), -0.7


@mistake(
    "or_params",
    en="Your OR gate never fires: not even both weights together make up for the bias.",
    ko="OR 게이트가 한 번도 1을 출력하지 않습니다. 두 가중치를 합쳐도 편향을 이기지 못합니다.",
)
def or_never_fires():
    return np.array([0.2, 0.2]), -0.5


@mistake(
    "or_params",
    en="Your OR gate answers the opposite everywhere (it is NOR). Turn the signs of the weights and of the bias.",
    ko="OR 게이트의 답이 모두 반대입니다(NOR이 됩니다). 가중치와 편향의 부호를 바꾸세요.",
)
def or_is_nor():
    return np.array([-1.0, -1.0]), 0.5


@mistake(
    "nand_params",
    en="Your NAND gate fires for (1, 1), too. With both inputs the sum has to be below 0; exactly 0 still fires.",
    ko="NAND 게이트가 (1, 1)에서도 1을 출력합니다. 두 입력이 모두 1이면 합이 0보다 작아야 합니다. 정확히 0이어도 1이 됩니다.",
)
def nand_always_fires():
    return np.array([-1.0, -1.0]), 2.0


@mistake(
    "nand_params",
    en="Your NAND gate is still AND: it fires for (1, 1) only. Weights and bias need the opposite signs.",
    ko="NAND 게이트가 (1, 1)에서만 1을 출력해 그대로 AND입니다. 가중치와 편향의 부호가 반대여야 합니다.",
)
def nand_is_and():
    return np.array([1.0, 1.0]), -1.5


@mistake(
    "nand_params",
    en="Your NAND gate fires for (0, 0) only (it is NOR). One input alone must not be enough to silence it: raise the bias.",
    ko="NAND 게이트가 (0, 0)에서만 1을 출력합니다(NOR이 됩니다). 입력 하나만으로 꺼지지 않도록 편향을 높이세요.",
)
def nand_is_nor():
    return np.array([-1.0, -1.0]), 0.5


@mistake(
    "nand_params",
    en="Your NAND gate never fires, not even for (0, 0), where only the bias counts. Its sign must change as well.",
    ko="NAND 게이트가 한 번도 1을 출력하지 않습니다. (0, 0)에서는 편향만 남으므로 편향의 부호도 바꿔야 합니다.",
)
def nand_never_fires():
    return np.array([-1.0, -1.0]), -1.5


@mistake(
    "xor",
    en="Your XOR also answers 1 to (1, 1), so it is OR. One perceptron cannot do better: combine OR with a gate that speaks "
    "against (1, 1).",
    ko="(1, 1)에서도 1이 나오므로 OR입니다. 퍼셉트론 하나로는 여기까지입니다. (1, 1)을 막아 주는 게이트를 OR과 함께 쓰세요.",
)
def xor_is_or(x1, x2):
    return gate(x1, x2, 1, 1, -0.5)


@mistake(
    "xor",
    en="Your XOR also answers 1 to (0, 0), so it is NAND. Combine NAND with a gate that speaks against (0, 0).",
    ko="(0, 0)에서도 1이 나오므로 NAND입니다. (0, 0)을 막아 주는 게이트를 NAND와 함께 쓰세요.",
)
def xor_is_nand(x1, x2):
    return gate(x1, x2, -1, -1, 1.5)


@mistake(
    "xor",
    en="Your XOR always answers 1. The second layer must ask that both gates of the first fire, not just one of them.",
    ko="항상 1이 나옵니다. 둘째 층은 첫 층의 두 게이트 중 하나가 아니라 둘 다 1인지 물어야 합니다.",
)
def second_layer_is_or(x1, x2):
    return gate(gate(x1, x2, -1, -1, 1.5), gate(x1, x2, 1, 1, -0.5), 1, 1, -0.5)


@mistake(
    "xor",
    en="Your XOR answers 1 to (1, 1) only, so it is AND. For (1, 0) and (0, 1) you want 1, for (1, 1) you want 0: the first "
    "layer needs NAND.",
    ko="(1, 1)에서만 1이 나오므로 AND입니다. (1, 0)과 (0, 1)에서 1, (1, 1)에서 0이 나와야 합니다. 첫 층에 NAND가 필요합니다.",
)
def first_layer_has_and(x1, x2):
    return gate(gate(x1, x2, 1, 1, -1.5), gate(x1, x2, 1, 1, -0.5), 1, 1, -1.5)


@mistake(
    "xor",
    en="Your answers are the wrong way round: 1 where the inputs are equal. XOR is 1 where they differ.",
    ko="답이 거꾸로입니다. 두 입력이 같을 때 1이 나옵니다. XOR은 서로 다를 때 1입니다.",
)
def equal_instead_of_different(x1, x2):
    return gate(gate(x1, x2, -1, -1, 1.5), gate(x1, x2, 1, 1, -0.5), -1, -1, 1.5)


@mistake(
    "xor",
    en="Your XOR sees only (1, 0) and misses (0, 1): both inputs must count in the same way.",
    ko="(1, 0)만 알아보고 (0, 1)은 놓칩니다. 두 입력이 같은 역할을 해야 합니다.",
)
def only_one_direction(x1, x2):
    return gate(x1, x2, 1, -1, -0.5)


@mistake(
    "xor",
    en="You subtract the inputs: (0, 1) gives -1. The answer has to be 0 or 1; build it from gates.",
    ko="두 입력을 빼고 있어 (0, 1)에서 -1이 나옵니다. 답은 0이나 1이어야 합니다. 게이트를 엮어 만드세요.",
)
def difference(x1, x2):
    return x1 - x2


@mistake(
    "xor",
    en="You add the inputs: (1, 1) gives 2. The answer has to be 0 or 1; build it from gates.",
    ko="두 입력을 더하고 있어 (1, 1)에서 2가 나옵니다. 답은 0이나 1이어야 합니다. 게이트를 엮어 만드세요.",
)
def total(x1, x2):
    return x1 + x2


@mistake(
    "xor",
    en="You return truth values, True and False. Return the integers 1 and 0, as the perceptron does.",
    ko="True와 False를 반환합니다. 퍼셉트론처럼 정수 1과 0을 반환하세요.",
)
def truth_values(x1, x2):
    return x1 != x2


@mistake(
    "xor",
    en="The operator `^` works on integers only; for the floats 0.0 and 1.0 it raises an error. Build XOR from your gates.",
    ko="`^` 연산자는 정수에만 쓸 수 있어 0.0과 1.0 같은 실수에서는 예외가 납니다. 게이트를 엮어 XOR을 만드세요.",
)
def integers_only(x1, x2):
    return x1 ^ x2


@mistake(
    "xor",
    en="This works for two numbers but not for two arrays: `if` needs one truth value, and a perceptron needs the pairs on "
    "the last axis. Handle all entries at once.",
    ko="수 두 개에는 맞지만 배열에서는 예외가 납니다. `if` 문은 참·거짓 하나만 받고, 퍼셉트론은 입력 쌍이 마지막 축에 있어야 합니다. 모든 원소를 "
    "한꺼번에 처리하세요.",
)
def numbers_only(x1, x2):
    if x1 == x2:
        return 0
    return 1


@mistake(
    "xor",
    en="You put the inputs together along the first axis and transpose. With more than one axis that turns the whole array "
    "round: put the pairs on a new last axis.",
    ko="두 입력을 첫 번째 축으로 합친 뒤 전치하고 있습니다. 축이 여러 개이면 배열 전체가 뒤집힙니다. 두 입력을 새로운 마지막 축에 놓으세요.",
)
def pairs_by_transposing(x1, x2):
    pairs = np.array([x1, x2]).T
    different = pairs @ np.array([1, -1])
    return np.where(different == 0, 0, 1)


@mistake(
    "xor",
    en="You compute inside the argument `x1`, which changes the caller's array. Write the result into a new array.",
    ko="인수 `x1` 안에서 계산해 호출한 쪽의 배열이 바뀝니다. 결과는 새 배열에 담으세요.",
)
def input_overwritten(x1, x2):
    x1 -= x2
    return np.where(x1 == 0, 0, 1)
