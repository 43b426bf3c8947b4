"""An archive in, one output out: in parallel, safe to stop, and quick to run again.

plan    what is to be read, in order
work    what a worker process does with a file
engine  files to workers and results back, in order, whatever happens to a worker
sinks   where results go: a database, or a store from which files are rendered
run     the whole of it
"""
