"""Serves the public: the chat page, socket.io, sessions, limits, screening, turns and the safety net."""
