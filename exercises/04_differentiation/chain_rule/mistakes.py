import numpy as np

from dlgrade.testing import mistake


class _Multiply:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        return dout * self.y, dout * self.x


class _Add:
    def forward(self, x, y):
        return x + y

    def backward(self, dout):
        return dout * 1, dout * 1


@mistake(
    "Multiply",
    en="Each input is scaled by itself. The slope of x · y along x is the other factor, y.",
    ko="입력마다 자기 자신을 곱하고 있습니다. x · y를 x로 미분하면 상대방인 y가 나옵니다.",
)
class NotExchanged(_Multiply):
    def backward(self, dout):
        return dout * self.x, dout * self.y


@mistake(
    "Multiply",
    en="`dout` is ignored. These are only the local derivatives; the chain rule multiplies them by what comes from above.",
    ko="`dout` 값을 무시합니다. 이것은 노드 자신의 미분일 뿐이고, 연쇄 법칙에 따라 위에서 온 값을 곱해야 합니다.",
)
class GradientFromAboveIgnored(_Multiply):
    def backward(self, dout):
        return self.y, self.x


@mistake(
    "Multiply",
    en="You add `dout` to the other factor. The chain rule multiplies the two.",
    ko="`dout` 값을 상대방에 더하고 있습니다. 연쇄 법칙에서는 둘을 곱합니다.",
)
class AddedInsteadOfMultiplied(_Multiply):
    def backward(self, dout):
        return dout + self.y, dout + self.x


@mistake(
    "Multiply",
    en="`dout` is handed on as it came. So does a sum; in a product it is multiplied by the other factor.",
    ko="`dout` 값을 그대로 넘깁니다. 덧셈이라면 맞지만 곱셈에서는 상대방을 곱해야 합니다.",
)
class HandedOnUnchanged(_Multiply):
    def backward(self, dout):
        return dout * 1, dout * 1


@mistake(
    "Multiply",
    en="You compute dy from dx, which already contains y: dy gets a factor too many. Both start from `dout`.",
    ko="이미 y가 곱해진 dx에서 dy를 구해 y가 한 번 더 들어갑니다. 둘 다 `dout`에서 출발해야 합니다.",
)
class SecondFromFirst(_Multiply):
    def backward(self, dout):
        dx = dout * self.y
        dy = dx * self.x
        return dx, dy


@mistake(
    "Multiply",
    en="The inputs are kept in the class, so all nodes share them and the last forward of any node wins. Keep them on `self`.",
    ko="입력을 클래스에 저장해 모든 노드가 함께 쓰므로, 어느 노드든 마지막 순전파의 입력으로 덮어씁니다. `self`에 저장하세요.",
)
class SharedByAllNodes:
    def forward(self, x, y):
        SharedByAllNodes.x, SharedByAllNodes.y = x, y
        return x * y

    def backward(self, dout):
        return dout * SharedByAllNodes.y, dout * SharedByAllNodes.x


@mistake(
    "Multiply",
    en="Only the inputs of the first `forward` are remembered. Every `forward` replaces them.",
    ko="첫 번째 `forward`의 입력만 기억합니다. `forward`를 호출할 때마다 새 입력으로 바꾸어야 합니다.",
)
class FirstInputsKept:
    def __init__(self):
        self.inputs = None

    def forward(self, x, y):
        if self.inputs is None:
            self.inputs = x, y
        return x * y

    def backward(self, dout):
        x, y = self.inputs
        return dout * y, dout * x


@mistake(
    "Multiply",
    en="`backward` overwrites what `forward` has remembered, so a second call goes wrong. Put the results into new variables.",
    ko="`backward`가 `forward`에서 기억한 값을 덮어써서 두 번째 호출부터 틀립니다. 결과는 새 변수에 담으세요.",
)
class MemoryOverwritten(_Multiply):
    def backward(self, dout):
        self.x, self.y = dout * self.y, dout * self.x
        return self.x, self.y


@mistake(
    "Multiply",
    en="`dout *= …` changes the caller's array, and dy is computed from the changed one. Write the product into a new variable.",
    ko="`dout *= …` 문이 호출한 쪽의 배열을 바꾸고, dy는 바뀐 배열로 계산됩니다. 곱을 새 변수에 담으세요.",
)
class ChangedInPlace(_Multiply):
    def backward(self, dout):
        dx = dout
        dx *= self.y
        return dx, dout * self.x


@mistake(
    "Multiply",
    en="`np.dot` is the matrix product (for vectors, a sum of products). The node multiplies element by element.",
    ko="`np.dot` 함수는 행렬 곱을 구합니다(벡터라면 곱의 합). 이 노드는 원소끼리 곱합니다.",
)
class MatrixProduct(_Multiply):
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.dot(x, y)


@mistake(
    "Multiply",
    en="`backward` takes the inputs out of the memory (`pop`), so a second call finds nothing. Only look at them.",
    ko="`backward`에서 기억한 입력을 꺼내(`pop`) 버려 두 번째 호출에는 남은 것이 없습니다. 꺼내지 말고 읽기만 하세요.",
)
class MemoryEmptied:
    def forward(self, x, y):
        self.inputs = [x, y]
        return x * y

    def backward(self, dout):
        y, x = self.inputs.pop(), self.inputs.pop()
        return dout * y, dout * x


