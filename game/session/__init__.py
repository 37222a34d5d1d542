"""One game and its record: the match that has the say, the codec of saves and replays, crash-safe files, verification."""
