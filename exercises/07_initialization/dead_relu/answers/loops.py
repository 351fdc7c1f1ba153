def dead_fraction(pre_activations):
    samples, units = len(pre_activations), len(pre_activations[0])
    dead = 0
    for m in range(units):
        for n in range(samples):
            if pre_activations[n][m] > 0:
                break
        else:
            dead += 1
    return dead / units
