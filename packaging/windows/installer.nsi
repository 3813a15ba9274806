; The installer of WSL Go Wizard. `packaging/windows/build_installer.py` compiles it and says what is not said here:
;   VERSION NUMBERS PUBLISHER BUNDLE BUNDLE_LIST TRACES BYTES KILOBYTES LICENSE ICON SIDE OUT SIGN UNINSTALLER_COPY
; Command line: /S /D=FOLDER /LOG=FILE /AllUsers /DOWNGRADE /WEEKLY=on|off /WAIT=SECONDS /LANGUAGE=en|zh_CN, and of the
; uninstaller /S /LOG= /UNDO /WAIT= /LANGUAGE=. Exit codes: installer/exits.nsh.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestDPIAware true
ManifestSupportedOS Win10
ManifestLongPathAware true
RequestExecutionLevel user
SetOverwrite try
XPStyle on
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define NAME "WSL Go Wizard"
!define APP_KEY "Software\wsl-go-wizard"
!define LISTED_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\wsl-go-wizard"
!define RUN_ONCE "Software\Microsoft\Windows\CurrentVersion\RunOnce"
!define RESUME "!wsl-go-wizard"         ; wizard/app/setup/resume.py
!define NOTES "AppData\Local\WSL Go Wizard\first-time" ; wizard/app/setup/here.py
!define WINDOW_EXE "WSL Go Wizard.exe"
!define TERMINAL_EXE "wsl-go-wizard.exe"
!define UNINSTALLER "uninstall.exe"
!define LIST_WORDS "history --every-machine"
!define UNDO_WORDS "undo --every-machine --yes --restart later"
!define WEEKLY_WORDS "drift --window"
!define OLDEST_BUILD 19041              ; Windows 10 version 2004

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
!finalize '${SIGN} "%1"'
!uninstfinalize '${SIGN} "%1" && cp "%1" "${UNINSTALLER_COPY}"' ; for the list of what is installed

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 ProductName "${NAME}"
VIAddVersionKey /LANG=1033 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileVersion "${VERSION}"
VIAddVersionKey /LANG=1033 FileDescription "${NAME} Setup"
VIAddVersionKey /LANG=1033 CompanyName "${PUBLISHER}"
VIAddVersionKey /LANG=1033 LegalCopyright "MIT License"

!include MUI2.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include LogicLib.nsh
!include x64.nsh
!include WinVer.nsh
!addincludedir "${__FILEDIR__}/installer"
!include exits.nsh
!include "${TRACES}"

Var Everyone    ; 1 if it is installed for all users
Var Alone       ; what keeps other installers waiting
Var Previous    ; the folder of the installation that is there, empty if none

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_CUSTOMFUNCTION_ABORT Canceled
!define MUI_CUSTOMFUNCTION_UNABORT un.Canceled
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
Page custom OptionsPage LeaveOptions
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW_EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "$(FINISH_RUN)"
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.LeavePage un.LeaveLeavePage
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE SimpChinese

!define UN ""
!include words.nsh
!include files.nsh
!include running.nsh
!include weekly.nsh
!include questions.nsh
!include texts.nsh

; Each part is there twice, since installer and uninstaller share no functions.
!macro FUNCTIONS
  !insertmacro WORDS_FUNCTIONS
  !insertmacro FILES_FUNCTIONS
  !insertmacro RUNNING_FUNCTIONS
  !insertmacro WEEKLY_FUNCTIONS

; One installer at a time, in this session or another one.
Function ${UN}BeAlone
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "Global\wsl-go-wizard-setup") p .r0 ?e'
  Pop $1
  StrCpy $Alone $0
  ${If} $1 <> 0
    ${Refuse} ${EXIT_SETUP_RUNS} "$(SETUP_RUNS)"
  ${EndIf}
FunctionEnd

