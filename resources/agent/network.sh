# What Go would meet on its way to modules, asked from inside the distro: a login shell of the user's runs it.
#
# It goes where GOPROXY and GOSUMDB of that shell lead, and nowhere else. Nothing is written: Go's caches are put where
# nothing can be. Each line of its answer is `NUMBER KEY VALUE`; number 0 is about the distro itself, the others are
# about one place each. All places are asked at once, and a line is written by one `printf`, so lines never mix.
# Addresses may hold a password: they are told to programs through a pipe or the environment, never as an argument, and
# only without it is an address printed. What the lines mean: wizard/facts/network/replies.py.
#
# `canaries` is set in front of this: modules whose sum is known, as path@version.
#
# shellcheck shell=sh
# shellcheck disable=SC2016,SC2086,SC2154  # bash gets its words as arguments; words are split on purpose, globbing is
# off; canaries is set in front of this
set -fu
umask 077
cd /
number=0
exec 3>&1 </dev/null

tell() { printf '%s %s\n' "$number" "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }
limit() { # runs what follows $1, at most $1 seconds
    if has timeout; then timeout -s KILL "$@"; else shift && "$@"; fi
}
each_line() { while IFS='' read -r line || [ -n "$line" ]; do tell "$1 $line"; done; }

main() {
    for tool in go curl getent bash git; do ! has "$tool" || tell "has $tool"; done
    ! has go || { version=$(GOTOOLCHAIN=local GOFLAGS='' limit 5 go env GOVERSION 2>/dev/null) && tell "go $version"; }
    tell "ids $(sed -n 's/^ID\(_LIKE\)\{0,1\}=//p' /etc/os-release 2>/dev/null | tr -d '\042\047' | tr '\n' ' ')"
    inherit_proxies
    as_go_takes_proxies
    servers=$(while read -r word address _; do
        [ "$word" != nameserver ] || printf '%s\n' "$address"
    done </etc/resolv.conf 2>/dev/null | head -n 3)
    for server in $servers; do tell "server $server"; done
    chain=$(setting GOPROXY)
    ask_chain "${chain:-https://proxy.golang.org,direct}"
    database=$(setting GOSUMDB)
    ask_databases "${database:-sum.golang.org}"
    wait
    number=0
    tell end
}

inherit_proxies() { # that the session began with (WSL sets them): a look hands on no address, which may be secret
    pid=$PPID depth=0
    while [ "${pid:-0}" -gt 1 ] && [ $((depth += 1)) -le 16 ]; do
        began=$( (tr '\0' '\n' <"/proc/$pid/environ") 2>/dev/null)
        case $began in
        *_PROXY=* | *_proxy=*)
            for name in HTTPS_PROXY https_proxy HTTP_PROXY http_proxy NO_PROXY no_proxy; do
                eval "known=\${$name+yes}"
                value=$(printf '%s\n' "$began" | sed -n "s/^$name=//p" | head -n 1)
                [ -n "$known" ] || [ -z "$value" ] || eval "$name=\$value"
            done
            ;;
        esac
        pid=$( (sed -n 's/^PPid:[[:space:]]*//p' "/proc/$pid/status") 2>/dev/null)
    done
}

as_go_takes_proxies() { # for all programs: upper case first, no ALL_PROXY, and none in front of this machine
    https_proxy=${HTTPS_PROXY:-${https_proxy-}} http_proxy=${HTTP_PROXY:-${http_proxy-}}
    no_proxy=${NO_PROXY:-${no_proxy-}},localhost,127.0.0.1,::1
    unset HTTPS_PROXY HTTP_PROXY NO_PROXY ALL_PROXY all_proxy CURL_CA_BUNDLE
    export https_proxy http_proxy no_proxy
    [ -z "$https_proxy" ] || { plain "$https_proxy" && tell "proxy https $text"; }
    [ -z "$http_proxy" ] || { plain "$http_proxy" && tell "proxy http $text"; }
}

setting() { # what Go takes for the variable $1; empty: its default
    if has go; then
        GOTOOLCHAIN=local GOFLAGS='' limit 5 go env "$1" 2>/dev/null && return
    fi
    eval "value=\${$1-}"
    stored=${GOENV:-${XDG_CONFIG_HOME:-$HOME/.config}/go/env}
    [ -n "$value" ] || value=$(sed -n "s/^$1=//p" "$stored" 2>/dev/null | tail -n 1)
    printf '%s\n' "$value"
}

