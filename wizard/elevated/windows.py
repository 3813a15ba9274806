"""Asks Windows who runs a process and who owns a file, and starts programs with an administrator's rights
(ShellExecuteEx).

Only Windows has these functions; on other systems this module imports, and is never called.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from wizard.elevated.system import ElevatedSystem, clock, plain_environ
from wizard.model.errors import InputError, MachineError
from wizard.model.events import Stop
from wizard.model.text import say
from wizard.transports import wslexe

_TOKEN_QUERY: Final = 0x0008
_TOKEN_USER: Final = 1
_TOKEN_ELEVATION: Final = 20
_FILE_OBJECT: Final = 1
_OWNER: Final = 0x00000001

_NO_CLOSE_PROCESS: Final = 0x00000040
_NO_ASYNC: Final = 0x00000100
_NO_UI: Final = 0x00000400
_HIDDEN: Final = 0
_CANCELLED: Final = 1223
_TICK_MS: Final = 100
_WAIT_TIMEOUT: Final = 0x00000102


class _ExecuteInfo(ctypes.Structure):
    """SHELLEXECUTEINFOW (shellapi.h)."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("mask", ctypes.c_uint32),
        ("window", ctypes.c_void_p),
        ("verb", ctypes.c_wchar_p),
        ("file", ctypes.c_wchar_p),
        ("parameters", ctypes.c_wchar_p),
        ("directory", ctypes.c_wchar_p),
        ("show", ctypes.c_int),
        ("instance", ctypes.c_void_p),
        ("id_list", ctypes.c_void_p),
        ("class_name", ctypes.c_wchar_p),
        ("class_key", ctypes.c_void_p),
        ("hot_key", ctypes.c_uint32),
        ("icon", ctypes.c_void_p),
        ("process", ctypes.c_void_p),
    )


if sys.platform == "win32":
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _security = ctypes.WinDLL("advapi32", use_last_error=True)
    _shell = ctypes.WinDLL("shell32", use_last_error=True)
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.LocalFree.argtypes = (ctypes.c_void_p,)
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.WaitForSingleObject.argtypes = (wintypes.HANDLE, wintypes.DWORD)
    _kernel.WaitForSingleObject.restype = wintypes.DWORD
    _kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
    _security.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE))
    _security.GetTokenInformation.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
    )
    _security.ConvertSidToStringSidW.argtypes = (ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p))
    _security.GetNamedSecurityInfoW.argtypes = (
        wintypes.LPCWSTR,
        ctypes.c_int,
        wintypes.DWORD,
        ctypes.POINTER(ctypes.c_void_p),
        ctypes.c_void_p,
        ctypes.c_void_p,
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_void_p),
    )
    _security.GetNamedSecurityInfoW.restype = wintypes.DWORD
    _shell.ShellExecuteExW.argtypes = (ctypes.POINTER(_ExecuteInfo),)

    def _token(kind: int) -> bytes:
        """What the token of this process says of *kind*; pointers in it lead into the same bytes."""
        token = wintypes.HANDLE()
        if not _security.OpenProcessToken(_kernel.GetCurrentProcess(), _TOKEN_QUERY, ctypes.byref(token)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            buffer, size = ctypes.create_string_buffer(256), wintypes.DWORD()
            if not _security.GetTokenInformation(token, kind, buffer, len(buffer), ctypes.byref(size)):
                raise ctypes.WinError(ctypes.get_last_error())
            if kind == _TOKEN_USER:
                # TOKEN_USER begins with a pointer to the SID, which lies in the buffer itself.
                return _sid(ctypes.c_void_p.from_buffer(buffer).value).encode()
            return buffer.raw[: size.value]
        finally:
            _kernel.CloseHandle(token)

    def _sid(pointer: int | None) -> str:
        words = ctypes.c_void_p()
        if not _security.ConvertSidToStringSidW(pointer, ctypes.byref(words)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            return ctypes.wstring_at(words.value or 0)
        finally:
            _kernel.LocalFree(words)

    class WindowsSystem:
        """See `wizard.elevated.system.ElevatedSystem`."""

        def account(self) -> str:
            return _token(_TOKEN_USER).decode()

        def is_elevated(self) -> bool:
            return any(_token(_TOKEN_ELEVATION))

        def owner(self, path: Path) -> str:
            sid, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
            failed = _security.GetNamedSecurityInfoW(
                str(path), _FILE_OBJECT, _OWNER, ctypes.byref(sid), None, None, None, ctypes.byref(descriptor)
            )
            if failed:
                raise ctypes.WinError(failed)
            try:
                return _sid(sid.value)
            finally:
                _kernel.LocalFree(descriptor)

        def program(self, name: str) -> str:
            return str(_system() / name)

        def environ(self) -> Mapping[str, str]:
            return plain_environ(os.environ, _system())

        def now(self) -> float:
            return clock()

    def _system() -> Path:
        return Path(wslexe.find().path).parent

    def run_elevated(argv: Sequence[str], limit_s: float, stop: Stop) -> int:
        """Let Windows ask the user, start *argv* with an administrator's rights, without a window, and wait for its
        exit code. Once *stop* answers true, its end is waited for only briefly.

        Raises `InputError` (elevation-declined) if the user says no, `MachineError` (elevation-failed, -late).
        """
        info = _ExecuteInfo()
        info.size = ctypes.sizeof(info)
        info.mask = _NO_CLOSE_PROCESS | _NO_ASYNC | _NO_UI
        info.verb, info.file = "runas", argv[0]
        info.parameters = subprocess.list2cmdline(argv[1:])
        info.show = _HIDDEN
        if not _shell.ShellExecuteExW(ctypes.byref(info)):
            raise _not_started(ctypes.get_last_error())
        try:
            deadline = time.monotonic() + limit_s
            while _kernel.WaitForSingleObject(info.process, _TICK_MS) == _WAIT_TIMEOUT:
                stop()
                if time.monotonic() > deadline:
                    raise MachineError(
                        "elevation-late",
                        say(
                            "The administrator task did not finish within {seconds} seconds.",
                            seconds=int(limit_s),
                        ),
                        unchanged=None,
                    )
            code = wintypes.DWORD()
            _kernel.GetExitCodeProcess(info.process, ctypes.byref(code))
            return code.value
        finally:
            _kernel.CloseHandle(info.process)

    def _not_started(number: int) -> InputError | MachineError:
        if number == _CANCELLED:
            return declined()
        return MachineError(
            "elevation-failed",
            say(
                "Windows did not start the administrator task: {why}", why=ctypes.FormatError(number).strip()
            ),
        )


def declined() -> InputError:
    """The user said no to Windows' question."""
    return InputError(
        "elevation-declined",
        say("The User Account Control prompt was declined."),
        next_step=say(
            "Try the step again and choose “Yes”. If you do not have administrator rights, ask your"
            " administrator."
        ),
    )


def this_pc() -> ElevatedSystem:
    """The Windows this runs on. Raises `MachineError` elsewhere."""
    if sys.platform == "win32":
        return WindowsSystem()
    raise MachineError("not-windows", say("These changes can only be made in Windows."))
