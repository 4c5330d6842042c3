"""People: accounts and their sessions, organisations and who acts for them."""
