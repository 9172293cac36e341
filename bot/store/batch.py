"""What a commit means: receipts and updates against the chats that its transaction holds.

Both databases only lock, load and write, so they cannot differ in this.
"""

from collections.abc import Sequence
from typing import assert_never

from bot.ports import (
    Address,
    Committed,
    Decision,
    Delivered,
    GivenUp,
    OutboxRow,
    Outcome,
    Receipt,
    Retry,
    Send,
    Unreachable,
    Update,
)
from bot.store.codec import Person, encode_person, encode_send
from bot.store.held_chats import HeldChats, millis


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
        touched = {key for key, _ in self._updates} | {receipt.row.chat_key for receipt in self._receipts}
        self.keys = sorted(touched)
        self.seen = sorted((update.id, held.now) for update in updates)

    def take_in(self, fresh: set[int]) -> None:
        """Apply everything to the held chats; `fresh` are the update ids not seen before."""
        for receipt in self._receipts:
            self._note(receipt)
        self.held.end_leases()
        for key, update in self._updates:
            self._outcomes.append(self._take(key, update) if update.id in fresh else Outcome(duplicate=True))
            fresh.discard(update.id)
        self.held.lease_next()

    def committed(self) -> Committed:
        """What came of it; only after new rows were numbered."""
        return Committed(self._outcomes, self._handed_back + self.held.leased())

    def _note(self, receipt: Receipt) -> None:
        """Apply a receipt, unless its row is finished or in other hands."""
        chat = self.held.get(receipt.row.chat_key)
        row = chat and chat.queue.find(receipt.row, self.held.owner)
        if not chat or not row:
            return
        match receipt:
            case Delivered():
                chat.queue.remove(row)
                if row.is_screen:
                    chat.show_in(receipt.live_message_id)
            case Retry():
                chat.queue.retry(row, millis(receipt.at))
            case GivenUp():
                chat.queue.give_up(row, receipt.reason)
            case Unreachable():
                chat.queue.drop_waiting(self.held.owner)
            case _:
                assert_never(receipt)

    def _take(self, key: bytes, update: Update) -> Outcome:
        try:
            chat = self.held.get(key)
            decision = update.decide(chat.chat() if chat else None)
            self._apply(key, update.address, decision)
        except Exception as error:  # whatever is wrong with one update must not take its neighbours with it
            return Outcome(error=error)
        return Outcome(decision=decision)

    def _apply(self, key: bytes, address: Address, decision: Decision) -> None:
        if decision.session is None:
            self._forget(key, address, decision.sends)
            return
        person = Person(address, decision.session)
        # Encoded before anything is changed: what cannot be stored then leaves no half of itself behind.
        content, sends = encode_person(person), [(send, encode_send(send)) for send in decision.sends]
        chat = self.held.get_or_begin(key)
        chat.save(person, content, self.held.today)
        for send, words in sends:
            chat.queue.add(send, words, self.held.now)

    def _forget(self, key: bytes, address: Address, sends: Sequence[Send]) -> None:
        chat = self.held.get(key)
        live_message_id = chat.live_message_id if chat else None
        self._handed_back += [OutboxRow(0, key, address, live_message_id, send) for send in sends]
        self.held.forget(key)
