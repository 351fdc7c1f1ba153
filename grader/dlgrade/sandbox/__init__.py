"""The sandbox: where a student's code runs, and the judge's handle on it.

Theory of operation
-------------------

    judge ── control ──▶ zygote ── fork ──▶ child: jail, student's file, answers to requests
      └──────────────── frames ───────────────┘

* The *zygote* is a process that has NumPy loaded and nothing else: it is split off before the judge reads any hidden
  test, and started with an empty environment. For every exercise it forks a *child*, hands it one end of a socket,
  and later kills and reaps it. Where a system cannot fork safely, a fresh interpreter is started per exercise instead.
* The child locks itself in (`jail`) before it sees the student's text, then executes requests (`interpreter`): parse,
  execute, call, read an attribute. It never holds a test, an expected value or the reference.
* Between judge and child go frames of plain data (`wire`). The judge treats what it reads as bytes from an enemy.
* Two kinds of failure are never confused: what the student's code did (`StudentError`, a timeout, a death) and what
  our own machinery could not do (`SandboxError`).

Modules: `wire` frames · `interpreter` executes requests · `landlock`, `seccomp`, `limits` one layer each · `jail` all
layers in order · `zygote` the fork server · `spawned` the fallback without fork · `client` the judge's handle.
"""
