; Whether the program runs, and asking it to close. A program is never ended: it may be changing something.
Var Waited      ; seconds

!macro RUNNING_FUNCTIONS
; $Running becomes the name of a program of $Folder that runs, empty if there is none. Windows lets nobody write to one.
Function ${UN}FindRunning
  Push $0
  Push $1
  Push $2
  Push $3
  StrCpy $Running ""
  ClearErrors
  FileOpen $0 "$Folder\${LIST}" r
  ${IfNot} ${Errors}
    ${Do}
      Call ${UN}ReadListed
      ${If} $1 == ""
        ${ExitDo}
      ${EndIf}
      StrCpy $2 $1 "" -4
      ${If} $2 == ".exe"
      ${AndIf} $1 != "${UNINSTALLER}"
      ${AndIf} ${FileExists} "$Folder\$1"
        ClearErrors
        FileOpen $3 "$Folder\$1" a
        ${If} ${Errors}
          Push $1
          Call ${UN}IsBusy
          Pop $Running
          ${If} $Running != ""
            ${ExitDo}
          ${EndIf}
        ${Else}
          FileClose $3
        ${EndIf}
      ${EndIf}
    ${Loop}
    FileClose $0
  ${EndIf}
  ClearErrors
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd

; The name of a program of $Folder, from the stack, comes back empty if it cannot be written to for another reason than
; that somebody uses it (32: a sharing violation).
Function ${UN}IsBusy
  Exch $0
  Push $1
  Push $2
  System::Call 'kernel32::CreateFileW(w "$Folder\$0", i 0x40000000, i 7, p 0, i 3, i 0, p 0) p .r1 ?e'
  Pop $2
  ${If} $1 P<> -1
    System::Call 'kernel32::CloseHandle(p r1)'
  ${EndIf}
  ${If} $2 <> 32
    StrCpy $0 ""
  ${EndIf}
  Pop $2
  Pop $1
  Exch $0
FunctionEnd

; Ask all windows of the programs of $Folder to close, as the x in their corner does.
Function ${UN}AskToClose
  Push $1
  Push $2
  Push $3
  Push $4
  Push $5
  StrCpy $1 0
  ${Do}
    FindWindow $1 "" "" 0 $1
    ${If} $1 P= 0
      ${ExitDo}
    ${EndIf}
    System::Call 'user32::IsWindowVisible(p r1) i .r2'
    ${If} $2 <> 0
      System::Call 'user32::GetWindowThreadProcessId(p r1, *i .r2)'
      System::Call 'kernel32::OpenProcess(i 0x1000, i 0, i r2) p .r3'
      ${If} $3 P<> 0
        System::Call 'kernel32::QueryFullProcessImageNameW(p r3, i 0, w .r4, *i ${NSIS_MAX_STRLEN} r5)'
        System::Call 'kernel32::CloseHandle(p r3)'
        ${GetParent} $4 $5
        ${If} $5 == $Folder
          System::Call 'user32::PostMessageW(p r1, i ${WM_CLOSE}, p 0, p 0)'
        ${EndIf}
      ${EndIf}
    ${EndIf}
  ${Loop}
  ${Say} "$(LOG_ASKED)"
  Pop $5
  Pop $4
  Pop $3
  Pop $2
  Pop $1
FunctionEnd

; Come back when no program of $Folder runs. Silently: ask it to close, wait, then fail. Else the user decides.
Function ${UN}WaitUntilClosed
  StrCpy $Waited 0
  ${Do}
    Call ${UN}FindRunning
    ${If} $Running == ""
      Return
    ${EndIf}
    ${If} ${Silent}
      ${If} $Waited = 0
        Call ${UN}AskToClose
      ${EndIf}
      ${If} $Waited >= $WaitSeconds
        ${Fail} ${EXIT_RUNNING} "$(RUNNING)"
      ${EndIf}
    ${ElseIf} $Waited = 0
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING_ASK)" IDRETRY ask
      ${Fail} ${EXIT_RUNNING} "$(RUNNING)"
      ask:
      Call ${UN}AskToClose
    ${EndIf}
    Sleep 1000
    IntOp $Waited $Waited + 1
    ${IfNot} ${Silent}
    ${AndIf} $Waited >= 5
      StrCpy $Waited 0 ; ask again
    ${EndIf}
  ${Loop}
FunctionEnd
!macroend
