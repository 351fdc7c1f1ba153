"""``dlgrade doctor``: what this machine can enforce, and what is missing."""

from __future__ import annotations

import platform
from typing import Any

import click

from dlgrade import __version__
from dlgrade.i18n import Text, current_language, tr

LAYERS: dict[str, Text] = {
    "process": Text(
        "a process of its own: crashes, loops and changed modules stay there",
        "별도 프로세스: 충돌, 무한 반복, 바꿔치기한 모듈이 그 안에 갇힙니다",
    ),
    "rlimits": Text(
        "limits on memory, CPU time, file sizes and open files",
        "메모리, CPU 시간, 파일 크기, 열린 파일 수 제한",
    ),
    "no_new_privs": Text("no program can gain rights", "프로그램이 권한을 새로 얻을 수 없습니다"),
    "landlock": Text(
        "no file but Python's and NumPy's can be opened", "파이썬과 NumPy 이외의 파일을 열 수 없습니다"
    ),
    "seccomp": Text(
        "no network, no new process, no signal to others",
        "네트워크, 새 프로세스, 다른 프로세스로 보내는 신호가 막힙니다",
    ),
    "namespaces": Text("a network of its own without interfaces", "인터페이스가 없는 별도의 네트워크"),
    "cgroup": Text(
        "limits on all processes together, and all are killed at once",
        "프로세스 전체에 대한 제한과 일괄 종료",
    ),
}
REMEDIES: dict[str, Text] = {
    "landlock": Text(
        "needs Linux 5.13 or later with Landlock enabled (CONFIG_SECURITY_LANDLOCK, lsm=landlock,…)",
        "Landlock을 켠 Linux 5.13 이상이 필요합니다(CONFIG_SECURITY_LANDLOCK, lsm=landlock,…)",
    ),
    "seccomp": Text(
        "needs Linux on x86-64 or aarch64 with seccomp filters",
        "seccomp 필터를 지원하는 x86-64 또는 aarch64 Linux가 필요합니다",
    ),
    "namespaces": Text(
        "needs root, or unprivileged user namespaces; seccomp covers the same ground",
        "root 권한이나 비특권 사용자 네임스페이스가 필요합니다. seccomp가 같은 역할을 합니다",
    ),
    "cgroup": Text(
        "needs a delegated cgroup v2 (root, or a systemd session); seccomp covers the same ground",
        "위임된 cgroup v2가 필요합니다(root 또는 systemd 세션). seccomp가 같은 역할을 합니다",
    ),
}
ATTEMPTS: dict[str, Text] = {
    "read": Text("reading one of our files", "우리 파일 읽기"),
    "write": Text("writing a file", "파일 쓰기"),
    "network": Text("opening a network socket", "네트워크 소켓 열기"),
    "process": Text("starting a process", "프로세스 시작"),
    "signal": Text("signalling another process", "다른 프로세스에 신호 보내기"),
}


@click.command(
    "doctor",
    help=tr(
        "What this machine can enforce, and what is missing.",
        "이 컴퓨터의 격리 수준과 빠진 것을 보여 줍니다.",
    ),
)
def doctor_command() -> int:
    """Start a judge and say what it found."""
    from dlgrade.judge.client import Judge, JudgeError
    from dlgrade.views.terminal import facts

    judge = Judge()
    try:
        found = judge.sandbox
    except JudgeError as error:
        click.echo(
            tr(
                f"The judge does not start: {error}.",
                f"채점기가 시작되지 않습니다: {error}.",
            )
        )
        return 3
    finally:
        judge.close()
    rows = [
        ("dlgrade", __version__),
        ("Python", platform.python_version()),
        (tr("system", "시스템"), f"{platform.system()} {platform.release()} ({platform.machine()})"),
        (tr("level", "격리 수준"), found["level"]),
    ]
    facts(tr("This machine", "이 컴퓨터"), rows)
    facts(tr("Layers", "격리 층"), [_layer(name, found) for name in LAYERS])
    tried = [_attempt(name, refused) for name, refused in found["refused"].items()]
    if tried:
        facts(tr("Tried just now, as a hostile answer would", "적대적인 답안이 하듯 방금 시도한 것"), tried)
    if found["level"] != "strict":
        click.echo(
            tr(
                "\nChecking your own work is fine here. Do not grade other people's answers on this machine.",
                "\n내 답을 채점하는 데는 문제가 없습니다. 다른 사람의 답안은 이 컴퓨터에서 채점하지 마세요.",
            )
        )
    return 0


def _layer(name: str, found: dict[str, Any]) -> tuple[str, str]:
    """A layer with what it is for, or why it is missing and what to do."""
    there, lang = name in found["layers"], current_language()
    note = LAYERS[name].to(lang)
    if not there:
        why = found["missing"].get(name, "")
        note = f"{why}; {REMEDIES[name].to(lang)}" if name in REMEDIES else why
    return f"{_mark(there)} {name}", note


def _attempt(name: str, refused: bool) -> tuple[str, str]:
    said = tr("refused", "거부됨") if refused else tr("possible", "가능함")
    return f"{_mark(refused)} {ATTEMPTS[name].to(current_language())}", said


def _mark(good: bool) -> str:
    from dlgrade.views.terminal import symbols

    return symbols()["passed" if good else "failed"]
