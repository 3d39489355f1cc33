"""What both servers and the commands stand on: settings, clock, logging, secrets, health."""
