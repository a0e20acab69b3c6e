"""The cache in Redis, with one client that is kept: Django makes a new one for each question, and that takes as long as asking."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class _Client(RedisCacheClient):
    """For the one server of settings.CACHES: with more of them each question would go to another."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bewaard: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """One to read and one to write, with connections of the same pool as ever."""
        if write not in self._bewaard:
            self._bewaard[write] = super().get_client(key, write=write)
        return self._bewaard[write]


class Cache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client
