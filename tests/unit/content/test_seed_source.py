"""The article behind the game can be found by whoever reads its name in the sources."""

import pytest

from game.content.library import Library

ROADS = ("crossroads-2025", "managed-ambiguity", "strategic-alignment", "autonomous-diversification")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("scenario", ROADS)
def test_the_article_has_publisher_title_and_address(root, scenario, language):
    source = Library([root / "scenarios"]).load(scenario).use().source("seed", language)
    assert source is not None
    assert source.publisher == "Eagle Intelligence Reports"
    assert "Seoul's strategic recalibration" in source.title, "the original title, for a reader who looks for it"
    assert source.url.startswith("https://")
    assert "project" not in f"{source.publisher} {source.title}"
