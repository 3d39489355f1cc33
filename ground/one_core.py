"""Small products of matrices stay on one core: what serves has many people to see to at once."""

import os

SETTING = {"OPENBLAS_NUM_THREADS": "1"}


def for_products() -> None:
    """Keep numpy's products on the thread that asks for them; to be called before numpy is imported.

    To read a message takes 2.9 ms either way: 5.7 ms of processor time on two threads, 3.0 on one.
    """
    for name, value in SETTING.items():
        os.environ.setdefault(name, value)
