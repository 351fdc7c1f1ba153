from dlgrade.figures import bars
from dlgrade.i18n import Text
from dlref.cnn import conv_output_size, conv_params, same_padding

PIXELS, MAPS, KERNEL = 28, 16, 3


def parameters():
    """A convolution beside a dense layer with as many inputs and outputs."""
    side = conv_output_size(PIXELS, KERNEL, pad=same_padding(KERNEL))
    outputs = MAPS * side**2
    return bars(
        Text("Numbers to learn (logarithmic)", "학습할 수의 개수(로그 눈금)"),
        [
            (Text("3 × 3 filters", "3 × 3 필터"), conv_params(1, MAPS, KERNEL)),
            (Text("5 × 5 filters", "5 × 5 필터"), conv_params(1, MAPS, 5)),
            (Text("dense layer", "완전 연결 층"), (PIXELS**2 + 1) * outputs),
        ],
        logarithmic=True,
    )
