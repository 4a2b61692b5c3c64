"""A server that is asked to end while a lesson starts, or after one could not be started."""

import asyncio
import json

import psutil
import pytest
from in_a_loop import in_a_loop
from jupyter_client.kernelspec import KernelSpecManager

from coprod_training.lab.ending_lessons import EndsWithItsServer
from coprod_training.lab.kernel_specs import LessonKernels


def manager_in(folder, specs):
    return EndsWithItsServer(
        kernel_spec_manager=specs, root_dir=str(folder), connection_dir=str(folder)
    )


async def ended_in_the_middle_of_a_start(folder):
    """What the manager still knows of, and the lessons' processes that are left."""
    manager = manager_in(folder, LessonKernels())
    start = asyncio.ensure_future(manager.start_kernel())
    while not manager._pending_kernels:
        await asyncio.sleep(0)
    assert manager.list_kernel_ids() == []  # it is not there yet
    await asyncio.wait_for(manager.shutdown_all(), 60)
    await asyncio.gather(start, return_exceptions=True)
    return manager.list_kernel_ids(), lessons_with_a_file_in(folder)


def lessons_with_a_file_in(folder):
    return [
        one.pid
        for one in psutil.Process().children(recursive=True)
        if any(word.startswith(str(folder)) for word in one.cmdline())
    ]


async def ended_after_a_start_that_failed(folder):
    """What the manager still knows of, once a lesson's program was not there."""
    spec = folder / "kernels" / "gone"
    spec.mkdir(parents=True)
    program = {"argv": [str(folder / "no-such-program")], "display_name": "-", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(program))
    specs = KernelSpecManager(kernel_dirs=[str(folder / "kernels")])
    manager = manager_in(folder, specs)
    with pytest.raises(FileNotFoundError):
        await manager.start_kernel(kernel_name="gone")
    await asyncio.wait_for(manager.shutdown_all(), 60)
    return manager.list_kernel_ids()


def test_a_lesson_that_is_just_starting_ends_with_the_server(tmp_path):
    assert in_a_loop(ended_in_the_middle_of_a_start(tmp_path)) == ([], [])


def test_a_lesson_that_could_not_be_started_keeps_no_server_from_ending(tmp_path):
    assert in_a_loop(ended_after_a_start_that_failed(tmp_path)) == []
