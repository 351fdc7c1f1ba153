# tries: reach services of this machine by their sockets: docker, the system bus, the log, an abstract name
# needs: seccomp
import logging.handlers
import os
import socket

NAMES = [
    "/var/run/docker.sock",
    "/run/dbus/system_bus_socket",
    "/dev/log",
    "/run/systemd/notify",
    "\0dlgrade",
    "/tmp/.X11-unix/X0",
]


def relu(x):
    for name in NAMES:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            try:
                made = socket.socket(socket.AF_UNIX, kind)
            except OSError:
                continue
            print("expected a refusal:", made)
            try:
                made.connect(name)
                print("expected nobody, reached", name)
            except OSError:
                pass
    try:
        logging.handlers.SysLogHandler().emit(logging.makeLogRecord({"msg": "attack"}))
        print("expected no log")
    except OSError:
        pass
    try:
        os.mkfifo("/tmp/dlgrade-attack-fifo")
        os.unlink("/tmp/dlgrade-attack-fifo")
        print("expected no fifo")
    except OSError:
        pass
    raise ConnectionError("nobody answers")


def relu_grad(x):
    raise ConnectionError("nobody answers")
