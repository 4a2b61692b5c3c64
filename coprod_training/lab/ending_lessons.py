"""Ends the processes behind lessons with their server, those that are just starting as well."""

import asyncio

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager


class EndsWithItsServer(AsyncMappingKernelManager):
    """Jupyter's own, but a server that is asked to end while a lesson starts does end.

    jupyter_server 2 asks those that are still starting to end as well, and those that could not be
    started. It answers itself "404: Kernel does not exist", which nothing catches: the server has
    closed its port, and waits for ever.
    """

    async def shutdown_all(  # type: ignore[override]  # AsyncMultiKernelManager's is awaited
        self, now: bool = False
    ) -> None:
        """End them all. now: without asking each first."""
        starts = dict(self._pending_kernels)
        await asyncio.gather(*starts.values(), return_exceptions=True)
        for kernel_id in starts.keys() - set(self.list_kernel_ids()):
            self._pending_kernels.pop(kernel_id, None)
        await super().shutdown_all(now=now)
