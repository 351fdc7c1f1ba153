"""Second paths to the keys of unit 09, in plain Python."""


def places(n, k, s=1, p=0):
    """The outputs along an axis, counted one by one."""
    return len(range(0, n + 2 * p - k + 1, s))


def slide(x, w, s=1):
    """A filter over a picture, place by place."""
    rows, cols = places(len(x), len(w), s), places(len(x[0]), len(w[0]), s)
    return [
        [
            sum(w[u][v] * x[s * i + u][s * j + v] for u in range(len(w)) for v in range(len(w[0])))
            for j in range(cols)
        ]
        for i in range(rows)
    ]


def windows(x):
    """The four numbers of each 2 x 2 window, by rows of windows."""
    return [
        [[x[i][j], x[i][j + 1], x[i + 1][j], x[i + 1][j + 1]] for j in range(0, len(x[0]) - 1, 2)]
        for i in range(0, len(x) - 1, 2)
    ]


def pooled(x):
    return [[max(window) for window in line] for line in windows(x)]


def averaged(x):
    return [[sum(window) / 4 for window in line] for line in windows(x)]


def routed(image, dout):
    """The gradient of each window at its largest number; all numbers differ."""
    largest = pooled(image)[0]
    return [[dout[j // 2] if value == largest[j // 2] else 0 for j, value in enumerate(r)] for r in image]


def counterclockwise(x):
    """Columns from right to left become rows from top to bottom."""
    return [[line[j] for line in x] for j in reversed(range(len(x[0])))]


SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]

KEYS = {
    "cnn-dense-dominates": lambda f, hidden, **_: f * 14 * 14 * hidden + hidden,
    "slide-a-filter": lambda image, kernel, **_: slide(image, kernel),
    "filter-parameters": lambda c, f, k, **_: sum(c * k * k + 1 for _ in range(f)),
    "filter-shape": lambda c, f, k: [f, c, k, k],
    "edge-response": lambda dark, bright, **_: slide([[dark, dark, bright]] * 3, SOBEL)[0][0],
    "stride-places": lambda n, k, s, **_: places(n, k, s),
    "stride-two-outputs": lambda x, w, **_: slide([x], [w], 2),
    "padding-same": lambda k, **_: next(p for p in range(k) if places(50, k, 1, p) == 50),
    "padding-does-not-keep": lambda n, k, p, **_: places(n, k, 1, p),
    "output-size-general": lambda n, k, s, p, **_: places(n, k, s, p),
    "output-size-left-over": lambda n, k, p, s, **_: {
        "room": n + 2 * p - k,
        "places": places(n, k, s, p),
        "rest": n + 2 * p - k - s * (places(n, k, s, p) - 1),
    },
    "sharing-saves": lambda n, k, **_: [n * n * n * n, k * k],
    "sharing-gradient": lambda x, dout, **_: [sum(d * x[i + v] for i, d in enumerate(dout)) for v in (0, 1)],
    "max-pool-map": lambda image, **_: pooled(image),
    "max-pool-gradient": lambda image, dout, **_: routed(image, dout),
    "avg-pool-map": lambda image, **_: averaged(image),
    "global-average-shape": lambda n, c, **_: [n, c],
    "downsampling-two-blocks": lambda n, f2, **_: [f2, n // 4, n // 4],
    "downsampling-work": lambda c, f, n, **_: c * f * 9 * (n // 2) * (n // 2),
    "invariance-shifted-row": lambda a, b, **_: [b, a, 0],
    "invariance-quarter-turn": lambda column, a, **_: pooled(
        counterclockwise([[a if j == column else 0 for j in range(4)] for _ in range(4)])
    ),
    "batch-of-colour-pictures": lambda n, h, w: [n, 3, h, w],
}
