"""The mutants: every sync and every last look of both hands, taken away one by one, and the tests that must notice.

A mutant is data: in *file* the text *old*, which stands there exactly once, becomes *new*; then one of *tests* is
red. `test_mutants.py` proves it on a copy. Who moves one of these lines moves its mutant with it.
"""

from __future__ import annotations

from dataclasses import dataclass

POWER = "tests/crash/test_shell_power.py::test_a_cut_after_any_command_leaves_all_or_nothing"
BYTES = "tests/crash/test_same_bytes.py"
STRANGERS = "tests/crash/test_shell_strangers.py"
DIRECT_POWER = "tests/crash/test_direct_power.py"
DIRECT_ENDS = f"{DIRECT_POWER}::test_a_cut_at_any_effect_of_an_end_leaves_all_or_nothing[undo]"
DIRECT_STRANGERS = "tests/crash/test_direct_strangers.py"
SYNCS = "tests/transports/direct/test_floor_syncs.py"
AGENT = "resources/agent"
HANDS = "wizard/transports"


@dataclass(frozen=True)
class Mutant:
    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def power(*cases: str) -> tuple[str, ...]:
    return tuple(f"{POWER}[{case}]" for case in cases)


SHELL = (
    Mutant(
        "the switched names are not synced before the trial",
        f"{AGENT}/act.sh",
        '    each "$items" switch\n    settle\n',
        '    each "$items" switch\n',
        power("small-dash-commit"),
    ),
    Mutant(
        "the journal's own name is not synced",
        f"{AGENT}/journal.sh",
        '    flush "${journal%/*}" || blame "$journal_word"\n',
        "",
        power("small-dash-commit"),
    ),
    Mutant(
        "what is staged is not synced",
        f"{AGENT}/stage.sh",
        "    done\n    IFS=' '\n    settle\n}",
        "    done\n    IFS=' '\n}",
        power("small-dash-commit"),
    ),
    Mutant(
        "new folders are not synced",
        f"{AGENT}/stage.sh",
        'then later "${4%/*}"; continue; fi',
        "then continue; fi",
        power("owners-dash-commit"),
    ),
    Mutant(
        "the bytes of a staged file are not synced",
        f"{AGENT}/stage.sh",
        '    later "$staged_word"\n',
        "",
        power("small-dash-commit"),
    ),
    Mutant(
        "an unpacked folder is not synced",
        f"{AGENT}/stage.sh",
        '    flush -f "$staged" || blame "$word"\n',
        "",
        power("large-dash-commit"),
    ),
    Mutant(
        "the originals in the home are not synced",
        f"{AGENT}/stage.sh",
        '{ later "$user_batches_word" && later "$user_batches_word/$n"; }',
        "true",
        power("large-dash-commit"),
    ),
    Mutant(
        "the switched name is not remembered for the sync",
        f"{AGENT}/act.sh",
        '    *) over "$staged" || blame "$word" ;;\n    esac\n    later "$parent_word"\n',
        '    *) over "$staged" || blame "$word" ;;\n    esac\n',
        power("small-dash-commit"),
    ),
    Mutant(
        "the manifest's bytes are not synced",
        f"{AGENT}/journal.sh",
        'try write_new && flush "$batch/new" "$batch/note" || blame',
        "try write_new || blame",
        power("small-dash-commit"),
    ),
    Mutant(
        "the batch's own name is not synced",
        f"{AGENT}/journal.sh",
        '    advance new draft\n    flush "$journal" || blame "$journal_word"\n',
        "    advance new draft\n",
        power("small-dash-commit"),
    ),
    Mutant(
        "the phase is not synced",
        f"{AGENT}/journal.sh",
        '    flush "$batch" && return\n',
        "    return\n",
        power("small-dash-commit"),
    ),
    Mutant(
        "originals lose their second name before the first is synced",
        f"{AGENT}/restore.sh",
        '    each "$backwards" put_back\n    settle\n',
        '    each "$backwards" put_back\n',
        power("small-dash-undo"),
    ),
    Mutant(
        "names that were put back are not remembered for the sync",
        f"{AGENT}/restore.sh",
        '    later "$parent_word"\n    find_keep "$n/$i"\n    clear_staged\n    inspect "$name"\n',
        '    find_keep "$n/$i"\n    clear_staged\n    inspect "$name"\n',
        power("small-dash-undo"),
    ),
    Mutant(
        "a folder is emptied before it is certain that it went away",
        f"{AGENT}/restore.sh",
        '    equals "$after" && untouched "$staged" && return\n',
        '    equals "$after" && untouched "$staged" && remove_staged && return\n',
        power("large-dash-undo"),
    ),
    Mutant(
        "what was removed is not synced before the batch is undone",
        f"{AGENT}/restore.sh",
        '    each "$backwards" drop_rest\n    remove_folders\n    settle\n',
        '    each "$backwards" drop_rest\n    remove_folders\n',
        power("owners-dash-undo"),
    ),
    Mutant(
        "folders that were removed are not remembered for the sync",
        f"{AGENT}/restore.sh",
        ' && try run rmdir -- "$text" && later "${4%/*}"\n',
        ' && try run rmdir -- "$text"\n',
        power("owners-dash-undo"),
    ),
    Mutant(
        "what was swept is not synced before the batch is undone",
        f"{AGENT}/restore.sh",
        '    each "$backwards" sweep_one\n    remove_folders\n    settle\n',
        '    each "$backwards" sweep_one\n    remove_folders\n',
        power("small-dash-recover-prepared"),
    ),
    Mutant(
        "nothing that is remembered is synced",
        f"{AGENT}/disk.sh",
        '        [ $# = 0 ] || flush "$@" || blame "$journal_word"\n',
        "",
        power("small-dash-commit"),
    ),
    Mutant(
        "the second look at the staged state",
        f"{AGENT}/stage.sh",
        '        equals "$after" || refuse staging-mismatch "$word"\n',
        "",
        (f"{STRANGERS}::test_what_is_staged_is_looked_at_before_it_counts[dash]",),
    ),
    Mutant(
        "the inode before the switch",
        f"{AGENT}/act.sh",
        ' && [ "$keep" -ef "$name" ] || refuse stale "$word" ;; esac',
        ' || refuse stale "$word" ;; esac',
        (
            f"{STRANGERS}::test_a_file_saved_again_with_the_same_bytes_is_not_the_one_whose_original_waits[dash]",
        ),
    ),
    Mutant(
        "the look before the switch",
        f"{AGENT}/act.sh",
        '    inspect "$name"\n    equals "$before" || refuse stale "$word"\n    [ "$before" != "$after" ]',
        '    [ "$before" != "$after" ]',
        (f"{STRANGERS}::test_a_file_that_is_written_to_before_the_switch_is_left_to_its_writer",),
    ),
    Mutant(
        "the look after a delete",
        f"{AGENT}/act.sh",
        '    equals "$before" || { try run mv -nT -- "$staged" "$name" && refuse stale "$word"; }\n',
        "",
        (f"{STRANGERS}::test_what_is_written_at_the_last_instant_before_a_delete_gets_its_name_back",),
    ),
    Mutant(
        "the look after taking away",
        f"{AGENT}/restore.sh",
        '    equals "$after" && untouched "$staged" && return\n',
        "    return\n",
        (f"{STRANGERS}::test_what_is_written_at_the_last_instant_before_an_undo_gets_its_name_back",),
    ),
)

