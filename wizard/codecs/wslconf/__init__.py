"""WSL's own configuration files: `/etc/wsl.conf`, `.wslconfig`, `/etc/wsl-distribution.conf`.

They are read exactly as WSL reads them (WSL §1), which is not how `configparser` does: `#` is the only
comment, a backslash escapes, the first of two equal keys wins, and one bad line ends the reading of a
`wsl.conf`. What is read prints back byte for byte, edits touch the meant line alone, and what is wrong is told
with its repair:

* `reader` tells the lines of a file apart, `document` holds what WSL makes of them;
* `edit` sets and removes keys;
* `defects` finds what is wrong, and repairs it;
* `keys` and `values` know the settings.
"""

from __future__ import annotations

from wizard.codecs.lines import Unwritable
from wizard.codecs.wslconf.defects import Defect, DefectKind, defects, repair_defect, repair_line
from wizard.codecs.wslconf.document import Document, ParseStop, explain, parse
from wizard.codecs.wslconf.edit import Unreachable, put, remove
from wizard.codecs.wslconf.keys import Dialect
from wizard.codecs.wslconf.nodes import Broken, Fault, Header, Pair, Span

__all__ = [
    "Broken",
    "Defect",
    "DefectKind",
    "Dialect",
    "Document",
    "Fault",
    "Header",
    "Pair",
    "ParseStop",
    "Span",
    "Unreachable",
    "Unwritable",
    "defects",
    "explain",
    "parse",
    "put",
    "remove",
    "repair_defect",
    "repair_line",
]
