"""Time and memory of a lesson's own process with module 1 drawn, beside bare `import ipywidgets`.

The lesson's is the one of a changed lesson (lab/kernel.py); the others are ipykernel's own.

Real kernels, started and stopped in turn, so that a slow moment of the machine meets every case.
Run with `make bench`, or: python docs/benchmarks/learner_kernel.py [ROUNDS]

memory: proportional set size (PSS) of the kernel process in MB after the code ran.
seconds: from sending the code to its reply, in a kernel that was already idle.
"""

import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install
from coprod_training.lab.kernel_specs import LessonKernels

ROOT = Path(__file__).parents[2]
DRAWN = "module 1 drawn"
SLUG = "what-co-production-is"


def module_code(learner: Path) -> str:
    """Everything that the cells of module 1 run, in order."""
    notebook = json.loads(next((learner / "modules").glob(f"*-{SLUG}.ipynb")).read_text())
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def measure(code: str, folder: Path, specs: KernelSpecManager) -> tuple[float, float]:
    """Seconds and PSS in MB for one fresh kernel that runs `code` in `folder`."""
    manager = KernelManager(kernel_name="python3", kernel_spec_manager=specs)
    manager.start_kernel(cwd=str(folder))
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    try:
        client.execute_interactive("pass", timeout=60, output_hook=lambda _: None)
        begin = time.perf_counter()
        reply = client.execute_interactive(code, timeout=120, output_hook=lambda _: None)
        seconds = time.perf_counter() - begin
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"The code did not run: {reply['content'].get('evalue')}")
        kernel = psutil.Process(manager.provisioner.pid)
        return seconds, kernel.memory_full_info().pss / 1e6
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main() -> None:
    """Measure every case in turn, and print medians with their range and the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        published, learner = Path(folder) / "published", Path(folder) / "learner"
        publish(ROOT, published)
        install(published, learner)
        cases = {
            "bare kernel": "pass",
            "import ipywidgets": "import ipywidgets",
            DRAWN: module_code(learner),
            "import ipywidgets, pandas": "import ipywidgets, pandas",
        }
        ours, stock = LessonKernels(), KernelSpecManager()
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
        for _ in range(rounds):
            for name, code in cases.items():
                specs = ours if name == DRAWN else stock
                found[name].append(measure(code, learner / "modules", specs))
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds, median (range)")
    base = [statistics.median(one) for one in zip(*found["import ipywidgets"], strict=True)]
    for name, results in found.items():
        seconds, memory = zip(*results, strict=True)
        print(
            f"{name:28} {statistics.median(seconds):5.2f} s ({min(seconds):.2f}-{max(seconds):.2f})"
            f"  {statistics.median(memory):6.1f} MB ({min(memory):.1f}-{max(memory):.1f})"
            f"  x{statistics.median(seconds) / base[0]:.2f} time,"
            f" x{statistics.median(memory) / base[1]:.2f} memory"
        )


if __name__ == "__main__":
    main()
