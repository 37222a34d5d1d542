"""Focus, arrows, pointer and keys."""

import pygame

from game.ui.geometry import Rect
from game.ui.outcome import Outcome, Stay
from game.ui.stage import Stage, nearest
from game.ui.text import Setter
from game.ui.widgets import Button, Field, Group, Scroll, Slider, Stepper, Toggle

SETTER = Setter()
PAGE = Rect(0, 0, 1280, 720)


def grid(called: list[str]) -> Stage:
    """Three columns of three buttons, by columns."""
    page = Group(PAGE)
    for x in range(3):
        column = Group(Rect(x * 300, 0, 280, 600))
        for y in range(3):
            column.add(Button(Rect(x * 300, y * 100, 200, 60), f"{x}{y}", lambda x=x, y=y: called.append(f"{x}{y}")))  # type: ignore[misc]
        page.add(column)
    return Stage(page, SETTER)


def label(stage: Stage) -> str:
    assert stage.focus
    return stage.focus.label


def test_tab_follows_reading_order_and_comes_round() -> None:
    stage = grid([])
    seen = []
    for _ in range(10):
        stage.key(pygame.K_TAB)
        seen.append(label(stage))
    assert seen == ["00", "01", "02", "10", "11", "12", "20", "21", "22", "00"]
    stage.key(pygame.K_TAB, pygame.KMOD_LSHIFT)
    assert label(stage) == "22"


def test_disabled_is_left_out() -> None:
    stage = grid([])
    first = stage.root.find("button 00")
    assert first
    first.enabled = False
    stage.key(pygame.K_TAB)
    assert label(stage) == "01"


def test_arrows_move_by_place() -> None:
    stage = grid([])
    stage.focus_on(stage.root.find("button 11"))
    for key, expected in ((pygame.K_RIGHT, "21"), (pygame.K_UP, "20"), (pygame.K_LEFT, "10"), (pygame.K_DOWN, "11")):
        assert stage.key(key) == Stay()
        assert label(stage) == expected
    stage.focus_on(stage.root.find("button 00"))
    assert stage.key(pygame.K_UP) is None
    assert label(stage) == "00"


def test_arrow_prefers_what_lies_ahead_to_what_is_near_aside() -> None:
    ahead, aside = Button(Rect(400, 0, 50, 50), "ahead"), Button(Rect(60, 90, 50, 50), "aside")
    found = nearest(Rect(0, 0, 50, 50), [(ahead, ahead.rect), (aside, aside.rect)], (1, 0))
    assert found is ahead


def test_enter_space_and_click_activate() -> None:
    called: list[str] = []
    stage = grid(called)
    stage.focus_on(stage.root.find("button 12"))
    stage.key(pygame.K_RETURN)
    stage.key(pygame.K_KP_ENTER)
    stage.key(pygame.K_SPACE, text=" ")
    stage.down(10, 110)
    stage.up(10, 110)
    stage.down(10, 110)
    stage.up(500, 500)
    assert called == ["12", "12", "12", "01"]


def test_hover_and_focus_look_the_same_and_tell() -> None:
    told: list[bool] = []
    stage = grid([])
    button = stage.root.find("button 10")
    assert button

    def hot(on: bool) -> Outcome | None:  # noqa: FBT001 - the kit's signature
        told.append(on)
        return None

    button.on_hot = hot
    stage.move(310, 10)
    assert button.hot
    stage.move(310, 90)
    assert not button.hot
    stage.focus_on(button)
    assert button.hot
    stage.key(pygame.K_DOWN)
    assert told == [True, False, True, False]


def stepper(value: int = 1, room: int | None = None) -> tuple[Stage, Stepper, list[int]]:
    got: list[int] = []
    made = Stepper(Rect(100, 100, 240, 36), "Missile defence", value, lambda v: got.append(v), room=room, most=4)  # noqa: PLW0108
    return Stage(Group(PAGE, [made]), SETTER), made, got


def test_stepper_by_keys() -> None:
    stage, made, got = stepper()
    stage.key(pygame.K_TAB)
    for code, text in ((pygame.K_PLUS, "+"), (pygame.K_EQUALS, "="), (pygame.K_MINUS, "-"), (pygame.K_4, "4"), (pygame.K_0, "0")):
        stage.key(code, text=text)
    assert got == [2, 3, 2, 4, 0]
    stage.key(pygame.K_MINUS, text="-")
    stage.key(pygame.K_7, text="7")
    assert got == [2, 3, 2, 4, 0]
    stage.key(pygame.K_SPACE, text=" ")
    assert made.value == 1


