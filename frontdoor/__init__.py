"""Serves the public: the chat page, socket.io, sessions, limits, screening, turns and the safety net."""

from ground import one_core

one_core.for_products()
