"""Which series of Go get updates, by the table ``go``."""

from __future__ import annotations

from wizard.codecs.go import version as goversion
from wizard.tables.read import table
from wizard.tables.rows import GoSeries


def all_series() -> tuple[GoSeries, ...]:
    """All series of the table, oldest first."""
    return table(GoSeries).rows


def is_supported(series: GoSeries, today: str) -> bool:
    """Whether *series* gets updates on the day *today*. What came after the table is not known to it: a series that had
    no end then is taken for supported."""
    return series.ends is None or today < series.ends


def least_supported(today: str) -> str:
    """The oldest series that gets updates on the day *today*, ``1.26``."""
    return next(each.go for each in all_series() if is_supported(each, today))


def series_of(version: str) -> GoSeries | None:
    """The row of the series that *version* belongs to; None if the table has none."""
    number = goversion.parse(version)
    return next((each for each in all_series() if number is not None and each.go == number.series), None)
