"""Stories: a whole story as a galley 小样 in the styles of the house, its tables too, fitted by legal means."""
