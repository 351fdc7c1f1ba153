from dlgrade.testing import mistake


@mistake(
    "numerical_diff",
    en="This is the forward difference: it looks to one side only, and its error shrinks merely with h. Take a step to "
    "either side.",
    ko="이것은 한쪽만 보는 전방 차분이라 오차가 h에 비례해서만 줄어듭니다. 양쪽으로 한 걸음씩 가세요.",
)
def forward_difference(f, x, h=1e-4):
    return (f(x + h) - f(x)) / h


@mistake(
    "numerical_diff",
    en="This is the backward difference: it looks back only, and its error shrinks merely with h. Take a step to either "
    "side.",
    ko="이것은 뒤쪽만 보는 후방 차분이라 오차가 h에 비례해서만 줄어듭니다. 양쪽으로 한 걸음씩 가세요.",
)
def backward_difference(f, x, h=1e-4):
    return (f(x) - f(x - h)) / h


@mistake(
    "numerical_diff",
    en="You divide by h, but the two points lie 2h apart: the result is twice the slope.",
    ko="h로 나누고 있습니다. 두 점 사이의 거리는 2h이므로 결과가 기울기의 두 배가 됩니다.",
)
def divided_by_one_step(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / h


@mistake(
    "numerical_diff",
    en="`/ 2 * h` divides by 2 and then multiplies by h, from left to right. Put the whole distance in parentheses.",
    ko="`/ 2 * h` 식은 왼쪽부터 계산하므로 2로 나눈 뒤 h를 곱합니다. 나누는 거리 전체를 괄호로 묶으세요.",
)
def parentheses_below_missing(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / 2 * h


@mistake(
    "numerical_diff",
    en="Only the second value is divided, because division comes before subtraction. Put the difference in parentheses.",
    ko="나눗셈이 뺄셈보다 먼저라서 둘째 값만 나누어집니다. 차이를 괄호로 묶으세요.",
)
def parentheses_above_missing(f, x, h=1e-4):
    return f(x + h) - f(x - h) / (2 * h)


@mistake(
    "numerical_diff",
    en="You return the difference of the two values. A slope is that difference divided by the distance of the points.",
    ko="두 함숫값의 차이를 그대로 반환합니다. 기울기는 그 차이를 두 점 사이의 거리로 나눈 값입니다.",
)
def not_divided(f, x, h=1e-4):
    return f(x + h) - f(x - h)


@mistake(
    "numerical_diff",
    en="The order of the two values is reversed, so the sign of every slope is wrong. Which point lies further right?",
    ko="두 값의 순서가 바뀌어 기울기의 부호가 모두 반대입니다. 더 오른쪽에 있는 점은 어느 쪽인가요?",
)
def order_reversed(f, x, h=1e-4):
    return (f(x - h) - f(x + h)) / (2 * h)


@mistake(
    "numerical_diff",
    en="You add the two values. A slope comes from their difference.",
    ko="두 함숫값을 더하고 있습니다. 기울기는 두 값의 차이에서 나옵니다.",
)
def values_added(f, x, h=1e-4):
    return (f(x + h) + f(x - h)) / (2 * h)


@mistake(
    "numerical_diff",
    en="You set the step to 1e-4 yourself, so the argument `h` has no effect.",
    ko="걸음을 직접 1e-4로 정해 두어 인수 `h`의 값이 쓰이지 않습니다.",
)
def step_fixed(f, x, h=1e-4):
    h = 1e-4
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(
    "numerical_diff",
    en="A step of 1e-50 vanishes in rounding: x + h and x − h are the same number, and nearly every slope is 0. Use the `h` that "
    "is given.",
    ko="1e-50은 반올림되어 사라집니다. x + h와 x − h가 같은 수가 되어 기울기가 대부분 0이 됩니다. 주어진 `h` 값을 쓰세요.",
)
def step_vanishes(f, x, h=1e-4):
    h = 1e-50
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(
    "numerical_diff",
    en="With a step of 1e-12 most digits of the difference are lost in rounding. Smaller is not always better: use the `h` "
    "that is given.",
    ko="걸음이 1e-12이면 차이의 자릿수를 반올림으로 거의 잃습니다. 작을수록 좋은 것이 아니므로 주어진 `h` 값을 쓰세요.",
)
def step_too_small(f, x, h=1e-4):
    h = 1e-12
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(
    "numerical_diff",
    en="You add h to the value of f, not to x, so the answer is 1 for every function. Call `f` at the moved points.",
    ko="h를 x가 아니라 함숫값에 더하고 있어 어떤 함수든 결과가 1입니다. 움직인 점에서 `f` 함수를 호출하세요.",
)
def step_outside(f, x, h=1e-4):
    return ((f(x) + h) - (f(x) - h)) / (2 * h)


@mistake(
    "numerical_diff",
    en="This measures how the slope itself changes: it is the second derivative. The first needs only two values.",
    ko="이 식은 기울기의 변화를 재는 이계도함수입니다. 일계도함수에는 두 값이면 됩니다.",
)
def second_derivative(f, x, h=1e-4):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


@mistake(
    "numerical_diff",
    en="You round the result, which throws away digits that are right. Return the number as it is.",
    ko="결과를 반올림해서 맞는 자릿수까지 버립니다. 계산한 수를 그대로 반환하세요.",
)
def result_rounded(f, x, h=1e-4):
    return round((f(x + h) - f(x - h)) / (2 * h), 4)


@mistake(
    "numerical_diff",
    en="You take the absolute value of the difference. A function that falls has a negative slope.",
    ko="차이에 절댓값을 취했습니다. 내려가는 함수의 기울기는 음수입니다.",
)
def sign_lost(f, x, h=1e-4):
    return abs(f(x + h) - f(x - h)) / (2 * h)
