"""Which process a learner's lesson may start: ours, and no other."""

from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default


class LessonKernels(KernelSpecManager):
    """Looks in our own folder only, so the server need not import IPython (3 MB) to look on."""

    @default("kernel_dirs")
    def _ours(self) -> list[str]:
        return [str(Path(__file__).parent / "kernels")]
