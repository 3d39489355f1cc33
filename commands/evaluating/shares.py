"""A share of a count, with the interval in which the true share lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # standard deviations within which 95 % of a normal distribution lies


@dataclass(frozen=True)
class Share:
    """`count` of `of`; of nothing, the share is 0 and the interval says nothing."""

    count: int
    of: int

    @classmethod
    def where(cls, held: Iterable[bool]) -> Share:
        """How often something held."""
        listed = list(held)
        return cls(sum(map(bool, listed)), len(listed))

    @property
    def share(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def low(self) -> float:
        return self._bound(-1)

    @property
    def high(self) -> float:
        return self._bound(+1)

    def _bound(self, side: int) -> float:
        """Wilson's score interval (Wilson 1927, doi 10.1080/01621459.1927.10502953), at 95 %."""
        if not self.of:
            return float(side > 0)
        spread = Z * sqrt(self.share * (1 - self.share) / self.of + (Z / self.of) ** 2 / 4)
        middle = self.share + Z * Z / (2 * self.of)
        return min(1.0, max(0.0, (middle + side * spread) / (1 + Z * Z / self.of)))

    def as_dict(self) -> dict[str, float]:
        return {"count": self.count, "of": self.of, "share": self.share, "low": self.low, "high": self.high}
