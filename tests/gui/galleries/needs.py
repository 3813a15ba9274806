"""The second page with wishes about modules, FIPS 140 and drift."""

from __future__ import annotations

from msgspec.structs import replace

from tests.gui import states
from tests.gui.states import MARKUP
from wizard.gui.flow.entries import ListEntry
from wizard.gui.flow.state import FlowState
from wizard.gui.flow.steps import Page
from wizard.model.text import plain, say
from wizard.model.wanted import DriftWanted, FipsWanted, ModulesWanted, Wanted

MODULES = replace(
    states.BASELINE,
    name="custom",
    title="",
    about="",
    modules=ModulesWanted(
        "https://proxy.corp.example|https://goproxy.cn,direct",
        "sum.golang.google.cn",
        ("github.com/our-company/*", "go.corp.example"),
    ),
    fips=FipsWanted("v1.0.0"),
    drift=DriftWanted(weekly=True),
)
CHINA = Wanted(
    name="china",
    title="Restricted network: mainland China",
    modules=ModulesWanted("https://goproxy.cn,direct", "sum.golang.google.cn"),
)


def needs(start: FlowState) -> dict[str, FlowState]:
    """From *start*, where a machine is open."""
    return {
        "needs-modules": replace(
            start, page=Page.NEEDS, wanted=MODULES, profiles=(states.BASELINE, states.OTHER, CHINA)
        ),
        "needs-refused": replace(
            start,
            page=Page.NEEDS,
            wanted=replace(MODULES, godebug={"fips140": "off"}),
            typed={ListEntry.PROXY: MARKUP, ListEntry.PRIVATE: "https://go.corp.example"},
            refused={
                ListEntry.PROXY: say("Enter an address such as https://proxy.example.com, or direct."),
                ListEntry.PRIVATE: say("This entry cannot be added: {why}.", why=plain(MARKUP)),
            },
        ),
    }
