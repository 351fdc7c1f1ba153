"""The judge: runs an exercise's tests on an answer and says what is wrong with it.

Data flows one way: `student` is what a test holds in its hands and records every call; `runner` runs the tests and turns
verdicts into a result; `diagnosis` reads the record of the calls and names the mistake, with `relations`, `exceptions`
and `histories` for what no known mistake explains; `worker` is the process in which all this happens, and `client` the
front end's handle on it.
"""
