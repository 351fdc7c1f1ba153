# tries: match a regular expression that takes longer than the universe has time
# says: was stopped after 2 s
import re


def relu(x):
    return bool(re.fullmatch(r"(?:a|a|aa)*(a+)+$", "a" * 60 + "b"))


def relu_grad(x):
    return re.compile("(?:" * 50 + "a{1,1000}" + "){1,1000}" * 50)
