"""Who may come in: accounts, signing in, links, tokens, guests, and the trail of it all."""
