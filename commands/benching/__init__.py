"""The steps of ./guide bench: the stock bot, the bare echo and the guide, measured one after the other."""
