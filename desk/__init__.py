"""The desk: where facilitators, leads and keepers read, take over and answer."""
