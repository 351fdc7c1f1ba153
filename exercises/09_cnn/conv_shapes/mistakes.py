import math

from dlgrade.testing import mistake


def fits(n, k, pad):
    if k > n + 2 * pad:
        raise ValueError("the filter does not fit")


@mistake(
    "conv_output_size",
    en="You count the steps, not the places: the place where the filter starts is missing, so there is one more.",
    ko="자리가 아니라 걸음을 세고 있습니다. 필터가 처음 놓이는 자리가 빠졌으므로 하나 더 많아야 합니다.",
)
def first_place_missing(n, k, stride=1, pad=0):
    fits(n, k, pad)
    return (n + 2 * pad - k) // stride


@mistake(
    "conv_output_size",
    en="You add the 1 before you divide by the stride. The first place needs no step: add it after the division.",
    ko="스트라이드로 나누기 전에 1을 더했습니다. 첫 자리에는 걸음이 필요 없으므로 나눈 뒤에 더하세요.",
)
def one_added_before_division(n, k, stride=1, pad=0):
    fits(n, k, pad)
    return (n + 2 * pad - k + 1) // stride


@mistake(
    "conv_output_size",
    en="You add the padding once. There are zeros at both ends.",
    ko="패딩을 한 번만 더했습니다. 0은 양 끝에 모두 있습니다.",
)
def padding_once(n, k, stride=1, pad=0):
    if k > n + pad:
        raise ValueError("the filter does not fit")
    return (n + pad - k) // stride + 1


@mistake(
    "conv_output_size",
    en="`pad` is not used: the added zeros make the picture longer.",
    ko="`pad` 값을 쓰지 않습니다. 덧붙인 0만큼 이미지가 길어집니다.",
)
def padding_ignored(n, k, stride=1, pad=0):
    fits(n, k, 0)
    return (n - k) // stride + 1


@mistake(
    "conv_output_size",
    en="`stride` is not used: with longer steps there are fewer places.",
    ko="`stride` 값을 쓰지 않습니다. 간격이 넓으면 자리가 줄어듭니다.",
)
def stride_ignored(n, k, stride=1, pad=0):
    fits(n, k, pad)
    return n + 2 * pad - k + 1


@mistake(
    "conv_output_size",
    en="You round up. A last place that reaches over the edge does not count: round down.",
    ko="올림하고 있습니다. 가장자리를 넘는 마지막 자리는 세지 않으므로 내림하세요.",
)
def rounded_up(n, k, stride=1, pad=0):
    fits(n, k, pad)
    return math.ceil((n + 2 * pad - k) / stride) + 1


@mistake(
    "conv_output_size",
    en="You round to the nearest integer. A last place that reaches over the edge does not count: always round down.",
    ko="가장 가까운 정수로 반올림하고 있습니다. 가장자리를 넘는 마지막 자리는 세지 않으므로 언제나 내림하세요.",
)
def rounded_to_nearest(n, k, stride=1, pad=0):
    fits(n, k, pad)
    return round((n + 2 * pad - k) / stride) + 1


@mistake(
    "conv_output_size",
    en="`/` gives a float, with a fraction where a rest is left over. A number of places is an integer: divide with `//`.",
    ko="`/` 연산은 실수를 내고, 남는 픽셀이 있으면 소수 부분이 생깁니다. 자리의 수는 정수이므로 `//` 연산으로 나누세요.",
)
def not_rounded(n, k, stride=1, pad=0):
    fits(n, k, pad)
    return (n + 2 * pad - k) / stride + 1


