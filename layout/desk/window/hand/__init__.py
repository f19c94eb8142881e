"""What a hand does to an issue: each command turns what stands into files as they are to be; it writes nothing."""
