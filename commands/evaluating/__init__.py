"""What ./guide evaluate does, in the environment that holds Rasa: it measures, tabulates and draws."""
