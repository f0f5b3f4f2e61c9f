"""Doing at once what many ask for at the same time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

_Asked = TypeVar("_Asked")
_Got = TypeVar("_Got")


class Together(Generic[_Asked, _Got]):
    """While one lot is being done, the next one gathers.

    Args:
        many: does a lot; gives as many answers in the same order.
    """

    def __init__(self, many: Callable[[Sequence[_Asked]], Awaitable[Sequence[_Got]]]) -> None:
        self._many = many
        self._waiting: list[tuple[_Asked, asyncio.Future[_Got]]] = []
        self._doing: asyncio.Task[None] | None = None

    async def __call__(self, asked: _Asked) -> _Got:
        """What is got for it; raises what its lot raises."""
        got: asyncio.Future[_Got] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, got))
        if self._doing is None or self._doing.done():
            self._doing = asyncio.ensure_future(self._do())
        return await got

    async def _do(self) -> None:
        while self._waiting:
            lot, self._waiting = self._waiting, []
            try:
                answers = await self._many([asked for asked, _ in lot])
            except Exception as error:  # noqa: BLE001 - whoever asked is told, and the next lot goes on
                for _, got in lot:
                    if not got.done():
                        got.set_exception(error)
            else:
                for (_, got), answer in zip(lot, answers, strict=True):
                    if not got.done():
                        got.set_result(answer)
