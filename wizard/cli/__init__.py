"""The command line: one face of `wizard.app.Session`. Words, exit codes and ``--json`` are an interface."""
