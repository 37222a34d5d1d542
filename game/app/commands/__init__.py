"""One file per command or group of commands; what is heavy is imported where a command needs it."""
