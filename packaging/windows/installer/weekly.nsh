; The weekly check: a task of Windows' Task Scheduler, which runs with the rights of who is logged on.
Var Weekly      ; 1 if it is wanted
Var Task        ; its name

!macro WEEKLY_FUNCTIONS
Function ${UN}NameTask
  Push $0
  StrCpy $Task "WSL Go Wizard weekly check"
  ${If} $Everyone = 0
    System::Call 'advapi32::GetUserNameW(w .r0, *i 256)'
    StrCpy $Task "$Task ($0)"
  ${EndIf}
  Pop $0
FunctionEnd

Function ${UN}DeleteTask
  Push $0
  Call ${UN}NameTask
  nsExec::Exec '"$SYSDIR\schtasks.exe" /Delete /F /TN "$Task"'
  Pop $0 ; whether there was one matters to nobody
  Pop $0
FunctionEnd
!macroend

!macro XML line
  FileWriteUTF16LE $1 `${line}$\r$\n`
!macroend
!define Xml "!insertmacro XML"

Function CreateTask
  Push $0
  Push $1
  Push $2
  Call NameTask
  ${WordReplace} $INSTDIR "&" "&amp;" "+" $2
  FileOpen $1 "$PLUGINSDIR\task.xml" w
  FileWriteUTF16LE /BOM $1 `<?xml version="1.0" encoding="UTF-16"?>$\r$\n`
  ${Xml} `<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">`
  ${Xml} `<RegistrationInfo><Author>${PUBLISHER}</Author><Description>$(TASK_ABOUT)</Description></RegistrationInfo>`
  ${Xml} `<Triggers><CalendarTrigger><StartBoundary>2026-01-05T10:00:00</StartBoundary><ScheduleByWeek><DaysOfWeek><Monday/></DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek></CalendarTrigger></Triggers>`
  ${If} $Everyone = 1 ; S-1-5-32-545: the group of all users
    ${Xml} `<Principals><Principal id="Author"><GroupId>S-1-5-32-545</GroupId><RunLevel>LeastPrivilege</RunLevel></Principal></Principals>`
  ${Else}
    ${Xml} `<Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal></Principals>`
  ${EndIf}
  ${Xml} `<Settings><MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy><StartWhenAvailable>true</StartWhenAvailable><ExecutionTimeLimit>PT0S</ExecutionTimeLimit></Settings>`
  ${Xml} `<Actions Context="Author"><Exec><Command>"$2\${WINDOW_EXE}"</Command><Arguments>${WEEKLY_WORDS}</Arguments></Exec></Actions>`
  ${Xml} `</Task>`
  FileClose $1
  nsExec::Exec '"$SYSDIR\schtasks.exe" /Create /F /TN "$Task" /XML "$PLUGINSDIR\task.xml"'
  Pop $0
  ${If} $0 != 0
    ${Say} "$(LOG_TASK)"
  ${EndIf}
  Pop $2
  Pop $1
  Pop $0
FunctionEnd
