"""A fresh class on a server that goes on: starting a process for every test would take most of their time."""

from typing import Any

from tests.hosted import Hosted


def new_class(server: Hosted, scenario: str, title: str = "Class 9b", **settings: Any) -> Hosted:
    """Delete what was on a server (started with `--operator`), and open a class of one lesson; gives the server, its teacher anew."""
    operator = server.told["operator"]
    for one in server.ask("GET", "/tournaments", operator).json():
        server.ask("DELETE", f"/tournaments/{one['id']}", operator)
    body = {"title": title, "settings": settings, "rounds": [{"scenario": scenario, "lesson": True, "turn_seconds": 216}]}
    answer = server.ask("POST", "/tournaments", operator, json=body)
    assert answer.status_code == 201, answer.text
    server.told["console"] = f"#{answer.json()['teacher']}"
    return server