DIRECT = (
    Mutant(
        "the inode before the switch",
        f"{HANDS}/direct/switch.py",
        "    if not is_before or (item.before != ABSENT and not batch.is_kept(item, path)):\n",
        "    if not is_before:\n",
        (BYTES,),
    ),
    Mutant(
        "the look before the switch",
        f"{HANDS}/direct/switch.py",
        "    _check(batch, item, item.path)\n",
        "",
        (BYTES,),
    ),
    Mutant(
        "the inode after an exchange",
        f"{HANDS}/direct/switch.py",
        "not batch.is_kept(item, staged):\n        disk.swap(",
        "False:\n        disk.swap(",
        (BYTES,),
    ),
    Mutant(
        "the inode after a delete",
        f"{HANDS}/direct/switch.py",
        "not batch.is_kept(item, staged):\n        disk.move(",
        "False:\n        disk.move(",
        (BYTES,),
    ),
    Mutant(
        "the bytes after an exchange",
        f"{HANDS}/direct/switch.py",
        "    if not is_at(disk, staged, item.before) or not batch.is_kept(item, staged):\n        disk.swap(",
        "    if not batch.is_kept(item, staged):\n        disk.swap(",
        (f"{DIRECT_STRANGERS}::test_who_writes_in_place_just_before_the_exchange_keeps_the_name",),
    ),
    Mutant(
        "the switched names are not synced before the trial",
        f"{HANDS}/direct/switch.py",
        "            batch.disk.sync(place)\n",
        "            pass\n",
        (DIRECT_POWER,),
    ),
    Mutant(
        "the bytes of a staged file are not synced",
        f"{HANDS}/direct/stage.py",
        "if found is not None else (0, 0)))\n        file.sync()\n",
        "if found is not None else (0, 0)))\n",
        (DIRECT_POWER,),
    ),
    Mutant(
        "folders and originals are not synced",
        f"{HANDS}/direct/stage.py",
        "        batch.disk.sync(place)\n",
        "        pass\n",
        (DIRECT_POWER,),
    ),
    Mutant(
        "originals lose their second name before the first is synced",
        f"{HANDS}/direct/restore.py",
        "    _sync_folders(batch, items, manifest.folders)\n    for item in items:\n",
        "    for item in items:\n",
        (DIRECT_ENDS,),
    ),
    Mutant(
        "what was removed is not synced before the batch is undone",
        f"{HANDS}/direct/restore.py",
        "    _sync_folders(batch, items, manifest.folders)\n    return left\n",
        "    return left\n",
        (DIRECT_ENDS,),
    ),
    Mutant(
        "what was swept is not synced before the batch is undone",
        f"{HANDS}/direct/restore.py",
        "    _remove_folders(batch, items, folders)\n    _sync_folders(batch, items, folders)\n",
        "    _remove_folders(batch, items, folders)\n",
        (DIRECT_POWER,),
    ),
    Mutant(
        "the phase is not synced",
        f"{HANDS}/direct/journal.py",
        "        self.disk.sync(self.folder(number))\n",
        "",
        (DIRECT_POWER,),
    ),
    Mutant(
        "the manifest's bytes are not synced",
        f"{HANDS}/direct/journal.py",
        "            file.chown(*self.owner)\n            file.sync()\n",
        "            file.chown(*self.owner)\n",
        (DIRECT_POWER,),
    ),
    Mutant(
        "the second look at the staged state",
        f"{HANDS}/direct/stage.py",
        "    if not same(batch.disk, fingerprint_at(batch.disk, staged), item.after):\n",
        "    if False:\n",
        (f"{DIRECT_STRANGERS}::test_what_is_staged_is_looked_at_before_it_counts",),
    ),
)

FLOORS = (
    Mutant(
        "a file is not synced on Windows",
        f"{HANDS}/direct/floor_plain.py",
        "        os.fsync(self._file.fileno())\n",
        "        pass\n",
        (SYNCS,),
    ),
    Mutant(
        "an unpacked folder is not synced on Windows",
        f"{HANDS}/direct/floor_plain.py",
        "                    os.fsync(file.fileno())\n",
        "                    pass\n",
        (SYNCS,),
    ),
    Mutant(
        "a file is not synced on Linux",
        f"{HANDS}/direct/floor_linux.py",
        "        os.fsync(self._descriptor)\n",
        "        pass\n",
        (SYNCS,),
    ),
    Mutant(
        "a folder is not synced on Linux",
        f"{HANDS}/direct/floor_linux.py",
        "                os.fsync(folder)\n",
        "                pass\n",
        (SYNCS,),
    ),
)

MUTANTS = (*SHELL, *DIRECT, *FLOORS)
