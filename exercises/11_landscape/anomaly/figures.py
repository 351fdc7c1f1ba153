import numpy as np

from dlgrade.figures import Bars, bars
from dlgrade.i18n import Text
from dlref.landscape import z_scores


def scores() -> Bars:
    pulses = np.array(
        [[62.0], [58.0], [66.0], [61.0], [59.0], [64.0], [112.0], [60.0], [63.0], [57.0], [65.0], [62.0]]
    )
    return bars(
        Text("Pulse of twelve people: size of the score", "열두 사람의 맥박: 점수의 크기"),
        [
            (Text(f"{x:.0f}", f"{x:.0f}"), z)
            for x, z in zip(pulses.ravel(), np.abs(z_scores(pulses)).ravel(), strict=True)
        ],
    )