; Begin anew as administrator: Windows asks. The program $0 is started with the words $1, and this one ends; it comes
; back if nothing was started.
Function ${UN}BeginAsAdmin
  System::Call 'kernel32::CloseHandle(p $Alone)' ; the other one has to be alone, too
  ClearErrors
  ExecShell "runas" $0 $1
  ${IfNot} ${Errors}
    SetErrorLevel ${EXIT_DONE}
    Quit
  ${EndIf}
  Call ${UN}BeAlone
FunctionEnd

; $0 becomes 1 if nothing is missing for $Everyone.
Function ${UN}HasRights
  StrCpy $0 1
  ${If} $Everyone = 1
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 == "Admin"
      StrCpy $0 1
    ${Else}
      StrCpy $0 0
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend

!insertmacro FUNCTIONS

Function .onInit
  SetRegView 64
  Call ReadWords
  Call BeAlone
  ${IfNot} ${IsNativeAMD64}
  ${AndIfNot} ${IsNativeARM64}
    ${Refuse} ${EXIT_SYSTEM} "$(SYSTEM)"
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    ${Refuse} ${EXIT_SYSTEM} "$(SYSTEM)"
  ${EndIf}
  Call FindScope
  Call SetScope
  Call HasRights
  ${If} $0 = 0
  ${AndIf} ${Silent}
    ${Refuse} ${EXIT_RIGHTS} "$(RIGHTS)"
  ${EndIf}
  Call IsNewer
  ${If} $0 = 1
  ${AndIf} ${Silent}
    ${Refuse} ${EXIT_NEWER} "$(NEWER)"
  ${EndIf}
FunctionEnd

; For this user, unless said otherwise, or unless only an installation for all is there and the user can be asked.
Function FindScope
  StrCpy $Everyone 0
  StrCpy $0 "/AllUsers"
  Call Option
  ${IfNot} ${Errors}
    StrCpy $Everyone 1
  ${ElseIfNot} ${Silent}
    ReadRegStr $0 HKCU "${APP_KEY}" "InstallDir"
    ReadRegStr $1 HKLM "${APP_KEY}" "InstallDir"
    ${If} $0 == ""
    ${AndIf} $1 != ""
      StrCpy $Everyone 1
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

; What follows from $Everyone. $INSTDIR stays if the command line says it.
Function SetScope
  ${If} $Everyone = 1
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
  ReadRegStr $Previous SHCTX "${APP_KEY}" "InstallDir"
  ReadRegDWORD $Weekly SHCTX "${APP_KEY}" "Weekly"
  IntOp $Weekly $Weekly & 1
  StrCpy $0 "/WEEKLY="
  Call Option
  ${If} $1 == "on"
    StrCpy $Weekly 1
  ${ElseIf} $1 == "off"
    StrCpy $Weekly 0
  ${EndIf}
  ${If} $INSTDIR == "" ; NSIS knows only /D=FOLDER without quotes, and as the last word
    StrCpy $0 "/D="
    Call Option
    StrCpy $INSTDIR $1
  ${EndIf}
  ${If} $INSTDIR == ""
    StrCpy $INSTDIR $Previous
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Everyone = 1
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

; $0 becomes 1 if what is installed is newer than this, and must stay.
Function IsNewer
  ReadRegStr $1 SHCTX "${APP_KEY}" "Numbers"
  ReadRegStr $Installed SHCTX "${APP_KEY}" "Version"
  StrCpy $0 "/DOWNGRADE"
  Push $1
  Call Option
  Pop $1
  StrCpy $0 0
  ${If} ${Errors}
  ${AndIf} $1 != ""
    ${VersionCompare} $1 "${NUMBERS}" $0
    ${If} $0 <> 1
      StrCpy $0 0
    ${EndIf}
  ${EndIf}
  ClearErrors
FunctionEnd

Function .onInstFailed
  ${If} $Code == "" ; while files were unpacked
    Call FailToWrite
  ${EndIf}
FunctionEnd

