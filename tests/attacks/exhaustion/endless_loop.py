# tries: compute without end
# says: was stopped after 2 s
def relu(x):
    while True:
        pass


def relu_grad(x):
    raise ValueError
