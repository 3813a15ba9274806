; What the command line says, the log, and how a run ends.
Var LogPath
Var WaitSeconds
Var Reason      ; why the run ends early, one of the texts
Var Code        ; and its exit code
Var Running     ; the program that runs
Var Installed   ; the version that is installed
Var Foreign     ; a file that is not ours and is in the way
Var Left        ; one that could not be deleted
Var Folder      ; the one that is meant

; Write a line to the log and to the details.
!macro SAY text
  SetDetailsPrint textonly
  DetailPrint "${text}"
  SetDetailsPrint none ; of what NSIS does by itself
  Push "${text}"
  Call ${UN}Log
!macroend
!define Say "!insertmacro SAY"

; End a section: nothing else is done. Call it when nothing was changed, or all of it was changed back.
!macro FAIL code text
  StrCpy $Code ${code}
  StrCpy $Reason "${text}"
  Call ${UN}Fail
!macroend
!define Fail "!insertmacro FAIL"

; End a run in one of the initialisers, before there is a window.
!macro REFUSE code text
  ${Say} "${text}"
  MessageBox MB_OK|MB_ICONEXCLAMATION "${text}" /SD IDOK
  SetErrorLevel ${code}
  Push "${code}"
  Call ${UN}LogExit
  Quit
!macroend
!define Refuse "!insertmacro REFUSE"

!macro WORDS_FUNCTIONS
; $0: the option, such as /LOG=. $1: what it says; empty if it is not there. Error flag: not there. Words are told apart
; as every program does it, so that "/LOG=a b" and /LOG="a b" are the same.
Function ${UN}Option
  Push $2
  Push $3
  Push $4
  Push $5
  Push $6
  StrCpy $1 ""
  StrLen $6 $0
  SetErrors
  StrCpy $4 $CMDLINE
  System::Call 'shell32::CommandLineToArgvW(w r4, *i .r2) p .r3'
  ${For} $5 1 $2
    ${If} $5 < $2
      IntOp $4 $5 * ${NSIS_PTR_SIZE}
      IntPtrOp $4 $3 + $4
      System::Call '*$4(p .r4)'
      System::Call 'kernel32::lstrcpynW(w .r4, p r4, i ${NSIS_MAX_STRLEN})'
      Push $4
      StrCpy $4 $4 $6
      ${If} $4 == $0
        ClearErrors
        Pop $1
        StrCpy $1 $1 "" $6
      ${Else}
        Pop $4
      ${EndIf}
    ${EndIf}
  ${Next}
  System::Call 'kernel32::LocalFree(p r3)'
  Pop $6
  Pop $5
  Pop $4
  Pop $3
  Pop $2
FunctionEnd

Function ${UN}ReadWords
  StrCpy $0 "/LOG="
  Call ${UN}Option
  ${If} $1 != ""
    GetFullPathName $LogPath $1 ; before anything changes the current folder
    ${If} $LogPath == ""        ; of a file that is not there yet
      System::Call 'kernel32::GetFullPathNameW(w r1, i ${NSIS_MAX_STRLEN}, w .r2, p 0)'
      StrCpy $LogPath $2
    ${EndIf}
  ${EndIf}
  StrCpy $0 "/WAIT="
  Call ${UN}Option
  StrCpy $WaitSeconds 30
  ${If} $1 != ""
    IntOp $WaitSeconds $1 + 0
  ${EndIf}
  StrCpy $0 "/LANGUAGE="
  Call ${UN}Option
  ${If} $1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${ElseIf} $1 == "zh_CN"
    StrCpy $LANGUAGE ${LANG_SIMPCHINESE}
  ${EndIf}
FunctionEnd

; One line, from the stack, with the time. A log that cannot be written stops nothing.
Function ${UN}Log
  Exch $0
  ${If} $LogPath != ""
    Push $1
    Push $2
    Push $3
    System::Call 'kernel32::GetTimeFormatW(i 0x400, i 0, p 0, w "HH:mm:ss", w .r1, i 32)'
    System::Call 'kernel32::GetDateFormatW(i 0x400, i 0, p 0, w "yyyy-MM-dd", w .r2, i 32)'
    ClearErrors
    FileOpen $3 $LogPath a
    ${IfNot} ${Errors}
      FileSeek $3 0 END
      FileWriteUTF16LE /BOM $3 "$2 $1 $0$\r$\n"
      FileClose $3
    ${EndIf}
    ClearErrors
    Pop $3
    Pop $2
    Pop $1
  ${EndIf}
  Pop $0
FunctionEnd

; The last line of the log, from the stack.
Function ${UN}LogExit
  Exch $0
  Push "Exit code $0"
  Call ${UN}Log
  Pop $0
FunctionEnd

; The user does not go on: everything is as it was, unless it ended before and only its window was left.
Function ${UN}Canceled
  ${If} $Code == ""
    ${Say} "$(CANCELED)"
    SetErrorLevel ${EXIT_CANCELED}
    Push ${EXIT_CANCELED}
    Call ${UN}LogExit
  ${EndIf}
FunctionEnd

Function ${UN}Fail
  ${Say} $Reason
  SetErrorLevel $Code
  Push $Code
  Call ${UN}LogExit
  MessageBox MB_OK|MB_ICONEXCLAMATION $Reason /SD IDOK
  Abort $Reason
FunctionEnd
!macroend
