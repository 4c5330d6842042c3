"""What people are told: notices on the screen, letters about accounts, the way out for e-mail."""
