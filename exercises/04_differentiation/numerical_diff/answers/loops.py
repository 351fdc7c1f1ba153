def numerical_diff(f, x, h=1e-4):
    slope = 0.0
    for side in (1, -1):
        # the mean of the slope ahead and the slope behind
        slope += (f(x + side * h) - f(x)) / (side * h) / 2
    return slope
