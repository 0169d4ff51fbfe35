"""Questions become frozen answers here, each with a sentence that every surface shares."""
