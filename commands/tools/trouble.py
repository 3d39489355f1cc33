"""What a command cannot mend itself, said in one plain sentence."""


class Trouble(Exception):
    """Ends a command: its text is printed as it is, and the command leaves with its status."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status
