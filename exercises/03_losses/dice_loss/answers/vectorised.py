def dice_loss(p, y, smooth=1.0):
    return 1 - (2 * (p * y).sum() + smooth) / (p.sum() + y.sum() + smooth)


def dice_loss_grad(p, y, smooth=1.0):
    total = p.sum() + y.sum() + smooth
    q = (2 * (p * y).sum() + smooth) / total
    return (q - 2 * y) / total
