"""What the screens are lent to join with: asking a server, taking a seat, and the seat that was kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from game.client.http import Server, address_from, no_tournament
from game.client.kept import Kept, forget_kept, load_kept, save_kept
from game.client.seat import Seat

Tell = Callable[[], None]


@dataclass(frozen=True)
class Client:
    """Joins tournaments; `folder` is where the seat is kept."""

    folder: Path

    @staticmethod
    def address(typed: str) -> str:
        """Give the address of a server as it was typed; raises ClientError."""
        return address_from(typed)

    @staticmethod
    def hello(address: str) -> dict[str, Any]:
        """Ask whether a tournament can be reached: `{tightrope, room, title, joining, …}`; raises ClientError."""
        return _with(Server(address).ask("GET", "/hello"), "tightrope")

    @staticmethod
    def nicknames(address: str, language: str, room: str = "") -> list[str]:
        """Ask for nicknames of two words that are free; raises ClientError."""
        query = urlencode({"language": language} | ({"room": room} if room else {}))
        found = Server(address).ask("GET", f"/nicknames?{query}")
        names = found.get("nicknames") if isinstance(found, dict) else None
        if not isinstance(names, list):
            raise no_tournament()
        return [str(name) for name in names]

    def join(self, address: str, nickname: str, *, team: str = "", room: str = "", tell: Tell) -> Seat:
        """Take a new seat and keep it; raises ClientError."""
        body = {"nickname": nickname} | ({"team": team} if team else {}) | ({"room": room} if room else {})
        found = _with(Server(address).ask("POST", "/join", body), "token", "code")
        return self._seat(Kept(address, found["token"], nickname, found["code"], room=room), tell)

    def resume(self, address: str, code: str, *, room: str = "", tell: Tell) -> Seat:
        """Take the seat of a personal code, on this computer or another; raises ClientError."""
        found = _with(Server(address).ask("POST", "/resume", {"code": code} | ({"room": room} if room else {})), "token", "nickname")
        return self._seat(Kept(address, found["token"], found["nickname"], code, room=room), tell)

    def again(self, address: str, nickname: str, *, room: str = "", tell: Tell) -> Seat:
        """Ask for the place of a nickname whose code was lost; the teacher lets in with one click. Raises ClientError."""
        found = _with(Server(address).ask("POST", "/again", {"nickname": nickname} | ({"room": room} if room else {})), "token")
        return self._seat(Kept(address, found["token"], nickname, room=room), tell)

    def kept(self) -> Kept | None:
        """Give the seat that was kept, if any."""
        return load_kept(self.folder)

    def go_on(self, kept: Kept, tell: Tell) -> Seat:
        """Sit down again where one sat; asks nothing yet."""
        return Seat(Server(kept.address), kept.token, tell)

    def remember(self, title: str, code: str, nickname: str) -> None:
        """Keep what has become known of the seat: to show it when one comes back."""
        kept = load_kept(self.folder)
        if kept is not None and (new := replace(kept, title=title, code=code or kept.code, nickname=nickname)) != kept:
            save_kept(self.folder, new)

    def forget(self) -> None:
        """Keep no seat any more."""
        forget_kept(self.folder)

    def _seat(self, kept: Kept, tell: Tell) -> Seat:
        save_kept(self.folder, kept)
        return Seat(Server(kept.address), kept.token, tell)


def _with(found: Any, *texts: str) -> dict[str, Any]:
    """Give a document that has these texts; raises ClientError for any other, which no tournament sends."""
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str) for name in texts):
        raise no_tournament()
    return found
