"""Where a proxy leaves its own part of the path in, the addresses begin below that."""

from starlette.types import ASGIApp, Receive, Scope, Send


class UnderPrefix:
    """Answers also below a prefix, such as /services/coprod, where a proxy keeps it in the path."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        """prefix: without a slash at its end; empty for none."""
        self._app, self._prefix = app, prefix.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tell the app what of the path is not its own."""
        if self._prefix and scope.get("path", "").startswith(self._prefix + "/"):
            scope = {**scope, "root_path": self._prefix}
        await self._app(scope, receive, send)
