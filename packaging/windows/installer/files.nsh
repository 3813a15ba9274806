; Files are put in place all or not at all, and taken away by a list of what was installed: nothing else is ever deleted.
;
; A new version is unpacked beside the old one (${NEW}), then its files change places with the old ones (${OLD}), which
; are deleted last. `${OLD}\${LIST}` is there from before the first file moves until all are deleted, and `${NEW}\${LIST}`
; until the last file has moved: together they say how far it came, also to the next run after a power failure.
!define LIST "installed.txt"   ; UTF-16, one path below the folder a line
!define NEW "new.tmp"
!define OLD "old.tmp"

Var Made        ; the topmost folder that had to be made for $INSTDIR, empty if none

!macro FILES_FUNCTIONS
; $0: a list that is open. $1 becomes its next path, empty at its end. What leads out of the folder is passed over.
Function ${UN}ReadListed
  Push $2
  Push $3
  ${Do}
    ClearErrors
    FileReadUTF16LE $0 $1
    ${If} ${Errors}
      StrCpy $1 ""
      ClearErrors
      ${ExitDo}
    ${EndIf}
    ${Do}
      StrCpy $2 $1 1 -1
      ${If} $2 != "$\r"
      ${AndIf} $2 != "$\n"
        ${ExitDo}
      ${EndIf}
      StrCpy $1 $1 -1
    ${Loop}
    StrCpy $2 $1 1
    ${If} $1 != ""
    ${AndIf} $2 != "\"
      System::Call 'shlwapi::StrPBrkW(w r1, w ":/*?") p .r2'
      System::Call 'shlwapi::StrStrW(w r1, w "..") p .r3'
      ${If} $2 P= 0
      ${AndIf} $3 P= 0
        ${ExitDo}
      ${EndIf}
    ${EndIf}
  ${Loop}
  Pop $3
  Pop $2
FunctionEnd

; Delete what the list in $Folder names, then the list, then the folders that are empty by that; $Folder as well.
; $Left becomes the path of a file that could not be deleted, empty if none. Then the list stays.
Function ${UN}DeleteListed
  Push $0
  Push $1
  StrCpy $Left ""
  ClearErrors
  FileOpen $0 "$Folder\${LIST}" r
  ${IfNot} ${Errors}
    ${Do}
      Call ${UN}ReadListed
      ${If} $1 == ""
        ${ExitDo}
      ${EndIf}
      ${If} $Left == ""
      ${OrIf} $1 != "${UNINSTALLER}" ; it is what can try again
        ClearErrors
        Delete "$Folder\$1"
        ${If} ${Errors}
        ${AndIf} "$Folder\$1" != $EXEPATH ; started with _?=, it stays
          StrCpy $Left "$Folder\$1"
        ${EndIf}
      ${EndIf}
    ${Loop}
    Call ${UN}RemoveEmptied
    FileClose $0
    ${If} $Left == ""
      Delete "$Folder\${LIST}"
      RMDir $Folder
    ${EndIf}
  ${EndIf}
  ClearErrors
  Pop $1
  Pop $0
FunctionEnd

; Remove the folders in $Folder in which the files of the open list $0 were, as far as they are empty.
Function ${UN}RemoveEmptied
  Push $1
  Push $2
  FileSeek $0 0
  ${Do}
    Call ${UN}ReadListed
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    ${Do}
      ${GetParent} $1 $2
      StrCpy $1 $2
      ${If} $1 == ""
        ${ExitDo}
      ${EndIf}
      RMDir "$Folder\$1"
    ${Loop}
  ${Loop}
  ClearErrors
  Pop $2
  Pop $1
FunctionEnd

; Remove $Folder and the folders above it that were made for it, as far as they are empty.
Function ${UN}RemoveMade
  Push $0
  Push $1
  ${If} $Made != ""
    StrCpy $0 $Folder
    ${Do}
      RMDir $0
      ${If} $0 == $Made
        ${ExitDo}
      ${EndIf}
      ${GetParent} $0 $1
      StrCpy $0 $1
    ${LoopUntil} $0 == ""
  ${EndIf}
  ClearErrors
  Pop $1
  Pop $0
FunctionEnd

; Take away what an installation that did not end has left: put the old files back, or delete the last of them.
Function ${UN}Recover
  ${If} ${FileExists} "$INSTDIR\${NEW}\${LIST}"
    ${If} ${FileExists} "$INSTDIR\${OLD}\${LIST}"
      Call ${UN}MoveBack
      ${Say} "$(LOG_RESTORED)"
    ${EndIf}
    StrCpy $Folder "$INSTDIR\${NEW}"
    Call ${UN}DeleteListed
  ${EndIf}
  StrCpy $Folder "$INSTDIR\${OLD}"
  Call ${UN}DeleteListed
FunctionEnd

