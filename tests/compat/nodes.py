"""A folder as a file that a person can read: each name with kind, mode, owner, time and bytes, one a line.

``{"path": "/etc/x", "kind": "file", "mode": "0644", "uid": 0, "gid": 0, "mtime": ns, "utf8": text}``; bytes that are
not text are ``base64``, a ``link`` has its ``target``, a ``folder`` nothing. Further names of one file say ``same``,
the path of its first: an undo knows originals by their inode.
"""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

Node = dict[str, Any]
Nodes = dict[str, Node]


def captured(root: Path) -> Nodes:
    """Everything below *root*, by its path."""
    nodes: Nodes = {}
    first: dict[tuple[int, int], str] = {}
    for place in sorted(root.rglob("*")):
        path = "/" + place.relative_to(root).as_posix()
        info = place.lstat()
        node: Node = {"path": path, "kind": _kind(info.st_mode)}
        earlier = first.setdefault((info.st_dev, info.st_ino), path)
        if node["kind"] == "file" and earlier != path:
            nodes[path] = {**node, "same": earlier}
            continue
        node |= {"mode": f"{stat.S_IMODE(info.st_mode):04o}", "uid": info.st_uid, "gid": info.st_gid}
        node["mtime"] = info.st_mtime_ns
        nodes[path] = {**node, **_content(place, node["kind"])}
    return nodes


def _kind(mode: int) -> str:
    return "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "file"


def _content(place: Path, kind: str) -> Node:
    if kind == "link":
        return {"target": os.readlink(place)}
    if kind == "folder":
        return {}
    data = place.read_bytes()
    try:
        return {"utf8": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}


def laid(nodes: Nodes, root: Path) -> None:
    """*nodes* below *root*, which is empty: with owners if we are root, with times always."""
    for node in nodes.values():
        if "same" not in node:
            _make(root, node)
    for node in nodes.values():
        if "same" in node:
            os.link(_place(root, node["same"]), _place(root, node["path"]))
    for node in sorted(nodes.values(), key=lambda node: str(node["path"]), reverse=True):
        if "same" not in node and node["kind"] != "link":
            os.utime(_place(root, node["path"]), ns=(node["mtime"], node["mtime"]))


def _place(root: Path, path: str) -> Path:
    return root / path[1:]


def _make(root: Path, node: Node) -> None:
    place = _place(root, node["path"])
    if node["kind"] == "link":
        place.symlink_to(node["target"])
    elif node["kind"] == "folder":
        place.mkdir()
    else:
        place.write_bytes(
            node["utf8"].encode("utf-8") if "utf8" in node else base64.b64decode(node["base64"])
        )
    if os.name == "posix" and os.geteuid() == 0:
        os.chown(place, node["uid"], node["gid"], follow_symlinks=False)
    if node["kind"] != "link":
        place.chmod(int(node["mode"], 8))


def save(path: Path, nodes: Nodes, before: Mapping[str, Node] | None = None) -> None:
    """Write *nodes*: all, or what became different from *before*, with the paths that went away."""
    lines = [node for node in nodes.values() if before is None or before.get(node["path"]) != node]
    gone = sorted(set(before or {}) - set(nodes))
    path.write_text(_lines([{"path": each, "kind": "gone"} for each in gone] + lines), encoding="utf-8")


def _lines(nodes: Iterable[Node]) -> str:
    return "".join(json.dumps(node, ensure_ascii=False) + "\n" for node in nodes)


def load(path: Path, before: Mapping[str, Node] | None = None) -> Nodes:
    """What `save` wrote, on top of *before*."""
    nodes = dict(before or {})
    for line in path.read_text(encoding="utf-8").split("\n"):
        node = json.loads(line) if line else None
        if node is not None and node["kind"] == "gone":
            del nodes[node["path"]]
        elif node is not None:
            nodes[node["path"]] = node
    return dict(sorted(nodes.items()))
