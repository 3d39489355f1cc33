"""Work that is done at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


def side_by_side(*works: Callable[[], object]) -> None:
    """Does all of `works`, each in a thread; raises what one of them raised, once all have ended."""
    with ThreadPoolExecutor(len(works)) as pool:
        for begun in [pool.submit(work) for work in works]:
            begun.result()
