"""All rules, in the order in which people read them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import ModuleType

from wizard.model.facts import Side
from wizard.model.findings import Rule


@cache
def rules(side: Side = Side.DISTRO) -> tuple[Rule, ...]:
    """Every rule about a distro, or about the computer, in the order of their files. Only those of *side* are
    imported: who looks at a distro does not wait for Windows."""
    areas = _of_a_distro() if side is Side.DISTRO else _of_the_computer()
    found = (rule for area in areas for value in vars(area).values() for rule in _rules_in(value))
    return tuple(rule for rule in found if rule.side is side)


@cache
def of_the_network() -> tuple[Rule, ...]:
    """The rules that only a check of the network asks, in the order in which one may be the cause of the next."""
    from wizard.rules.network import checksums, contents, handshake, names, reach

    areas = (names, handshake, reach, contents, checksums)
    return tuple(each for area in areas for value in vars(area).values() for each in _rules_in(value))


def _rules_in(value: object) -> Iterator[Rule]:
    """A rule, or those of a family: a table of rows that became rules."""
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, Rule):
            yield each


def _of_a_distro() -> tuple[ModuleType, ...]:
    from wizard.rules.cgo import compiler as cgo_compiler
    from wizard.rules.cgo import cross as cgo_cross
    from wizard.rules.cgo import disabled as cgo_disabled
    from wizard.rules.cgo import race as cgo_race
    from wizard.rules.cncf import buildkit as cncf_buildkit
    from wizard.rules.cncf import ebpf as cncf_ebpf
    from wizard.rules.cncf import kube as cncf_kube
    from wizard.rules.cncf import notify as cncf_notify
    from wizard.rules.cncf import signing as cncf_signing
    from wizard.rules.credentials import addresses as credential_addresses
    from wizard.rules.credentials import stored as credentials
    from wizard.rules.distro import iptables, windows_programs
    from wizard.rules.distro import support as distro_support
    from wizard.rules.distro import tools as distro_tools
    from wizard.rules.distro import weekly_check as distro_weekly
    from wizard.rules.dns import hosts, nsswitch, proxies, resolv_conf
    from wizard.rules.dns import servers as name_servers
    from wizard.rules.docker import context as docker_context
    from wizard.rules.docker import engine as docker_engine
    from wizard.rules.docker import environment as docker_environment
    from wizard.rules.docker import final as docker_final
    from wizard.rules.docker import libc as docker_libc
    from wizard.rules.docker import pinned as docker_pinned
    from wizard.rules.fips import fips
    from wizard.rules.go import env_file as go_env_file
    from wizard.rules.go import godebug as go_env
    from wizard.rules.go import godebug_inert as go_env_inert
    from wizard.rules.go import install as go_install
    from wizard.rules.go import sources as go_sources
    from wizard.rules.go import trusted as go_trusted
    from wizard.rules.go import variables as go_variables
    from wizard.rules.go import version as go_version
    from wizard.rules.go.downloads import checks as module_checks
    from wizard.rules.go.downloads import defaults as module_defaults
    from wizard.rules.go.downloads import logins
    from wizard.rules.go.downloads import proxies as module_proxies
    from wizard.rules.go.folders import mixed_tree as go_mixed_tree
    from wizard.rules.go.folders import on_drives
    from wizard.rules.go.folders import owners as go_owners
    from wizard.rules.go.folders import programs as go_programs
    from wizard.rules.go.old import distro_package as go_distro_package
    from wizard.rules.go.old import mixed as go_mixed
    from wizard.rules.go.old import tools as go_old_tools
    from wizard.rules.go.settings import needed_version as go_needed_version
    from wizard.rules.go.settings import shadowed as go_shadowed
    from wizard.rules.go.settings import workspace as go_workspace
    from wizard.rules.go.shells import alias as go_alias
    from wizard.rules.go.shells import differ as go_shells_differ
    from wizard.rules.go.shells import services as go_services
    from wizard.rules.go.shells import sudo as go_sudo
    from wizard.rules.go.wanted import variables as wanted_variables
    from wizard.rules.modules import integrity, private_hosts, project_files, recipes
    from wizard.rules.resources import clock, memory
    from wizard.rules.tls import company as tls_company
    from wizard.rules.tls import roots as tls_roots
    from wizard.rules.tls import switches as tls_switches
    from wizard.rules.tls import wanted as tls_wanted
    from wizard.rules.tmpfs import manual_mount
    from wizard.rules.tmpfs import space as tmpfs_space
    from wizard.rules.tmpfs import tmp as tmpfs
    from wizard.rules.wsl import (
        automount_options,
        boot_command,
        conf_link,
        dead_files,
        elsewhere,
        encoding,
        fstab,
        known_bad,
        named_user,
        network_manager,
        ssh_keys,
    )
    from wizard.rules.wsl import conf as wsl
    from wizard.rules.wsl import env as wsl_env
    from wizard.rules.wsl import kernel as wsl_kernel
    from wizard.rules.wsl import warnings as wsl_warnings

    return (
        wsl,
        conf_link,
        wsl_kernel,
        boot_command,
        network_manager,
        named_user,
        automount_options,
        ssh_keys,
        memory,
        on_drives,
        clock,
        windows_programs,
        fstab,
        dead_files,
        elsewhere,
        known_bad,
        wsl_env,
        wsl_warnings,
        encoding,
        distro_support,
        distro_tools,
        iptables,
        distro_weekly,
        tmpfs,
        manual_mount,
        tmpfs_space,
        resolv_conf,
        name_servers,
        nsswitch,
        hosts,
        proxies,
        go_env,
        go_env_inert,
        go_env_file,
        go_shadowed,
        go_variables,
        go_needed_version,
        go_workspace,
        go_version,
        go_install,
        go_alias,
        go_mixed_tree,
        go_programs,
        go_owners,
        go_shells_differ,
        go_services,
        go_sudo,
        go_distro_package,
        go_old_tools,
        go_mixed,
        go_sources,
        module_proxies,
        module_checks,
        module_defaults,
        wanted_variables,
        project_files,
        integrity,
        private_hosts,
        recipes,
        credentials,
        logins,
        credential_addresses,
        cgo_compiler,
        cgo_race,
        cgo_cross,
        cgo_disabled,
        cncf_kube,
        cncf_ebpf,
        cncf_buildkit,
        cncf_notify,
        cncf_signing,
        docker_engine,
        docker_context,
        docker_environment,
        docker_libc,
        docker_pinned,
        docker_final,
        fips,
        tls_roots,
        go_trusted,
        tls_company,
        tls_wanted,
        tls_switches,
    )


def _of_the_computer() -> tuple[ModuleType, ...]:
    from wizard.rules.windows import answer as windows_answer
    from wizard.rules.windows import go as windows_go
    from wizard.rules.windows import path as windows_path
    from wizard.rules.windows import pc as windows
    from wizard.rules.windows import policies as windows_policies
    from wizard.rules.windows import surroundings as windows_surroundings
    from wizard.rules.windows import weekly_check as windows_weekly
    from wizard.rules.windows import wslenv as windows_wslenv
    from wizard.rules.wslconfig import damage as wslconfig_damage
    from wizard.rules.wslconfig import dead_files as wslconfig_dead_files
    from wizard.rules.wslconfig import elsewhere as wslconfig_elsewhere
    from wizard.rules.wslconfig import firewall as wslconfig_firewall
    from wizard.rules.wslconfig import keep_alive as wslconfig_keep_alive
    from wizard.rules.wslconfig import known_bad as wslconfig_known_bad
    from wizard.rules.wslconfig import limits as wslconfig_limits
    from wizard.rules.wslconfig import network as wslconfig_network
    from wizard.rules.wslconfig import paths as wslconfig_paths
    from wizard.rules.wslconfig import resources as wslconfig_room
    from wizard.rules.wslconfig import safe_mode as wslconfig_safe_mode

    return (
        windows,
        windows_policies,
        windows_answer,
        windows_surroundings,
        windows_weekly,
        windows_go,
        windows_path,
        windows_wslenv,
        wslconfig_damage,
        wslconfig_paths,
        wslconfig_dead_files,
        wslconfig_elsewhere,
        wslconfig_known_bad,
        wslconfig_keep_alive,
        wslconfig_safe_mode,
        wslconfig_room,
        wslconfig_limits,
        wslconfig_network,
        wslconfig_firewall,
    )
