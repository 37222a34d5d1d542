"""The tournament server: it holds the dice, takes orders and gives views. See docs/architecture/server.md."""
