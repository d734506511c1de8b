"""Why something that was asked for is not done."""

from __future__ import annotations

from http import HTTPStatus


class RefusedError(Exception):
    """Something is not done, and nothing was written; the message says why, to the editor."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY) -> None:
        super().__init__(message)
        self.status = status


def conflict(message: str) -> RefusedError:
    """Return the refusal of what would write over another's change."""
    return RefusedError(message, HTTPStatus.CONFLICT)


def forbidden(message: str) -> RefusedError:
    """Return the refusal of what no page of the preview asks for."""
    return RefusedError(message, HTTPStatus.FORBIDDEN)
