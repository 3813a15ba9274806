; Exit codes of the installer and of the uninstaller: an interface for scripts (README.md beside the script and the
; winget manifest have the same).
!define EXIT_DONE 0
!define EXIT_CANCELED 1      ; by the user
!define EXIT_FAILED 2        ; for a reason that is none of the following
!define EXIT_RUNNING 3       ; the program runs and was not closed
!define EXIT_NEWER 4         ; a newer version is installed
!define EXIT_DISK_FULL 5
!define EXIT_UNWRITABLE 6    ; the folder cannot be written to
!define EXIT_RIGHTS 7        ; administrator rights are missing
!define EXIT_FOREIGN 8       ; a file of another program or person has the name of one of ours
!define EXIT_SYSTEM 9        ; this Windows cannot run the program
!define EXIT_SETUP_RUNS 10   ; another installer or uninstaller of the program runs
!define EXIT_NOT_UNDONE 11   ; the changes could not be undone, so nothing was uninstalled
!define EXIT_NOT_INSTALLED 12
