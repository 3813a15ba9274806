"""A program with a window nobody sees: adds a line to the file that is its only word for each ``WM_SETTINGCHANGE``."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from pathlib import Path

if sys.platform == "win32":
    SETTING_CHANGE = 0x001A
    user = ctypes.WinDLL("user32", use_last_error=True)
    Procedure = ctypes.WINFUNCTYPE(
        ctypes.c_ssize_t, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM
    )
    user.DefWindowProcW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    user.DefWindowProcW.restype = ctypes.c_ssize_t
    user.CreateWindowExW.argtypes = (
        *(wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD),
        *(ctypes.c_int,) * 4,
        *(wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, wintypes.LPVOID),
    )

    class WindowClass(ctypes.Structure):
        """WNDCLASSW (winuser.h)."""

        _fields_ = (
            ("style", wintypes.UINT),
            ("procedure", Procedure),
            ("class_extra", ctypes.c_int),
            ("window_extra", ctypes.c_int),
            ("instance", wintypes.HINSTANCE),
            ("icon", wintypes.HANDLE),
            ("cursor", wintypes.HANDLE),
            ("background", wintypes.HANDLE),
            ("menu", wintypes.LPCWSTR),
            ("name", wintypes.LPCWSTR),
        )

    def note(line: str) -> None:
        with Path(sys.argv[1]).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")

    def hear(window: int, message: int, first: int, second: int) -> int:
        if message == SETTING_CHANGE:
            note(ctypes.wstring_at(second) if second else "?")
        answer: int = user.DefWindowProcW(window, message, first, second)
        return answer

    heard = Procedure(hear)
    made = WindowClass(procedure=heard, name="listener")
    user.RegisterClassW(ctypes.byref(made))
    user.CreateWindowExW(0, "listener", "listener", 0, 0, 0, 0, 0, None, None, None, None)
    note("listening")
    message = wintypes.MSG()
    while user.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
        user.DispatchMessageW(ctypes.byref(message))
