//! What lets people in: codes, page tokens, sessions, accounts, API tokens; what they report; and settings of the service.

use std::collections::BTreeSet;

use super::super::Cause;
use super::super::abuse::{self, AbuseReport};
use super::super::accounts::{Mark, NewAccount, NewToken};
use super::super::addressee::{NewCode, NewSession, PageToken, SeenCode};
use super::super::error::CommitError;
use super::super::keys::Place;
use super::super::many::Value;
use super::super::tables::Table;
use super::{Condition, Maker, blob, code_mac, moment};
use crate::erds::id::DeliveryId;
use crate::erds::moment::Moment;

impl Maker<'_> {
    pub(super) fn code(&mut self, delivery: &DeliveryId, code: &NewCode) {
        let mut id = [0; 16];
        (self.entropy)(&mut id);
        let mac = code_mac(self.ring, delivery, &id, &code.code);
        self.row(Table::CodesReplaced, vec![blob(delivery.octets())]);
        let tries = [Value::Int(0), Value::Int(0)];
        let mut row = vec![blob(id), blob(delivery.octets()), blob(mac)];
        row.extend(tries);
        row.extend([moment(code.at), moment(code.until), Value::text(code.method.name())]);
        self.row(Table::Codes, row);
        self.touch(delivery.octets());
    }

    pub(super) fn tried(&mut self, code: &SeenCode, used: i64) {
        let tries = i64::from(code.tries);
        self.condition(code.id, Condition::Tries { id: code.id, tries });
        self.touch(code.delivery.octets());
        self.row(Table::CodeTries, vec![blob(code.id), Value::Int(tries + 1), Value::Int(used)]);
    }

    pub(super) fn mailed_link(&mut self, delivery: &DeliveryId, at: Moment) {
        let mut id = [0; 16];
        (self.entropy)(&mut id);
        self.row(Table::MailedLinks, vec![blob(id), blob(delivery.octets()), moment(at)]);
    }

    pub(super) fn spend(&mut self, token: PageToken) {
        self.condition(token.id, Condition::Unspent { id: token.id });
        self.row(Table::SpentTokens, vec![blob(token.id), moment(token.until)]);
    }

    pub(super) fn session(&mut self, session: &NewSession) -> Result<(), CommitError> {
        let identity = &session.identity;
        let vouched = identity.vouched.as_ref().map(serde_json::to_string).transpose();
        let vouched = vouched.map_err(|error| CommitError::Broken(Cause::new(error)))?;
        let mut row = vec![blob(session.hash), blob(session.delivery.octets())];
        row.push(Value::text(identity.method.name()));
        row.extend([moment(identity.at), moment(session.until), vouched.map_or(Value::NoText, Value::Text)]);
        self.row(Table::Sessions, row);
        Ok(())
    }

    pub(super) fn abuse(&mut self, new: &AbuseReport) -> Result<(), CommitError> {
        let id = new.id.octets();
        let form = abuse::Form { proven: new.proven, reason: new.reason.clone(), text: new.text.clone() };
        let json = serde_json::to_vec(&form).map_err(|error| CommitError::Broken(Cause::new(error)))?;
        let record = self.ring.master.seal(self.entropy, &Place("abuse_reports.record", id), &json);
        let delivery = new.delivery.map_or(Value::NoBlob, |delivery| blob(delivery.octets()));
        self.row(Table::AbuseReports, vec![blob(id), delivery, Value::Blob(record), moment(new.at)]);
        self.touch(id);
        Ok(())
    }

    pub(super) fn account(&mut self, new: &NewAccount) -> Result<(), CommitError> {
        let name = self.ring.index("accounts.name_index", &new.account.name);
        let json = serde_json::to_vec(&new.account).map_err(|error| CommitError::Broken(Cause::new(error)))?;
        let record = self.ring.master.seal(self.entropy, &Place("accounts.record", &name), &json);
        self.row(Table::Accounts, vec![blob(name), Value::Blob(record), moment(new.at)]);
        let index = |mark: Mark<'_>| {
            let (purpose, text) = mark.parts();
            self.ring.index(purpose, text)
        };
        let indexes: BTreeSet<_> = new.account.marks().map(index).collect();
        // Each once: one statement writes no row twice.
        for mark in indexes {
            self.row(Table::AccountMarks, vec![blob(mark), blob(name)]);
        }
        Ok(())
    }

    pub(super) fn token(&mut self, token: &NewToken) {
        let account = self.ring.index("accounts.name_index", &token.account);
        let scopes = Value::Text(token.scopes.join(" "));
        self.row(Table::ApiTokens, vec![blob(token.hash), blob(account), scopes, moment(token.at)]);
    }

    pub(super) fn setting(&mut self, name: &str, value: &[u8]) {
        let value = self.ring.master.seal(self.entropy, &Place("settings.value", name.as_bytes()), value);
        self.row(Table::Settings, vec![Value::text(name), Value::Blob(value)]);
    }
}
