"""Checks a built dataset on the disk, every cell of it."""

from pathlib import Path

from coprod_training.errors import CoprodError
from coprod_training.survey.optional import needed
from coprod_training.survey.wide.package import Resource, read_package, read_table
from coprod_training.survey.wide.rules import CellError, errors, number_errors
from coprod_training.survey.wide.table import wide_of


def checked(folder: Path, most: int = 1000) -> dict[str, list[CellError]]:
    """What is wrong in each table of a dataset, by its path. most: so many of a table are listed.

    A table that was changed since it was built is looked at as it is now. Raises CoprodError when
    there is no dataset, or a table has other columns.
    """
    package = read_package(folder, changed=True)
    return {one.path: _table(folder, one, most) for one in package.resources}


def _table(folder: Path, resource: Resource, most: int) -> list[CellError]:
    try:
        return errors(wide_of(read_table(folder, resource), resource.fields), most)
    except CoprodError:
        csv, arrow = needed("pyarrow.csv"), needed("pyarrow")
        names = [field.name for field in resource.fields]
        try:
            texts = csv.read_csv(
                folder / resource.path,
                convert_options=csv.ConvertOptions(
                    column_types=dict.fromkeys(names, arrow.string()),
                    include_columns=names,
                    null_values=[""],
                    strings_can_be_null=True,
                ),
            )
        except arrow.ArrowException as error:
            raise CoprodError(
                "This table has different columns from its dictionary, or rows of a different"
                " length.",
                where=str(folder / resource.path),
                fix="Build it again: coprod survey build DIR",
            ) from error
        return number_errors(texts, resource.fields, most)
