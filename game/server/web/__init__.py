"""HTTP: requests checked on the way in, routes by who asks, refusals as values."""
