import math


def log_sum_exp(x):
    out = []
    for row in x.tolist():
        out.append(max(row) + math.log(math.fsum(math.exp(v - max(row)) for v in row)))
    return out


def log_sum_exp_backward(dout, x):
    logs = log_sum_exp(x)
    return [
        [d * math.exp(v - log) for v in row]
        for d, log, row in zip(dout.tolist(), logs, x.tolist(), strict=False)
    ]
