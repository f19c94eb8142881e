"""Reading a PDF: its objects, its content, its images and colour spaces."""
