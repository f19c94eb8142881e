"""Full text over the copy of all issues, for the desk that asks when the paper wrote about something."""
