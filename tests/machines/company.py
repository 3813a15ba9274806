"""The Ubuntu of somebody in a company: Docker, a project with a Dockerfile, FIPS 140, and the company's certificate."""

from __future__ import annotations

from typing import Final

from tests.machines import stock
from tests.machines.build import Sees, folder, program, text
from tests.machines.ubuntu import FRESH, PATH, UBUNTU_PATH, go_tree

_CERTIFICATE: Final = """\
-----BEGIN CERTIFICATE-----
MIIBQDCB5qADAgECAgEBMAoGCCqGSM49BAMCMB8xHTAbBgNVBAMMFEV4YW1wbGUgQ29ycCBSb290
IENBMB4XDTE2MDEwMTAwMDAwMFoXDTQwMDEwMTAwMDAwMFowHzEdMBsGA1UEAwwURXhhbXBsZSBD
b3JwIFJvb3QgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQLspnOjuX+cyWmAYti3VlYGaWo
/F1XeNPJdSbWO6TzJOcc/EIpbtW1bpgBVSh5o5Ss1Q2Zsc+92AsYaPKgqlE9oxMwETAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQC4baDjXWG3IzT5sppTbphzZoYEjWXv+briAq+R
ssxzbAIhAK4PuZIZX0nN7Gh5wML/Xea3hUQLBlZa/VR7Z7nd4UqM
-----END CERTIFICATE-----
"""
"""Made for this machine; nobody has its key."""
_GO_MOD: Final = """\
module git.corp.internal/team/app

go 1.25

require (
\tgit.corp.internal/team/log v1.4.0
\tgithub.com/mattn/go-sqlite3 v1.14.32
)
"""
_GO_SUM: Final = """\
github.com/mattn/go-sqlite3 v1.14.32 h1:JD12Ag3oLy1zQA+BNn74xRgaBbdhbNIDYvQUEuuErjs=
github.com/mattn/go-sqlite3 v1.14.32/go.mod h1:Uh1q+B4BYcTPb+yiD3kU8Ct7aC0hY9fxUwlHK0RXw+Y=
"""
_DOCKERFILE: Final = """\
ARG GOPROXY=https://proxy.corp.example
FROM golang:1.25-alpine AS build
ENV GOSUMDB=off
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -o /app .

FROM scratch
COPY --from=build /app /app
CMD /app
"""
_FIPS: Final = ("certified.txt", "inprocess.txt", "v1.0.0-c2097c7c.zip", "v1.0.0.txt", "v1.26.0.zip")
"""As in Go 1.27.3."""
_MAKEFILE: Final = "test:\n\tgo test -race ./...\n"
_GOS: Final = (("/usr/local/go/bin/go", "/usr/local/go/bin/go", "go1.27.3"),)
_LOGIN: Final = f"{UBUNTU_PATH}:/usr/local/go/bin"
COMPANY: Final = FRESH.but(
    "ubuntu-24.04-company",
    {
        **go_tree("/usr/local/go", "1.27.3"),
        "/usr/local/go/go.env": text(
            "GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n"
        ),
        **{f"/usr/local/go/lib/fips140/{name}": text("") for name in _FIPS},
        "/usr/local/share/ca-certificates/example-corp.crt": text(_CERTIFICATE),
        "/usr/bin/docker": program(),
        "/usr/bin/dockerd": program(),
        "/usr/lib/systemd/system/docker.service": text(
            "[Unit]\nDescription=Docker Application Container Engine\n"
        ),
        "/etc/group": text("root:x:0:\ndocker:x:988:\nme:x:1000:\n"),
        "~/.config/go/env": text("GOFIPS140=v1.0.0\nGOPRIVATE=git.example.com\n"),
        "~/.profile": text(
            f"{stock.PROFILE}\nexport PATH=$PATH:/usr/local/go/bin\nexport GODEBUG=fips140=only\n"
        ),
        "~/app": folder(),
        "~/app/go.mod": text(_GO_MOD),
        "~/app/go.sum": text(_GO_SUM),
        "~/app/Dockerfile": text(_DOCKERFILE),
        "~/app/.dockerignore": text(".git\ngo.*\n"),
        "~/app/Makefile": text(_MAKEFILE),
    },
    login=Sees(_LOGIN, _GOS, {"GODEBUG": "fips140=only"}),
    interactive=Sees(UBUNTU_PATH),
    plain=Sees(PATH),
    greeting="",
)
