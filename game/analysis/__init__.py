"""What can be worked out by playing many games: forecasts, expectations, advice."""
