"""Mutants of what a second attack found, as data (see `tests.crash.mutants`): each breaks the code as it stood."""

from __future__ import annotations

from tests.crash.mutants import AGENT, HANDS, Mutant

_FORGED = "tests/app/plans/test_saved_forged.py"
_OTHER = f"{_FORGED}::test_a_value_that_does_something_is_refused"
_PROVENANCE = "tests/engine/test_provenance.py"
_SAVED = "tests/app/plans/test_saved.py"
_LOST = "tests/contract/test_lost_originals.py"
_NAMES = "tests/contract/test_journal_names.py"
_REDACT = "tests/transports/recording/test_redact.py"

PLAN_FILES = (
    Mutant(
        "a wish from a file is believed",
        "wizard/engine/provenance.py",
        "    return _other_effect(saved, made) if wish is None else _other_repair(wish, judged)\n",
        "    return _other_effect(saved, made)\n",
        (f"{_PROVENANCE}::test_another_wish_is_named_by_its_repair",),
    ),
    Mutant(
        "an archive from anywhere is loaded",
        "wizard/engine/provenance.py",
        "    if set(saved.downloads) != set(made.downloads):\n",
        "    if False:\n",
        (f"{_OTHER}[boot-command-baseline]",),
    ),
    Mutant(
        "a change more in a file is believed",
        "wizard/engine/provenance.py",
        "        if ours.pop(change.path, None) != change:\n",
        "        if ours.pop(change.path, change) != change:\n",
        (f"{_PROVENANCE}::test_a_change_that_is_made_twice_is_another",),
    ),
    Mutant(
        "an address from a file is asked",
        "wizard/app/plans/saved.py",
        "    if new and wanted.go.version is not None:\n",
        "    if False:\n",
        (f"{_SAVED}::test_addresses_that_only_the_file_names_are_not_asked",),
    ),
    Mutant(
        "what a file says is applied instead of what was made",
        "wizard/app/plans/saved.py",
        "        raise _made_otherwise(why)\n    return made\n",
        "        raise _made_otherwise(why)\n    return plan\n",
        ("tests/cli/test_changing_bad.py::test_what_a_plan_file_says_of_its_rehearsal_is_not_believed",),
    ),
    Mutant(
        "a sentence from a file is filled in, whatever it asks for",
        "wizard/model/text.py",
        "        if not (_is_sentence(self.template) and _is_sentence(self.many)):\n",
        "        if False:\n",
        ("tests/model/test_text.py",),
    ),
)

PLACES = (
    Mutant(
        "a file with two names is changed twice",
        "wizard/engine/plan.py",
        "        name = names.get(edit.path, edit.path)\n",
        "        name = edit.path\n",
        ("tests/cli/test_changing.py::test_a_start_file_with_two_names_is_changed_once",),
    ),
    Mutant(
        "a new file is made in another user's folder",
        "wizard/engine/plan.py",
        "else folder_owner(path, ground.answers)",
        "else None",
        ("tests/cli/test_changing.py::test_a_folder_of_another_user_that_a_link_leads_to_gets_no_new_file",),
    ),
)

ORIGINALS = (
    Mutant(
        "a lost original is called an edit",
        f"{AGENT}/restore.sh",
        ' && say lost "$word"\n',
        "\n",
        (f"{_LOST}::test_an_original_that_was_deleted_is_not_called_an_edit",),
    ),
    Mutant(
        "a lost original is called an edit",
        f"{HANDS}/direct/restore.py",
        "            left.lost.append(item.path)\n",
        "            pass\n",
        (f"{_LOST}::test_an_original_that_was_deleted_is_not_called_an_edit",),
    ),
    Mutant(
        "a forged original comes back",
        f"{AGENT}/stage.sh",
        '    [ "${found##*:}" = "${after##*:}" ]\n',
        "",
        (f"{_LOST}::test_what_comes_back_comes_back_without_its_original_too",),
    ),
    Mutant(
        "somebody's file in a beginning is removed",
        f"{AGENT}/journal.sh",
        'for each_file in "$batch"/* "$batch"/.*; do',
        'for each_file in "$batch"/*; do',
        (f"{_NAMES}::test_what_somebody_put_into_a_beginning_stays",),
    ),
    Mutant(
        "drift knows the newest page only",
        "wizard/app/session.py",
        "        setups = setup_history.whole(self.transport, look.setups)\n",
        "        setups = look.setups\n",
        ("tests/cli/test_looking.py::test_drift_since_a_setup_of_long_ago_is_found",),
    ),
)

RECORDINGS = (
    Mutant(
        "the journal's notes are recorded whole",
        "wizard/transports/recording/redact.py",
        "replace(journal, entries=tuple(map(_asked_entry, journal.entries)))",
        "journal",
        (_REDACT,),
    ),
    Mutant(
        "files of any name that start files read are recorded whole",
        "wizard/transports/recording/redact.py",
        "            is_read = not probe.head and probe.limit == FILE_LIMIT and may_be_sourced(probe.path)\n",
        "            is_read = False\n",
        (_REDACT,),
    ),
    Mutant(
        "fish's universal variables are recorded whole",
        "wizard/transports/recording/redact.py",
        "        return asked_of_universal(data)\n",
        "        return data\n",
        (_REDACT,),
    ),
)

ATTACK_MUTANTS = (*PLAN_FILES, *PLACES, *ORIGINALS, *RECORDINGS)