; Every new file that has left ${NEW} is deleted, every old one comes back from ${OLD}.
Function ${UN}MoveBack
  Push $0
  Push $1
  Push $2
  Push $3
  FileOpen $0 "$INSTDIR\${NEW}\${LIST}" r
  ${Do}
    Call ${UN}ReadListed
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    ${IfNot} ${FileExists} "$INSTDIR\${NEW}\$1"
      Delete "$INSTDIR\$1"
    ${EndIf}
  ${Loop}
  StrCpy $Folder $INSTDIR
  Call ${UN}RemoveEmptied
  FileClose $0
  FileOpen $0 "$INSTDIR\${OLD}\${LIST}" r
  ${Do}
    Call ${UN}ReadListed
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\${OLD}\$1"
      ${GetParent} "$INSTDIR\$1" $2
      CreateDirectory $2
      Rename "$INSTDIR\${OLD}\$1" "$INSTDIR\$1"
    ${EndIf}
  ${Loop}
  FileClose $0
  ClearErrors
  Pop $3
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
!macroend

; Only the installer puts files in place.
Function FindMade
  Push $0
  Push $1
  StrCpy $Made ""
  StrCpy $0 $INSTDIR
  ${DoUntil} ${FileExists} "$0\*.*"
    StrCpy $Made $0
    ${GetParent} $0 $1
    StrCpy $0 $1
    ${If} $0 == ""
      ${ExitDo}
    ${EndIf}
  ${Loop}
  Pop $1
  Pop $0
FunctionEnd

; What could not be written: for want of space, or of a right. All that was made is taken away before.
Function FailToWrite
  Push $0
  Push $1
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$INSTDIR", *l .r0, p 0, p 0)'
  System::Int64Op $0 < ${BYTES}
  Pop $0
  System::Call 'kernel32::CreateDirectoryW(w "$INSTDIR\${NEW}", p 0) i ?e'
  Pop $1
  ${If} $1 = 112 ; the disk is full
    StrCpy $0 1
  ${ElseIf} $1 <> 0
  ${AndIf} $1 <> 183 ; it is there
    StrCpy $0 0
  ${EndIf}
  SetOutPath $TEMP
  Call Recover
  RMDir "$INSTDIR\${NEW}"
  StrCpy $Folder $INSTDIR
  Call RemoveMade
  Pop $1
  ${If} $0 = 1
    Pop $0
    ${Fail} ${EXIT_DISK_FULL} "$(DISK_FULL)"
  ${EndIf}
  Pop $0
  ${Fail} ${EXIT_UNWRITABLE} "$(UNWRITABLE)"
FunctionEnd

; The new files change places with the old ones. $0 becomes empty, else the path that stood in the way.
Function ChangePlaces
  Push $1
  Push $2
  Push $3
  CreateDirectory "$INSTDIR\${OLD}"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\${LIST}"
    CopyFiles /SILENT "$INSTDIR\${LIST}" "$INSTDIR\${OLD}\${LIST}"
  ${Else}
    FileOpen $0 "$INSTDIR\${OLD}\${LIST}" w
    FileClose $0
  ${EndIf}
  StrCpy $3 "$INSTDIR\${OLD}"
  ${IfNot} ${Errors}
    StrCpy $3 ""
    StrCpy $Folder $INSTDIR
    Push "$INSTDIR\${OLD}"
    Push "$INSTDIR\${OLD}\${LIST}"
    Call MoveListed
    ${If} $3 == ""
      StrCpy $Folder "$INSTDIR\${NEW}"
      Push $INSTDIR
      Push "$INSTDIR\${NEW}\${LIST}"
      Call MoveListed
    ${EndIf}
  ${EndIf}
  ${If} $3 == "" ; from here on it is installed: one list takes the place of the other
    System::Call 'kernel32::MoveFileExW(w "$INSTDIR\${NEW}\${LIST}", w "$INSTDIR\${LIST}", i 9) i .r1'
    ${If} $1 = 0
      StrCpy $3 ${LIST}
    ${EndIf}
  ${EndIf}
  StrCpy $0 $3
  Pop $3
  Pop $2
  Pop $1
FunctionEnd

; Move what a list names from $Folder to another one: list and folder from the stack. $3 becomes the path that could not
; be moved, empty if none. What is not there needs no move.
Function MoveListed
  Exch $0
  Exch
  Exch $2
  Push $1
  Push $4
  Push $5
  StrCpy $4 $2
  FileOpen $0 $0 r
  ${Do}
    Call ReadListed
    ${If} $1 == ""
      ${ExitDo}
    ${EndIf}
    ${If} ${FileExists} "$Folder\$1"
      ${GetParent} "$4\$1" $5
      CreateDirectory $5
      ClearErrors
      Rename "$Folder\$1" "$4\$1"
      ${If} ${Errors}
        StrCpy $3 $1
        ${ExitDo}
      ${EndIf}
    ${EndIf}
  ${Loop}
  FileClose $0
  ClearErrors
  Pop $5
  Pop $4
  Pop $1
  Pop $2
  Pop $0
FunctionEnd
