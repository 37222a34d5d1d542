"""Lays one scenario's tree over another's (`extends`); every part keeps the place in the file that it is from."""

from typing import Any

from game.content.reader import Mapping, Sequence


def merged(base: Any, over: Any) -> Any:
    """Merge mappings by key and lists of things with ids by id; anything else is replaced.

    `drop: true` in a mapping or in a thing of a list takes the base's away; `- {drop: all}` at the head of a list takes all of its.
    """
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return _mappings(base, over)
    if isinstance(base, Sequence) and isinstance(over, Sequence) and over:
        if _drops(over[0], "all"):
            return _rest(over)
        if _have_ids(base) and _have_ids(over):
            return _lists(base, over)
    return over


def _mappings(base: Mapping, over: Mapping) -> Mapping:
    found = Mapping(over.place)
    for key, value in base.items():
        found[key], found.keys_at[key], found.values_at[key] = value, base.keys_at[key], base.values_at[key]
    for key, value in over.items():
        if key in base and _drops(value, True):
            del found[key], found.keys_at[key], found.values_at[key]
            continue
        found[key] = merged(base[key], value) if key in base else value
        found.keys_at[key], found.values_at[key] = over.keys_at[key], over.values_at[key]
    return found


def _drops(item: Any, what: object) -> bool:
    return isinstance(item, Mapping) and item.get("drop") is not None and item["drop"] == what and len(item) <= len(("id", "drop"))


def _rest(items: Sequence) -> Sequence:
    found = Sequence(items.place)
    found.extend(items[1:])
    found.items_at.extend(items.items_at[1:])
    return found


def _have_ids(items: Sequence) -> bool:
    return all(isinstance(item, Mapping) and isinstance(item.get("id"), str) for item in items)


def _lists(base: Sequence, over: Sequence) -> Sequence:
    found = Sequence(over.place)
    dropped = {item["id"] for item in over if _drops(item, True)}
    kept = [(item, place) for item, place in zip(base, base.items_at, strict=True) if item["id"] not in dropped]
    found.extend(item for item, _ in kept)
    found.items_at.extend(place for _, place in kept)
    places = {item["id"]: index for index, item in enumerate(found)}
    known = {item["id"] for item in base}
    for item, place in zip(over, over.items_at, strict=True):
        if _drops(item, True) and item["id"] in known:
            continue
        index = places.get(item["id"])
        if index is None:
            found.append(item)
            found.items_at.append(place)
        else:
            found[index], found.items_at[index] = merged(found[index], item), place
    return found
