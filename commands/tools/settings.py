"""The settings, or the one sentence that says which of them cannot be used."""

from commands.tools.trouble import Trouble
from ground import settings as ground_settings


def load() -> ground_settings.Settings:
    try:
        return ground_settings.load()
    except ground_settings.SettingsError as error:
        raise Trouble(str(error), 2) from None
