import numpy as np

from dlgrade.testing import mistake


@mistake(
    "l1_penalty",
    en="You take the mean of the absolute values. The penalty is their sum: every weight counts fully, however many there are.",
    ko="절댓값의 평균을 구했습니다. 벌점은 합입니다. 가중치가 몇 개든 하나하나가 온전히 더해집니다.",
)
def l1_mean(W, lam):
    return lam * np.mean(np.abs(W))


@mistake(
    "l1_penalty",
    en="You add up the weights themselves, so positive and negative ones cancel. Take each one's absolute value first.",
    ko="가중치를 그대로 더해서 양수와 음수가 서로 지워집니다. 먼저 하나하나 절댓값을 취하세요.",
)
def l1_without_abs(W, lam):
    return lam * np.sum(W)


@mistake(
    "l1_penalty",
    en="You take the absolute value of the sum. Positive and negative weights have cancelled by then: take it of every weight first.",
    ko="합을 구한 다음 절댓값을 취했습니다. 그때는 이미 양수와 음수가 지워졌습니다. 가중치마다 먼저 절댓값을 취하세요.",
)
def l1_abs_of_sum(W, lam):
    return lam * np.abs(np.sum(W))


@mistake(
    "l1_penalty",
    en="There is a factor 1/2 in your L1 penalty. It belongs to L2 only, where it cancels the 2 of the derivative.",
    ko="L1 벌점에 1/2을 곱했습니다. 1/2은 미분에서 나오는 2를 없애려고 L2에만 붙입니다.",
)
def l1_halved(W, lam):
    return 0.5 * lam * np.sum(np.abs(W))


@mistake(
    "l1_penalty",
    en="The strength `lam` has no effect: multiply the sum by it.",
    ko="세기 `lam` 값이 쓰이지 않습니다. 합에 곱하세요.",
)
def l1_strength_missing(W, lam):
    return np.sum(np.abs(W))


@mistake(
    "l1_penalty",
    en="You add up squares. L1 adds up absolute values; the squares belong to L2.",
    ko="제곱을 더했습니다. L1은 절댓값을 더합니다. 제곱은 L2의 것입니다.",
)
def l1_of_squares(W, lam):
    return lam * np.sum(W**2)


@mistake(
    "l1_penalty",
    en="The norm of order 1 is the sum of absolute values only for a vector. For a matrix `np.linalg.norm(W, 1)` is the largest column sum.",
    ko="차수 1인 노름은 벡터일 때만 절댓값의 합입니다. 행렬에서 `np.linalg.norm(W, 1)` 값은 열별 합 가운데 가장 큰 것입니다.",
)
def l1_matrix_norm(W, lam):
    return lam * np.linalg.norm(W.reshape(len(W), -1) if W.ndim > 2 else W, 1)


@mistake(
    "l1_penalty",
    en="You add up along the first axis only, and get one number per column. The penalty is one number for the whole array.",
    ko="첫 번째 축으로만 더해서 열마다 수가 하나씩 나옵니다. 벌점은 배열 전체에 대해 수 하나입니다.",
)
def l1_per_column(W, lam):
    return lam * np.sum(np.abs(W), axis=0)


@mistake(
    "l1_penalty_grad",
    en="A weight that is exactly 0 gets the gradient `lam`. There it has to be 0, so that the weight can stay.",
    ko="정확히 0인 가중치의 기울기가 `lam`입니다. 그곳의 기울기는 0이어야 가중치가 그대로 머뭅니다.",
)
def l1_grad_one_at_zero(W, lam):
    return lam * np.where(W >= 0, 1.0, -1.0)


@mistake(
    "l1_penalty_grad",
    en="A weight that is exactly 0 gets the gradient −`lam`, as if it were negative. There it has to be 0.",
    ko="정확히 0인 가중치를 음수처럼 다루어 기울기가 −`lam`입니다. 그곳의 기울기는 0이어야 합니다.",
)
def l1_grad_minus_at_zero(W, lam):
    return lam * np.where(W > 0, 1.0, -1.0)


