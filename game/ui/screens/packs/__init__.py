"""The packs' pages: what is installed, what the check says of it, installing a file and removing one."""
