"""What a commit means: receipts and updates against the chats that its transaction holds.

Both databases only lock, load and write, so they cannot differ in this.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.ports import (
    Address,
    Committed,
    Delivered,
    GivenUp,
    OutboxRow,
    Outcome,
    Receipt,
    Retry,
    Send,
    SendKind,
    StoreDown,
    Unreachable,
    Update,
)
from bot.store.changes import Changes
from bot.store.codec import Encoded, encode_decision
from bot.store.held_chat import HeldChat
from bot.store.held_chats import HeldChats
from bot.store.recent import Recent, ids, with_noted
from bot.store.retention import counts_from
from bot.store.times import millis


class Batch:
    """Updates and receipts to take in with one transaction.

    `keys` are those of the chats it concerns and `seen` the rows for the ids of its updates, both
    in the order in which to lock or write them.
    """

    def __init__(self, held: HeldChats, updates: Sequence[Update], receipts: Sequence[Receipt]) -> None:
        self.held = held
        self._updates = [(held.sealer.chat_key(update.address.user_id), update) for update in updates]
        self._receipts = [receipt for receipt in receipts if receipt.row.id]
        self._outcomes: list[Outcome] = []
        self._handed_back: list[OutboxRow] = []
        self._untaken: list[Update] = []
        touched = {key for key, _ in self._updates} | {receipt.row.chat_key for receipt in self._receipts}
        self.keys = sorted(touched)
        self.seen = sorted((held.sealer.bot_id, update.id, held.now) for update in updates)

    def take_in(self, fresh: set[int]) -> None:
        """Apply everything to the held chats; `fresh` are the update ids not seen before."""
        for receipt in self._receipts:
            self._note(receipt)
        self.held.end_leases()
        for key, update in self._updates:
            self._outcomes.append(self._outcome(key, update, fresh))
        self.held.lease_next()

    def changes(self) -> Changes:
        """What to write. Updates of a locked chat are not to be seen as taken in: they may come again."""
        changes = self.held.changes()
        changes.rows["forget update"] += [(self.held.sealer.bot_id, update.id) for update in self._untaken]
        return changes

    def committed(self) -> Committed:
        """What came of it; only after new rows were numbered."""
        return Committed(self._outcomes, self._handed_back + self.held.leased())

    def _note(self, receipt: Receipt) -> None:
        """Apply a receipt, unless its row is finished or in other hands, or its chat is locked."""
        chat = self.held.get(receipt.row.chat_key)
        if isinstance(receipt, Delivered) and (receipt.posted or receipt.row.recent):
            self._note_messages(chat, receipt)
        row = chat and chat.queue.find(receipt.row, self.held.owner)
        if not chat or not row:
            return
        match receipt:
            case Delivered():
                chat.queue.remove(row)
                if receipt.live_message_id is not None:
                    chat.show_in(receipt.live_message_id)
            case Retry():
                chat.queue.retry(row, receipt.row.send, millis(receipt.at))
            case GivenUp():
                chat.queue.give_up(row, receipt.reason)
            case Unreachable():
                chat.queue.drop_waiting(self.held.owner)
                chat.stop_check_in(self.held.today)
            case _:
                assert_never(receipt)

    def _note_messages(self, chat: HeldChat | None, receipt: Delivered) -> None:
        """What came into a chat counts whosever the row is by now; out of a forgotten one it goes again."""
        row = receipt.row
        if chat:
            chat.note_messages(receipt.posted, row.recent, self.held.second)
        elif receipt.posted and row.chat_key not in self.held.locked:
            removal = Send(SendKind.REMOVE, None, remove=receipt.posted)
            self._handed_back.append(OutboxRow(0, row.chat_key, row.address, None, removal))

    def _outcome(self, key: bytes, update: Update, fresh: set[int]) -> Outcome:
        if update.id not in fresh:
            return Outcome(duplicate=True)
        if key in self.held.locked:
            self._untaken.append(update)
            return Outcome(error=self.held.locked[key])
        outcome = self._take(key, update)
        if not isinstance(outcome.error, StoreDown):  # else another copy in this batch repeats nothing
            fresh.discard(update.id)
        return outcome

    def _take(self, key: bytes, update: Update) -> Outcome:
        chat = self.held.get(key)
        known = chat.chat() if chat else None
        recent = self._recent(chat, update)
        try:
            decision = update.decide(known)
            # Encoded before anything is changed: what cannot be stored leaves no half of itself behind.
            encoded = encode_decision(update.address, decision, recent)
        except StoreDown as error:  # it is to be decided again, from newer content
            self._untaken.append(update)
            return Outcome(error=error)
        except Exception as error:  # whatever is wrong with one update must not take its neighbours with it
            return Outcome(error=error)
        if encoded is None:
            self._forget(key, update.address, decision.sends, recent)
        else:
            self._save(key, encoded, update)
        return Outcome(decision=decision)

    def _recent(self, chat: HeldChat | None, update: Update) -> Recent:
        """The messages of the chat with those that the update tells of."""
        return with_noted(chat.recent() if chat else (), update.message_ids, self.held.second)

    def _save(self, key: bytes, encoded: Encoded, update: Update) -> None:
        chat = self.held.get_or_begin(key)
        day = self.held.today if update.is_visit else chat.touched_on
        chat.save(encoded.person, encoded.content, counts_from(day, encoded.person.session.check_in))
        for send, words in encoded.sends:
            chat.add(send, words, self.held.now)

    def _forget(self, key: bytes, address: Address, sends: Sequence[Send], recent: Recent) -> None:
        chat = self.held.get(key)
        live = chat.live_message_id if chat else None
        known = ids(recent, self.held.second)
        self._handed_back += [
            OutboxRow(0, key, address, live, _kept_off_news(send, known), recent=known) for send in sends
        ]
        self.held.forget(key)


def _kept_off_news(send: Send, known: Sequence[int]) -> Send:
    """The send, but not on a message so new that its receipt is yet to come: that one takes it away again."""
    if send.message_id is None or send.message_id <= max(known, default=send.message_id):
        return send
    return replace(send, message_id=None, remove=(*send.remove, send.message_id))
