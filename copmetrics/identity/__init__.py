"""Who somebody is, and which organisation: the only room that knows names and addresses."""
