"""What every floor stands on: files put in their place whole, packages loaded when they are used."""
