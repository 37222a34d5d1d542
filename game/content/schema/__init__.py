"""The schemas of packs; the reference and the editors' JSON Schema are generated from their descriptions."""
