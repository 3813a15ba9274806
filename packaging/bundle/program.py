"""The bundle's program: what `wsl-go-wizard` of an installed distribution is."""

import sys

from wizard.__main__ import main

sys.exit(main())
