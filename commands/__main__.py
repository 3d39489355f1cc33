"""Runs the command that was asked for, and says in one sentence what went wrong when something did."""

import errno
import importlib
import os
import signal
import sys

from commands.tools.trouble import Trouble

SENTENCES = {
    errno.ENOSPC: "the disk is full: free some space and run this again",
    errno.EDQUOT: "the disk quota is used up: free some space and run this again",
    errno.EROFS: "cannot write: the disk is read-only",
    errno.EACCES: "not allowed: this account may not use that file or folder",
}


def main(words: list[str]) -> int:
    """Runs the command named by the first word with the other words; returns the exit status."""
    command = importlib.import_module(f"commands.{words[0].replace('-', '_')}")
    try:
        return int(command.main(words[1:]))
    except Trouble as trouble:
        return say(str(trouble), trouble.status)
    except BrokenPipeError:
        return unread()
    except OSError as error:
        if error.errno not in SENTENCES:
            raise
        return say(f"{SENTENCES[error.errno]} ({error.filename or 'no file named'})", 1)
    except KeyboardInterrupt:
        return 130


def unread() -> int:
    """Whoever read the output has seen enough, as `head` has: what is left goes nowhere, without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 128 + signal.SIGPIPE


def say(sentence: str, status: int) -> int:
    print(f"guide: {sentence}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
