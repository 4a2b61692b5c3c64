"""What only staff who work with the dataset have installed: loaded when it is needed."""

from importlib import import_module
from typing import Any

from coprod_training.errors import CoprodError


def needed(module: str) -> Any:
    """A module of the extra `survey`, such as "pyarrow.parquet". Raises CoprodError without it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise CoprodError(
            f"This needs {module.split('.')[0]}, which is not installed here.",
            fix='Install what the dataset needs: pip install "coprod-training[survey]"',
        ) from error
