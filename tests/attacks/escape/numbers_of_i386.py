# tries: make system calls with the numbers of another instruction set, which a filter may have forgotten
# needs: seccomp
# says: crashed (SIG
import ctypes
import mmap
import os


def machine_code(code):
    memory = mmap.mmap(-1, 4096, prot=7)
    memory.write(code)
    return memory, ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))


def relu(x):
    if os.uname().machine != "x86_64":
        ctypes.string_at(0)
    # mov eax, 20 (getpid of i386); int 0x80; ret
    memory, function = machine_code(b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3")
    print("expected to be killed:", function())


def relu_grad(x):
    if os.uname().machine != "x86_64":
        ctypes.string_at(0)
    # mov eax, 5 (open of i386, a bad address); xor ebx, ebx; int 0x80; ret
    memory, function = machine_code(b"\x53\xb8\x05\x00\x00\x00\x31\xdb\xcd\x80\x5b\xc3")
    print("expected to be killed:", function())
