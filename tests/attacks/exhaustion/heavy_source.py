# tries: make the compiler work: constants to fold, deep expressions, tables of millions of entries
import ast


def work():
    sources = [
        "+".join(["1"] * 5_000),
        "[" + "0," * 30_000 + "]",
        "(1,)*1000*1000*1000*1000",
        "'a'*10**9",
        "1<<10**9",
        "lambda: " * 500 + "0",
        "x" + ".x" * 1000,
        "f'" + "{x}" * 500 + "'",
    ]
    for source in sources:
        try:
            compile(source, "heavy", "eval")
            ast.parse(source)
        except (RecursionError, MemoryError, SyntaxError, OverflowError):
            pass


work()


def relu(x):
    raise SyntaxError("all compiled")


def relu_grad(x):
    raise SyntaxError("all compiled")
