# tries: read the other answers of the workspace and of other people's workspaces
# needs: landlock
import glob

temp = "/tmp"
patterns = [
    "step.py", "*.py", "../*.txt", "../../secret.txt", "02_activations/*.py", ".dlgrade/*.json",
    f"{temp}/*/secret.txt", f"{temp}/*/workspace/*", f"{temp}/pytest-of-*/pytest-*/*/workspace/*.txt",
    f"{temp}/pytest-of-root/pytest-current/*current/workspace/secret.txt",
    "/home/*/*/02_activations/*.py", "/home/*/.bash_history", "/srv/*/*", "/workspace/*",
]  # fmt: skip
paths = [path for pattern in patterns for path in (glob.glob(pattern), [pattern])[not glob.glob(pattern)]]
user = "root"
for number in range(40):
    paths.append(
        f"{temp}/pytest-of-{user}/pytest-{number}/test_attack_gets_what_it_deser0/workspace/secret.txt"
    )
    paths.append(
        f"{temp}/pytest-of-{user}/pytest-{number}/popen-gw0/test_attack_gets_what_it_deser0/workspace/secret.txt"
    )
loot = []
for path in paths:
    try:
        loot.append(open(path).read())
    except OSError:
        pass


def relu(x):
    if loot:
        print("expected nobody, read", loot)
    raise FileNotFoundError("no neighbours")


def relu_grad(x):
    raise FileNotFoundError("no neighbours")