@mistake(
    "l1_penalty_grad",
    en="You divide each weight by its absolute value: where it is 0, that is 0/0. Find the sign without a division.",
    ko="가중치를 자기 절댓값으로 나누고 있어 0인 곳에서 0/0이 됩니다. 나누지 않고 부호를 구하세요.",
)
def l1_grad_divides_by_zero(W, lam):
    return lam * W / np.abs(W)


@mistake(
    "l1_penalty_grad",
    en="The strength `lam` is missing in the gradient. A constant factor stays when one differentiates.",
    ko="기울기에 세기 `lam` 값이 빠졌습니다. 상수배는 미분해도 남습니다.",
)
def l1_grad_strength_missing(W, lam):
    return np.sign(W)


@mistake(
    "l1_penalty_grad",
    en="This is the gradient of L2. The gradient of L1 does not depend on how large a weight is, only on its sign.",
    ko="L2의 기울기입니다. L1의 기울기는 가중치의 크기와 상관없이 부호로만 정해집니다.",
)
def l1_grad_of_l2(W, lam):
    return lam * W


@mistake(
    "l1_penalty_grad",
    en="You divide by the number of weights. The penalty is a sum, not a mean, so nothing is divided.",
    ko="가중치의 개수로 나누었습니다. 벌점은 평균이 아니라 합이므로 나누지 않습니다.",
)
def l1_grad_averaged(W, lam):
    return lam * np.sign(W) / W.size


@mistake(
    "l1_penalty_grad",
    en="Every weight gets the gradient `lam`. A negative weight has to be pulled up, so its gradient is negative.",
    ko="모든 가중치의 기울기가 `lam`입니다. 음수인 가중치는 위로 당겨야 하므로 기울기가 음수입니다.",
)
def l1_grad_without_sign(W, lam):
    return lam * np.ones_like(W)


@mistake(
    "l1_penalty_grad",
    en="You return `lam` times the absolute values: those are the terms of the penalty itself. Differentiate them.",
    ko="`lam`에 절댓값을 곱해 반환했습니다. 그것은 벌점의 항 자체입니다. 그 항을 미분하세요.",
)
def l1_grad_of_size(W, lam):
    return lam * np.abs(W)


@mistake(
    "l1_penalty_grad",
    en="You write the gradient into `W` itself. The caller's weights are gone then: fill a new array.",
    ko="기울기를 `W` 배열에 그대로 써넣어 호출한 쪽의 가중치가 사라집니다. 새 배열을 채우세요.",
)
def l1_grad_in_place(W, lam):
    W[W > 0] = lam
    W[W < 0] = -lam
    return W


@mistake(
    "l2_penalty",
    en="The factor 1/2 is missing. With it the gradient comes out as `lam` times the weight.",
    ko="1/2이 빠졌습니다. 1/2이 있어야 기울기가 `lam`과 가중치의 곱이 됩니다.",
)
def l2_not_halved(W, lam):
    return lam * np.sum(W**2)


@mistake(
    "l2_penalty",
    en="You take the mean of the squares. The penalty is half their sum times `lam`, however many weights there are.",
    ko="제곱의 평균을 구했습니다. 가중치가 몇 개든 벌점은 제곱의 합을 씁니다.",
)
def l2_mean(W, lam):
    return 0.5 * lam * np.mean(W**2)


@mistake(
    "l2_penalty",
    en="You take the root: that is the length of the vector of weights. The penalty uses the sum of squares as it is.",
    ko="제곱근을 취했습니다. 그것은 가중치 벡터의 길이입니다. 벌점은 제곱의 합을 그대로 씁니다.",
)
def l2_norm(W, lam):
    return 0.5 * lam * np.sqrt(np.sum(W**2))


@mistake(
    "l2_penalty",
    en="`np.linalg.norm` takes the root of the sum of squares. The penalty uses the sum itself, times half of `lam`.",
    ko="`np.linalg.norm`은 제곱의 합에 제곱근을 취합니다. 벌점은 합 자체에 `lam`의 절반을 곱합니다.",
)
def l2_norm_not_halved(W, lam):
    return lam * np.linalg.norm(W)


