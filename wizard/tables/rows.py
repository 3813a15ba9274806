"""The rows of the compatibility tables, a kind a table. Every row says where it is from (*source*, web addresses) and
of which day that is (*seen*); what is not known is left out. Dates are ``2026-11-28``, versions are without ``go``
or ``v`` in front."""

from __future__ import annotations

from typing import Annotated

import msgspec

Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
Address = Annotated[str, msgspec.Meta(pattern=r"^https://[^\s]+$")]
GoVersionText = Annotated[str, msgspec.Meta(pattern=r"^1\.\d+(\.\d+)?$")]
NumbersText = Annotated[str, msgspec.Meta(pattern=r"^\d+(\.\d+)*$")]
Sources = Annotated[tuple[Address, ...], msgspec.Meta(min_length=1)]


class TableRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every row says: where it is from, and of which day that is."""

    source: Sources
    seen: Day


class CanaryModule(TableRow, frozen=True, kw_only=True):
    """A module of which the sum is known: a proxy that sends other contents under its name changes what it passes on.
    *h1* is the sum of the zip of that *version*, on which the go.sum files of two projects of different owners agree
    (*source*), and which the files of the *commit* have that its repository gives that name (computed with
    `wizard.codecs.go.dirhash`). The network check asks for the first row, and for the next if a proxy lacks it."""

    module: str
    version: str
    commit: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{40}$")]
    h1: str


class GoSeries(TableRow, frozen=True, kw_only=True):
    """A series of Go, such as 1.26. *ends* is the day on which the second newer one came; without it, the series still
    got updates on the day *seen*."""

    go: GoVersionText
    released: Day
    newest: GoVersionText
    ends: Day | None = None
    least_linux: NumbersText | None = None


class ProjectLine(TableRow, frozen=True, kw_only=True):
    """A release line of a *project*: from which tag to which, with the newest one's ``go`` and ``toolchain`` line and
    the Go of its release build (*built_with*). The *oldest_…* are those of its first tag, and *changes* the tags
    between at which one of them changed. A debugger works on programs of the series from *debugs_least* to
    *debugs_most*."""

    project: str
    line: str
    oldest: str = ""
    newest: str = ""
    go: str | None = None
    toolchain: str | None = None
    built_with: str | None = None
    oldest_go: str | None = None
    oldest_built_with: str | None = None
    changes: tuple[TagNeeds, ...] = ()
    debugs_least: GoVersionText | None = None
    debugs_most: GoVersionText | None = None


class TagNeeds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a tag asks of Go, from it to the next such tag of its line."""

    tag: str
    go: str | None = None
    toolchain: str | None = None
    built_with: str | None = None


class DoesNotBuild(TableRow, frozen=True, kw_only=True):
    """A *project*, from version *since* on and before *until* (none: ever), does not build with a Go from *go_from* on
    and before *go_until*. Without *go_from* it is known of one build only, and excludes nothing."""

    project: str
    what: str
    since: NumbersText | None = None
    until: NumbersText | None = None
    go_from: GoVersionText | None = None
    go_until: GoVersionText | None = None
    instead: str = ""


class KubernetesSkew(TableRow, frozen=True, kw_only=True):
    """A *component* works with the Kubernetes versions from *least* to *most*, or is a line of Kubernetes itself, with
    its dates; or it follows the *rule*."""

    component: str
    line: str = ""
    least: NumbersText | None = None
    most: NumbersText | None = None
    released: Day | None = None
    ends: Day | None = None
    newest: NumbersText | None = None
    rule: str = ""


class DistroVersion(TableRow, frozen=True, kw_only=True):
    """A release of a distro, by what os-release says: *id* and *version* (empty: all of them, it is rolling). *ends* is
    the last day with security updates that need no contract, *pro_ends* with Ubuntu Pro. *go* is the Go that its
    package manager installs, *wsl* the name for ``wsl --install``."""

    id: str
    version: str
    ends: Day | None = None
    pro_ends: Day | None = None
    is_rolling: bool = False
    libc: str | None = None
    go: str | None = None
    wsl: str | None = None


class GolangImage(TableRow, frozen=True, kw_only=True):
    """A tag of the image golang: its first and last Go, its base, and the day from which it gets no updates."""

    tag: str
    base: str
    libc: str
    first_go: str
    last_go: str
    ends: Day | None = None


class BaseImage(TableRow, frozen=True, kw_only=True):
    """An image that programs are put into: its C library (``glibc 2.41``, ``musl``, ``none``), and what else it has."""

    image: str
    libc: str
    has_roots: bool | None = None
    has_tzdata: bool | None = None
    has_shell: bool | None = None
    libraries: tuple[str, ...] = ()


class WslBreakage(TableRow, frozen=True, kw_only=True):
    """What a WSL breaks, from version *since* on and before *until*, with the *issue* that it is known by."""

    issue: str
    what: str
    since: NumbersText | None = None
    until: NumbersText | None = None
    instead: str = ""


class FipsModule(TableRow, frozen=True, kw_only=True):
    """A version of Go's own FIPS 140 module, and what its validation has come to."""

    module: str
    status: str


class Server(TableRow, frozen=True, kw_only=True):
    """A server: a ``proxy`` for modules, a ``checksums`` database, the ``index`` of versions, or
    ``downloads`` of Go."""

    kind: str
    name: str
    url: Address
    note: str = ""
    key: str = ""
