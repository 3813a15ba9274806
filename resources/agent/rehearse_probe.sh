# The probe of a rehearsal: what is typed into, or run by, the user's shell. It is two small programs: `p`, a program
# of its own (any shell can start it, even one that has lost its PATH), and `q`, which the shell sources, for what only
# the shell itself knows: names of aliases and functions. Both write to files of the user, in a folder that is not his.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154

feed() { # what is typed
    typed=1
    printf ' %s\n . %s\n' "$words/p" "$own/q"
    while [ $typed -lt 20 ]; do
        sleep 0.1 2>/dev/null || sleep 1
        [ -e "$own/over/again.$((typed + 1))" ] || continue
        typed=$((typed + 1))
        printf ' %s\n . %s\n' "$words/p" "$own/q"
    done
}

found_tool() { # the path of command $1, in $found (`command -v` of a busybox says `cat`)
    found=$1
    IFS=:
    for each_folder in $PATH; do
        [ ! -x "$each_folder/$1" ] || { found=$each_folder/$1 && break; }
    done
    IFS=' '
}

write_probe() { # what is the same for all shells, in $words: for all to read, and for nobody to write
    mkdir -m 755 "$words" && find_tools
    write_words
    write_program
    write_names
    (cd "$words" && chmod 644 p2 keys env.sed q.bash q.zsh q.fish q.sh && chmod 755 p)
    mount --bind "$words" "$words" && mount -o remount,bind,ro,nosuid,nodev "$words"
}

find_tools() {
    found_tool cat && cat=$found
    found_tool sh && sh=$found
    found_tool env && env=$found
    found_tool head && head=$found
    found_tool sed && sed=$found
}

props() { # one probe's files in $own: only r, e, g, q and reached belong to the user, and nobody can swap them
    find_tools
    typing="$words/p; . $own/q"
    mkdir -m 700 "$own/over"
    mkfifo "$own/over/in.fifo" "$own/over/out.fifo" "$own/over/err.fifo"
    for each_stream in out err; do keep_stream <"$own/over/$each_stream.fifo" & done
    for each_file in r e g q reached; do : >"$own/$each_file"; done
    chown "$uid:$gid" "$own/r" "$own/e" "$own/g" "$own/q" "$own/reached"
}

# (dd, for head would keep back what it has read. The rest is read too, or the shell would die of SIGPIPE.)
keep_stream() {
    dd bs=4096 count=128 of="$own/over/$each_stream" 2>/dev/null
    cat >/dev/null
    : >"$own/over/$each_stream.read"
}

# Which variables are told with their value; of everything else the name. Passwords in URLs go nowhere.
write_words() {
    names='ROOT PATH BIN ENV FLAGS DEBUG PROXY SUMDB NOSUMDB PRIVATE NOPROXY INSECURE TOOLCHAIN VERSION MODCACHE CACHE'
    names="$names TOOLDIR TMPDIR VCS OS ARCH ARM EXPERIMENT 111MODULE FIPS140 TELEMETRY MAXPROCS MEMLIMIT GC"
    go=$(printf '%s' "$names" | sed 's/ /\\|GO/g; s/^/GO/')
    other='PATH CGO_[A-Z]* ZDOTDIR ENV BASH_ENV XDG_CONFIG_HOME HOME SHELL SHLVL TMUX SSL_CERT_[A-Z]*'
    other=$(printf '%s' "$other [a-zA-Z]*_[pP][rR][oO][xX][yY]" | sed 's/ /\\|/g')
    printf '%s\n' 's|//[^/@ ]*@|//***@|g' "/^[[:blank:]]*\"\\($go\\)\"/p" >"$words/keys"
    printf '%s\n' 's|//[^/@ ]*@|//***@|g' "/^\\($go\\|$other\\)=/{s/^/var /;p;d;}" \
        's/^\([^=]*\)=.*/name \1/p' >"$words/env.sed"
}

