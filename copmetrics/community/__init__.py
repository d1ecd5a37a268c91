"""A community as Python users meet it: its tables, its indicators, what is behind them."""
