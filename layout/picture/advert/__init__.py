"""PDF adverts and logos: taken in, converted to what a press file may hold, and placed."""
