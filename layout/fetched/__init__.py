"""Other people's files that the project needs and does not hold: fetched by name and version, held to a sha256."""
