"""The desk: everything that the commands do, in the browser, for whoever has never seen a terminal."""
