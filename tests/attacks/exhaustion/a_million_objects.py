# tries: hand out more objects than anyone can remember
# says: more than 10000 objects
def relu(x):
    return [object() for _ in range(1_000_000)]


def relu_grad(x):
    return [object() for _ in range(900)]
