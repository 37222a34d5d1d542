"""What a tournament server refuses, or a network does not bring, in words that say what to do."""

from game.tournament.codes import CodeError
from game.tournament.names import NicknameError
from game.ui.words import _, said


def told(error: object) -> str:
    """Say what went wrong with a question to a server; what has no words of ours is told as it came."""
    if isinstance(error, CodeError):
        return _("No classroom has these letters: there are six, and neither I nor O. Read them again from the board.")
    known = _told()
    if isinstance(error, NicknameError):
        return known["invalid"]
    return known.get(str(getattr(error, "code", "")), "") or said(error)


def told_code(code: str) -> str:
    """Say what a code means, or nothing."""
    return _told().get(code, "")


def _told() -> dict[str, str]:
    return {
        "network": _("Nobody answers there. Is this computer in the same network as the teacher's?"),
        "certificate": _("This computer does not trust the server's certificate. Ask the teacher."),
        "address": _("An address looks like 192.168.1.20 or 192.168.1.20:8750. Read it again from the board."),
        "strange": _("What answered there is no tournament of this version. Check the code, or update the game."),
        "server": _("The server is in trouble. Try again in a moment."),
        "slow": _("The network is slow. Try again in a moment."),
        "token": _("Your seat is not good any more: you were removed, or came back on another computer. Join again, or use your code."),
        "role": _("Your seat is not good any more. Join again, or use your code."),
        "waiting": _("The teacher has not let you in yet."),
        "taken": _("Somebody has this nickname. Take another; if it is yours, choose “Code lost”."),
        "closed": _("Nobody can join now. Ask the teacher."),
        "full": _("No seat is left here. Ask the teacher, or take another team."),
        "too_many": _("Too many tries. Wait a little, then try again."),
        "not_found": _("There is no such tournament, code or nickname there. Read it again."),
        "invalid": _("That cannot be taken: letters, digits, spaces and hyphens only, at most 20 (12 in Korean)."),
        "paused": _("Eyes up: the teacher has stopped the clock."),
        "not_running": _("The round has not begun."),
        "illegal": _("The table is not in order any more: look at points and answers, then end the turn again."),
        "not_head": _("The head of government ends the turn."),
        "damaged": _("This is no sound tournament's file: something was lost or changed. Ask for it again."),
        "unreadable": _("This file cannot be read. Copy it to this computer and try again."),
        "sealed_file": _("This file is still sealed. It can be played when the teacher gives out the opened one."),
        "all_played": _("Every round of this file is played. Hand in its records: you find them under Records."),
        "not_yours": _("That belongs to another minister."),
    }
