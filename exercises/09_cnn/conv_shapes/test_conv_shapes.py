from dlgrade.testing import integers, points, public, raises
from dlref.cnn import conv_output_size, conv_params, same_padding


def whole(rng, low, high):
    """A Python integer from low up to, and without, high."""
    return int(rng.integers(low, high))


@public
@points(1)
def test_example(student):
    """conv_output_size: seven pixels and a filter of three, as in the example
    conv_output_size: 픽셀 일곱 개에 크기 3인 필터, 예제 그대로입니다"""
    integers(student.conv_output_size(7, 3), 5)
    integers(student.conv_output_size(7, 3, stride=2), 3)
    integers(student.conv_output_size(7, 3, stride=3), 2)
    integers(student.conv_output_size(7, 3, pad=1), 7)


@public
@points(1)
def test_params_example(student):
    """From 3 channels to 16 with 3 × 3 filters there are 448 numbers to learn, and the padding is 1
    3 × 3 필터로 채널 3개를 16개로 바꿀 때 학습할 수는 448개이고 패딩은 1입니다"""
    integers(student.conv_params(3, 16, 3), 448)
    integers(student.same_padding(3), 1)


@points(1)
def test_plain(student, rng):
    """conv_output_size: stride 1 without padding
    conv_output_size: 패딩 없이 한 칸씩 옮깁니다"""
    for _ in range(4):
        k = whole(rng, 2, 8)
        n = k + whole(rng, 1, 30)
        integers(student.conv_output_size(n, k), conv_output_size(n, k))


@points(2)
def test_padding(student, rng):
    """conv_output_size: the padding is added at both ends
    conv_output_size: 패딩은 양 끝에 덧붙입니다"""
    for pad in (1, 2, 5):
        k = whole(rng, 2, 8)
        n = k + whole(rng, 1, 30)
        integers(student.conv_output_size(n, k, pad=pad), conv_output_size(n, k, pad=pad))
        integers(student.conv_output_size(n, k, 1, pad), conv_output_size(n, k, 1, pad))


@points(2)
def test_stride(student, rng):
    """conv_output_size: longer steps, when they end exactly at the edge
    conv_output_size: 간격이 넓고 마지막 걸음이 가장자리에 꼭 맞습니다"""
    for stride in (2, 3, 5):
        for pad in (0, 2):
            k = whole(rng, 5, 9)
            n = k - 2 * pad + stride * whole(rng, 1, 12)
            integers(student.conv_output_size(n, k, stride, pad), conv_output_size(n, k, stride, pad))


@points(2)
def test_rest(student, rng):
    """conv_output_size: what is left over at the edge is dropped, and is no error
    conv_output_size: 가장자리에서 남는 픽셀은 버리고, 오류로 여기지 않습니다"""
    for stride in (2, 3, 4, 7):
        for pad in (0, 1):
            for rest in (1, stride - 1):
                k = whole(rng, 4, 9)
                n = k - 2 * pad + stride * whole(rng, 1, 12) + rest
                size = student.conv_output_size(n, k, stride=stride, pad=pad)
                integers(size, conv_output_size(n, k, stride, pad))


@points(1)
def test_fits_once(student, rng):
    """conv_output_size: a filter as large as the padded picture has one place
    conv_output_size: 필터가 패딩까지 합친 이미지와 크기가 같으면 자리는 하나입니다"""
    for stride in (1, 2, 4):
        for pad in (0, 1, 3):
            n = whole(rng, 1, 12)
            integers(student.conv_output_size(n, n + 2 * pad, stride, pad), 1)
            integers(student.conv_output_size(n + stride - 1, n + 2 * pad, stride, pad), 1)


@points(1)
def test_too_large(student, rng):
    """conv_output_size: a filter larger than the padded picture raises ValueError
    conv_output_size: 필터가 패딩까지 합친 이미지보다 크면 ValueError 예외가 납니다"""
    for stride in (1, 2, 5):
        for pad in (0, 2):
            n, more = whole(rng, 1, 12), whole(rng, 2, 6)
            raises("ValueError", student.conv_output_size, n, n + 2 * pad + 1, stride, pad)
            raises("ValueError", student.conv_output_size, n, n + 2 * pad + more, stride, pad)
            integers(student.conv_output_size(n, n + 2 * pad, stride, pad), 1)


@points(2)
def test_params(student, rng):
    """conv_params: any number of channels, any filter
    conv_params: 채널 수와 필터 크기가 무엇이든 맞습니다"""
    for k in (1, 2, 5, 7):
        inputs, outputs = whole(rng, 2, 9), whole(rng, 10, 70)
        for channels in ((inputs, outputs), (outputs, inputs), (1, outputs), (inputs, 1)):
            integers(student.conv_params(*channels, k), conv_params(*channels, k))


@points(2)
def test_same(student, rng):
    """same_padding: the size stays the same with every odd filter
    same_padding: 홀수 크기의 필터라면 무엇이든 크기를 유지합니다"""
    for k in (1, 5, 7, 2 * whole(rng, 4, 30) + 1):
        integers(student.same_padding(k), same_padding(k))
