"""Lays one scenario's tree over another's (`extends`); every part keeps the place in the file that it is from."""

from typing import Any

from game.content.reader import Mapping, Sequence


def merged(base: Any, over: Any) -> Any:
    """Merge mappings by key and lists of things with ids by id; anything else is replaced."""
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return _mappings(base, over)
    if isinstance(base, Sequence) and isinstance(over, Sequence) and over and _have_ids(base) and _have_ids(over):
        return _lists(base, over)
    return over


def _mappings(base: Mapping, over: Mapping) -> Mapping:
    found = Mapping(over.place)
    for key, value in base.items():
        found[key], found.keys_at[key], found.values_at[key] = value, base.keys_at[key], base.values_at[key]
    for key, value in over.items():
        found[key] = merged(base[key], value) if key in base else value
        found.keys_at[key], found.values_at[key] = over.keys_at[key], over.values_at[key]
    return found


def _have_ids(items: Sequence) -> bool:
    return all(isinstance(item, Mapping) and isinstance(item.get("id"), str) for item in items)


def _lists(base: Sequence, over: Sequence) -> Sequence:
    found = Sequence(over.place)
    found.extend(base)
    found.items_at.extend(base.items_at)
    places = {item["id"]: index for index, item in enumerate(base)}
    for item, place in zip(over, over.items_at, strict=True):
        index = places.get(item["id"])
        if index is None:
            found.append(item)
            found.items_at.append(place)
        else:
            found[index], found.items_at[index] = merged(base[index], item), place
    return found
