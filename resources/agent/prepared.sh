# The acting hand between staging and the switch: what is really staged is rehearsed (rehearse.sh), in this crossing,
# and whoever ordered says whether that is what was agreed to. The hand only measures: it knows of no harm.
#
# shellcheck shell=sh
# shellcheck disable=SC2015,SC2016,SC2046,SC2086

rehearse_staged() {
    [ -n "$shells" ] || return 0
    say doing rehearse 0
    each "$items" lay_staged
    how=self
    # In a process of its own, which has functions of the same names, listens to our stdin too, and has its signals. The
    # order goes by a pipe: arguments are for all to see.
    printf '%send\n' "$shells" | (trap - PIPE HUP INT TERM && exec sh -c "$rehearsing${nl}rehearse_piped \"\$@\"" \
        sh "${nonce}r" "$rehearsing" "$session") 2>/dev/null
    say rehearsed
    until [ -n "$consent" ] || [ "$stop" = yes ]; do sleep 0.05 2>/dev/null || sleep 1; done
    [ "$stop" = no ] || refuse stopped
    [ "$consent" = yes ] || refuse not-agreed
}

lay_staged() { # the line that lays the item at hand, if it is among those that shells see
    case $lays in *" $i "*) ;; *) return 0 ;; esac
    [ "$before" != "$after" ] || return 0
    what=staged:$staged_word
    [ "$after" != absent ] || what=absent
    shells=${shells}"lay $i 0 $uid $gid $word $what$nl"
}
