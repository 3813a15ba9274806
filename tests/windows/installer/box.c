/* box.exe: what the box with text in the installer's window shows, in UTF-8; nothing if there is none. */
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

#define NAME L"WSL Go Wizard"

static wchar_t shown[1 << 14]; /* wine lays it on the stack of the program that is asked */
static char bytes[sizeof shown * 2];

static BOOL CALLBACK control(HWND window, LPARAM unused) {
    wchar_t kind[32];
    GetClassNameW(window, kind, 32);
    if (wcscmp(kind, L"Edit")) return TRUE;
    SendMessageW(window, WM_GETTEXT, sizeof shown / sizeof *shown, (LPARAM)shown);
    return FALSE;
}

static BOOL CALLBACK top(HWND window, LPARAM unused) {
    wchar_t title[64];
    GetWindowTextW(window, title, 64);
    if (!wcsncmp(title, NAME, wcslen(NAME))) EnumChildWindows(window, control, 0);
    return TRUE;
}

int wmain(void) {
    _setmode(1, _O_BINARY);
    EnumWindows(top, 0);
    fwrite(bytes, 1, WideCharToMultiByte(CP_UTF8, 0, shown, wcslen(shown), bytes, sizeof bytes, NULL, NULL), stdout);
    return 0;
}
