"""One running Atlas: how a second start finds the first one, and tells it what it was asked for."""