def test_stepper_by_pointer() -> None:
    stage, made, got = stepper()
    for x in (330, 330, 110):
        stage.down(x, 118)
        stage.up(x, 118)
    assert got == [2, 3, 2]
    last = made._cells()[3].centre
    stage.down(*last)
    stage.up(*last)
    assert made.value == 4
    stage.down(*last)
    stage.up(*last)
    assert made.value == 3, "a click on the last filled cell takes it away"


def test_stepper_drag_previews_and_commits_once() -> None:
    stage, made, got = stepper(0)
    seen: list[int] = []
    made.on_preview = lambda v: seen.append(v)  # noqa: PLW0108
    cells = made._cells()
    stage.down(*cells[0].centre)
    for cell in cells[1:3]:
        stage.move(*cell.centre)
    assert seen == [1, 2, 3]
    assert got == []
    stage.up(*cells[2].centre)
    assert got == [3]


def test_stepper_stays_within_the_room() -> None:
    stage, made, _got = stepper(1, room=1)
    stage.focus_on(made)
    stage.key(pygame.K_4, text="4")
    assert made.value == 2
    stage.down(*made._cells()[3].centre)
    stage.up(*made._cells()[3].centre)
    assert made.value == 2


def test_focused_stepper_gets_the_digit_before_the_answer() -> None:
    stage, made, got = stepper()
    called: list[int] = []
    stage.root.add(Button(Rect(400, 100, 500, 123), "Join", lambda: called.append(2)).with_keys(pygame.K_2))
    stage.key(pygame.K_2, text="2")
    assert (called, got) == ([2], [])
    stage.focus_on(made)
    stage.key(pygame.K_2, text="2")
    assert (called, got) == ([2], [2])


def test_scroll_follows_focus_wheel_and_snaps() -> None:
    rows = [Button(Rect(0, i * 48, 200, 40), f"row {i}") for i in range(20)]
    scroll = Scroll(Rect(0, 0, 220, 200), rows)
    stage = Stage(Group(PAGE, [scroll]), SETTER)
    stage.focus_on(rows[10])
    shown = rows[10].shown()
    assert scroll.rect.y <= shown.y
    assert shown.bottom <= scroll.rect.bottom
    assert scroll.offset % scroll.line == 0
    stage.wheel(50, 50, 100)
    assert scroll.offset == 0
    assert stage.at(10, 210) is None, "what is scrolled out of sight takes no pointer"
    stage.focus_on(rows[0])
    stage.key(pygame.K_END)
    assert scroll.offset == scroll.reach


def test_rebuild_keeps_focus_scroll_and_drag() -> None:
    old, made, _got = stepper(0)
    old.focus_on(made)
    old.down(*made._cells()[1].centre)
    new, fresh, got = stepper(0)
    new.adopt(old)
    assert new.focus is fresh
    new.up(*fresh._cells()[2].centre)
    assert got == [2], "the value under the pointer before the rebuild is committed"


def test_slider_and_toggle() -> None:
    values: list[float] = []
    states: list[bool] = []
    slider = Slider(Rect(0, 0, 300, 52), "Text size", 100, 100, 200, 25, lambda v: values.append(v))  # noqa: PLW0108
    toggle = Toggle(Rect(0, 60, 300, 40), "Motion", on=False, on_change=lambda on: states.append(on))  # noqa: PLW0108
    stage = Stage(Group(PAGE, [slider, toggle]), SETTER)
    stage.key(pygame.K_TAB)
    for code in (pygame.K_RIGHT, pygame.K_END, pygame.K_RIGHT, pygame.K_LEFT):
        stage.key(code)
    stage.down(150, 36)
    stage.up(150, 36)
    assert values == [125, 200, 175, 150]
    stage.key(pygame.K_DOWN)
    stage.key(pygame.K_SPACE)
    stage.down(280, 80)
    stage.up(280, 80)
    assert states == [True, False]


def test_field_takes_text_and_hotkeys_wait() -> None:
    called: list[str] = []
    field = Field(Rect(0, 0, 300, 40), "Name", "", lambda text: called.append(text))  # noqa: PLW0108
    button = Button(Rect(0, 60, 300, 40), "Ledger", lambda: called.append("ledger"))
    stage = Stage(Group(PAGE, [field, button.with_keys(pygame.K_l)]), SETTER)
    stage.focus_on(field)
    stage.key(pygame.K_l, text="l")
    stage.typed("l")
    stage.typed("ㅎ", composing=True)
    assert field.text == "l"
    stage.typed("한")
    stage.key(pygame.K_BACKSPACE)
    stage.focus_on(None)
    stage.key(pygame.K_l, text="l")
    assert called == ["l", "l한", "l", "ledger"]