Section
  AddSize ${KILOBYTES}
  ${Say} "$(LOG_INSTALLING)"
  Call WaitForAll
  Call Recover
  Call FindMade
  Call Unpack
  Call WaitForAll
  Call ChangePlaces
  ${If} $0 != ""
    StrCpy $Foreign $0
    Call Recover
    StrCpy $Folder $INSTDIR
    Call RemoveMade
    ${If} ${FileExists} "$INSTDIR\$Foreign"
      ${Fail} ${EXIT_FOREIGN} "$(FOREIGN)"
    ${EndIf}
    ${Fail} ${EXIT_UNWRITABLE} "$(UNWRITABLE)"
  ${EndIf}
  Call RemoveOld
  Call Register
  Delete "$SMPROGRAMS\${NAME}.lnk"
  SetOutPath $INSTDIR ; the folder in which it starts
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW_EXE}"
  SetOutPath $TEMP
  ${If} $Weekly = 1
    Call CreateTask
  ${Else}
    Call DeleteTask
  ${EndIf}
  ${Say} "$(LOG_INSTALLED)"
  SetErrorLevel ${EXIT_DONE}
  Push ${EXIT_DONE}
  Call LogExit
SectionEnd

; Until neither what is replaced nor what is moved elsewhere runs.
Function WaitForAll
  ${If} $Previous != ""
    StrCpy $Folder $Previous
    Call WaitUntilClosed
  ${EndIf}
  StrCpy $Folder $INSTDIR
  Call WaitUntilClosed
FunctionEnd

Function Unpack
  ClearErrors
  SetOutPath "$INSTDIR\${NEW}"
  Call CheckWritten
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r0, p 0, p 0)'
  System::Int64Op $0 < ${BYTES}
  Pop $0
  ${If} $0 = 1
    Call FailToWrite
  ${EndIf}
  File "/oname=${LIST}" "${BUNDLE_LIST}"
  Call CheckWritten
  File /r "${BUNDLE}/*"
  Call CheckWritten
  WriteUninstaller "$INSTDIR\${NEW}\${UNINSTALLER}"
  Call CheckWritten
  SetOutPath $TEMP
FunctionEnd

Function CheckWritten
  ${If} ${Errors}
    Call FailToWrite
  ${EndIf}
FunctionEnd

; The files of the version before, also those in another folder.
Function RemoveOld
  FileOpen $0 "$INSTDIR\${OLD}\${LIST}" r
  StrCpy $Folder $INSTDIR
  Call RemoveEmptied
  FileClose $0
  StrCpy $Folder "$INSTDIR\${OLD}"
  Call DeleteListed
  RMDir "$INSTDIR\${NEW}"
  StrCpy $Folder "$INSTDIR\${NEW}"
  FileOpen $0 "$INSTDIR\${LIST}" r
  Call RemoveEmptied
  FileClose $0
  RMDir "$INSTDIR\${NEW}"
  ${If} $Previous != ""
  ${AndIf} $Previous != $INSTDIR
    StrCpy $Folder $Previous
    Call DeleteListed
    Push $Made
    ReadRegStr $Made SHCTX "${APP_KEY}" "Made"
    Call RemoveMade
    Pop $Made
  ${EndIf}
FunctionEnd