plain() { # $1 without a user and a password, in $text; its host in $host, and the port or nothing in $port
    case $1 in
    *://*) scheme=${1%%://*}:// rest=${1#*://} ;;
    *) scheme='' rest=$1 ;;
    esac
    place=${rest%%[/?#]*} path=${rest#"${rest%%[/?#]*}"} place=${place##*@}
    # A password with a slash in it ends further on, and its beginning is what looks like a port.
    case $path in *@*) path='' place=${place%%:*} ;; esac
    text=$scheme$place$path
    case $place in
    '['*']') host=${place#'['} host=${host%']'} port='' ;;
    '['*) host=${place#'['} host=${host%%']'*} port=${place##*]:} ;;
    *:*) host=${place%:*} port=${place##*:} ;;
    *) host=$place port='' ;;
    esac
}

# --- places ------------------------------------------------------------------------------------------------------

ask_chain() { # the list $1, in Go's order
    rest=$1
    while [ -n "$rest" ]; do
        entry=${rest%%[,|]*}
        after=${rest#"$entry"}
        mark=${after%"${after#?}"}
        rest=${after#?}
        entry=$(printf '%s' "$entry" | tr -d ' \t\r\n')
        [ -n "$entry" ] || continue
        number=$((number + 1))
        case $entry in
        off | direct) ;;
        *://*) ;;
        *) entry=https://$entry ;;
        esac
        case $entry in
        off) tell "place off $mark" ;;
        direct)
            tell "place direct $mark" && address=https://github.com
            ask_repository &
            ;;
        *)
            tell "place proxy $mark" && address=${entry%/}
            ask_proxy &
            ;;
        esac
        [ "$number" -lt 8 ] || return 0
        case $entry in off | direct) return 0 ;; esac
    done
}

ask_databases() { # of checksums: the one that GOSUMDB names, and the one that stands in for Go's own
    set -- $1
    [ $# -gt 0 ] || set -- sum.golang.org
    name=${1%%+*}
    number=$((number + 1))
    [ "$name" != off ] || { tell "place no-database" && return; }
    [ "$name" != sum.golang.google.cn ] || set -- sum.golang.org https://sum.golang.google.cn
    address=${2:-https://$name}
    tell "place database $name"
    ask_database &
    [ "$name" = sum.golang.org ] && [ "$address" != https://sum.golang.google.cn ] || return 0
    number=$((number + 1)) address=https://sum.golang.google.cn
    tell "place mirror $name"
    ask_database &
}

ask_proxy() {
    begin
    canary=${canaries%% *}
    ask_go "${canary%@*}" &
    fetch '' "$address/${canary%@*}/@v/list" 4096 || case ${status:-000} in 000* | 407*) wait && return ;; esac
    fetch sumdb- "$address/sumdb/sum.golang.org/supported" 512
    for each in $canaries; do
        tell "canary $each"
        ! fetch canary- "$address/${each%@*}/@v/${each#*@}.zip" 262144 || break
    done
    wait
}

ask_repository() {
    begin
    canary=${canaries%% *}
    fetch '' "https://${canary%@*}/info/refs?service=git-upload-pack" 512
}

ask_database() {
    begin
    fetch '' "$address/latest" 512
}

begin() { # what comes before any connection: the addresses of the host
    plain "$address"
    tell "at $text"
    tell "host $host"
    [ -n "$host" ] || return 0
    if has getent; then
        found=$(limit 8 getent ahosts "$host" 2>/dev/null)
        tell "libc $?"
        printf '%s\n' "$found" | while read -r word _; do tell "libc-address $word"; done
    fi
    ask_servers
}

# --- programs ----------------------------------------------------------------------------------------------------

ask_go() { # for the list of versions of module $1; with a small first message too, if a large one may be the trouble
    has go || return 0
    run_go go "${GODEBUG-}" "$1"
    case $said in
    *handshake* | *EOF* | *reset* | *imeout* | *'protocol version'*) ;;
    *) return 0 ;;
    esac
    case ${version-} in
    go1.21* | go1.22*) ;;
    go1.23*) run_go small "${GODEBUG:+$GODEBUG,}tlskyber=0" "$1" ;;
    go1.*) run_go small "${GODEBUG:+$GODEBUG,}tlsmlkem=0" "$1" ;;
    esac
    case $said:${version-} in
    *'handshake failure'*:go1.2[23456]*) run_go rsa "${GODEBUG:+$GODEBUG,}tlsrsakex=1" "$1" ;;
    esac
}

