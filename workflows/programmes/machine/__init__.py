"""What the machines of all programmes share: guards, rows, and the table that says where a law asks for them."""
