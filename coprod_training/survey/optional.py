"""What only staff who work with the dataset have installed: loaded when it is needed."""

from importlib import import_module
from typing import Any

from coprod_training.errors import not_installed


def needed(module: str) -> Any:
    """A module of the extra `survey`, such as "pyarrow.parquet". Raises CoprodError without it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise not_installed(module.split(".")[0], "survey") from error
