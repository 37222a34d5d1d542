"""The game as a client of a tournament server: a match with the interface of a local one, kept up to date in the background."""
