# tries: the parts of the kernel that escapes are made of: bpf, userfaultfd, perf, keys, modules (arguments that do nothing)
# needs: seccomp
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(256)
attributes = ctypes.create_string_buffer(bytes([1, 0, 0, 0, 112, 0, 0, 0]) + bytes(120))
CALLS = {
    "userfaultfd": (323, 1), "bpf map": (321, 0, buffer, 72), "bpf next": (321, 11, buffer, 72),
    "perf_event_open": (298, attributes, 0, -1, -1, 0), "keyctl": (250, 0, -3, 0), "add_key": (248, b"user", b"attack", b"x", 1, -2),
    "request_key": (249, b"user", b"attack", None, -2), "seccomp": (317, 2, 0, buffer), "landlock": (444, None, 0, 1),
    "fanotify_init": (300, 0, 0), "inotify_init1": (294, 0), "memfd_create": (319, b"m", 0), "memfd_secret": (447, 0),
    "quotactl": (179, 0, None, 0, None), "syslog": (103, 3, buffer, 100), "iopl": (172, 0), "ioperm": (173, 0, 1, 0),
    "modify_ldt": (154, 0, buffer, 256), "kexec_load": (246, 0, 0, None, -1), "reboot": (169, 0, 0, 0, None),
    "init_module": (175, None, 0, b""), "finit_module": (313, -1, b"", 0), "delete_module": (176, b"dlgrade_none", 0o4000),
    "adjtimex": (159, buffer), "clock_adjtime": (305, 0, buffer), "settimeofday": (164, None, None),
    "remap_file_pages": (216, 0, 0, 0, 0, 0), "mbind": (237, 0, 0, 0, None, 0, 0), "get_mempolicy": (239, None, None, 0, 0, 0),
    "mlockall": (151, 1), "set_mempolicy": (238, 0, None, 0), "rseq": (334, buffer, 31, 0, 0), "arch_prctl": (158, 0x1003, buffer),
    "membarrier": (324, 0, 0), "pkey_alloc": (330, 0, 0), "sched_setattr": (314, 0, buffer, 0), "setns": (308, 3, 0),
    "cachestat": (451, 0, buffer, buffer, 0), "map_shadow_stack": (453, 0, 4096, 0), "lsm_list_modules": (461, buffer, ctypes.byref(ctypes.c_uint(256)), 0),
    "statmount": (457, buffer, buffer, 256, 0), "listmount": (458, buffer, buffer, 8, 0), "futex_waitv": (449, None, 0, 0, None, 0),
}  # fmt: skip


def relu(x):
    for name, (number, *args) in CALLS.items() if os.uname().machine == "x86_64" else ():
        if (
            libc.syscall(
                ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in args)
            )
            >= 0
        ):
            print("expected a refusal:", name)
    raise PermissionError("the kernel keeps its doors shut")


def relu_grad(x):
    raise PermissionError("the kernel keeps its doors shut")
