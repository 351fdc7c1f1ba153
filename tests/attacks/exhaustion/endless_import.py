# tries: never finish loading
# says: Loading the file took more than
import time

while True:
    time.sleep(1)


def relu(x):
    return x


def relu_grad(x):
    return x
