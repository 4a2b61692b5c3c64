"""Time and memory of a lesson's own process with module 1 drawn, beside bare `import ipywidgets`.

Everything runs in both kernels: ipykernel's own, which plain JupyterLab and Notebook 7 start, and
ours (lab/kernel.py), which a changed lesson starts and which leaves out the debugger. Each ratio is
to `import ipywidgets` in the same kernel, so that what ours leaves out counts for neither side.

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
from itertools import product
from pathlib import Path

import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from targets import Targets

from coprod_training.content.publish import publish
from coprod_training.content.upgrade import install
from coprod_training.lab.kernel_specs import LessonKernels

ROOT = Path(__file__).parents[2]
BASE, HEAVY = "import ipywidgets", "import ipywidgets, pandas"
STOCK = "ipykernel's own"
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
    targets = Targets()
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        published, learner = Path(folder) / "published", Path(folder) / "learner"
        publish(ROOT, published)
        install(published, learner)
        cases = {
            "bare kernel": "pass",
            BASE: BASE,
            "module 1 drawn": module_code(learner),
            HEAVY: HEAVY,
        }
        kernels = {STOCK: KernelSpecManager(), "ours": LessonKernels()}
        found: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for _ in range(rounds):
            for (kernel, specs), (name, code) in product(kernels.items(), cases.items()):
                measured = measure(code, learner / "modules", specs)
                found.setdefault((kernel, name), []).append(measured)
    print(f"{platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds, median (range)")
    for kernel in kernels:
        print(f"\nin the kernel: {kernel}")
        base = [statistics.median(one) for one in zip(*found[kernel, BASE], strict=True)]
        for name in cases:
            targets.beside(name, line(found[kernel, name], *base), f"`{BASE}`, {kernel} kernel",
                           [took for took, _ in found[kernel, name]], unit="s")  # fmt: skip
    ours, stock = (found[one, "module 1 drawn"] for one in ("ours", STOCK))
    for what, unit, at in (("time", "s", 0), ("memory", "MB", 1)):
        sides = [[run[at] for run in side] for side in (ours, stock, found[STOCK, HEAVY])]
        said = ", ".join(f"{statistics.median(one):.2f} {unit}" for one in sides)
        peers = {"module 1, ipykernel": sides[1], "ipywidgets and pandas": sides[2]}
        targets.beside(f"a lesson, {what}", said, ", ".join(peers), sides[0], unit=unit,
                       peers=peers)  # fmt: skip
    targets.end()


def line(results: list[tuple[float, float]], base_s: float, base_mb: float) -> str:
    """One case in words. base_s, base_mb: of bare `import ipywidgets` in the same kernel."""
    seconds, memory = zip(*results, strict=True)
    time_taken, taken = statistics.median(seconds), statistics.median(memory)
    return (
        f"{time_taken:5.2f} s ({min(seconds):.2f}-{max(seconds):.2f})"
        f"  {taken:6.1f} MB ({min(memory):.1f}-{max(memory):.1f})"
        f"  x{time_taken / base_s:.2f} time, x{taken / base_mb:.2f} memory"
    )


if __name__ == "__main__":
    main()
