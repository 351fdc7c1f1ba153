"""Executes the judge's requests on a student's module: parse, execute, call, read, iterate.

Runs in the sandbox's child. The judge also uses it in its own process, for code that it trusts: the reference and the
known mistakes answer the same requests as a student's file does, so tests cannot tell them apart.

A request is a list whose first item is its name:

    ["parse", filename, source, restricted]   facts about the source, before any of it runs
    ["exec", forbidden names]           execute the module
    ["run", steps]                      execute steps, answer with the value of the last
    ["batch", steps, patches]           the same steps once per patch, each with one number of one argument moved
    ["next", object, count]             up to `count` further items of an iterator

A step is ["call", target, name, args, kwargs], ["get", target, name] or ["set", target, name, value]; its target is None
(the module), the number of an object handed out before, or "it" (the value of the last call step).
"""

from __future__ import annotations

import ast
import builtins
import copy
import sys
import types
import warnings
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from dlgrade.sandbox import wire

MAX_PRINTED = 1 << 16
MAX_WARNINGS = 8
MAX_OBJECTS = 10_000
MAX_MESSAGE = 2_000
MAX_METHODS = 64
BALLAST = 4 << 20  # memory that is given up when there is no other
_SYNTAX_ERRORS = (SyntaxError, IndentationError, TabError)
OUT_OF_MEMORY = 71  # … and of one that had no memory left to say so
CANNOT_START = 70  # the exit status of a child that could not lock itself in

CallBack = Callable[[int, list[Any], dict[str, Any]], Any]


class Interpreter:
    """The student's module, the objects it handed out, and what it printed."""

    def __init__(self, call_back: CallBack) -> None:
        """Start without a module; `call_back` reaches a function of the judge by its number."""
        self.call_back = call_back
        self.filename = "answer.py"
        self.code: types.CodeType | None = None
        self.module: types.ModuleType | None = None
        self.objects: dict[int, Any] = {}
        self.output = _Output()
        self.ballast = bytes(BALLAST)

    @classmethod
    def of_module(cls, module: types.ModuleType, call_back: CallBack) -> Interpreter:
        """Answer requests from a module that is loaded already."""
        interpreter = cls(call_back)
        interpreter.module = module
        return interpreter

    # ------------------------------------------------------------------------------------------------- requests

    def answer(self, text: bytes, body: memoryview) -> tuple[int, Any]:
        """Decode a request, execute it, and return the kind and the value of the answering frame."""
        self.output.clear()
        try:
            request = wire.decode(text, body, self.restore)
            pristine = lambda: wire.decode(text, body, self.restore, writable=False)  # noqa: E731
            return wire.REPLY, self.execute(request, pristine)
        except BaseException as error:
            if type(error) is MemoryError:
                self.ballast = b""  # what it takes to say so
            return wire.ERROR, self.describe_error(error)

    def execute(self, request: list[Any], pristine: Callable[[], list[Any]]) -> Any:
        """Execute a decoded request; `pristine` decodes it again, untouched by the student's code."""
        operation, *operands = request
        if operation == "parse":
            return self.parse(*operands)
        if operation == "exec":
            return self.execute_module(*operands)
        if operation == "run":
            value = self.run(*operands)
            changed = [
                [i, j]
                for i, (before, after) in enumerate(zip(pristine()[1], request[1], strict=True))
                for j in _changed_arguments(before, after)
            ]
            return self.result(value, changed)
        if operation == "batch":
            return self.result(_stack([self.run(steps) for steps in _patched(*operands)]), [])
        if operation == "next":
            return self.result(list(islice(self.objects[operands[0]], operands[1])), [])
        raise ValueError(operation)

    def result(self, value: Any, changed: list[list[int]]) -> dict[str, Any]:
        """What a request returns: the value, and what else the student's code did meanwhile."""
        return {
            "value": value,
            "printed": self.output.text(),
            "warnings": self.output.warnings,
            "changed": changed,
        }

    def parse(self, filename: str, source: str, restricted: bool = False) -> dict[str, Any]:
        """Compile the source and say what it defines; nothing of it runs."""
        self.filename = filename
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, filename)
            facts = source_facts(tree)
            if restricted:
                facts["uses"] = list(_uses(tree))
            self.code = compile(tree, filename, "exec")
        return facts

    def execute_module(self, forbidden: list[str]) -> None:
        """Execute the parsed module, with the forbidden functions of libraries out of reach."""
        assert self.code is not None
        for name in forbidden:
            _forbid(name)
        module = types.ModuleType(self.filename.removesuffix(".py"))
        sys.modules[module.__name__] = module
        self.module = module
        exec(self.code, module.__dict__)  # noqa: S102 - this is what a sandbox is for

    def run(self, steps: list[list[Any]]) -> Any:
        """Execute steps in order; the value of the last one."""
        it: Any = None
        value: Any = None
        for operation, target, name, *rest in steps:
            owner = self.owner(target, it)
            if operation == "set":
                setattr(owner, name, rest[0])
                continue
            found = _find(owner, name)
            if operation == "get":
                value = found if not callable(found) else _Method()
            else:
                value = it = _call(found, rest[0], rest[1])
        return value

    def owner(self, target: Any, it: Any) -> Any:
        """What a step is about; objects that were sent are themselves already, and may be equal to anything."""
        if target is None:
            return self.module
        if type(target) is str:
            return it
        return self.objects[target] if type(target) is int else target

    # ------------------------------------------------------------------------------------- what is not plain data

    def extend(self, value: Any) -> tuple[str, Any] | None:
        """Hand out a number for an object that stays here, with its type's name and its methods'.

        None for what is as good as a plain container: `OrderedDict` and its like, and named tuples.
        """
        kind = type(value)
        if kind is _Method:
            return "method", None
        if issubclass(kind, dict | list | tuple) and (
            kind.__module__ == "collections" or "_fields" in vars(kind)
        ):
            return None
        if len(self.objects) >= MAX_OBJECTS:
            raise MemoryError(f"more than {MAX_OBJECTS} objects")
        number = len(self.objects)
        self.objects[number] = value
        return "object", [number, _type_name(value), _method_names(value)]

    def restore(self, tag: str, content: Any) -> Any:
        """Make what the judge sent as an extension: a generator, a function to call back, an object known before."""
        if tag == "object":
            return self.objects[content]
        if tag == "rng":
            return np.random.default_rng(content)
        if tag == "namespace":
            return types.SimpleNamespace(**content)
        if tag == "callback":

            def function(*args: Any, **kwargs: Any) -> Any:
                return self.call_back(content, list(args), kwargs)

            return function
        raise wire.WireError(tag)

    def describe_error(self, error: BaseException) -> dict[str, Any]:
        """Say what an exception was and where in the student's file it was raised, whatever the exception tries."""
        line, in_answer = None, False
        trace = BaseException.__dict__["__traceback__"].__get__(error)  # it may define one of its own
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            in_answer |= file != __file__
            line = trace.tb_lineno if file == self.filename else line
            trace = trace.tb_next
        try:
            message = str(error)[:MAX_MESSAGE]
        except BaseException:
            message = ""
        if line is None and isinstance(error, SyntaxError) and type(error) in _SYNTAX_ERRORS:
            line, message = error.lineno, str(error.msg)[:MAX_MESSAGE]
        return {
            "kind": _error_kind(error, in_answer),
            "type": _type_name(error),
            "message": message,
            "line": line,
            "printed": self.output.text(),
        }


