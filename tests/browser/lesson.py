"""A lesson in a real browser: the server's process, scripted players, the teacher's console and the projected table."""

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Self

import httpx2
from playwright.sync_api import Browser, Page, expect, sync_playwright

from game.content.library import load_scenario
from game.rules.orders import legalise
from game.session.options import lesson_for, shaped
from game.session.record import Order
from game.session.translate import order_of, orders_of
from game.session.wire import view_from
from game.tournament.names import offer
from tests.hosted import Hosted

TURNS = 6
expect.set_options(timeout=20_000)


@cache
def rules() -> Any:
    """Give the scenario as a lesson plays it."""
    compiled = load_scenario("crossroads-2025")
    return shaped(compiled, lesson_for(compiled.scenario)).scenario


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found, "no chromium: apt-get install chromium"
    with sync_playwright() as play:
        one = play.chromium.launch(executable_path=found, args=["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else [])
        try:
            yield one
        finally:
            one.close()


class Class:
    """The scripted players of a hosted tournament."""

    def __init__(self, host: Hosted) -> None:
        self.host, self.client = host, httpx2.Client(base_url=f"http://127.0.0.1:{host.port}/api/v1", timeout=20)
        self.tokens: list[str] = []
        self.names: list[str] = []
        self.codes: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def ask(self, method: str, path: str, token: str | None = None, body: Any = None) -> Any:
        """Ask the server; it must agree."""
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        found = self.client.request(method, path, headers=headers, json=body)
        assert found.status_code < 300, f"{method} {path}: {found.status_code} {found.text[:300]}"
        return found.json() if found.content else None

    def teach(self, method: str, path: str, body: Any = None) -> Any:
        """Ask as the teacher."""
        return self.ask(method, f"/console{path}", self.host.teacher, body)

    def join(self, count: int) -> None:
        """Let so many join, half of them in English and half in Korean."""
        names = offer("en", (), count // 2) + offer("ko", (), count - count // 2)
        self._join(names + [f"Player {number}" for number in range(count - len(names))])

    def join_more(self, count: int) -> None:
        """Let so many more join, whose nicknames nobody has."""
        self._join([f"Player {len(self.names) + number}" for number in range(count)])

    def _join(self, names: list[str]) -> None:
        for name in names:
            found = self.ask("POST", "/join", body={"nickname": name})
            self.tokens.append(found["token"])
            self.codes.append(found["code"])
            self.names.append(name)

    def order(self, place: int, turn: int) -> None:
        """Let one player end a turn, with points as they lie and an answer by lot; a game may be over before its last turn."""
        token, luck = self.tokens[place], random.Random(place * 7 + turn)
        game = self.ask("GET", f"/me/game?since={turn - 1}", token)
        for _ in range(100):
            if game["over"] or game["turn"] >= turn:
                break
            time.sleep(0.05)
            game = self.ask("GET", f"/me/game?since={turn - 1}", token)
        if game["over"]:
            return
        view = view_from(rules(), game["views"][-1])
        events = [rules().events[card] for card in view.cards[:, 0].tolist() if card >= 0]
        wish = Order(game["draft"]["points"], {event.id: luck.choice(event.options).id for event in events})
        found = order_of(rules(), view, legalise(rules(), view, orders_of(rules(), view, [wish])[0]))
        body = {"round": game["round"], "turn": turn, "points": found.points, "answers": found.answers}
        self.ask("POST", "/me/order", token, body)

    def turn(self, turn: int, first: int = 0, last: int | None = None) -> None:
        """Let players end a turn, those from `first` up to `last`."""
        for place in range(first, len(self.tokens) if last is None else last):
            self.order(place, turn)


def opened(page: Page, host: Hosted, where: str, more: str = "") -> Page:
    """Open the table or the console, and keep everything that goes wrong in the page in `page.wrong`."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: wrong.append(request.url) if f":{host.port}/" not in request.url and "data:" not in request.url
            and "blob:" not in request.url else None)
    page.wrong = wrong  # type: ignore[attr-defined]
    token = host.table if where == "table" else host.teacher
    page.goto(f"http://127.0.0.1:{host.port}/{where}{more}#{token}")
    return page


@contextmanager
def hosted(folder: Path) -> Iterator[Hosted]:
    """Host a lesson of the base scenario."""
    with Hosted(folder, "--title", "Class 3-1", "--scenario", "crossroads-2025") as host:
        yield host


STILL = "() => document.getAnimations().every((one) => one.playState !== 'running')"
LOOK = """
() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => { const [r, g, b] = c.map((x) => { x /= 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement;
    if (!node.textContent.trim() || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(one);
    const svg = one.namespaceURI.includes("svg");
    let ground = null;
    for (let up = one; up && !ground; up = up.parentElement) {
      const colour = rgb(getComputedStyle(up).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) ground = colour.slice(0, 3);
    }
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width < 2 || style.clipPath !== "none") continue;
    const pane = one.closest(".window")?.getBoundingClientRect();
    if (pane && (box.top >= pane.bottom || box.bottom <= pane.top)) continue;       // on another page of names
    const [a, b] = [light(rgb(svg ? style.fill : style.color).slice(0, 3)), light(ground || [255, 255, 255])];
    const scale = svg ? one.getScreenCTM().a : 1;
    found.push({ text: node.textContent.trim(), size: parseFloat(style.fontSize) * scale,
      contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), box: [box.left, box.top, box.right, box.bottom],
      name: Boolean(one.closest("#names, #rows .name")),
      cut: one.scrollWidth > one.clientWidth + 1 && style.overflowX !== "visible" && style.display !== "inline",
      clip: (() => { for (let up = one; up && up !== document.body; up = up.parentElement) {
          if (getComputedStyle(up).overflowX === "visible" || up.classList.contains("wide")) continue;
          const r = up.getBoundingClientRect();
          if (box.right > r.right + 1 || box.left < r.left - 1 || box.bottom > r.bottom + 2 || box.top < r.top - 2) return true; }
        return false; })() });
  }
  return found;
}
"""
"""Gives every visible text with its size, contrast and box, and whether anything cuts it."""


def faults(texts: list[dict[str, Any]], size: tuple[int, int], theme: str) -> list[str]:
    """Say what is wrong with the texts of a projected page: too small for the back row, too pale, cut, or off the screen."""
    scale, least = size[1] / 720, 7.0 if theme == "contrast" else 4.5
    found = []
    for one in texts:
        tool = one["text"] in ("Theme", "테마", "Full screen", "전체 화면")
        if one["size"] / scale < (27.95 if one["name"] else 19.95) and not tool:
            found.append(f"small: {one['text']} ({one['size']:.0f})")
        if one["contrast"] < least:
            found.append(f"pale: {one['text']} ({one['contrast']:.1f})")
        if one["cut"] or one["clip"] or one["box"][2] > size[0] or one["box"][3] > size[1]:
            found.append(f"cut: {one['text']}")
    return found
