"""Finding a passage again after its article was edited."""
