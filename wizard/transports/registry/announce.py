"""``WM_SETTINGCHANGE`` to all windows: Explorer reads the variables anew, and hands them to what it starts."""

from __future__ import annotations

import sys
from typing import Final

_BROADCAST: Final = 0xFFFF  # HWND_BROADCAST
_SETTING_CHANGE: Final = 0x001A  # WM_SETTINGCHANGE
_ABORT_IF_HUNG: Final = 0x0002  # SMTO_ABORTIFHUNG
_WAIT_MS: Final = 1000


def announce() -> bool:
    """Tell all windows of the user; each that does not answer is waited for a second. Whether Windows took it."""
    if sys.platform != "win32":
        return False
    import ctypes
    from ctypes import wintypes

    send = ctypes.WinDLL("user32", use_last_error=True).SendMessageTimeoutW
    send.restype = ctypes.c_ssize_t
    send.argtypes = (
        wintypes.HWND,
        wintypes.UINT,
        wintypes.WPARAM,
        wintypes.LPCWSTR,
        wintypes.UINT,
        wintypes.UINT,
        ctypes.POINTER(ctypes.c_size_t),
    )
    answer = ctypes.c_size_t()
    wait = (_ABORT_IF_HUNG, _WAIT_MS)
    return bool(send(_BROADCAST, _SETTING_CHANGE, 0, "Environment", *wait, ctypes.byref(answer)))