@mistake(
    "l2_penalty",
    en="You square the sum of the weights. Square every weight first and add up afterwards.",
    ko="가중치의 합을 제곱했습니다. 가중치를 하나하나 제곱한 다음 더하세요.",
)
def l2_square_of_sum(W, lam):
    return 0.5 * lam * np.sum(W) ** 2


@mistake(
    "l2_penalty",
    en="The strength `lam` has no effect: multiply by it.",
    ko="세기 `lam` 값이 쓰이지 않습니다. 곱해 주세요.",
)
def l2_strength_missing(W, lam):
    return 0.5 * np.sum(W**2)


@mistake(
    "l2_penalty",
    en="`lam` stands inside the square and is squared, too. Multiply by it after adding up.",
    ko="`lam`이 제곱 안에 있어 함께 제곱됩니다. 더한 다음에 곱하세요.",
)
def l2_strength_squared(W, lam):
    return 0.5 * np.sum((lam * W) ** 2)


@mistake(
    "l2_penalty",
    en="You add up absolute values. L2 adds up squares; absolute values belong to L1.",
    ko="절댓값을 더했습니다. L2는 제곱을 더합니다. 절댓값은 L1의 것입니다.",
)
def l2_of_absolute_values(W, lam):
    return 0.5 * lam * np.sum(np.abs(W))


@mistake(
    "l2_penalty",
    en="You add up along the first axis only, and get one number per column. The penalty is one number for the whole array.",
    ko="첫 번째 축으로만 더해서 열마다 수가 하나씩 나옵니다. 벌점은 배열 전체에 대해 수 하나입니다.",
)
def l2_per_column(W, lam):
    return 0.5 * lam * np.sum(W**2, axis=0)


@mistake(
    "l2_penalty_grad",
    en="The 2 of the derivative meets the 1/2 of the penalty: together they are 1.",
    ko="미분에서 나온 2는 벌점의 1/2과 만나 1이 됩니다.",
)
def l2_grad_doubled(W, lam):
    return 2 * lam * W


@mistake(
    "l2_penalty_grad",
    en="You keep the 1/2 but drop the 2 that the derivative of a square brings.",
    ko="1/2은 남겨 두고 제곱을 미분할 때 나오는 2를 빠뜨렸습니다.",
)
def l2_grad_halved(W, lam):
    return 0.5 * lam * W


@mistake(
    "l2_penalty_grad",
    en="The strength `lam` is missing in the gradient. A constant factor stays when one differentiates.",
    ko="기울기에 세기 `lam` 값이 빠졌습니다. 상수배는 미분해도 남습니다.",
)
def l2_grad_strength_missing(W, lam):
    return W.copy()


@mistake(
    "l2_penalty_grad",
    en="You divide by the number of weights. The penalty is a sum, not a mean, so nothing is divided.",
    ko="가중치의 개수로 나누었습니다. 벌점은 평균이 아니라 합이므로 나누지 않습니다.",
)
def l2_grad_averaged(W, lam):
    return lam * W / W.size


@mistake(
    "l2_penalty_grad",
    en="You return one number. The gradient has an entry for every weight: do not add them up.",
    ko="수 하나를 반환했습니다. 기울기에는 가중치마다 원소가 하나씩 있습니다. 더하지 마세요.",
)
def l2_grad_summed(W, lam):
    return lam * np.sum(W)


@mistake(
    "l2_penalty_grad",
    en="This is the gradient of L1. With L2 a large weight is pulled harder than a small one.",
    ko="L1의 기울기입니다. L2에서는 큰 가중치를 작은 가중치보다 세게 당깁니다.",
)
def l2_grad_of_l1(W, lam):
    return lam * np.sign(W)


@mistake(
    "l2_penalty_grad",
    en="The sign is lost: the gradient of a negative weight is negative.",
    ko="부호가 사라졌습니다. 음수인 가중치의 기울기는 음수입니다.",
)
def l2_grad_of_size(W, lam):
    return lam * np.abs(W)


@mistake(
    "l2_penalty_grad",
    en="`W *= lam` changes the caller's weights. Write the product into a new array.",
    ko="`W *= lam`은 호출한 쪽의 가중치를 바꿉니다. 곱한 결과를 새 배열에 담으세요.",
)
def l2_grad_in_place(W, lam):
    W *= lam
    return W
