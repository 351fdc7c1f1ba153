# tries: open for writing what steers the kernel and this process: /proc, /sys, devices (nothing is written)
# needs: landlock
import os

NAMES = [
    "/proc/self/oom_score_adj", "/proc/self/mem", "/proc/self/uid_map", "/proc/self/setgroups", "/proc/self/coredump_filter",
    "/proc/self/comm", "/proc/self/attr/current", "/proc/self/clear_refs", "/proc/self/loginuid", "/proc/sysrq-trigger",
    "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/yama/ptrace_scope", "/proc/sys/vm/drop_caches", "/sys/fs/cgroup/cgroup.procs",
    "/sys/kernel/security/apparmor/.load", "/dev/kmsg", "/dev/mem", "/dev/tty", "/dev/ptmx", "/dev/shm/dlgrade-attack", "/dev/fuse",
    "/dev/kvm", "/dev/net/tun", "/dev/zero", "/dev/random", "/dev/full", "/dev/fd/3",
]  # fmt: skip


def relu(x):
    for name in NAMES:
        for flags in (os.O_WRONLY, os.O_RDWR, os.O_RDONLY):
            try:
                fd = os.open(name, flags)
            except OSError:
                continue
            print("expected a refusal:", name, flags)
            os.close(fd)
    raise PermissionError("no switch in reach")


def relu_grad(x):
    raise PermissionError("no switch in reach")
