; The pages that are the wizard's own.
Var MeButton
Var AllButton
Var WeeklyBox
Var KeepButton
Var UndoButton
Var ListButton
Var ListBox
Var Undo            ; 1 if the changes are to be undone first
Var HistoryFolder
Var NotesFolder

Function OptionsPage
  !insertmacro MUI_HEADER_TEXT "$(OPTIONS_TITLE)" "$(OPTIONS_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateFirstRadioButton} 0 4u 100% 12u "$(OPTIONS_ME)"
  Pop $MeButton
  ${NSD_CreateAdditionalRadioButton} 0 20u 100% 12u "$(OPTIONS_ALL)"
  Pop $AllButton
  ${NSD_CreateCheckBox} 0 48u 100% 12u "$(OPTIONS_WEEKLY)"
  Pop $WeeklyBox
  ${NSD_CreateLabel} 12u 62u 94% 30u "$(OPTIONS_WEEKLY_WHY)"
  Pop $0
  ${If} $Everyone = 1
    ${NSD_Check} $AllButton
    ${NSD_SetFocus} $AllButton
  ${Else}
    ${NSD_Check} $MeButton
    ${NSD_SetFocus} $MeButton
  ${EndIf}
  ${If} $Weekly = 1
    ${NSD_Check} $WeeklyBox
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function LeaveOptions
  ${NSD_GetState} $WeeklyBox $Weekly
  ${NSD_GetState} $AllButton $0
  ${If} $0 <> $Everyone
    StrCpy $Everyone $0
    StrCpy $INSTDIR ""
    Call SetScope
  ${EndIf}
  Call HasRights
  ${If} $0 = 0
    StrCpy $0 $EXEPATH
    ${GetParameters} $1
    StrCpy $1 "/AllUsers $1"
    Call BeginAsAdmin
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(RIGHTS)"
    Abort
  ${EndIf}
  Call IsNewer
  ${If} $0 = 1
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NEWER)"
    Abort
  ${EndIf}
FunctionEnd

Function un.LeavePage
  !insertmacro MUI_HEADER_TEXT "$(LEAVE_TITLE)" "$(LEAVE_SUBTITLE)"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateFirstRadioButton} 0 0 60% 12u "$(LEAVE_KEEP)"
  Pop $KeepButton
  ${NSD_CreateAdditionalRadioButton} 0 14u 60% 12u "$(LEAVE_UNDO)"
  Pop $UndoButton
  ${NSD_CreateButton} 70% 6u 30% 15u "$(LEAVE_LIST)"
  Pop $ListButton
  ${NSD_OnClick} $ListButton un.ListChanges
  nsDialogs::CreateControl EDIT "${DEFAULT_STYLES}|${WS_VSCROLL}|${WS_TABSTOP}|${ES_MULTILINE}|${ES_READONLY}|${ES_AUTOVSCROLL}" "${WS_EX_CLIENTEDGE}" 0 32u 100% 74u "$(LEAVE_STARTS)"
  Pop $ListBox
  ${NSD_CreateLabel} 0 112u 100% 26u "$(LEAVE_HISTORY)"
  Pop $0
  ${NSD_Check} $KeepButton
  ${NSD_SetFocus} $KeepButton
  ${If} $Undo = 1
    ${NSD_Uncheck} $KeepButton
    ${NSD_Check} $UndoButton
  ${EndIf}
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:$(^UninstallBtn)"
  nsDialogs::Show
FunctionEnd

Function un.LeaveLeavePage
  ${NSD_GetState} $UndoButton $Undo
FunctionEnd

; What the program prints is UTF-8 and may be longer than a string here: the box gets it from memory.
Function un.ListChanges
  Pop $0 ; the button
  EnableWindow $ListButton 0
  SendMessage $ListBox ${WM_SETTEXT} 0 "STR:$(LEAVE_LISTING)"
  System::Call 'user32::UpdateWindow(p $ListBox)'
  StrCpy $1 "${LIST_WORDS}"
  Call un.RunProgram
  Call un.ShowPrinted
  EnableWindow $ListButton 1
  ${NSD_SetFocus} $ListButton ; which it lost, and with it the keyboard
FunctionEnd

; Show the file $0 in the box; the sentence that there is nothing to show if it has no content.
Function un.ShowPrinted
  StrCpy $4 0
  System::Call 'kernel32::CreateFileW(w "$PLUGINSDIR\printed.txt", i 0x80000000, i 7, p 0, i 3, i 0, p 0) p .r1'
  System::Call 'kernel32::GetFileSize(p r1, p 0) i .r2'
  ${If} $1 P<> -1
    ${If} $2 > 0
      IntOp $3 $2 + 1
      System::Alloc $3
      Pop $3
      System::Call 'kernel32::ReadFile(p r1, p r3, i r2, *i, p 0)'
      IntOp $5 $2 * 2
      IntOp $5 $5 + 2
      System::Alloc $5
      Pop $4
      System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r3, i r2, p r4, i r2)'
      System::Call 'user32::SetWindowTextW(p $ListBox, p r4)'
      System::Free $3
      System::Free $4
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r1)'
  ${EndIf}
  ${If} $4 P= 0
    SendMessage $ListBox ${WM_SETTEXT} 0 "STR:$(LEAVE_UNLISTED)"
  ${EndIf}
FunctionEnd

; Run the program with the words $1, without a window. $0 becomes its exit code, or `error`.
Function un.RunProgram
  ${If} $LANGUAGE = ${LANG_SIMPCHINESE}
    StrCpy $1 "$1 --language zh_CN"
  ${Else}
    StrCpy $1 "$1 --language en"
  ${EndIf}
  nsExec::Exec '"$SYSDIR\cmd.exe" /S /C ""$INSTDIR\${TERMINAL_EXE}" $1 > "$PLUGINSDIR\printed.txt" 2>&1"'
  Pop $0
FunctionEnd
