"""Runs a program that is killed at its first try to reach a network, and refused every other socket.

    python without_network.py COMMAND [ARGUMENT ...]

The kernel itself watches (seccomp), so that nothing the program loads can get round it. Local
sockets (AF_UNIX), by which a display and other programs are reached, fail as where a sandbox
forbids them; with ATLAS_LOCAL_SOCKETS=1 they work.
"""

import ctypes
import os
import platform
import struct
import sys

# linux/seccomp.h, linux/filter.h, linux/audit.h, asm/unistd.h
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_ACCESS = 13
_AF_UNIX = 1
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
CANNOT = 77


def _rule(code: int, value: int, if_so: int = 0, if_not: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_so, if_not, value)


def forbid() -> bool:
    """From here on this process and its children have no sockets; whether the kernel does that here."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or not sys.platform.startswith("linux"):
        return False
    architecture, socket_call = machine
    local = _ALLOW if os.environ.get("ATLAS_LOCAL_SOCKETS") else _ERRNO | _ACCESS
    rules = (
        _rule(_LOAD, _ARCHITECTURE),
        _rule(_EQUAL, architecture, 0, 5),
        _rule(_LOAD, _CALL),
        _rule(_EQUAL, socket_call, 0, 3),
        _rule(_LOAD, _FIRST_ARGUMENT),
        _rule(_EQUAL, _AF_UNIX, 2, 0),
        _rule(_RETURN, _KILL),
        _rule(_RETURN, _ALLOW),
        _rule(_RETURN, local),
    )
    code = ctypes.create_string_buffer(b"".join(rules))
    program = ctypes.create_string_buffer(struct.pack("H6xP", len(rules), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return not libc.prctl(_SET_SECCOMP, _FILTER, program, 0, 0)


if __name__ == "__main__":
    if not forbid():
        sys.exit(CANNOT)
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  this is what it is for