@mistake(
    "conv_output_size",
    en="A filter that does not fit is not refused: raise `ValueError` where `k` is larger than the padded picture.",
    ko="들어가지 않는 필터를 거부하지 않습니다. `k`가 패딩까지 합친 이미지보다 크면 `ValueError` 예외를 내세요.",
)
def too_large_accepted(n, k, stride=1, pad=0):
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size",
    en="You refuse a filter that is exactly as large as the padded picture. It has one place: only a larger one is an error.",
    ko="패딩까지 합친 이미지와 크기가 똑같은 필터를 거부합니다. 그때는 자리가 하나 있습니다. 더 클 때만 오류입니다.",
)
def exact_fit_refused(n, k, stride=1, pad=0):
    if k >= n + 2 * pad:
        raise ValueError("the filter does not fit")
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size",
    en="You compare the filter with the picture without its padding. A filter larger than `n` may fit once zeros are added.",
    ko="필터를 패딩이 없는 이미지와 비교하고 있습니다. `n`보다 큰 필터도 0을 덧붙이면 들어갈 수 있습니다.",
)
def padding_forgotten_in_check(n, k, stride=1, pad=0):
    fits(n, k, 0)
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_output_size",
    en="You raise an error where the steps do not end exactly at the edge. Here what is left over is simply dropped.",
    ko="마지막 걸음이 가장자리에 꼭 맞지 않으면 예외를 냅니다. 여기서는 남는 픽셀을 그냥 버립니다.",
)
def rest_refused(n, k, stride=1, pad=0):
    fits(n, k, pad)
    if (n + 2 * pad - k) % stride != 0:
        raise ValueError("the steps do not fit")
    return (n + 2 * pad - k) // stride + 1


@mistake(
    "conv_params",
    en="The biases are not counted: each filter has one.",
    ko="편향을 세지 않았습니다. 필터마다 편향이 하나씩 있습니다.",
)
def biases_forgotten(in_channels, out_channels, k):
    return out_channels * in_channels * k * k


@mistake(
    "conv_params",
    en="You count one bias altogether. Each filter, that is each output channel, has its own.",
    ko="편향을 모두 합쳐 하나만 셌습니다. 필터마다, 곧 출력 채널마다 자기 편향이 있습니다.",
)
def one_bias(in_channels, out_channels, k):
    return out_channels * in_channels * k * k + 1


@mistake(
    "conv_params",
    en="You count a bias for every matrix of a filter. The sums over all input channels are added up and get one bias.",
    ko="필터를 이루는 행렬마다 편향을 하나씩 셌습니다. 모든 입력 채널에서 나온 합을 더한 뒤 편향을 한 번만 더합니다.",
)
def bias_for_each_matrix(in_channels, out_channels, k):
    return out_channels * in_channels * (k * k + 1)


@mistake(
    "conv_params",
    en="You count a bias for every input channel. Biases belong to the output channels.",
    ko="입력 채널마다 편향을 하나씩 셌습니다. 편향은 출력 채널에 딸려 있습니다.",
)
def biases_of_inputs(in_channels, out_channels, k):
    return out_channels * in_channels * k * k + in_channels


@mistake(
    "conv_params",
    en="You treat a filter as a single k × k matrix. It has such a matrix for every input channel.",
    ko="필터를 k × k 행렬 하나로 보고 있습니다. 필터에는 입력 채널마다 그런 행렬이 하나씩 있습니다.",
)
def input_channels_ignored(in_channels, out_channels, k):
    return out_channels * (k * k + 1)


@mistake(
    "conv_params",
    en="You count `k` weights for each input channel. A filter has `k` rows and `k` columns.",
    ko="입력 채널마다 가중치를 `k`개만 셌습니다. 필터는 `k`행 `k`열입니다.",
)
def k_not_squared(in_channels, out_channels, k):
    return out_channels * (in_channels * k + 1)


@mistake(
    "same_padding",
    en="That is what is lost at both ends together. `pad` zeros are added at each end, so half of it is enough.",
    ko="양 끝에서 줄어드는 픽셀을 모두 합친 값입니다. 0은 양 끝에 `pad`개씩 덧붙이므로 그 절반이면 됩니다.",
)
def both_ends_together(k):
    return k - 1


@mistake(
    "same_padding",
    en="You return 1 for every filter. Larger filters lose more pixels at the edge.",
    ko="어떤 필터에도 1을 반환합니다. 필터가 크면 가장자리에서 더 많이 줄어듭니다.",
)
def always_one(k):
    return 1


@mistake(
    "same_padding",
    en="One too many: with this padding the output is larger than the picture by two.",
    ko="하나가 더 많습니다. 이 패딩으로는 출력이 이미지보다 두 픽셀 커집니다.",
)
def one_too_many(k):
    return (k + 1) // 2
