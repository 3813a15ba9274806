"""What people mean by values and names that WSL does not take."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.codecs.wslconf.guess import better_value, home_of, nearest_key
from wizard.codecs.wslconf.keys import KEYS, Dialect, Key, find
from wizard.codecs.wslconf.values import take


@pytest.mark.parametrize(
    ("name", "value", "better"),
    [
        ("wsl2.memory", "4gb", "4GB"),
        ("wsl2.memory", "4 GB", "4GB"),
        ("wsl2.memory", "4GiB", "4GB"),
        ("wsl2.memory", "4.5GB", "4608MB"),
        ("wsl2.memory", "512m", "512MB"),
        ("wsl2.memory", "00", "0"),
        ("wsl2.memory", "0.3", None),
        ("wsl2.memory", "50%", None),
        ("wsl2.memory", "", None),
        ("wsl2.processors", "'4'", "4"),
        ("wsl2.processors", "four", None),
        ("wsl2.firewall", "“on”", "true"),
        ("wsl2.firewall", "", None),
        ("wsl2.networkingMode", "virtio-proxy", "VirtioProxy"),
        ("wsl2.networkingMode", "host", None),
        ("wsl2.networkingMode", "ed", None),
        ("experimental.autoMemoryReclaim", "drop_cache", "DropCache"),
        ("experimental.ignoredPorts", "10,20,-100,p", "10,20"),
        ("experimental.ignoredPorts", "p", None),
        ("experimental.ignoredPorts", "'80é'", "80"),
        ("experimental.dnsTunnelingIpAddress", "10.0.0.256", None),
        ("wsl2.macAddress", "00155daabbcc", "00:15:5D:AA:BB:CC"),
        ("wsl2.macAddress", "00155daabb", None),
    ],
)
def test_a_value_in_wslconfig(name: str, value: str, better: str | None) -> None:
    key = find(Dialect.WSLCONFIG, name)
    assert key is not None
    assert better_value(key, value, on_windows=True) == better


def test_a_cgroup_version_by_its_number() -> None:
    key = find(Dialect.WSL_CONF, "automount.cgroups")
    assert key is not None
    assert [better_value(key, value, on_windows=False) for value in ("1", "2", "hybrid")] == [
        "v1",
        "v2",
        None,
    ]


ALL_KEYS = st.sampled_from([key for keys in KEYS.values() for key in keys])


@settings(max_examples=500)
@given(
    ALL_KEYS,
    st.one_of(st.text(max_size=12), st.from_regex(r"[ '\"]?[0-9.,]{0,6} ?[kmgKMG]?i?[bB]?", fullmatch=True)),
)
def test_what_is_offered_is_taken(key: Key, value: str) -> None:
    better = better_value(key, value, on_windows=True)
    assert better is None or not take(key, better, on_windows=True).refusals


@pytest.mark.parametrize(
    ("dialect", "section", "key", "name"),
    [
        (Dialect.WSLCONFIG, "wsl2", "sparsevhd", "experimental.sparseVhd"),
        (Dialect.WSLCONFIG, "wsl", "memory", "wsl2.memory"),
        (Dialect.WSLCONFIG, "wsl2", "proccessors", "wsl2.processors"),
        (Dialect.WSLCONFIG, "wsl2", "pageReporting", ""),
        (Dialect.WSL_CONF, "boot", "enabled", ""),
        (Dialect.WSL_CONF, "gui", "enabled", "gpu.enabled"),
        (Dialect.WSL_CONF, "boot", "system", "boot.systemd"),
        (Dialect.WSL_CONF, "", "hostname", "network.hostname"),
    ],
)
def test_the_nearest_key(dialect: Dialect, section: str, key: str, name: str) -> None:
    assert nearest_key(dialect, section, key) == name


@pytest.mark.parametrize(
    ("dialect", "section", "key", "home", "name"),
    [
        (Dialect.WSLCONFIG, "Boot", "systemd", Dialect.WSL_CONF, "boot.systemd"),
        (Dialect.WSL_CONF, "wsl2", "memory", Dialect.WSLCONFIG, "wsl2.memory"),
        (
            Dialect.WSL_CONF,
            "general",
            "instanceIdleTimeout",
            Dialect.WSLCONFIG,
            "general.instanceIdleTimeout",
        ),
        (Dialect.WSLCONFIG, "wsl2", "systemd", Dialect.WSL_CONF, "boot.systemd"),
        (Dialect.WSLCONFIG, "wsl2", "generateHosts", Dialect.WSL_CONF, "network.generateHosts"),
        (Dialect.WSL_CONF, "boot", "memory", Dialect.WSLCONFIG, "wsl2.memory"),
        (Dialect.WSL_CONF, "oobe", "defaultUid", Dialect.WSL_DISTRIBUTION, "oobe.defaultUid"),
        (Dialect.WSLCONFIG, "wsl2", "enabled", None, ""),
        (Dialect.WSLCONFIG, "wsl2", "memmory", None, ""),
        (Dialect.WSL_CONF, "", "memory", None, ""),
    ],
)
def test_a_key_may_belong_in_another_file(
    dialect: Dialect, section: str, key: str, home: Dialect | None, name: str
) -> None:
    found = home_of(dialect, section, key)
    assert ((found[0], found[1].name) if found else (None, "")) == (home, name)


@pytest.mark.parametrize(
    ("section", "key", "name"),
    [
        ("mount", "umask", "automount.options"),
        ("automount", "metadata", "automount.options"),
        ("filesystems", "umask", "filesystem.umask"),
    ],
)
def test_a_mount_option_is_not_taken_for_the_mask_of_every_process(section: str, key: str, name: str) -> None:
    assert nearest_key(Dialect.WSL_CONF, section, key) == name
