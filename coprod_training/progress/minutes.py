"""How long something takes, in the words that people use."""


def minutes_words(minutes: float) -> str:
    """Minutes as people say them; over two hours in hours, rounded to 5 (design.md, section 4).

    What takes less than a minute takes "1 minute": nobody is told that 0 minutes are left.
    """
    whole = max(1, round(minutes))
    if whole <= 120:
        return "1 minute" if whole == 1 else f"{whole} minutes"
    hours, rest = divmod(5 * round(whole / 5), 60)
    return f"{hours} hours {rest} minutes" if rest else f"{hours} hours"


def minutes_range(shortest: float, longest: float) -> str:
    """Such as "23 to 45 minutes" or "1 minute"; over two hours each in hours."""
    if round(longest) > 120 and round(shortest) != round(longest):
        return f"{minutes_words(shortest)} to {minutes_words(longest)}"
    from_here = f"{round(shortest)} to " if round(shortest) != round(longest) else ""
    return from_here + minutes_words(longest)
