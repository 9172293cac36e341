"""A strict Telegram on this machine: Bot API, people, faults and a chat page. Imports nothing of the bot."""
