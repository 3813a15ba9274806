"""Qt draws into memory here; nothing needs a screen, except what asks for one by its marker."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
