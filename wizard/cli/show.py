"""How values look in a terminal. What a machine says is printed as it is, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.text import Text as Rich

from wizard.app.explain.causes import HEADING, CommonCause, apart
from wizard.app.look import Left, Look, Verified
from wizard.app.open_setup import named
from wizard.app.report.summary import verdict_name
from wizard.app.to_json import Say
from wizard.app.words import (
    PHASES,
    by_area,
    command_lines,
    commands,
    mib,
    not_compared,
    not_restored,
    restart,
    risk_words,
    stages,
    unread,
)
from wizard.model.commands.command import left_in_effect
from wizard.model.diffs import CommandLine, DiffLine, DiffView, FileDiff
from wizard.model.edits.files import Clash, Obstacle
from wizard.model.findings import Evidence, Judged, Restart, Verdict
from wizard.model.orders import Phase, Receipt
from wizard.model.plans import Drift, Plan, Setup, to_the_second
from wizard.model.ports import Can, Site
from wizard.model.rehearsal.texts import headed, is_warning
from wizard.model.shown.words import escaped, shown
from wizard.model.state import Standing
from wizard.model.text import Text, join, say, say_n

_LOOKS = {
    Verdict.OK: ("✓", "green"),
    Verdict.ADVICE: ("i", "cyan"),
    Verdict.FIXABLE: ("!", "yellow"),
    Verdict.BLOCKED: ("×", "red"),
    Verdict.UNKNOWN: ("?", "magenta"),
    Verdict.NOT_APPLICABLE: ("–", "dim"),
}
_STANDINGS = {
    Standing.AFTER: say("unchanged since the setup"),
    Standing.BEFORE: say("back to the state before the setup"),
    Standing.FOREIGN: say("edited since the setup"),
    None: say("could not be read"),
}
_ALL = Left()


class Terminal:
    """Prints for people, about the machine *site*, which *can* do this and that. *speak* translates."""

    def __init__(self, console: Console, speak: Say, can: Can, site: Site) -> None:
        self._console = console
        self._speak = speak
        self._can = can
        self._site = site

    def line(self, text: Text, style: str = "") -> None:
        """One sentence."""
        self._print(self._speak(text), style)

    def lines(self, texts: Iterable[Text]) -> None:
        """Sentences, each on a line of its own."""
        for text in texts:
            self.line(text)

    def first(self, open_setup: int | None, phase: Phase | None) -> None:
        """What comes before anything else: a setup that was interrupted."""
        text = named(open_setup, phase) if open_setup is not None else None
        if text is not None:
            self.line(text, "bold red")

    def look(self, look: Look, *, everything: bool = False) -> None:
        """Findings by area, then checks that one cause keeps from being made, then the counts; *everything*: each
        finding by itself, also of what is well."""
        loud = [item for item in look.judged if item.verdict not in (Verdict.OK, Verdict.NOT_APPLICABLE)]
        judged, causes = (look.judged, ()) if everything else apart(loud)
        for title, items in by_area(judged):
            self.line(title, "underline")
            for item in items:
                self.finding(item)
        if causes:
            self.line(HEADING, "underline")
        for cause in causes:
            self._cause(cause)
        self._counts(look.judged)

    def _cause(self, cause: CommonCause) -> None:
        mark, style = _LOOKS[Verdict.UNKNOWN]
        says = Rich(f"{mark} ", style=style)
        says.append(self._speak(cause.says), style="bold")
        self._console.print(says, highlight=False, soft_wrap=True)
        self._evidence(cause.evidence)
        rules = say("Not checked for this reason: {rules}", rules=join(cause.rules))
        self._print(f"    {self._speak(rules)}")

    def finding(self, item: Judged) -> None:
        """One finding, with its evidence."""
        mark, style = _LOOKS[item.verdict]
        says = Rich(f"{mark} ", style=style)
        says.append(self._speak(item.finding.says), style="bold" if style != "dim" else "dim")
        says.append(f"  {item.rule}", style="dim")
        self._console.print(says, highlight=False, soft_wrap=True)
        self._evidence(item.finding.evidence)
        if item.verdict in (Verdict.OK, Verdict.NOT_APPLICABLE):
            return
        finding = item.finding
        risk = risk_words(finding.may_break) if finding.may_break is not None else None
        for text in (finding.why, finding.do, finding.effect, risk):
            if text is not None:
                self._print(f"    {self._speak(text)}")

    def _evidence(self, evidence: Sequence[Evidence]) -> None:
        for seen in evidence:
            note = f"  – {self._speak(seen.note)}" if seen.note is not None else ""
            self._print(f"    {quoted(seen)}{note}", "dim")

    def _counts(self, judged: Sequence[Judged]) -> None:
        counts = [
            f"{sum(item.verdict is verdict for item in judged)} {self._speak(verdict_name(verdict))}"
            for verdict in Verdict
        ]
        self._print(" · ".join(counts))

    def draw(self, what: RenderableType) -> None:
        """Something that is laid out as wide as the terminal is."""
        self._console.print(what, highlight=False, soft_wrap=False)

    def plan(self, plan: Plan, view: DiffView, left: Left = _ALL) -> None:
        """The whole difference, then what it needs and what it leaves."""
        self._difference(plan, view, left.refused)
        if plan.is_empty:
            self.line(_nothing(plan, left))
        for item in left.unchecked:
            self.finding(item)
            self.line(say("Your profile asks for this, but the wizard could not check it."), "magenta")
        for item in left.on_request:
            self.finding(item)
            self.line(
                say(
                    "Not in this plan. To repair it: {command}",
                    command=f"wsl-go-wizard apply --only {item.rule}",
                )
            )

    def _difference(self, plan: Plan, view: DiffView, refused: Sequence[Judged]) -> None:
        for command in view.commands:
            self._command(command)
        for file in view.files:
            self._file(file)
        for item in refused:
            self.finding(item)
        for clash in plan.clashes:
            self._clash(clash)
        for obstacle in plan.obstacles:
            self._obstacle(obstacle)
        for download in plan.downloads:
            self.line(
                say(
                    "Downloads {name} ({size} MiB) from {source}",
                    name=download.filename,
                    size=mib(download.size),
                    source=join(download.sources),
                )
            )
        self._rehearsal(plan)
        if plan.is_empty:
            return
        if plan.commands:
            self.line(say("{commands}, before the files are changed.", commands=commands(len(plan.commands))))
        if plan.changes:
            self._total(plan, view)
        self.restart(plan.restart)

    def _rehearsal(self, plan: Plan) -> None:
        """What shells did with the plan: what is harmful or missed in yellow."""
        if plan.rehearsal is None:
            return
        style = "yellow" if is_warning(plan.rehearsal) else ""
        for text in headed(plan.rehearsal):
            self.line(text, style)

    def _total(self, plan: Plan, view: DiffView) -> None:
        self.line(
            say_n(
                "{count} change, +{added} −{removed} lines.",
                "{count} changes, +{added} −{removed} lines.",
                count=len(plan.changes),
                added=view.added,
                removed=view.removed,
            )
        )

    def restart(self, level: Restart) -> None:
        """What must start anew, if anything."""
        if level is not Restart.NONE:
            self.line(restart(level, self._can, self._site))

    def _command(self, command: CommandLine) -> None:
        first, *more = map(self._speak, command_lines(command))
        wanted = f"   ← {self._speak(join(command.rules))}" if command.rules else ""
        self._print(f"$ {first}{wanted}", "bold")
        for line in more:
            self._print(f"  {line}", "cyan")

    def _file(self, file: FileDiff) -> None:
        counts = f"  +{file.added} −{file.removed}" if file.hunks else ""
        self._print(f"{file.path}{counts}", "bold")
        for fact in file.facts:
            self._print(f"  {self._speak(fact)}", "cyan")
        for number, hunk in enumerate(file.hunks):
            if number:
                self._print("  ⋯", "dim")
            for line in hunk.lines:
                self._diff_line(line)

    def _diff_line(self, line: DiffLine) -> None:
        style = {"+": "green", "-": "red"}.get(line.mark, "")
        row = Rich(f"{line.old or '':>5} {line.new or '':>5} {line.mark} ", style=style or "dim")
        words = Rich(line.text, style=style)
        for start, stop in line.changed:
            words.stylize("reverse", start, stop)
        row.append_text(words)
        if line.end:
            row.append(f" ⟨{line.end}⟩", style="dim")
        if line.rules:
            row.append(f"   ← {self._speak(join(line.rules))}", style="dim")
        self._console.print(row, highlight=False, soft_wrap=True)

    def _clash(self, clash: Clash) -> None:
        rules = join(rule for wish in clash.wishes for rule in wish.rules)
        self.line(
            say(
                "{rules} require different contents of {path} ({claim}). The plan leaves out all of them.",
                rules=rules,
                path=clash.path,
                claim=clash.claim,
            ),
            "red",
        )

    def _obstacle(self, obstacle: Obstacle) -> None:
        rules = self._speak(join(obstacle.wish.rules)) if obstacle.wish is not None else ""
        prefix = f"{rules}: " if rules else ""
        self._print(prefix + self._speak(obstacle.why), "yellow")

    def receipt(self, receipt: Receipt) -> None:
        """What an order led to."""
        if receipt.batch is None or receipt.phase is None:
            self.line(say("No setup was interrupted or waiting for your decision. Nothing was changed."))
            return
        self.line(say("Setup {number}: {phase}.", number=receipt.batch, phase=PHASES[receipt.phase]), "bold")
        for path in receipt.lost:
            self.line(not_restored(path), "red")
        for path in receipt.edited:
            self.line(
                say(
                    "{path} was edited by another user or program, so it was left unchanged. The journal"
                    " keeps the original file.",
                    path=path,
                ),
                "yellow",
            )
        for path in receipt.kept:
            self.line(say("Content that the wizard did not write was saved as {path}.", path=path), "yellow")
        if receipt.phase is Phase.UNDONE:
            for left in filter(None, map(left_in_effect, receipt.ran)):
                self.line(left, "yellow")

    def history(self, setups: Sequence[Setup]) -> None:
        """Setups, newest first."""
        if not setups:
            self.line(say("No setups yet. A setup appears here when you apply changes."))
        for setup in setups:
            record = setup.record
            when = shown(to_the_second(record.at)) if record is not None else "?"
            phase = self._speak(PHASES[setup.phase])
            self._print(f"{setup.number:>4}  {when}  {phase}  {self._what(setup)}")

    def _what(self, setup: Setup) -> str:
        record = setup.record
        if record is None:
            return self._speak(unread(setup))
        lines = [command.line for command in record.plan.commands]
        paths = self._speak(join((*lines, *(change.shown for change in record.plan.changes))))
        if record.plan.undoes is None:
            return paths
        return f"{self._speak(say('undid setup {number}', number=record.plan.undoes))}: {paths}"

    def drift(self, drifts: Sequence[Drift], unread_setups: Sequence[Setup] = ()) -> None:
        """What became of what was set; and the setups of which nobody can tell."""
        if not drifts and not unread_setups:
            self.line(say("No setup is in place, so nothing can have drifted."))
        for setup in unread_setups:
            self.line(not_compared(setup), "magenta")
        for item in drifts:
            # What the command for passwords wrote is wanted by no rule.
            rules = f"  ({self._speak(join(item.rules))})" if item.rules else ""
            self._print(f"{shown(item.path)}  {self._speak(_STANDINGS[item.standing])}{rules}")
            if item.wanted:
                self.line(say("    has drifted: {rules}", rules=join(item.wanted)), "yellow")

    def verified(self, verified: Verified) -> None:
        """The second look."""
        for item in verified.judged:
            self.finding(item)
        for text in stages(verified, self._can):
            self.line(text)
        self.restart(verified.restart)

    def _print(self, words: str, style: str = "") -> None:
        self._console.print(Rich(escaped(words), style=style), highlight=False, soft_wrap=True)


def quoted(seen: Evidence) -> str:
    """Evidence in one line: where, and the words."""
    where = f"{seen.source}:{seen.line}" if seen.line is not None else seen.source
    return shown(f"{where}  {seen.quote}" if seen.quote else where)


def _nothing(plan: Plan, left: Left) -> Text:
    """What is said of a plan that changes nothing."""
    if left.refused or not plan.is_whole:
        return say("None of these changes can be made here.")
    if left.unchecked:
        return say("Nothing to change in what could be checked.")
    if left.on_request:
        return say("Nothing to change unless you ask for it.")
    return say("Nothing to change.")
