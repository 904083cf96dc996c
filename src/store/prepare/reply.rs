//! Letters that came in answer to a notice: held under a key of their own, confirmed, destroyed.

use super::super::keys::{Key, Place};
use super::super::many::Value;
use super::super::replies::NewReply;
use super::super::seen::Seen;
use super::super::tables::Table;
use super::{Condition, Maker, blob, moment, reply_place};
use crate::erds::content::Sha256;
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;

impl Maker<'_> {
    pub(super) fn hold_reply(&mut self, seen: &Seen, reply: &NewReply) {
        let place = reply_place(&seen.id, &reply.digest);
        let key = Key::random(self.entropy);
        let wrapped = seen.record_key.seal(self.entropy, &Place("reply_keys.wrapped_key", &place), key.octets());
        let facts = key.seal(self.entropy, &Place("replies.facts", &place), &reply.facts);
        let bytes = key.seal(self.entropy, &Place("replies.bytes", &place), &reply.letter);
        let whose = || vec![blob(seen.id.octets()), blob(reply.digest.0)];
        let mut row = whose();
        row.extend([Value::Blob(facts), Value::Blob(bytes), moment(reply.came), moment(reply.until), Value::Int(0)]);
        self.row(Table::Replies, row);
        let mut row = whose();
        row.push(Value::Blob(wrapped));
        self.row(Table::ReplyKeys, row);
        self.touch(seen.id.octets());
    }

    pub(super) fn answered_reply(&mut self, delivery: &DeliveryId, digest: &Sha256) {
        self.row(Table::RepliesAnswered, vec![blob(delivery.octets()), blob(digest.0)]);
        self.touch(delivery.octets());
    }

    pub(super) fn confirm_reply(&mut self, delivery: &DeliveryId, digest: Sha256, at: Moment) {
        self.held_reply(delivery, digest, at);
        self.row(Table::RepliesConfirmed, vec![blob(delivery.octets()), blob(digest.0)]);
    }

    pub(super) fn destroy_reply(&mut self, delivery: &DeliveryId, digest: Sha256, at: Moment) {
        self.held_reply(delivery, digest, at);
        for table in [Table::ReplyKeysDestroyed, Table::RepliesDestroyed] {
            self.row(table, vec![blob(delivery.octets()), blob(digest.0)]);
        }
        self.unit.forgets = true;
    }

    fn held_reply(&mut self, delivery: &DeliveryId, digest: Sha256, at: Moment) {
        let delivery = *delivery.octets();
        self.condition(delivery, Condition::HeldReply { delivery, digest: digest.0, now: at.micros() });
    }
}
