"""The settings: the only reader of the environment. `.env.example` documents every name."""

import ipaddress
import re
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class CannotStart(Exception):
    """Says what, where, why and how to mend it, for the operator's terminal; holds no secret."""


class Settings(BaseSettings):
    """What an operator may set, by environment or in `.env`; the environment wins."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org/bot"
    telegram_file_base: str = "https://api.telegram.org/file/bot"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    webhook_url: str = ""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(8080, ge=1, le=65535)
    webhook_secret: SecretStr | None = None
    database_url: SecretStr = SecretStr("sqlite:///var/ask-first.sqlite3")
    key_file: Path = Path("var/keys")
    keys: SecretStr | None = None
    content_dir: Path = Path("content")
    content_watch: bool = False
    content_source: Literal["auto", "folder"] = "auto"
    standin_port: int = Field(8081, ge=1, le=65535)
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("telegram_api_base", "telegram_file_base")
    @classmethod
    def _is_web_address(cls, value: str) -> str:
        if urlsplit(value).scheme not in ("http", "https"):
            raise ValueError("must be the web address before the token, such as https://api.telegram.org/bot")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _is_what_telegram_takes(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("may hold 1 to 256 of the characters A-Z a-z 0-9 _ -")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(("sqlite:///", "postgresql://")):
            raise ValueError("must begin with sqlite:/// (a file) or postgresql://")
        return value

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> Self:
        if self.telegram_mode == "webhook" and self.telegram_token is not None:
            if not (self.webhook_url and self.webhook_secret):
                raise ValueError("TELEGRAM_MODE=webhook needs WEBHOOK_URL and WEBHOOK_SECRET")
            address = urlsplit(self.webhook_url)
            if address.scheme != "https" and not _is_loopback(address.hostname or ""):
                raise ValueError("WEBHOOK_URL must be https; http is for the loopback address alone")
        return self


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_settings() -> Settings:
    """The settings; raises CannotStart that names each wrong one, never its value."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "\n".join(
            f"  {_setting(each['loc'])}{each['msg']}" for each in error.errors(include_input=False)
        )
        raise CannotStart(f"a setting is wrong (see .env.example):\n{wrong}") from None


def _setting(location: tuple[int | str, ...]) -> str:
    return f"{str(location[0]).upper()}: " if location else ""
