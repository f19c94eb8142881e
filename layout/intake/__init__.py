"""Copy that others made, brought in whole: through many doors, into story files, with an account of every character."""
