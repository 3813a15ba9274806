/* Stands in for a program of Windows (wsl.exe, powershell.exe ...) whose work is done on the Linux outside: hands its
   name, words, environment, folder and input to a bridge on the loopback, writes what comes back, and ends as it is
   told. Frames both ways: a byte for the kind, four for the length (little endian), and as many bytes.

   To the bridge:  P name  A word  E NAME=value  C folder  G begin  I input  i end of the input  o, r nobody reads
   From it:        O output  R complaints  X exit code (four bytes)

   If either end goes away, so does the other. The port is the first line of C:\windows\relay.txt. */
#define WIN32_LEAN_AND_MEAN
#include <winsock2.h>
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#define LOST 0xC000013A /* STATUS_CONTROL_C_EXIT: ended from outside */
#define PIECE 65536

static SOCKET bridge;
static CRITICAL_SECTION sending;

static BOOL send_all(const char *bytes, int count)
{
    while (count > 0) {
        int sent = send(bridge, bytes, count, 0);
        if (sent <= 0)
            return FALSE;
        bytes += sent;
        count -= sent;
    }
    return TRUE;
}

static BOOL receive_all(char *bytes, int count)
{
    while (count > 0) {
        int got = recv(bridge, bytes, count, 0);
        if (got <= 0)
            return FALSE;
        bytes += got;
        count -= got;
    }
    return TRUE;
}

static BOOL tell(char kind, const char *bytes, int count)
{
    char head[5] = {kind, (char)count, (char)(count >> 8), (char)(count >> 16), (char)(count >> 24)};
    BOOL sent;
    EnterCriticalSection(&sending);
    sent = send_all(head, 5) && send_all(bytes, count);
    LeaveCriticalSection(&sending);
    return sent;
}

static void tell_text(char kind, const wchar_t *text)
{
    int count = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
    char *bytes = malloc(count);
    WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, count, NULL, NULL);
    tell(kind, bytes, count - 1);
    free(bytes);
}

static DWORD WINAPI pass_input(void *unused)
{
    static char bytes[PIECE];
    DWORD count;
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    (void)unused;
    while (ReadFile(input, bytes, sizeof bytes, &count, NULL) && count > 0)
        if (!tell('I', bytes, (int)count))
            return 0;
    tell('i', "", 0);
    return 0;
}

static void introduce(void)
{
    wchar_t name[MAX_PATH], folder[4096];
    int words, i;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &words);
    GetModuleFileNameW(NULL, name, MAX_PATH);
    tell_text('P', wcsrchr(name, L'\\') + 1);
    for (i = 1; i < words; i++)
        tell_text('A', argv[i]);
    for (wchar_t *each = GetEnvironmentStringsW(); *each; each += wcslen(each) + 1)
        if (*each != L'=') /* the folders of drives */
            tell_text('E', each);
    if (GetCurrentDirectoryW(4096, folder))
        tell_text('C', folder);
    tell('G', "", 0);
}

static BOOL connect_to_bridge(void)
{
    WSADATA started;
    struct sockaddr_in address = {0};
    int port = 0;
    FILE *file = fopen("C:\\windows\\relay.txt", "r");
    if (!file || fscanf(file, "%d", &port) != 1)
        return FALSE;
    fclose(file);
    WSAStartup(MAKEWORD(2, 2), &started);
    bridge = socket(AF_INET, SOCK_STREAM, 0);
    address.sin_family = AF_INET;
    address.sin_port = htons((u_short)port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(bridge, (struct sockaddr *)&address, sizeof address) == 0;
}

static void write_on(HANDLE *output, char closed, char *bytes, DWORD count)
{
    DWORD written;
    while (*output && count > 0) {
        if (WriteFile(*output, bytes, count, &written, NULL)) {
            bytes += written;
            count -= written;
        } else {
            *output = NULL;
            tell(closed, "", 0);
        }
    }
}

int main(void)
{
    static char bytes[PIECE];
    unsigned char head[5];
    HANDLE output = GetStdHandle(STD_OUTPUT_HANDLE), complaints = GetStdHandle(STD_ERROR_HANDLE);
    InitializeCriticalSection(&sending);
    if (!connect_to_bridge()) {
        fprintf(stderr, "nobody listens on the port in C:\\windows\\relay.txt\n");
        return (int)LOST;
    }
    introduce();
    CloseHandle(CreateThread(NULL, 0, pass_input, NULL, 0, NULL));
    while (receive_all((char *)head, 5)) {
        DWORD count = head[1] | head[2] << 8 | head[3] << 16 | (DWORD)head[4] << 24;
        if (count > sizeof bytes || !receive_all(bytes, (int)count))
            break;
        if (head[0] == 'O')
            write_on(&output, 'o', bytes, count);
        else if (head[0] == 'R')
            write_on(&complaints, 'r', bytes, count);
        else
            ExitProcess(*(DWORD *)bytes);
    }
    ExitProcess(LOST);
}
