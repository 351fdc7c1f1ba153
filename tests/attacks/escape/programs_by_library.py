# tries: start programs with everything that the standard library offers
# needs: seccomp
# says: no program was started
import os
import subprocess
import sys


def ways():
    import multiprocessing
    import pty
    import webbrowser
    from concurrent.futures import ProcessPoolExecutor

    yield "run", lambda: subprocess.run(["true"], check=True)
    yield "shell", lambda: subprocess.check_output("true", shell=True)
    yield "no fork", lambda: subprocess.Popen(["true"], close_fds=False)
    yield "system", lambda: os.system("true") == 0 or [][0]
    yield "popen", lambda: os.popen("echo x").read()[0]
    yield "spawn", lambda: os.posix_spawn("/bin/true", ["true"], {})
    yield "spawnv", lambda: os.spawnv(os.P_NOWAIT, "/bin/true", ["true"]) > 0 or [][0]
    yield "process", lambda: multiprocessing.Process(target=print).start()
    yield "spawned", lambda: multiprocessing.get_context("spawn").Process(target=print).start()
    yield "pool", lambda: ProcessPoolExecutor(1).submit(pow, 2, 2).result(0.5)
    yield "pty", lambda: pty.fork()[0] or os._exit(0)
    yield "browser", lambda: webbrowser.open("http://127.0.0.1:1/") or [][0]
    yield "exec", lambda: os.execv("/bin/true", ["true"])
    yield "execve", lambda: os.execve(sys.executable, [sys.executable, "-c", "pass"], {})
    yield "execvp", lambda: os.execvp("sh", ["sh", "-c", "true"])


def relu(x):
    for name, attempt in ways():
        try:
            attempt()
        except Exception:
            continue
        print("expected a refusal:", name)
    raise PermissionError("no program was started")


def relu_grad(x):
    raise PermissionError("no program was started")
