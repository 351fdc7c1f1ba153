def hinge(a, p, n, margin):
    total = margin
    for k in range(len(a)):
        total += (a[k] - p[k]) ** 2 - (a[k] - n[k]) ** 2
    return total


def triplet_loss(anchor, positive, negative, margin=1.0):
    total = 0.0
    for a, p, n in zip(anchor.tolist(), positive.tolist(), negative.tolist()):
        total += max(0.0, hinge(a, p, n, margin))
    return total / len(anchor)


def triplet_loss_grad(anchor, positive, negative, margin=1.0):
    da, dp, dn = [], [], []
    for a, p, n in zip(anchor.tolist(), positive.tolist(), negative.tolist()):
        scale = 2 / len(anchor) if hinge(a, p, n, margin) > 0 else 0.0
        da.append([scale * (z - y) for y, z in zip(p, n)])
        dp.append([scale * (y - x) for x, y in zip(a, p)])
        dn.append([scale * (x - z) for x, z in zip(a, n)])
    return da, dp, dn
