from dlgrade.testing import mistake


class _Base:
    """The layer as it should be; the mistakes change one thing each."""

    def forward(self, x):
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout):
        return dout.reshape(self.shape)


@mistake(
    "Flatten",
    en="The channels of a pixel stand side by side: that is the order of (N, H, W, C). Here a whole channel comes before the "
    "next.",
    ko="한 픽셀의 채널들이 나란히 놓입니다. 그것은 (N, H, W, C)의 순서입니다. 여기서는 한 채널이 다 끝나야 다음 채널이 옵니다.",
)
class ChannelsLast(_Base):
    def forward(self, x):
        return super().forward(x.transpose(0, 2, 3, 1))

    def backward(self, dout):
        return super().backward(dout).transpose(0, 3, 1, 2)


@mistake(
    "Flatten",
    en="`forward` puts the channels of a pixel side by side, the order of (N, H, W, C), and `backward` does not even undo that. "
    "There is nothing to transpose: a whole channel comes before the next.",
    ko="`forward`가 한 픽셀의 채널들을 (N, H, W, C)의 순서로 나란히 놓고, `backward`는 그것을 되돌리지도 않습니다. 전치할 것은 "
    "없습니다. 한 채널이 다 끝나야 다음 채널이 옵니다.",
)
class ChannelsLastForwards(_Base):
    def forward(self, x):
        self.shape = x.shape
        return x.transpose(0, 2, 3, 1).reshape(len(x), -1)


@mistake(
    "Flatten",
    en="Each channel is read column by column. Read it row by row.",
    ko="채널을 열을 따라 읽습니다. 행을 따라 읽으세요.",
)
class ColumnByColumn(_Base):
    def forward(self, x):
        return super().forward(x.swapaxes(2, 3))

    def backward(self, dout):
        return super().backward(dout).swapaxes(2, 3)


@mistake(
    "Flatten",
    en='The order "F" lets the first axis run fastest. The usual order, "C", is the one to use, there and back.',
    ko='순서 "F"에서는 첫 축이 가장 빨리 바뀝니다. 갈 때도 올 때도 보통 순서인 "C"를 쓰세요.',
)
class FortranOrder(_Base):
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(len(x), -1, order="F")

    def backward(self, dout):
        return dout.reshape(self.shape, order="F")


@mistake(
    "Flatten",
    en="Everything ends in one single row. Each picture needs a row of its own: keep the number of samples as the first length.",
    ko="전체가 한 줄이 됩니다. 이미지마다 자기 행이 있어야 하므로 샘플의 개수를 첫 길이로 남기세요.",
)
class OneLongRow(_Base):
    def forward(self, x):
        self.shape = x.shape
        return x.ravel()


@mistake(
    "Flatten",
    en="Only rows and columns are flattened, and the channels keep an axis. The output has two axes.",
    ko="행과 열만 펼치고 채널 축은 남겨 두었습니다. 출력의 축은 두 개입니다.",
)
class ChannelsKept(_Base):
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(*x.shape[:2], -1)


@mistake(
    "Flatten",
    en="Numbers of different pictures get mixed: the samples belong to the first length of `reshape`, not to the second with a "
    "transpose after it.",
    ko="서로 다른 이미지의 수가 섞입니다. 샘플의 개수는 `reshape`의 첫 길이입니다. 둘째에 두고 전치하면 안 됩니다.",
)
class PicturesMixed(_Base):
    def forward(self, x):
        self.shape = x.shape
        return x.reshape(-1, len(x)).T


@mistake(
    "Flatten",
    en="`backward` returns the rows as they came. Give them the shape of the input again.",
    ko="`backward`가 행을 받은 그대로 반환합니다. 입력의 모양으로 되돌리세요.",
)
class NotFoldedUp(_Base):
    def backward(self, dout):
        return dout


@mistake(
    "Flatten",
    en="On the way back rows and columns of the pictures are exchanged. The shape should be exactly that of the input.",
    ko="돌아올 때 이미지의 행과 열이 바뀝니다. 모양이 입력과 똑같아야 합니다.",
)
class RowsAndColumnsExchanged(_Base):
    def backward(self, dout):
        n, c, h, w = self.shape
        return dout.reshape(n, c, w, h)


@mistake(
    "Flatten",
    en="`backward` gives the right shape in the wrong order: it folds up by columns (or transposes) what `forward` has laid out "
    "by rows.",
    ko="`backward`의 결과는 모양은 맞지만 순서가 틀립니다. `forward`에서 행을 따라 펼친 것을 열을 따라 접거나 전치했습니다.",
)
class FoldedUpByColumns(_Base):
    def backward(self, dout):
        n, c, h, w = self.shape
        return dout.reshape(n, c, w, h).swapaxes(2, 3)


@mistake(
    "Flatten",
    en="Only the shape of the first `forward` is remembered. The next batch may have another one: remember it in each call.",
    ko="첫 `forward`의 모양만 기억합니다. 다음 배치는 모양이 다를 수 있으므로 부를 때마다 새로 기억하세요.",
)
class FirstShapeKept(_Base):
    def forward(self, x):
        if not hasattr(self, "shape"):
            self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout):
        return dout.reshape(-1, *self.shape[1:])


@mistake(
    "Flatten",
    en="The shape is kept on the class, so all layers share it. Keep it on `self`.",
    ko="모양을 클래스에 보관해 모든 층이 함께 씁니다. `self`에 보관하세요.",
)
class ShapeOnTheClass(_Base):
    def forward(self, x):
        ShapeOnTheClass.shape = x.shape
        return x.reshape(len(x), -1)


@mistake(
    "Flatten",
    en="`x.shape = …` bends the caller's array itself. `x.reshape(…)` leaves it as it is.",
    ko="`x.shape = …`는 호출한 쪽의 배열 자체를 바꿉니다. `x.reshape(…)`를 쓰면 원래 배열은 그대로입니다.",
)
class CallersShapeSet(_Base):
    def forward(self, x):
        self.shape = x.shape
        try:
            x.shape = (len(x), x[0].size)
        except AttributeError:  # a view that cannot be bent
            return x.reshape(len(x), -1)
        return x