@mistake(
    "Add",
    en="You scale the gradient by the inputs. That belongs to a product; along each input of a sum the slope is 1.",
    ko="기울기에 입력을 곱하고 있습니다. 그것은 곱셈의 역전파이고, 덧셈은 어느 입력으로 미분해도 1입니다.",
)
class AddAsProduct(_Add):
    def forward(self, x, y):
        self.x, self.y = x, y
        return x + y

    def backward(self, dout):
        return dout * self.y, dout * self.x


@mistake(
    "Add",
    en="You return 1 and 1, the local derivatives alone. They have to be multiplied by `dout`.",
    ko="노드 자신의 미분인 1과 1만 반환합니다. 여기에 `dout` 값을 곱해야 합니다.",
)
class OnesReturned(_Add):
    def backward(self, dout):
        return dout * 0 + 1, dout * 0 + 1


@mistake(
    "Add",
    en="You split the gradient in halves. Each input moves the sum in full, so each gets all of `dout`.",
    ko="기울기를 반씩 나눕니다. 어느 입력이든 합을 그대로 움직이므로 둘 다 `dout` 전체를 받습니다.",
)
class Halved(_Add):
    def backward(self, dout):
        return dout / 2, dout / 2


@mistake(
    "Add",
    en="You return `dout` once. There are two inputs: return a pair.",
    ko="`dout` 값을 하나만 반환합니다. 입력이 둘이므로 튜플로 두 개를 반환하세요.",
)
class OneForBoth(_Add):
    def backward(self, dout):
        return dout * 1


@mistake(
    "Add",
    en="The second input gets −`dout`, as in a difference. In a sum both signs are positive.",
    ko="뺄셈에서처럼 둘째 입력이 −`dout` 값을 받습니다. 덧셈에서는 두 부호가 모두 양입니다.",
)
class AsDifference(_Add):
    def backward(self, dout):
        return dout * 1, -dout


@mistake(
    "shopping",
    en="The tax is missing in the derivatives for price and count: on the way back it is the first factor.",
    ko="가격과 개수에 대한 미분에 세금이 빠졌습니다. 돌아올 때 맨 먼저 곱해지는 수가 세금입니다.",
)
def tax_missing_on_the_way_back(price, count, tax):
    return price * count * tax, count, price, price * count


@mistake(
    "shopping",
    en="The derivatives for price and count are exchanged: along the price the slope contains the count.",
    ko="가격과 개수에 대한 미분이 서로 바뀌었습니다. 가격으로 미분하면 개수가 남습니다.",
)
def price_and_count_exchanged(price, count, tax):
    return price * count * tax, price * tax, count * tax, price * count


@mistake(
    "shopping",
    en="You get each derivative by dividing the total, which fails where an argument is 0. Multiply the other two numbers.",
    ko="총액을 나누어 미분을 구하므로 인수가 0이면 계산할 수 없습니다. 나머지 두 수를 곱하세요.",
)
def total_divided(price, count, tax):
    total = price * count * tax
    return total, total / price, total / count, total / tax


@mistake(
    "shopping",
    en="The derivatives come in the order in which the way back finds them. Asked is the order price, count, tax.",
    ko="역전파에서 나오는 순서대로 미분을 반환합니다. 가격, 개수, 세금의 순서로 반환하세요.",
)
def order_of_the_way_back(price, count, tax):
    return price * count * tax, price * count, count * tax, price * tax


@mistake(
    "shopping",
    en="You start the way back with the total. It starts with 1: the derivative of the total with respect to itself.",
    ko="역전파를 총액에서 시작합니다. 총액을 총액으로 미분한 1에서 시작해야 합니다.",
)
def started_with_the_total(price, count, tax):
    total = price * count * tax
    return total, total * tax * count, total * tax * price, total * price * count


@mistake(
    "shopping",
    en="You take `tax` for a rate such as 0.1 and add 1 to it. It already is the factor, such as 1.1.",
    ko="`tax` 값을 0.1 같은 세율로 보고 1을 더합니다. 이미 1.1 같은 배수입니다.",
)
def tax_as_rate(price, count, tax):
    factor = 1 + tax
    return price * count * factor, count * factor, price * factor, price * count


@mistake(
    "shopping",
    en="You return the total alone. The three derivatives belong to the result as well.",
    ko="총액만 반환합니다. 세 미분도 함께 반환해야 합니다.",
)
def total_only(price, count, tax):
    return price * count * tax


@mistake(
    "shopping",
    en="You return the derivatives without the total, which comes first.",
    ko="미분만 반환합니다. 총액이 맨 앞에 와야 합니다.",
)
def total_missing(price, count, tax):
    return count * tax, price * tax, price * count


@mistake(
    "shopping",
    en="In the derivative for the tax the count is missing: the tax multiplies price and count together.",
    ko="세금에 대한 미분에 가격만 있고 개수가 빠졌습니다. 세금은 가격 · 개수 전체에 곱해집니다.",
)
def tax_without_count(price, count, tax):
    return price * count * tax, count * tax, price * tax, price