run_go() { # answers as $1, with GODEBUG=$2, about module $3; what it said is in $said
    said=$(
        GOPROXY=$address GODEBUG=$2 GONOPROXY=none GOSUMDB=off GOFLAGS='' GO111MODULE=on GOWORK=off
        GOTOOLCHAIN=local GOMODCACHE=/dev/null/none GOCACHE=/dev/null/none
        export GOPROXY GODEBUG GONOPROXY GOSUMDB GOFLAGS GO111MODULE GOWORK GOTOOLCHAIN GOMODCACHE GOCACHE
        limit 14 go list -m -versions "$3" 2>&1 >/dev/null
    )
    tell "$1 $?"
    # Go hides a password in an address, but not a token that stands for the user, nor what it cannot read.
    [ -z "$said" ] || printf '%s\n' "$said" | without_logins | head -n 6 | each_line "$1-says"
}

without_logins() { # of addresses; "/@v/" is in those of modules
    sed 's#/@v/#/ v/#g; s#://[^@ ]*@#://#g; s#/ v/#/@v/#g; s#invalid port "[^"]*"#invalid port#g'
}

fetch() { # $2, at most $3 bytes of it; answers as $1curl, $1http and $1body. True if a document came.
    has curl || return 0
    quoted=$(printf '%s' "$2" | sed 's/[\\"]/\\&/g')
    netrc='' written='%{http_code} %{http_connect} %{num_redirects} %{remote_ip} %{content_type}'
    [ -z "${NETRC-}" ] || [ ! -r "$NETRC" ] || netrc="netrc-file = \"$NETRC\""
    status=$(
        {
            printf 'url = "%s"\n%s\n' "$quoted" "$netrc" |
                limit 15 curl -q -K - -sS -L --max-redirs 5 --proto '=http,https,file' --proto-redir '=http,https' \
                    --netrc-optional --connect-timeout 6 --max-time 12 \
                    -w "%{stderr}\\n@ $written\\n" 2>&4 |
                { head -c "$3" && cat >/dev/null; } | base64 | each_line "$1body" >&3
        } 4>&1 | while IFS='' read -r line; do
            case $line in
            '@ '*) tell "$1http ${line#??}" >&3 && printf '%s\n' "${line#??}" ;;
            'curl: ('*)
                case $line in *://*@*) line="${line%%://*}://${line##*@}" ;; esac
                tell "$1curl ${line#curl: }" >&3
                ;;
            esac
        done
    )
    case $status in
    2*) ;;
    *) [ -n "$1" ] || show_certificate && return 1 ;;
    esac
}

show_certificate() { # of whoever is there, with nothing secret sent; only what a person can tell it by
    case $address in https://*) ;; *) return 0 ;; esac
    case $host in *:*) place="[$host]" ;; *) place=$host ;; esac
    limit 10 curl -q -k -v -I -sS -o /dev/null --connect-timeout 6 --max-time 8 "https://$place${port:+:$port}/" 2>&1 |
        sed -n 's/^\* *\(issuer\|subject\|start date\|expire date\): */\1: /p' | head -n 4 | each_line cert
}

# --- name servers ------------------------------------------------------------------------------------------------

ask_servers() { # each one for the IPv4 addresses of $host: as libc asks, and for two places as Go asks and by TCP
    has bash && has base64 || return 0
    case $host in *[!A-Za-z0-9.-]* | *[!0-9.]*:* | '') return 0 ;; esac
    case $host in *[!0-9.]*) ;; *) return 0 ;; esac
    labels=$(IFS=. && for label in $host; do printf '\\%03o%s' "${#label}" "$label"; done)
    name="$labels\\000\\000\\001\\000\\001"
    ask='\127\107\001\000\000\001\000\000\000\000\000\000'"$name"
    edns='\127\107\001\000\000\001\000\000\000\000\000\001'"$name"'\000\000\051\004\320\000\000\000\000\000\000'
    length=$((${#host} + 18))
    for server in $servers; do
        query udp "$server" "$ask" &
        [ "$number" -le 2 ] || continue
        query edns "$server" "$edns" &
        query tcp "$server" "\\000\\$(printf %03o "$length")$ask" &
    done
}

query() { # of kind $1 to server $2: the bytes $3, as octal numbers
    [ "$1" = tcp ] && way=tcp || way=udp
    heard=$(limit 4 bash -c 'exec 5<>"/dev/$1/$2/53" && printf "$3" >&5 && dd bs=4096 count=1 <&5 2>/dev/null' \
        bash "$way" "$2" "$3" 2>/dev/null | base64 | tr -d '\n')
    tell "dns $1 $2 ${heard:--}"
}

main
