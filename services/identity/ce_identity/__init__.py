"""Identity: people, accounts, sign-in and roles."""
