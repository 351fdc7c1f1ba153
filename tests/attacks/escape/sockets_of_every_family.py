# tries: open a socket of any family that the kernel may know: unix, netlink, packet, vsock, alg, bluetooth ...
# needs: seccomp
import socket


def relu(x):
    for family in range(1, 46):
        for kind in (1, 2, 3, 5):
            try:
                made = socket.socket(family, kind)
            except OSError:
                continue
            print("expected a refusal:", made)
            made.close()
    raise PermissionError("no family takes me in")


def relu_grad(x):
    raise PermissionError("no family takes me in")
