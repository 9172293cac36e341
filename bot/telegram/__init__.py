"""Telegram as one face of the bot: the only package that imports python-telegram-bot."""