Function Register
  ${If} $Previous == $INSTDIR
    ReadRegStr $Made SHCTX "${APP_KEY}" "Made" ; of the first installation
  ${EndIf}
  WriteRegStr SHCTX "${APP_KEY}" "InstallDir" $INSTDIR
  WriteRegStr SHCTX "${APP_KEY}" "Made" $Made
  WriteRegStr SHCTX "${APP_KEY}" "Version" "${VERSION}"
  WriteRegStr SHCTX "${APP_KEY}" "Numbers" "${NUMBERS}"
  WriteRegDWORD SHCTX "${APP_KEY}" "Weekly" $Weekly
  WriteRegStr SHCTX "${LISTED_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${LISTED_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${LISTED_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW_EXE}"
  WriteRegStr SHCTX "${LISTED_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${LISTED_KEY}" "InstallLocation" $INSTDIR
  WriteRegStr SHCTX "${LISTED_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr SHCTX "${LISTED_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD SHCTX "${LISTED_KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD SHCTX "${LISTED_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${LISTED_KEY}" "NoRepair" 1
FunctionEnd

!undef UN
!define UN "un."
!insertmacro FUNCTIONS

Function un.onInit
  SetRegView 64
  Call un.ReadWords
  Call un.BeAlone
  Call un.FindScope
  ${If} $Everyone == ""
    ${Refuse} ${EXIT_NOT_INSTALLED} "$(NOT_INSTALLED)"
  ${EndIf}
  StrCpy $HistoryFolder "$PROFILE\AppData\Local\wsl-go-wizard"
  StrCpy $NotesFolder "$PROFILE\${NOTES}"
  StrCpy $Undo 0
  StrCpy $0 "/UNDO"
  Call un.Option
  ${IfNot} ${Errors}
    StrCpy $Undo 1
  ${EndIf}
  Call un.HasRights
  ${If} $0 = 0
    ${IfNot} ${Silent}
      StrCpy $0 "$INSTDIR\${UNINSTALLER}"
      ${GetParameters} $1
      Call un.BeginAsAdmin
    ${EndIf}
    ${Refuse} ${EXIT_RIGHTS} "$(RIGHTS)"
  ${EndIf}
FunctionEnd

; Whose installation is in $INSTDIR: nobody's, if $Everyone stays empty.
Function un.FindScope
  StrCpy $Everyone ""
  ReadRegStr $0 HKLM "${APP_KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    StrCpy $Everyone 1
    SetShellVarContext all
  ${EndIf}
  ReadRegStr $0 HKCU "${APP_KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    StrCpy $Everyone 0
    SetShellVarContext current
  ${EndIf}
  ReadRegStr $Made SHCTX "${APP_KEY}" "Made"
  ClearErrors
FunctionEnd

Section Uninstall
  ${Say} "$(LOG_UNINSTALLING)"
  SetOutPath $TEMP
  StrCpy $Folder $INSTDIR
  Call un.WaitUntilClosed
  Call un.Recover
  ${If} $Undo = 1
    ${Say} "$(LEAVE_UNDOING)"
    StrCpy $1 "${UNDO_WORDS}"
    Call un.RunProgram
    ${If} $0 != 0
      ${Fail} ${EXIT_NOT_UNDONE} "$(NOT_UNDONE)"
    ${EndIf}
  ${EndIf}
  StrCpy $Folder $INSTDIR
  Call un.DeleteListed
  ${If} $Left != ""
    ${Fail} ${EXIT_UNWRITABLE} "$(LEFT_BEHIND)"
  ${EndIf}
  StrCpy $Folder $INSTDIR
  Call un.RemoveMade
  Call un.DeleteTask
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey SHCTX "${LISTED_KEY}"
  DeleteRegKey SHCTX "${APP_KEY}"
  Call un.DeleteOwnTraces
  ${Say} "$(LEAVE_HISTORY)"
  ${If} ${FileExists} "$NotesFolder\*.*"
    ${Say} "$(LEAVE_NOTES)"
  ${EndIf}
  ${Say} "$(LOG_UNINSTALLED)"
  SetErrorLevel ${EXIT_DONE}
  Push ${EXIT_DONE}
  Call un.LogExit
SectionEnd

; What the program itself left for this user and is of no use without it: where it would start again, and the files
; that `wizard/transports/private_files.py` names. $NotesFolder stays, as the history does.
Function un.DeleteOwnTraces
  ReadRegStr $0 HKCU "${RUN_ONCE}" "${RESUME}"
  ${If} $0 != ""
    DeleteRegValue HKCU "${RUN_ONCE}" "${RESUME}"
  ${EndIf}
  SetShellVarContext current
  StrCpy $0 "$LOCALAPPDATA\${NAME}"
  !insertmacro TAKE_AWAY
FunctionEnd
