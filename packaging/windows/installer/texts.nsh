; All words of the installer, in both languages, one beside the other. `$\n` is a line end, `$INSTDIR` and the like are
; filled in when the text is shown; both languages have the same ones.
!macro TEXT name english chinese
  LangString ${name} ${LANG_ENGLISH} "${english}"
  LangString ${name} ${LANG_SIMPCHINESE} "${chinese}"
!macroend

; Options
!insertmacro TEXT OPTIONS_TITLE "Options" "选项"
!insertmacro TEXT OPTIONS_SUBTITLE "Choose who can use WSL Go Wizard." "选择谁可以使用 WSL Go Wizard。"
!insertmacro TEXT OPTIONS_ME "Install only for &me" "仅为我安装(&M)"
!insertmacro TEXT OPTIONS_ALL "Install for &all users (needs administrator rights)" "为所有用户安装（需要管理员权限）(&A)"
!insertmacro TEXT OPTIONS_WEEKLY "Check for drift every &week" "每周检查配置漂移(&W)"
!insertmacro TEXT OPTIONS_WEEKLY_WHY "Starts your default distro, changes nothing, and opens the window only if something has drifted. You can turn this off here later." "检查时会启动默认发行版，不做任何更改，仅在发现漂移时打开窗口。之后可以在这里关闭。"
!insertmacro TEXT TASK_ABOUT "Checks once a week whether earlier setups have drifted. Changes nothing." "每周检查一次以往的配置是否发生漂移。不做任何更改。"
!insertmacro TEXT FINISH_RUN "&Open WSL Go Wizard" "打开 WSL Go Wizard(&O)"

; Reasons to stop
!insertmacro TEXT RUNNING "$Running is running. Close it, then try again. Nothing was changed." "$Running 正在运行。请关闭后重试。未更改任何内容。"
!insertmacro TEXT RUNNING_ASK "$Running is running.$\n$\nRetry asks it to close, then continues." "$Running 正在运行。$\n$\n选择“重试”会请求关闭该程序，然后继续。"
!insertmacro TEXT NEWER "WSL Go Wizard $Installed is installed. It is newer than ${VERSION}. Nothing was changed.$\n$\nTo install the older version, run this installer with /DOWNGRADE." "已安装 WSL Go Wizard $Installed，比 ${VERSION} 更新。未更改任何内容。$\n$\n要安装旧版本，请使用 /DOWNGRADE 运行此安装程序。"
!insertmacro TEXT RIGHTS "Installing or uninstalling for all users needs administrator rights. Nothing was changed." "为所有用户安装或卸载需要管理员权限。未更改任何内容。"
!insertmacro TEXT DISK_FULL "The disk of $INSTDIR is full. Nothing was changed. Free some space, then try again." "$INSTDIR 所在的磁盘已满。未更改任何内容。请释放空间后重试。"
!insertmacro TEXT UNWRITABLE "Could not write to $INSTDIR. Nothing was changed. Choose another folder, or check its permissions." "无法写入 $INSTDIR。未更改任何内容。请选择其他文件夹，或检查权限。"
!insertmacro TEXT FOREIGN "$INSTDIR contains $Foreign, which WSL Go Wizard did not install. Nothing was changed. Choose another folder." "$INSTDIR 中的 $Foreign 不是由 WSL Go Wizard 安装的。未更改任何内容。请选择其他文件夹。"
!insertmacro TEXT SYSTEM "WSL Go Wizard needs Windows 10 version 2004 or later, 64-bit. Nothing was changed." "WSL Go Wizard 需要 64 位的 Windows 10 版本 2004 或更高版本。未更改任何内容。"
!insertmacro TEXT SETUP_RUNS "WSL Go Wizard is already being installed or uninstalled. Nothing was changed." "WSL Go Wizard 正在安装或卸载。未更改任何内容。"
!insertmacro TEXT NOT_INSTALLED "WSL Go Wizard is not installed in $INSTDIR. Nothing was changed." "$INSTDIR 中没有安装 WSL Go Wizard。未更改任何内容。"
!insertmacro TEXT CANCELED "Canceled. Nothing was changed." "已取消。未更改任何内容。"
!insertmacro TEXT LEFT_BEHIND "Could not delete $Left. Close all programs that use it, then uninstall again." "无法删除 $Left。请关闭正在使用该文件的所有程序，然后重新卸载。"

; Uninstall
!insertmacro TEXT LEAVE_TITLE "Uninstall WSL Go Wizard" "卸载 WSL Go Wizard"
!insertmacro TEXT LEAVE_SUBTITLE "Decide whether to keep the changes to this PC and its distros." "决定是否保留对这台电脑及其发行版的更改。"
!insertmacro TEXT LEAVE_KEEP "&Keep the changes" "保留更改(&K)"
!insertmacro TEXT LEAVE_UNDO "Un&do the changes first" "先撤销更改(&D)"
!insertmacro TEXT LEAVE_LIST "&List changes" "列出更改(&L)"
!insertmacro TEXT LEAVE_STARTS "To list or undo changes, the wizard starts your distros." "列出或撤销更改时，向导会启动发行版。"
!insertmacro TEXT LEAVE_LISTING "Listing changes…" "正在列出更改…"
!insertmacro TEXT LEAVE_UNLISTED "Could not list the changes. Try again." "无法列出更改。请重试。"
!insertmacro TEXT LEAVE_HISTORY "The history stays in each distro in /var/lib/wsl-go-wizard, and for this PC in $HistoryFolder." "历史记录保留在各发行版的 /var/lib/wsl-go-wizard 中；这台电脑的记录保留在 $HistoryFolder。"
!insertmacro TEXT LEAVE_NOTES "The progress of the WSL installation stays in $NotesFolder." "安装 WSL 的进度保留在 $NotesFolder。"
!insertmacro TEXT LEAVE_UNDOING "Undoing changes…" "正在撤销更改…"
!insertmacro TEXT NOT_UNDONE "Not all changes could be undone. WSL Go Wizard stays installed. Open it to see what is left." "未能撤销所有更改。WSL Go Wizard 保持安装。请打开后查看还需处理的内容。"

; Log and details
!insertmacro TEXT LOG_INSTALLING "Installing WSL Go Wizard ${VERSION} in $INSTDIR" "正在将 WSL Go Wizard ${VERSION} 安装到 $INSTDIR"
!insertmacro TEXT LOG_INSTALLED "WSL Go Wizard ${VERSION} is installed" "WSL Go Wizard ${VERSION} 已安装"
!insertmacro TEXT LOG_UNINSTALLING "Uninstalling WSL Go Wizard ${VERSION} from $INSTDIR" "正在从 $INSTDIR 卸载 WSL Go Wizard ${VERSION}"
!insertmacro TEXT LOG_UNINSTALLED "WSL Go Wizard is uninstalled" "WSL Go Wizard 已卸载"
!insertmacro TEXT LOG_RESTORED "The interrupted installation was undone" "已撤销中断的安装"
!insertmacro TEXT LOG_ASKED "$Running was asked to close" "已请求关闭 $Running"
!insertmacro TEXT LOG_TASK "Could not set up the weekly check" "无法设置每周检查"
