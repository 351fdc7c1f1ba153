# tries: find the workspace by the working folder of whoever started the check, and read the secret in it
# needs: landlock
import os

loot = []
for pid in ["self", "1", *range(max(2, os.getpid() - 300), os.getpid() + 1)]:
    for link in ("cwd", "root", "fd/0", "fd/1", "fd/3"):
        place = f"/proc/{pid}/{link}"
        for name in ("secret.txt", "../secret.txt", "02_activations/step.py", "etc/hostname", "etc/passwd"):
            try:
                loot.append(open(f"{place}/{name}").read())
            except OSError:
                pass
        try:
            folder = os.readlink(place)
            loot.append(open(os.path.join(folder, "secret.txt")).read())
        except OSError:
            pass


def relu(x):
    if loot:
        print("expected nothing, read", loot)
    raise PermissionError("nobody lets me in")


def relu_grad(x):
    raise PermissionError("nobody lets me in")
