"""The only place that starts processes or opens foreign files.

Two hands do the work, one protocol (`wizard.transports.journal`): the *shell hand* runs the constant
scripts ``look.sh`` and ``act.sh`` in a distro; the *direct hand* does the same in-process, for a folder.
What one hand wrote the other can undo.
"""
