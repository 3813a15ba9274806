"""Names of programs, functions and variables, and what is known of them without running any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wizard.patterns import lazy_pattern


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_QUIET_FILES: Final = lazy_pattern(
    r"/usr/share/bash-completion/.*|/etc/bash_completion|/etc/bash_completion\.d/.*"
    r"|/usr/share/(?:doc/)?fzf/.*|/usr/share/zsh-[a-z-]+/.*|/usr/share/zsh/plugins/.*"
    r"|/usr/lib/git-core/git-sh-prompt|/usr/share/git/completion/.*|/usr/share/autojump/.*"
    r"|/usr/share/powerline/.*|/usr/share/doc/pkgfile/.*|/etc/zsh_command_not_found|/usr/share/nvm/.*completion.*"
)
"""Files of packages for completion and prompts: they set none of the variables that this program looks at."""

_QUIET_PROGRAMS: Final = _names(
    """dircolors lesspipe lesspipe.sh starship direnv zoxide thefuck fzf atuin oh-my-posh keychain
ssh-agent gpg-agent gh kubectl helm docker rustup register-python-argcomplete pip navi mcfly hub op
gopass flux kind k3d minikube resize stty tmux batpipe batman vivid ng deno bun uv uvx ruff just
task chezmoi glab argocd eksctl tofu terraform carapace zellij jj tea broot hugo yq npm pnpm kops
istioctl cilium stern k9s vault oc tkn fnox"""
)
"""Programs whose printed text is made for ``eval`` and sets none of the variables that this program looks at."""


_LOUD: Final = frozenset({"export", "env", "exec", "shellenv", "activate", "shell", "print-env"})


AUTOLOADED: Final = _names(
    """compinit promptinit bashcompinit add-zsh-hook colors vcs_info zmv run-help is-at-least zcalc zargs
edit-command-line up-line-or-beginning-search down-line-or-beginning-search url-quote-magic
bracketed-paste-magic select-word-style history-search-end zed zsh-mime-setup prompt compaudit
compdump add-zle-hook-widget smart-insert-last-word async zrecompile zsh-newuser-install
run-help-git run-help-sudo"""
)
HARMLESS: Final = _names(
    """ls cat grep egrep fgrep sed awk cut tr sort uniq head tail wc find xargs date uname hostname id
whoami who w tty stty tput clear reset mkdir rmdir rm cp mv ln touch chmod chown stat readlink
realpath basename dirname ps pgrep pidof kill sleep env printenv tee git ssh ssh-add ssh-agent gpg
gpgconf gpg-connect-agent tmux screen vim nvim nano code python python3 node ruby perl go gofmt
cargo rustc java curl wget tar gzip unzip make docker kubectl helm sudo fortune cowsay lolcat
neofetch fastfetch figlet screenfetch starship direnv zoxide fzf dircolors lesspipe mesg setxkbmap
xset xrdb keychain wsl.exe cmd.exe powershell.exe explorer.exe clip.exe wslpath wslview service
systemctl echo printf sh bash zsh dash fish bat eza exa lsd fd rg jq yq less more man which whereis
file df du free uptime last lsb_release localectl locale loginctl notify-send zstyle"""
)
"""Programs that nobody gives to a function of the same name to set variables by."""


SH_QUIET: Final = _names(
    """umask ulimit times jobs bg fg history fc complete compopt bind disown enable zmodload bindkey zstyle
compdef zle sched wait kill stty rehash zcompile ttyctl suspend logout dirs help caller limit
unlimit colors compinit promptinit bashcompinit add-zsh-hook prompt vcs_info compctl tabs"""
)

NOT_POSIX: Final = _names(
    """source pushd popd dirs shopt setopt unsetopt mapfile readarray let enable disown caller help complete
compopt bind builtin noglob nocorrect autoload unfunction functions whence print vared emulate history"""
)
"""Builtins of bash or zsh, of which POSIX knows nothing."""

FISH_QUIET: Final = _names(
    """abbr alias bind complete fish_config fish_vi_key_bindings fish_default_key_bindings functions
history jobs bg fg wait disown trap umask ulimit block breakpoint random math count realpath path
time argparse commandline pushd popd prevd nextd dirh cdh vared fish_update_completions suspend
isatty fish_hybrid_key_bindings set_color fish_greeting fish_git_prompt fish_prompt prompt_pwd
funced open help"""
)

AMBIENT: Final = _names(
    """TERM COLORTERM LANG LANGUAGE LC_ALL LC_CTYPE DISPLAY WAYLAND_DISPLAY XDG_RUNTIME_DIR
XDG_SESSION_TYPE XDG_DATA_DIRS XDG_CURRENT_DESKTOP DBUS_SESSION_BUS_ADDRESS SSH_CONNECTION
SSH_CLIENT SSH_TTY SSH_AUTH_SOCK TMUX TMUX_PANE STY VSCODE_IPC_HOOK_CLI VSCODE_INJECTION
TERM_PROGRAM TERM_PROGRAM_VERSION WT_SESSION WSL_DISTRO_NAME WSL_INTEROP WSLENV
WSL2_GUI_APPS_ENABLED PULSE_SERVER NAME HOSTTYPE INSIDE_EMACS EMACS CI SUDO_USER SUDO_COMMAND MAIL
OLDPWD LINES COLUMNS INTELLIJ_ENVIRONMENT_READER TERMINAL_EMULATOR ALACRITTY_LOG KITTY_WINDOW_ID
ZELLIJ NVIM VIMRUNTIME"""
)
"""What the world around a shell may have set: nothing is said of them."""


_SHELLS: Final = _names("sh bash zsh fish dash ash ksh mksh nu xonsh elvish pwsh su tcsh csh")


_MULTIPLEXERS: Final = _names("tmux screen zellij byobu byobu-tmux byobu-screen dtach abduco dvtm")
_STARTING: Final = _names(
    """new new-session attach attach-session a at start-server -A -R -RR -D -DR -dR -dRR -x -xRR -S -s -t -n -u -2 -l -f
-c -C -CC options --layout --session""",
)
"""What is said to a multiplexer that starts, or goes on with, shells to work in. Whatever else it is told, it only
does or shows something."""


def takes_over(program: str) -> bool:
    """Whether somebody may go on working in *program*, which starts a shell of its own or is one."""
    return _base(program) in _SHELLS or _base(program) in _MULTIPLEXERS


def starts_shell(args: Sequence[str]) -> bool:
    """Whether somebody works in what the command *args* starts: a shell to which neither a script nor a command is
    given, or a multiplexer."""
    rest = args[1:]
    if _base(args[0]) in _MULTIPLEXERS:
        return not rest or rest[0] in _STARTING
    is_plain = all(re.fullmatch(r"-[il]+|--login|--interactive|-", word) for word in rest)
    return _base(args[0]) in _SHELLS and is_plain


def _base(program: str) -> str:
    return program.rpartition("/")[2]


def is_quiet_file(path: str) -> bool:
    """Whether sourcing *path* can be left out."""
    return _QUIET_FILES.fullmatch(path) is not None


def is_quiet_program(words: tuple[str, ...]) -> bool:
    """Whether what the command *words* prints can be evaluated without harm to our variables."""
    plain = [word for word in words if not re.match(r"[A-Za-z_]\w*=", word)]
    while plain and plain[0] in ("command", "builtin", "exec", "env"):
        plain.pop(0)
    name = plain[0].strip("\"'").rpartition("/")[2] if plain else ""
    if name in ("asdf", "mise") and plain[1:2] == ["completion"]:
        return True
    return name in _QUIET_PROGRAMS and not _LOUD & {word.strip("\"'") for word in plain[1:]}