write_program() { # p keeps its environment before all, so that nothing our sh exports is in it
    within=''
    found_tool timeout
    if timeout 1 true 2>/dev/null; then
        within="$found 5"
    elif timeout -t 1 true 2>/dev/null; then
        within="$found -t 5"
    fi
    printf '%s\n' "#!$sh" "[ ! -s $own/e ] || exit 0" "$cat /proc/\$\$/environ >$own/e" \
        "$env -i PATH=$PATH $sh $words/p2 \"\$PPID\" >>$own/r 2>/dev/null </dev/null" \
        "read -r go <$own/g || exit 0" \
        "{ echo cwd \"\$PWD\"; echo version \$($within \"\$go\" version 2>&1 | $head -c 300)" \
        "echo compile \$($within \"\$go\" tool compile -V 2>&1 | $head -c 300)" \
        "echo goenv; $within \"\$go\" env -json 2>&1 | $sed -n -f $words/keys; echo goend" \
        "} >>$own/r 2>/dev/null </dev/null" >"$words/p"
    printf '%s\n' 'set -fu' 'echo shell $(readlink /proc/$1/exe)' \
        "vars=\$(tr '\\n\\0' '\\001\\n' <$own/e)" "printf '%s\\n' \"\$vars\" | sed -n -f $words/env.sed" \
        "path=\$(printf '%s\\n' \"\$vars\" | sed -n 's/^PATH=//p')" 'IFS=:' 'for d in $path; do' \
        '    [ ! -f "${d:=.}/go" ] || [ ! -x "$d/go" ] || { echo "which $d/go"' \
        "        [ -s $own/g ] || echo \"\$d/go\" >$own/g; }" \
        '    case $d in /mnt/?/*) ;; *) [ -d "$d" ] || echo "nodir $d" ;; esac' 'done' \
        'q=sh' 'case $(readlink /proc/$1/exe) in */bash) q=bash ;; */zsh*) q=zsh ;; */fish) q=fish ;; esac' \
        "cat $words/q.\$q >$own/q" >"$words/p2"
}

# q, for each kind of shell. If `go` is an alias, a function or hashed there, it is that which tells the versions.
write_names() {
    said="go version 2>&1 </dev/null | $head -c 300)" compiles="go tool compile -V 2>&1 </dev/null | $head -c 300)"
    printf '%s\n' "{ builtin echo gotype \"\$(builtin type -t go)\"; builtin compgen -A alias -P 'alias '" \
        "builtin compgen -A function -P 'function '; case \$(builtin type -t go)\$(builtin hash -t go 2>/dev/null) in" \
        "alias* | function* | file/*) builtin echo version \$($said" \
        "builtin echo compile \$($compiles ;; esac; } >>$own/r 2>/dev/null" \
        "builtin echo x >>$own/reached" >"$words/q.bash"
    printf '%s\n' '() { emulate -L zsh; zmodload zsh/parameter; builtin print -r -- gotype "$(builtin whence -w go)"' \
        'local n; for n in ${(ok)aliases} ${(ok)galiases}; do builtin print -r -- alias $n; done' \
        'for n in ${(ok)functions}; do builtin print -r -- function $n; done; case $(builtin whence -w go) in' \
        "*alias | *function | *hashed) n=\$($said; builtin print -r -- version \${(j: :)\${(f)n}}" \
        "n=\$($compiles; builtin print -r -- compile \${(j: :)\${(f)n}} ;; esac" \
        "} >>$own/r 2>/dev/null" \
        "builtin echo x >>|$own/reached" >"$words/q.zsh"
    printf '%s\n' 'begin; echo gotype (type -t go 2>/dev/null); for f in (functions -a -n); echo function $f; end' \
        "for f in (abbr --list); echo alias \$f; end; if functions -q go; echo version ($said" \
        "echo compile ($compiles; end" \
        "end >>$own/r 2>/dev/null" "echo x >>$own/reached" >"$words/q.fish"
    printf '%s\n' '{ case $(type go 2>/dev/null) in *alias*) echo gotype alias ;; *function*) echo gotype function ;;' \
        '*) echo gotype file ;; esac; alias | while IFS= read -r l; do l=${l#alias }' \
        "case \$l in [A-Za-z_]*=*) echo alias \"\${l%%=*}\" ;; esac; done; case \$(type go 2>/dev/null) in" \
        "*alias* | *function*) echo version \$($said" \
        "echo compile \$($compiles ;; esac; } >>$own/r 2>/dev/null" \
        "echo x >>$own/reached" >"$words/q.sh"
}
