"""Certificates, proxies, redirects and passwords, against real ones on loopback addresses."""

from pathlib import Path

import pytest

from tests.servers.authority import Authority
from tests.servers.goserver import GoServer, Knobs
from tests.servers.loading import is_good, listed, load, refused
from tests.servers.proxy import Proxy
from wizard.codecs.go.releases import Archive
from wizard.downloads import web
from wizard.model.errors import MachineError

TRUSTS_A_FILE = pytest.mark.linux(
    reason="the system's certificates are those of a file that a variable names"
)


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """One that the system trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca_file))
    return authority


@TRUSTS_A_FILE
def test_a_company_ca_is_trusted_once_the_system_trusts_it(
    shelf: Path, archive: Archive, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with GoServer(shelf, authority.server("127.0.0.1")) as go:
        error = refused(archive, tmp_path, go.url)
        assert f"{go.url}: its certificate is not trusted: " in str(error)
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.ca_file))
        assert is_good(load(archive, tmp_path, go.url), archive)
        assert listed(go.url).find("1.25.5") is not None


@TRUSTS_A_FILE
def test_another_ca_of_the_same_name_is_not_that_ca(
    shelf: Path, archive: Archive, trusted: Authority, tmp_path: Path
) -> None:
    impostor = Authority(tmp_path)
    with GoServer(shelf, impostor.server("127.0.0.1")) as go:
        assert "not trusted" in str(refused(archive, tmp_path / "a", go.url))


@TRUSTS_A_FILE
def test_a_certificate_for_another_host_is_refused(
    shelf: Path, archive: Archive, trusted: Authority, tmp_path: Path
) -> None:
    with GoServer(shelf, trusted.server("go.example")) as go:
        assert "not trusted" in str(refused(archive, tmp_path, go.url))


@TRUSTS_A_FILE
@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_https_goes_through_the_proxy_with_its_password(
    variable: str,
    shelf: Path,
    archive: Archive,
    trusted: Authority,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with (
        GoServer(shelf, trusted.server("go.example")) as go,
        Proxy({"go.example": go.port}, user="alibaba:open/sesame") as proxy,
    ):
        monkeypatch.setenv(variable, f"http://alibaba:open%2Fsesame@{proxy.address}")
        source = "https://go.example/dl/"
        assert is_good(load(archive, tmp_path, source), archive)
        assert listed(source).find("1.25.5") is not None
        assert set(proxy.asked) == {"go.example"}


def test_plain_http_goes_through_its_own_proxy(
    go: GoServer, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy({"mirror.example": go.port}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        assert is_good(load(archive, tmp_path, "http://mirror.example/dl/"), archive)


@pytest.mark.parametrize(
    ("user", "hosts", "phrase"),
    [
        ("ali:s3cret", True, "requires a user name and a password"),
        (None, False, "blocked the connection"),
    ],
)
def test_a_proxy_that_refuses_is_named_without_the_password(
    user: str | None,
    hosts: bool,
    phrase: str,
    go: GoServer,
    archive: Archive,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Proxy({"go.example": go.port} if hosts else {}, user=user) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://alibaba:sesame@{proxy.address}")
        error = refused(archive, tmp_path, "https://go.example/dl/")
        assert f"the proxy http://•••@{proxy.address} {phrase}" in str(error)


def test_a_proxy_that_is_not_there_is_named_without_the_password(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy({}) as proxy:
        address = proxy.address
    for scheme in ("http", "https"):
        monkeypatch.setenv(f"{scheme}_proxy", f"http://alibaba:sesame@{address}")
        error = refused(archive, tmp_path, f"{scheme}://go.example/dl/")
        assert f"could not connect to the proxy http://•••@{address}" in str(error)


def test_a_proxy_of_a_kind_we_do_not_know_is_said(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://alibaba:sesame@127.0.0.1:1080")
    assert "the type of the proxy socks5://•••@127.0.0.1:1080 is not supported" in str(
        refused(archive, tmp_path, "https://go.example/dl/")
    )


def test_no_proxy_stands_before_loopback_or_what_no_proxy_names(
    go: GoServer, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy({}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://{proxy.address}")
        assert is_good(load(archive, tmp_path, go.url), archive)
        monkeypatch.setenv("NO_PROXY", "other,.invalid")
        refused(archive, tmp_path / "b", "http://mirror.invalid/dl/")
        assert proxy.asked == []


def test_a_name_and_password_in_the_address_are_sent_and_not_shown(
    go: GoServer, archive: Archive, tmp_path: Path
) -> None:
    go.knobs = Knobs(user="alibaba:open:sesame")
    source = go.url.replace("://", "://alibaba:open%3Asesame@")
    assert is_good(load(archive, tmp_path / "a", source), archive)
    go.knobs = Knobs(status=403)
    error = refused(archive, tmp_path / "b", source)
    assert go.url.replace("://", "://•••@") in str(error)


def test_a_password_stays_with_its_host(go: GoServer, shelf: Path, archive: Archive, tmp_path: Path) -> None:
    with GoServer(shelf) as store:
        go.knobs = Knobs(redirect=store.url)
        load(archive, tmp_path, go.url.replace("://", "://alibaba:sesame@"))
        assert go.requests[0].authorization is not None
        assert store.requests[0].authorization is None


@pytest.mark.parametrize(
    "source",
    [
        "https://ali:s3cret@",
        "https://ali:s3cret@[",
        "https://ali:s3#cret@host.invalid/dl",
        "https://ali:s3cret/s3cret@host.invalid/dl",
        "https://ali:s3cret@host.invalid:x/",
        "ftp://ali:s3cret@host.invalid/",
        "https://ali:s3cret@@host.invalid/",
    ],
)
def test_a_password_in_a_broken_address_is_not_shown_either(
    source: str, archive: Archive, tmp_path: Path
) -> None:
    assert "•••" in str(refused(archive, tmp_path, source))


def test_redirects_are_followed_as_from_go_dev_to_its_store(
    go: GoServer, shelf: Path, archive: Archive, tmp_path: Path
) -> None:
    with GoServer(shelf) as store:
        go.knobs = Knobs(redirect=store.url)
        assert is_good(load(archive, tmp_path, go.url), archive)
        assert len(store.requests) == 1


def test_redirects_in_a_circle_end(go: GoServer, archive: Archive, tmp_path: Path) -> None:
    go.knobs = Knobs(redirect="/dl/")
    assert "redirects too many times" in str(refused(archive, tmp_path, go.url))


def test_the_list_never_comes_by_plain_http(
    go: GoServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Proxy({"mirror.example": go.port}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        with pytest.raises(MachineError, match="must use https") as caught:
            listed("http://mirror.example/dl/")
        assert caught.value.code == "unreachable"
        assert proxy.asked == []


@TRUSTS_A_FILE
def test_the_list_is_not_led_away_from_https(
    shelf: Path, trusted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        GoServer(shelf, trusted.server("127.0.0.1")) as safe,
        GoServer(shelf) as plain,
        Proxy({"mirror.example": plain.port}) as proxy,
    ):
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        safe.knobs = Knobs(redirect="http://mirror.example/dl/")
        with pytest.raises(MachineError, match="must use https"):
            web.fetch(f"{safe.url}list.json", limit_bytes=1 << 20, timeout_s=5)
        assert proxy.asked == []
