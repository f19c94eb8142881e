"""What the window lets one look at beside the pages: a story with its fields, the past, plates, whole photographs."""
