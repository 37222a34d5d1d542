"""Steps from one format of packs to the next, one a file; the texts of files are changed, so that comments stay."""
