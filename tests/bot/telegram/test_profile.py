"""The bot's profile follows the words it is given, without needless changes."""

from collections.abc import AsyncIterator

import pytest

from bot.telegram.api import Api
from bot.telegram.profile import Profile, TokenRefused, bot_name, publish_profile
from tests.bot.telegram.fake_bot_api import PROXY_ERROR, FakeBotApi, fake_bot_api, flooded, ok, refused

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

WORDS = Profile(
    "", "Ask First", "Questions to ask.", "For partners.", [("help", "Get help"), ("about", "About")]
)
MENU = [{"command": "help", "description": "Get help"}, {"command": "about", "description": "About"}]


@pytest.fixture
async def server() -> AsyncIterator[tuple[FakeBotApi, Api]]:
    async with fake_bot_api() as (fake, api):
        fake.will("getMyName", ok({"name": "Ask First"}))
        fake.will("getMyShortDescription", ok({"short_description": "Old"}))
        fake.will("getMyDescription", ok({"description": "For partners."}))
        fake.will("getMyCommands", ok([]))
        yield fake, api


def changes(fake: FakeBotApi) -> list[object]:
    return [call for call in fake.calls if call[0].startswith("set")]


async def test_only_what_differs_is_set(server: tuple[FakeBotApi, Api]) -> None:
    fake, api = server
    await publish_profile(api, [WORDS])
    assert changes(fake) == [
        ("setMyShortDescription", {"short_description": "Questions to ask.", "language_code": ""}),
        ("setMyCommands", {"commands": MENU, "language_code": ""}),
    ]


async def test_a_menu_that_is_there_already_is_left_alone(server: tuple[FakeBotApi, Api]) -> None:
    fake, api = server
    fake.script["getMyCommands"].clear()
    fake.will("getMyCommands", ok(MENU))
    await publish_profile(api, [WORDS])
    assert len(changes(fake)) == 1


async def test_a_refusal_stops_neither_the_rest_nor_the_bot(
    server: tuple[FakeBotApi, Api], caplog: pytest.LogCaptureFixture
) -> None:
    fake, api = server
    fake.will("setMyShortDescription", flooded(3_600))
    await publish_profile(api, [WORDS])
    assert fake.methods[-1] == "setMyCommands"
    assert (
        vars(caplog.records[0]).items()
        >= {"msg": "profile-not-set", "method": "setMyShortDescription"}.items()
    )


async def test_every_language_has_its_own_words(server: tuple[FakeBotApi, Api]) -> None:
    fake, api = server
    await publish_profile(api, [WORDS, Profile("es", "Pregunta", "x", "y", [])])
    assert ("setMyName", {"name": "Pregunta", "language_code": "es"}) in fake.calls


async def test_the_bots_name_is_asked_for_and_not_needed(server: tuple[FakeBotApi, Api]) -> None:
    fake, api = server
    fake.will("getMe", ok({"id": 1, "username": "ask_bot"}), PROXY_ERROR)
    assert [await bot_name(api), await bot_name(api)] == ["ask_bot", ""]


async def test_a_refused_token_is_said_without_the_token(server: tuple[FakeBotApi, Api]) -> None:
    fake, api = server
    fake.will("getMe", refused(401, "Unauthorized"))
    with pytest.raises(TokenRefused) as failure:
        await bot_name(api)
    assert failure.value.__context__ is None
