"""Variables of Windows as evidence, and folders that nobody looked at."""

from __future__ import annotations

from wizard.facts.windows.go import GoFolders, InspectedFolder, WindowsVariable, WindowsVariables
from wizard.model.text import say
from wizard.rules.windows.variables import gap, seen

KEY = r"HKCU\Environment"
HOME = WindowsVariable(KEY, "GOROOT", "C:\\Go")
VARIABLES = WindowsVariables((HOME,), ())
LOOKED = GoFolders((InspectedFolder("C:\\Go\\bin", there=True),))


def test_a_variable_is_quoted_with_its_key() -> None:
    note = say("It is gone.")
    shown = seen(HOME, note)
    assert (shown.source, shown.quote, shown.note) == (KEY, "GOROOT = C:\\Go", note)


def test_the_first_folder_that_nobody_looked_at_is_named() -> None:
    found = gap(["", "%GOROOT%\\bin", "D:\\a", "D:\\b"], VARIABLES, LOOKED)
    assert found is not None
    assert found.why.render() == "D:\\a was not checked."
    assert gap(["%GOROOT%\\bin", "c:/go/bin/"], VARIABLES, LOOKED) is None
