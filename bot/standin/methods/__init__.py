"""The Bot API's methods, one file a group."""
