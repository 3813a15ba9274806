/* Stands in for the wizard where only the installer is tested: two programs that run, print, and close as it does.

   Without words it shows a window until that is asked to close; C:\stubborn.txt says that it stays open all the same.
   Words that it was called with are added to C:\called.txt; C:\fails.txt says that it ends with 1. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

static int is_there(const wchar_t *path) { return GetFileAttributesW(path) != INVALID_FILE_ATTRIBUTES; }

static LRESULT CALLBACK told(HWND window, UINT message, WPARAM word, LPARAM more) {
    if (message == WM_CLOSE && is_there(L"C:\\stubborn.txt")) return 0;
    if (message == WM_DESTROY) PostQuitMessage(0);
    return DefWindowProcW(window, message, word, more);
}

static int show(void) {
    WNDCLASSW kind = {0};
    MSG message;
    kind.lpfnWndProc = told;
    kind.lpszClassName = L"Qt Window";
    kind.hInstance = GetModuleHandleW(NULL);
    RegisterClassW(&kind);
    CreateWindowW(kind.lpszClassName, L"WSL Go Wizard", WS_OVERLAPPEDWINDOW | WS_VISIBLE, 9, 9, 300, 200, 0, 0, kind.hInstance, 0);
    fclose(_wfopen(L"C:\\shown.txt", L"w"));
    while (GetMessageW(&message, NULL, 0, 0) > 0) DispatchMessageW(&message);
    return 0;
}

int wmain(int count, wchar_t **words) {
    FILE *called;
    if (count < 2) return show();
    called = _wfopen(L"C:\\called.txt", L"a, ccs=UTF-8");
    for (int i = 1; i < count; i++) fwprintf(called, L"%ls%ls", i > 1 ? L" " : L"", words[i]);
    fwprintf(called, L"\n");
    fclose(called);
    if (!wcscmp(words[1], L"history")) printf("Ubuntu\n  Setup 2: /etc/wsl.conf\n\xE8\xBF\x99\xE5\x8F\xB0\xE7\x94\xB5\xE8\x84\x91\n  .wslconfig\n");
    return is_there(L"C:\\fails.txt");
}
