"""The way from a page to the casebook: one function, one transaction, off the event loop."""

from collections.abc import Callable
from typing import Any, TypeVar

from sanic import Request

from casebook import Casebook

Answer = TypeVar("Answer")


async def reading(request: Request, question: Callable[..., Answer], *args: Any, **options: Any) -> Answer:
    """question(tx, *args, **options) in a transaction that changes nothing."""

    def inside(book: Casebook) -> Answer:
        with book.read() as tx:
            return question(tx, *args, **options)

    return await request.app.ctx.book.look(inside)


async def writing(request: Request, change: Callable[..., Answer], *args: Any, **options: Any) -> Answer:
    """change(tx, *args, **options) in a transaction that is kept whole or not at all."""

    def inside(book: Casebook) -> Answer:
        with book.write() as tx:
            return change(tx, *args, **options)

    return await request.app.ctx.book.run(inside)
