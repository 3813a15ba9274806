"""Mutants of what an attack on the journal and on odd disks found, as data (see `tests.crash.mutants`): each breaks the
code as the fault stood."""

from __future__ import annotations

from tests.crash.mutants import AGENT, HANDS, Mutant

_NAMES = "tests/contract/hands/test_journal_names.py"
_NEVER_BEGAN = f"{_NAMES}::test_a_setup_that_never_began_is_nothing"
_LOST = f"{_NAMES}::test_a_setup_whose_folder_is_gone_is_lost_and_said_to_be"
_NO_NUMBER = f"{_NAMES}::test_a_name_that_is_no_number_is_nobodys_batch"
_INTERRUPTED = "tests/cli/test_changing_interrupted.py"
_APPEND = "tests/contract/hands/test_append_only.py"
_HOME_LIKE_THAT = f"{_APPEND}::test_a_home_like_that_is_refused_as_it_is"
_ORIGINALS = f"{_APPEND}::test_so_is_a_place_where_originals_wait"
_ATTRIBUTES = "tests/contract/hands/test_attributes.py"
_LINKED = "tests/cli/test_changing.py::test_a_new_file_in_a_home_that_is_a_link"

NEVER_BEGAN = (
    Mutant(
        "a look calls a batch without a phase open",
        f"{AGENT}/look.sh",
        '    ! is_blank "$journal/$opened" && ! is_over "$journal/$opened" || opened=-\n',
        "",
        (_NEVER_BEGAN,),
    ),
    Mutant(
        "a look calls a batch without a phase open",
        f"{HANDS}/direct/read.py",
        "(book.is_blank(number) or _is_over(book, number))",
        "_is_over(book, number)",
        (_NEVER_BEGAN,),
    ),
    Mutant(
        "a batch without a phase bars the next",
        f"{AGENT}/act.sh",
        "        '') drop_open ;;\n        esac\n        close_batch\n",
        "        '') refuse interrupted-open \"$n\" ;;\n        esac\n        close_batch\n",
        (_NEVER_BEGAN,),
    ),
    Mutant(
        "a batch without a phase cannot be undone",
        f"{AGENT}/act.sh",
        '        [ "$verb" = undo ] && receipt - - || refuse no-such-batch "$n"\n',
        '        refuse no-such-batch "$n"\n',
        (_NEVER_BEGAN,),
    ),
    Mutant(
        "a batch without a phase bars every order",
        f"{HANDS}/direct/open_batch.py",
        "    if book.is_blank(number):\n        book.forget(number)\n        return\n",
        "",
        (_NEVER_BEGAN,),
    ),
)

INTERRUPTED = (
    Mutant(
        "an interrupted setup is not named",
        "wizard/app/open_setup.py",
        "    if not phase.is_interrupted:\n        return None\n",
        "    return None\n",
        (f"{_INTERRUPTED}::test_who_only_reads_names_it_first_and_writes_nothing[look]",),
    ),
    *(
        Mutant(
            f"{verb} ends as if nothing were interrupted",
            "wizard/cli/looking.py",
            old,
            "",
            (f"{_INTERRUPTED}::test_who_only_reads_names_it_first_and_writes_nothing[{verb}]",),
        )
        for verb, old in (
            ("verify", "    if seen.look.interrupted is not None:\n        return Exit.TRIAL\n"),
            ("drift", "    if seen.interrupted is not None:\n        return Exit.TRIAL\n"),
        )
    ),
    Mutant(
        "apply and undo of another do not restore first",
        "wizard/cli/changing.py",
        "    if seen.open is None or seen.open_phase is Phase.TRIAL:\n        return None\n",
        "    return None\n",
        (f"{_INTERRUPTED}::test_apply_restores_first_and_then_begins_anew",),
    ),
    Mutant(
        "accept leaves it interrupted",
        "wizard/app/open_setup.py",
        "        recover(transport, tell, number)\n        raise MachineError(",
        "        raise MachineError(",
        (f"{_INTERRUPTED}::test_accept_cannot_keep_it_and_restores",),
    ),
)

DELETED = (
    Mutant(
        "a lost setup is nothing to undo",
        f"{AGENT}/journal.sh",
        '    close_batch\n    refuse setup-lost "$n" "$batch_word"\n',
        "    close_batch\n",
        (_LOST,),
    ),
    Mutant(
        "a lost setup is nothing to undo",
        f"{HANDS}/direct/open_batch.py",
        '    book.close()\n    raise refusal("setup-lost", [str(number), book.folder(number)])\n',
        "    book.close()\n",
        (_LOST,),
    ),
    Mutant(
        "a journal deleted between look and deed is called nothing",
        "wizard/app/open_setup.py",
        "    if receipt.batch is not None or number is None:\n        return receipt\n",
        "    return receipt\n",
        (f"{_INTERRUPTED}::test_a_journal_that_is_deleted_meanwhile_is_not_called_nothing",),
    ),
)