class _Method:
    """Stands for a method where an attribute was asked for."""


class _Missing(Exception):
    """A name that the exercise asks for is not there."""


class _Forbidden(Exception):
    """A ready-made function that the exercise forbids was called."""


def _error_kind(error: BaseException, in_answer: bool) -> str:
    kind = type(error)  # its __class__ may say anything
    if kind is _Missing:
        return "missing"
    if kind is _Forbidden:
        return "forbidden"
    if issubclass(kind, NotImplementedError):
        return "unfilled"
    if issubclass(kind, TypeError) and not in_answer:  # not even its first line has run
        return "signature"
    return "raised"


def _find(owner: Any, name: str) -> Any:
    try:
        return getattr(owner, name)
    except AttributeError as error:
        if error.__traceback__ is not None and error.__traceback__.tb_next is not None:
            raise  # the name is there, and its own code failed
        of_what = "" if isinstance(owner, types.ModuleType) else _type_name(owner) + "."
        raise _Missing(of_what + name) from None


def _call(function: Any, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return function(*args, **kwargs)


def _type_name(value: Any) -> str:
    return str(type.__dict__["__name__"].__get__(type(value)))[:100]


def _method_names(value: Any) -> list[str]:
    """The public methods that the object's classes define, read without running any of its code."""
    names: dict[str, None] = {}
    for cls in type.__dict__["__mro__"].__get__(type(value))[:-1]:
        for name, member in type.__dict__["__dict__"].__get__(cls).items():
            if isinstance(member, types.FunctionType) and not name.startswith("_"):
                names[name[:100]] = None
    return list(names)[:MAX_METHODS]


# ------------------------------------------------------------------------------------------------ arguments


def _changed_arguments(before: list[Any], after: list[Any]) -> Iterator[int]:
    """The positions of the arguments of a call step that are no longer bit for bit what they were."""
    if before[0] == "call":
        old = [*before[3], *before[4].values()]
        new = [*after[3], *after[4].values()]
        for i, (one, other) in enumerate(zip(old, new, strict=False)):
            if not _same(one, other):
                yield i


def _same(old: Any, new: Any) -> bool:
    if type(old) is not type(new):
        return False
    if type(old) is np.ndarray:
        return bool(old.shape == new.shape and old.dtype == new.dtype and old.tobytes() == new.tobytes())
    if isinstance(old, (list, tuple)):
        return len(old) == len(new) and all(map(_same, old, new))
    if type(old) is types.SimpleNamespace:
        return _same(vars(old), vars(new))
    if isinstance(old, dict):
        return list(old) == list(new) and all(map(_same, old.values(), new.values()))
    return old is new or not isinstance(old, (int, float, str)) or old == new or (old != old and new != new)


def _patched(steps: list[list[Any]], patches: list[list[Any]]) -> Iterator[list[list[Any]]]:
    """The steps once per patch [step, argument, key or None, flat index, difference], each on fresh copies."""
    for step, argument, key, index, difference in patches:
        copies = _copy(steps)
        operands = copies[step][3:] if copies[step][0] == "set" else copies[step][3]
        holder, place = (operands, argument) if key is None else (operands[argument], key)
        if type(holder[place]) is np.ndarray:
            holder[place].flat[index] += difference
        else:
            holder[place] += difference
        yield copies


def _copy(value: Any) -> Any:
    kind = type(value)
    if kind is np.ndarray:
        return value.copy()
    if kind is list:
        return [_copy(item) for item in value]
    if kind is dict:
        return {key: _copy(item) for key, item in value.items()}
    if kind.__name__ == "Generator" and kind.__module__.startswith("numpy.random"):
        return copy.deepcopy(value)  # every evaluation gets the same draws
    return value


def _stack(values: list[Any]) -> Any:
    """One array instead of many, where the values allow it: far cheaper to send."""
    first = values[0] if values else None
    if isinstance(first, np.ndarray | np.number | float) and all(
        type(v) is type(first)
        and np.shape(v) == np.shape(first)
        and np.asarray(v).dtype == np.asarray(first).dtype
        for v in values
    ):
        return np.array(values)
    return values


# -------------------------------------------------------------------------------------------------- the source


def source_facts(tree: ast.Module) -> dict[str, Any]:
    """What a student's source defines, and which of it is still as in the stub.

    Returns:
        ``names``: everything defined at the top level; ``unfilled``: the functions and methods (``Class.method``) whose
        body is nothing but a docstring and ``raise NotImplementedError``, ``...`` or ``pass``; ``filled``: the others.
    """
    names: list[str] = []
    unfilled: list[str] = []
    filled: list[str] = []
    for node in _top_level(tree.body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.append(node.name)
            (unfilled if _is_empty(node) else filled).append(node.name)
        elif isinstance(node, ast.ClassDef):
            names.append(node.name)
            for member in node.body:
                if isinstance(member, ast.FunctionDef):
                    (unfilled if _is_empty(member) else filled).append(f"{node.name}.{member.name}")
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names += [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)]
    return {"names": names, "unfilled": unfilled, "filled": filled}


def _uses(tree: ast.Module) -> Iterator[list[Any]]:
    """What a source reaches for: imports, names and attributes; kind, name and line each."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (["import", alias.name, node.lineno] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from (["import", f"{base}.{alias.name}", node.lineno] for alias in node.names)
        elif isinstance(node, ast.Name):
            yield ["name", node.id, node.lineno]
        elif isinstance(node, ast.Attribute):
            yield ["attribute", node.attr, node.lineno]
        elif isinstance(node, ast.MatchClass):
            yield from (["attribute", name, node.lineno] for name in node.kwd_attrs)


def _top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module, with those inside its conditions, loops and the like."""
    for node in body:
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for field in ("body", "orelse", "finalbody", "handlers"):
                for inner in getattr(node, field, []):
                    yield from _top_level(inner.body if isinstance(inner, ast.ExceptHandler) else [inner])


def _is_empty(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return all(
        isinstance(statement, ast.Pass)
        or (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
        or (
            isinstance(statement, ast.Raise)
            and statement.exc is not None
            and "NotImplementedError" in ast.dump(statement.exc)
        )
        for statement in function.body
    )


def _forbid(qualified: str) -> None:
    """Replace a library's function, in every loaded module that holds it, by one that refuses."""
    module_name, _, name = qualified.rpartition(".")
    __import__(module_name)
    target = getattr(sys.modules[module_name], name)

    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise _Forbidden(qualified)

    for module in list(sys.modules.values()):
        for key, value in list(getattr(module, "__dict__", {}).items()):
            if value is target:
                setattr(module, key, refuse)
            # Wrappers that hold the function they wrap. The classes of compiled modules may have no text for a module.
            elif str(type(value).__module__).startswith("numpy.ma"):
                for name, held in list(getattr(value, "__dict__", {}).items()):
                    if held is target:
                        setattr(value, name, refuse)


# ---------------------------------------------------------------------------------------- what it says meanwhile


class _Output:
    """Takes what is printed and warned, up to a limit; everything beyond is counted as lost."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.room = MAX_PRINTED
        self.warnings: list[list[Any]] = []

    def clear(self) -> None:
        self.parts, self.room, self.warnings = [], MAX_PRINTED, []

    def text(self) -> str:
        return "".join(self.parts) + ("…" if self.room < 0 else "")

    def write(self, text: str) -> int:
        if self.room >= 0:
            self.parts.append(str(text)[: self.room])
            self.room -= len(text)
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def show_warning(self, message: Any, category: Any, filename: str, lineno: int, *_: Any) -> None:
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append([_type_name(message), str(message)[:MAX_MESSAGE], lineno])

    def take_over(self) -> None:
        """From now on everything that this process prints or warns comes here."""
        sys.stdout = sys.stderr = self
        sys.__stdout__ = sys.__stderr__ = self  # type: ignore[misc,assignment]
        warnings.resetwarnings()
        warnings.simplefilter("always")
        warnings.showwarning = self.show_warning  # type: ignore[assignment]


# --------------------------------------------------------------------------------------------- the child's loop


def serve(channel: wire.Channel) -> None:
    """Answer the judge's requests until it closes the channel. This is all that a child does.

    What it may import is to be settled before (`hide_other_packages`).

    Raises:
        Disconnected: the judge has finished.
    """
    current = 0

    def call_back(number: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        nonlocal current
        channel.send(wire.CALLBACK, current, [number, args, kwargs], interpreter.extend)
        waiting = current
        kind, current, text, body = channel.receive()
        while kind == wire.REQUEST:  # the function itself asks something
            answer(text, body)
            kind, current, text, body = channel.receive()
        current = waiting
        value = wire.decode(text, body, interpreter.restore)
        if kind == wire.CALLBACK_ERROR:
            raise RuntimeError(value)
        return value

    builtins.exit = builtins.quit = sys.exit  # type: ignore[assignment] # Python's own come with `site`
    interpreter = Interpreter(call_back)
    interpreter.output.take_over()

    def answer(text: bytes, body: memoryview) -> None:
        kind, value = interpreter.answer(text, body)
        try:
            channel.send(kind, current, value, interpreter.extend)
        except (wire.Unsendable, MemoryError, RecursionError) as error:
            refusal = {"kind": "unsendable", "type": "", "message": str(error), "line": None, "printed": ""}
            channel.send(wire.ERROR, current, refusal)

    while True:
        _, current, text, body = channel.receive()
        answer(text, body)


def warm_up() -> None:
    """Let Python make what it makes when it parses for the first time: else every child would."""

    def nobody(_number: int, _args: list[Any], _kwargs: dict[str, Any]) -> Any:
        raise NotImplementedError

    Interpreter(nobody).parse("answer.py", "import numpy as np\n\n\ndef f(x):\n    return np.max(x)\n", True)


def hide_other_packages() -> None:
    """Leave nothing to import but the standard library; NumPy is loaded, and finds its parts by itself."""
    own = (sys.base_prefix, sys.base_exec_prefix)
    foreign = ("site-packages", "dist-packages")
    sys.argv, sys.orig_argv = [""], []
    sys.path[:] = [e for e in sys.path if e.startswith(own) and not any(f in e for f in foreign)]
    for folder in set(sys.path_importer_cache) - set(sys.path):
        if not folder.startswith(
            tuple(sys.path)
        ):  # what is cached of the library cannot be listed again in the jail
            del sys.path_importer_cache[folder]
    for name, module in sys.modules.items():
        if name.partition(".")[0] == "dlgrade" and hasattr(module, "__path__"):
            module.__path__ = []
