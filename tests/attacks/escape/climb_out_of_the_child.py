# tries: leave the loop that serves it and run on in the frames of the fork server and the grader below it
# says: empty shells
import gc
import os
import sys

reached = []


class Climb(BaseException):
    pass


def frames():
    frame = sys._getframe(1)
    while frame:
        yield frame
        frame = frame.f_back


def relu(x):
    for frame in frames():
        if frame.f_code.co_name in ("_run", "main", "start") and "dlgrade" in frame.f_code.co_filename:
            for name, value in frame.f_locals.items():
                if name in ("answers", "control", "ours", "theirs", "sandbox"):
                    for attempt in ("write", "send", "sendall", "flush", "open"):
                        try:
                            getattr(value, attempt)(
                                b'{"result": {}}\n' if attempt != "write" else '{"result": {}}\n'
                            )
                            reached.append((name, attempt))
                        except Exception:
                            pass
    for thing in gc.get_objects():
        if type(thing).__name__ in ("Sandbox", "Zygote", "Judge", "Material"):
            reached.append(type(thing).__name__)
    if [thing for thing in reached if thing != ("answers", "write")]:
        print("expected nothing in reach:", reached)
    raise RuntimeError("the frames below are empty shells")


def relu_grad(x):
    os._exit = lambda status: None
    interpreter = sys.modules["dlgrade.sandbox.interpreter"]
    interpreter.Interpreter.answer = lambda *args: (_ for _ in ()).throw(Climb)
    raise Climb
