"""Second paths to the keys of unit 12, in plain Python."""

KEYS = {
    "rocks-parameters": lambda f1, f2, **_: (5 * 5 * f1 + f1) + (3 * 3 * f1 * f2 + f2) + (2 * f2 + 2),
}
