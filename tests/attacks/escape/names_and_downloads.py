# tries: resolve names and download: urllib, http, ftp, smtp, asyncio, the resolver of the C library
# needs: seccomp
import ctypes
import socket
import sys

sys.unraisablehook = lambda problem: None


def ways():
    import asyncio
    import ftplib
    import http.client
    import smtplib
    import urllib.request
    import xmlrpc.client

    yield lambda: urllib.request.urlopen("http://127.0.0.1:1/", timeout=0.3)
    yield lambda: urllib.request.urlopen("http://token.example.com/", timeout=0.3)
    yield lambda: urllib.request.urlopen("file:///etc/passwd").read()
    yield lambda: socket.getaddrinfo("secret.example.com", 80)
    yield lambda: socket.gethostbyname("localhost")
    yield lambda: socket.gethostbyaddr("127.0.0.1")
    yield lambda: http.client.HTTPConnection("127.0.0.1", 8000, timeout=0.3).request("GET", "/")
    yield lambda: ftplib.FTP("127.0.0.1", timeout=0.3)
    yield lambda: smtplib.SMTP("127.0.0.1", timeout=0.3)
    yield lambda: xmlrpc.client.ServerProxy("http://127.0.0.1:1").relu()
    yield lambda: asyncio.run(asyncio.open_connection("127.0.0.1", 80))
    yield lambda: asyncio.new_event_loop()
    libc = ctypes.CDLL(None)
    libc.gethostbyname.restype = ctypes.c_void_p
    yield lambda: libc.gethostbyname(b"secret.example.com") or [][0]


def relu(x):
    for attempt in ways():
        try:
            got = attempt()
        except Exception:
            continue
        print("expected a refusal, got", got)
    raise ConnectionError("no answer from anywhere")


def relu_grad(x):
    raise ConnectionError("no answer from anywhere")
