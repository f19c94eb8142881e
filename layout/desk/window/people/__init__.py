"""Who works in the window: sign-in, seats, roles, what each may do, and who holds which story and page."""
