"""What ./guide does, one module a command; the first line of each is what ./guide says of it."""
