"""Commands about what goes together: go-for, inspect, projects. They change nothing."""

from __future__ import annotations

import click

from wizard.app.texts import Speech
from wizard.app.to_json import to_json
from wizard.cli.exits import Exit
from wizard.cli.language import language_option
from wizard.cli.options import Run, in_distro, json_option, print_json, without_profile


@click.command("go-for")
@click.argument("what", metavar="[PROJECT@VERSION|FOLDER]...", nargs=-1)
@json_option
@language_option
def go_for(what: tuple[str, ...], as_json: bool, language: str | None) -> int:
    """Find the Go versions that build all of this.

    For example: etcd@3.5 kubernetes@1.34 ./my-project. Without arguments, lists the projects that the wizard knows.
    Uses the tables in the wizard, and no network.
    """
    from wizard.app.compatibility import go_for as asked
    from wizard.app.compatibility import known_projects

    speech = Speech(language)
    if not what:
        known = known_projects.known()
        if as_json:
            print_json({"projects": to_json(known, speech)})
        else:
            for text in known_projects.sentences_of(known):
                click.echo(speech(text))
        return Exit.DONE
    found = asked.go_for(what, asked.today())
    if as_json:
        print_json(to_json(found, speech))
    else:
        for text in asked.sentences(found):
            click.echo(speech(text))
    return Exit.DONE if found.is_possible else Exit.PENDING


@click.command("inspect")
@click.argument("file")
@without_profile
def inspect(run: Run, file: str) -> int:
    """Show how a program was built and where it runs.

    FILE is a Linux or Windows program. It is read, not started. With --distro, --root or --machine, a FILE that begins
    with / or ~/ is a file of that machine.
    """
    from wizard.app.compatibility import inspect_file as asked

    distro = asked.distro_of(file)
    run = run.of_distro(distro) if distro is not None else run
    found = asked.inspect_file(file, run.session, is_local=not run.is_of_machine(file))
    run.answer(found, lambda terminal: terminal.lines(asked.sentences(found)))
    return Exit.DONE


@click.command("projects")
@click.argument("folders", metavar="[FOLDER]...", nargs=-1)
@in_distro
def projects(run: Run, folders: tuple[str, ...]) -> int:
    """List Go projects, what they need, and what is wrong in them.

    FOLDER is a project, a workspace, or a folder with projects up to two levels below. Default: the folders of the
    profile. Changes nothing, and uses no network.
    """
    from wizard.app.compatibility import projects as asked

    found = asked.table_of(run.session, tuple(run.folder(each) for each in folders))
    run.answer(found, lambda terminal: terminal.lines(asked.sentences(found)))
    return Exit.NOTHING_TO_DO if found.is_well else Exit.PENDING
