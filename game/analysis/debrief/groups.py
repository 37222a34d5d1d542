"""The groups of the waterfall: whose doing a cause was."""

GROUPS = (
    "programmes", "answers", "washington", "beijing", "pyongyang", "economy", "drift", "public", "late", "posture", "unserved", "rules",
)
"""In the order in which they are shown."""

MARKS = {
    "programmes": "seoul", "answers": "seoul", "late": "seoul", "posture": "seoul", "washington": "washington", "beijing": "beijing",
    "pyongyang": "pyongyang",
}
"""Whose mark stands before a group; the world's for the others."""

_KINDS = {
    "programme": "programmes", "neglect": "programmes", "event": "answers", "later": "late", "posture": "posture", "limit": "posture",
    "demand": "washington", "us_rung": "washington", "hidden": "washington", "affront": "beijing", "rung": "beijing",
    "restraint": "beijing", "truce": "beijing", "provocation": "pyongyang", "decay": "drift", "given": "economy",
    "unserved": "unserved", "rules": "rules",
}
_PHASES = {
    "us_pressure": "washington", "china_retaliation": "beijing", "provocation": "pyongyang", "public_opinion": "public",
}


def group_of(cause: str, phase: str) -> tuple[int, str]:
    """Give a cause's group and its place in the order.

    >>> group_of("decay.growth", "economy"), group_of("flow.suspicion", "us_pressure"), group_of("ends.shock.truce", "consequences")
    ((6, 'drift'), (2, 'washington'), (5, 'economy'))
    """
    kind, _, rest = cause.partition(".")
    group = _KINDS.get(kind) or _PHASES.get(phase, "economy")
    if kind == "ends":
        group = "economy" if rest.startswith("shock.") else "late"
    return GROUPS.index(group), group
