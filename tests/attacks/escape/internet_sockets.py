# tries: open internet sockets of every type, listen on this machine and talk to oneself
# needs: seccomp
import os
import socket


def ways():
    for family in (socket.AF_INET, socket.AF_INET6):
        for kind in (
            socket.SOCK_STREAM,
            socket.SOCK_DGRAM,
            socket.SOCK_RAW,
            getattr(socket, "SOCK_SEQPACKET", 5),
        ):
            yield lambda: socket.socket(family, kind)
            yield lambda: socket.socket(family, kind | getattr(socket, "SOCK_CLOEXEC", 0), 0)
    yield lambda: socket.create_server(("127.0.0.1", 0))
    yield lambda: socket.create_server(("::1", 0), family=socket.AF_INET6)
    yield lambda: socket.create_connection(("127.0.0.1", 22), timeout=0.2)
    yield lambda: socket.create_connection(("::1", 631), timeout=0.2)
    yield lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.2)


def relu(x):
    for attempt in ways():
        try:
            got = attempt()
        except OSError:
            continue
        print("expected a refusal:", got)
        if got.type == socket.SOCK_STREAM and got.family == socket.AF_INET:
            server = socket.create_server(("127.0.0.1", 0))
            client = socket.create_connection(server.getsockname(), timeout=0.5)
            client.sendall(os.fsencode(repr(x)))
            print("expected no way to send:", server.accept()[0].recv(20))
    raise PermissionError("no network")


def relu_grad(x):
    raise PermissionError("no network")
