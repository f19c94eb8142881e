"""Many issues: each one task that may be run again, on Dask.distributed, on this machine or on many."""
