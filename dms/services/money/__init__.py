"""The programme's money: the account and its movements, what waits for money, what comes back, orders for the bank."""
