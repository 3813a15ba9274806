/* user.exe PROGRAM WORDS…: runs it for a user without administrator rights, and ends as it does. */
#include <windows.h>

static wchar_t *after_own_name(wchar_t *line) {
    wchar_t end = *line == '"' ? *line++ : ' ';
    while (*line && *line != end) line++;
    if (*line == '"') line++;
    while (*line == ' ') line++;
    return line;
}

int wmain(void) {
    HANDLE mine, limited;
    BYTE sid[SECURITY_MAX_SID_SIZE];
    DWORD size = sizeof sid, code = 98;
    SID_AND_ATTRIBUTES without = {sid, 0};
    STARTUPINFOW how = {sizeof how};
    PROCESS_INFORMATION child;
    wchar_t *line = after_own_name(GetCommandLineW());
    CreateWellKnownSid(WinBuiltinAdministratorsSid, NULL, sid, &size);
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &mine)) return 99;
    if (!CreateRestrictedToken(mine, DISABLE_MAX_PRIVILEGE, 1, &without, 0, NULL, 0, NULL, &limited)) return 99;
    if (!CreateProcessAsUserW(limited, NULL, line, NULL, NULL, FALSE, 0, NULL, NULL, &how, &child)) return 99;
    WaitForSingleObject(child.hProcess, INFINITE);
    GetExitCodeProcess(child.hProcess, &code);
    return (int)code;
}
