"""The numbers of the modules, as learners read them and as their files are named."""

from collections.abc import Sequence

from coprod_training.content.course import Module


def counted(modules: Sequence[Module]) -> list[Module]:
    """The modules that count towards the course, in order."""
    return [module for module in modules if not module.optional]


def numbers_of(modules: Sequence[Module]) -> dict[str, int]:
    """The number of each module by slug: from 1 on, and 0 for what is optional.

    Nobody reads a 0: `called` says how a module is named.
    """
    found = dict.fromkeys((module.id for module in modules), 0)
    return found | {module.id: number for number, module in enumerate(counted(modules), 1)}


def slugs_by_number(modules: Sequence[Module]) -> dict[str, str]:
    """The slug of each module by its number as somebody types it."""
    return {str(number): slug for slug, number in numbers_of(modules).items()}


def called(modules: Sequence[Module], module: Module) -> str:
    """What a sentence calls a module: "Module 5", or its title when it is optional."""
    number = numbers_of(modules)[module.id]
    return f"Module {number}" if number else module.title