NUMBERS = (
    Mutant(
        "eighteen digits are a number",
        f"{AGENT}/journal.sh",
        "is_number() { case $1 in '' | 0* | *[!0-9]* | ??????????*) false ;; esac }",
        "is_number() { case $1 in '' | 0* | *[!0-9]*) false ;; esac }",
        (_NO_NUMBER,),
    ),
    Mutant(
        "eighteen digits are a number",
        f"{HANDS}/journal.py",
        '_NUMBER = lazy_pattern(r"[1-9][0-9]{0,8}")',
        '_NUMBER = lazy_pattern(r"[1-9][0-9]*")',
        (_NO_NUMBER,),
    ),
    Mutant(
        "digits of other scripts are a number",
        f"{HANDS}/journal.py",
        '_NUMBER = lazy_pattern(r"[1-9][0-9]{0,8}")',
        r'_NUMBER = lazy_pattern(r"\d{1,9}")',
        (_NO_NUMBER,),
    ),
    Mutant(
        "a name that is no number is not named",
        f"{AGENT}/act.sh",
        "    tell_strangers\n",
        "",
        (_NO_NUMBER,),
    ),
    Mutant(
        "a number beyond the last is given",
        f"{AGENT}/journal.sh",
        '    [ ${#n} -le 9 ] || refuse journal-damaged "$last_word"\n',
        "",
        (f"{_NAMES}::test_the_next_number_can_be_read_back",),
    ),
)

APPEND_ONLY = (
    Mutant(
        "an append-only folder is staged into",
        f"{AGENT}/disk.sh",
        '    ! is_append_only "$1" || refuse append-only "$2"\n',
        "",
        (_HOME_LIKE_THAT,),
    ),
    Mutant(
        "an append-only folder is seen only by lsattr",
        f"{AGENT}/disk.sh",
        "*': Operation not permitted') told=0 ;;",
        "*': Operation not permitted') told=1 ;;",
        (_HOME_LIKE_THAT,),
    ),
    Mutant(
        "an append-only folder is staged into",
        f"{HANDS}/direct/stage.py",
        '    if batch.disk.is_append_only(there):\n        raise refusal("append-only", [there])\n',
        "",
        (_HOME_LIKE_THAT,),
    ),
    Mutant(
        "originals wait where nothing can be taken away",
        f"{HANDS}/direct/stage.py",
        '        if error.code == "append-only":\n            raise\n',
        "",
        (_ORIGINALS,),
    ),
    Mutant(
        "a journal from which nothing can be taken away",
        f"{HANDS}/direct/journal.py",
        '        if self.disk.is_append_only(self.place):\n            raise refusal("append-only", [self.place])\n',
        "",
        (_ORIGINALS,),
    ),
)

ATTRIBUTES = (
    Mutant(
        "attributes vanish",
        f"{AGENT}/stage.sh",
        '        case $before in file:*) keep_attributes "$name" ;; esac\n',
        "",
        (f"{_ATTRIBUTES}::test_what_a_changed_file_has_it_keeps",),
    ),
    Mutant(
        "attributes of a file that comes back vanish",
        f"{AGENT}/stage.sh",
        '        keep_attributes "$keep"\n',
        "",
        (f"{_ATTRIBUTES}::test_a_file_that_comes_back_has_those_it_had",),
    ),
    Mutant(
        "attributes that cannot be kept are left out without a word",
        f"{AGENT}/stage.sh",
        """: Permission denied') refuse attributes-lost "$word" "$(excuse)" ;;""",
        ": Permission denied') ;;",
        (f"{_ATTRIBUTES}::test_what_cannot_be_kept_is_refused",),
    ),
    Mutant(
        "attributes vanish",
        f"{HANDS}/direct/stage.py",
        "    attributes = batch.disk.attributes(model) if model is not None else None\n",
        "    attributes = None\n",
        (f"{_ATTRIBUTES}::test_what_a_changed_file_has_it_keeps",),
    ),
    Mutant(
        "attributes that cannot be kept are left out without a word",
        f"{HANDS}/direct/stage.py",
        '        raise refusal("attributes-lost", [item.path, system_words(error)]) from error\n',
        "        return False\n",
        (f"{_ATTRIBUTES}::test_what_cannot_be_kept_is_refused",),
    ),
)

LINKED_HOMES = (
    Mutant(
        "a home that is a link is planned by its name",
        "wizard/facts/places.py",
        '    return full if folder != "~" else f"{real_home(answers, account)}/{path[2:]}"\n',
        "    return full\n",
        (_LINKED,),
    ),
    Mutant(
        "a folder that is a link is planned by its name",
        "wizard/facts/places.py",
        "                return answer.link + path[len(folder) :]\n",
        "                return full\n",
        ("tests/engine/test_plan.py",),
    ),
    Mutant(
        "where a home leads is not said",
        f"{AGENT}/look.sh",
        '    [ "${PWD%/}/${path##*/}" = "$path" ] || link=${PWD%/}/${path##*/}\n',
        "",
        ("tests/contract/hands/test_linked_homes.py",),
    ),
    Mutant(
        "where a home leads is not said",
        f"{HANDS}/direct/read.py",
        "        link = spot.path if spot.path != path else None\n",
        "        link = None\n",
        ("tests/contract/hands/test_linked_homes.py",),
    ),
)

JOURNAL_MUTANTS = (
    *NEVER_BEGAN,
    *INTERRUPTED,
    *DELETED,
    *NUMBERS,
    *APPEND_ONLY,
    *ATTRIBUTES,
    *LINKED_HOMES,
)
